/**
 * Choices of layout, kept in the browser's local storage: these words and nothing else, least of all anything of a
 * capture. Where the browser keeps nothing, they last as long as the page.
 */

/** What can be chosen, the usual choice first. */
const CHOICES = /** @type {const} */ ({
  theme: ['system', 'light', 'dark'],
  order: ['telling', 'sent'],
  shortcuts: ['on', 'off'],
});

/** @typedef {keyof typeof CHOICES} Setting */
/** @template {Setting} Name @typedef {typeof CHOICES[Name][number]} Choice */

const PLACE = 'overshare';

/** @type {Record<string, unknown>} */
let chosen = {};
try {
  // What stands there may be another program's: whatever is none of the choices counts as none.
  chosen = Object(JSON.parse(localStorage.getItem(PLACE) ?? '{}'));
} catch {
  // Storage is refused, or holds no JSON.
}

/**
 * @template {Setting} Name
 * @param {Name} name
 * @returns {Choice<Name>}
 */
export function setting(name) {
  /** @type {readonly Choice<Name>[]} */
  const choices = CHOICES[name];
  return choices.find((choice) => choice === chosen[name]) ?? /** @type {Choice<Name>} */ (CHOICES[name][0]);
}

/**
 * @template {Setting} Name
 * @param {Name} name
 * @param {string} choice
 */
export function choose(name, choice) {
  chosen = Object.fromEntries(Object.keys(CHOICES).map((one) => [one, one === name ? choice : setting(/** @type {Setting} */ (one))]));
  apply();
  try {
    const unusual = Object.entries(CHOICES).filter(([one, [usual]]) => setting(/** @type {Setting} */ (one)) !== usual);
    if (unusual.length === 0) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(unusual.map(([one]) => [one, chosen[one]]))));
  } catch {
    // Kept as long as the page.
  }
}

/** The theme is all that shows before anything is read. */
function apply() {
  const theme = setting('theme');
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}

apply();
