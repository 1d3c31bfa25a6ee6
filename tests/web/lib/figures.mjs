// The figures of an article, once their element has opened them.

/** What the reader finds in the shadow tree of one figure. */
export const shown = (tab, selector = "overshare-capture") => tab.$eval(selector, (element) => {
  const root = element.shadowRoot;
  const texts = (query) => [...root?.querySelectorAll(query) ?? []].map((one) => one.textContent);
  return {
    isUpgraded: root?.querySelector("figure") !== null && root !== null,
    trouble: texts(".trouble").join(),
    captions: texts("caption"),
    fields: texts("tbody th code"),
    values: texts("tbody td:nth-of-type(1)"),
    open: [...root?.querySelectorAll("td details") ?? []].filter((one) => one.open).length,
    caption: texts("figcaption").join(),
    link: root?.querySelector("figcaption a")?.href ?? "",
    status: texts("[role=status]").join(),
    isDark: root?.firstElementChild?.classList.contains("dark"),
  };
});

/** Waits until so many figures are open. */
export const upgraded = (tab, count = 1) => tab.waitForFunction((wanted) => [...document.querySelectorAll("overshare-capture")]
  .filter((element) => element.report && element.shadowRoot?.querySelector("figure")).length === wanted, {}, count);
/** Waits until the first figure says what is wrong. */
export const troubled = (tab) => tab.waitForFunction(() => document.querySelector("overshare-capture").shadowRoot?.querySelector(".trouble"));
