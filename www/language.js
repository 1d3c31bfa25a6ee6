/** The reader's language: a second one is a second file like strings/en.js, its place in this list, and in that of text.js. */

/** The files in strings/, each with the way in which it writes numbers and dates. */
const LANGUAGES = { en: 'en-GB' };

const wanted = (globalThis.navigator?.languages ?? []).map((one) => one.split('-')[0] ?? '');

/**
 * @param {string} one
 * @returns {one is keyof typeof LANGUAGES}
 */
const isThere = (one) => Object.hasOwn(LANGUAGES, one);

/** The name of a file in strings/; English is for everybody else. */
export const language = wanted.find(isThere) ?? 'en';

export const locale = LANGUAGES[language];
