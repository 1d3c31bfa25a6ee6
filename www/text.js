/**
 * The texts of the interface in the reader's language: a second one is a second file like strings/en.js,
 * and its name in this list.
 */

/** The files in strings/, the one for everybody else first. */
const LANGUAGES = ['en'];

const language = LANGUAGES.find((one) => navigator.languages.some((wanted) => wanted.split('-')[0] === one)) ?? 'en';

/** @type {typeof import('./strings/en.js')} */
const texts = await import(`./strings/${language}.js`);

export const {
  acts,
  advice,
  basis,
  bytes,
  categories,
  certainty,
  changes,
  checkStatus,
  codecs,
  codecUses,
  comparison,
  contents,
  copying,
  copies,
  detail,
  diagnosticSeverity,
  diagnostics,
  events,
  evidence,
  example,
  fields,
  findings,
  glossary,
  glossaryText,
  grades,
  identifiers,
  incognito,
  kinds,
  known,
  layerStatus,
  limits,
  locked,
  outcomes,
  ownValue,
  pack,
  paste,
  persistence,
  privacy,
  progress,
  raw,
  requests,
  reveals,
  samples,
  settings,
  severity,
  shortcuts,
  sources,
  status,
  steps,
  strip,
  summary,
  timeline,
  timing,
  trouble,
  visits,
} = texts;
