/** On paper nothing is folded: what a style sheet cannot open in every browser is opened while the page is printed. */

/** What is unfolded on paper; print.css has the same list. */
const FOLDS = '.part, .fold, .repeated, .finding > details, .diagnostics details';

/** Opens the folds before the page is printed and closes them again behind it. */
export function unfoldOnPaper() {
  // Firefox before 143.
  if (CSS.supports('selector(::details-content)')) return;
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll(FOLDS)].filter((one) => one instanceof HTMLDetailsElement && !one.open).map((one) => /** @type {HTMLDetailsElement} */ (one));
    for (const one of opened) one.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });
}
