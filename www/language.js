/** The reader's language: a second one is a second file like strings/en.js, and its line in this list. */

/**
 * The files in strings/, each with the way in which it writes numbers and dates; the one for everybody else first.
 *
 * @type {Record<string, string>}
 */
const LANGUAGES = { en: 'en-GB' };

const wanted = (globalThis.navigator?.languages ?? []).map((one) => one.split('-')[0] ?? '');

/** The name of a file in strings/. */
export const language = wanted.find((one) => Object.hasOwn(LANGUAGES, one)) ?? 'en';

export const locale = LANGUAGES[language] ?? 'en-GB';
