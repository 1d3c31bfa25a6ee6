// Lighthouse, in the browser that the other tests use.

import lighthouse, { desktopConfig } from "lighthouse";

/**
 * Audits a page on a `mobile` or `desktop` screen.
 * Scores are out of 100; problems are what cost points, with where it stands; what was measured is in words.
 *
 * Lighthouse asks for robots.txt from within the page, whose lock refuses that as it refuses everything;
 * what searches for pages asks by itself.
 */
export async function audited(browser, address, form, categories) {
  const tab = await browser.newPage();
  try {
    const { lhr } = await lighthouse(address, { onlyCategories: categories, skipAudits: ["robots-txt"], logLevel: "error" }, form === "desktop" ? desktopConfig : undefined, tab);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const counted = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => lhr.audits[id]));
    return {
      scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])),
      problems: counted
        .filter(({ score }) => score !== null && score < 1)
        .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? []).slice(0, 600)}`),
      shown: Object.fromEntries(Object.values(lhr.audits).map(({ id, displayValue }) => [id, displayValue])),
    };
  } finally {
    await tab.close();
  }
}
