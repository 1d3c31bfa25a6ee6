/** The words of a figure in an article. What the core says of a capture is in English, and marked so. */

/** @import { Origin } from '../report.d.ts' */

const en = {
  language: 'en',
  severities: ['Neutral', 'Low', 'Medium', 'High', 'Critical'],
  columns: ['Field', 'Value', 'What it means'],
  /** @param {string | undefined} recipient */
  title: (recipient) => (recipient ? `What one request tells ${recipient}` : 'What one request tells its recipient'),
  /** @param {number} number @param {number} count */
  event: (number, count) => (count === 1 ? '' : `Event ${number} of ${count}: `),
  choose: 'Event',
  allEvents: 'All events',
  filter: 'Filter fields',
  /** @param {number} shown @param {number} all */
  shown: (shown, all) => `${shown} of ${all} ${all === 1 ? 'field' : 'fields'}`,
  /** @param {number} all */
  showAll: (all) => `Show all ${all} fields`,
  showFewer: 'Show the telling fields only',
  nothing: 'No field of this event fits.',
  /** @param {number} count */
  left: (count) => `${count} more are not shown here.`,
  more: 'More',
  lasts: 'How long it lasts',
  guessed: 'Guessed, because',
  unexplained: 'No source that is known here explains this field.',
  looksLike: 'Looks like',
  sources: 'Sources',
  empty: '(empty)',
  masked: 'Read with Overshare; ⟦words in brackets⟧ replace hidden values.',
  placeholders: 'Read with Overshare; ⟦words in brackets⟧ replace hidden values, its maker says.',
  /** Where a capture came from; the core says it in English. @type {Partial<Record<Origin, string>>} */
  provenance: {},
  whole: 'Read the whole capture',
  persistence: {
    event: 'this event only', session: 'one session', install: 'until the app is installed anew or its data are cleared', depends: 'it depends',
    resettable: 'until you reset it', 'factory-reset': 'until a factory reset', hardware: 'as long as the phone exists',
    account: 'as long as the account exists', sim: 'as long as the SIM card is used',
  },
  /** @param {string} reason @param {string} detail */
  unreadable: (reason, detail) => `Overshare cannot open this capture here: ${reason}${detail ? ` (${detail})` : ''}.`,
  reasons: {
    none: 'expected one in src, in data or in a script of the type application/json, found none',
    otherSite: 'expected src to be what a link carries or a file on this site, found an address elsewhere',
    notFound: 'the file that src names could not be loaded',
    tooLong: 'expected at most 4 MiB, found more',
    empty: 'expected events, found none that can be read',
    fault: 'the reader could not start',
  },
};

/** @type {typeof en} */
const de = {
  language: 'de',
  severities: ['Neutral', 'Gering', 'Mittel', 'Hoch', 'Kritisch'],
  columns: ['Feld', 'Wert', 'Was es verrät'],
  title: (recipient) => (recipient ? `Was ein Upload an ${recipient} verriet` : 'Was ein Upload dem Empfänger verriet'),
  event: (number, count) => (count === 1 ? '' : `Ereignis ${number} von ${count}: `),
  choose: 'Ereignis',
  allEvents: 'Alle Ereignisse',
  filter: 'Felder filtern',
  shown: (shown, all) => `${shown} von ${all} ${all === 1 ? 'Feld' : 'Feldern'}`,
  showAll: (all) => `Alle ${all} Felder zeigen`,
  showFewer: 'Nur die aufschlussreichen Felder zeigen',
  nothing: 'Kein Feld dieses Ereignisses passt.',
  left: (count) => `${count} weitere werden hier nicht gezeigt.`,
  more: 'Mehr',
  lasts: 'Wie lange es bleibt',
  guessed: 'Vermutet, weil',
  unexplained: 'Keine hier bekannte Quelle erklärt dieses Feld.',
  looksLike: 'Sieht aus wie',
  sources: 'Quellen',
  empty: '(leer)',
  masked: 'Gelesen mit Overshare; ⟦Wörter in Klammern⟧ ersetzen verborgene Werte.',
  placeholders: 'Gelesen mit Overshare; ⟦Wörter in Klammern⟧ ersetzen laut Ersteller verborgene Werte.',
  provenance: {
    link: 'Aus einem Link; laut Ersteller mit verborgenen Werten; nicht überprüft',
    'link-of-link': 'Aus einem Link, gemacht aus einem Link; laut Ersteller mit verborgenen Werten; nicht überprüft',
  },
  whole: 'Die ganze Aufzeichnung lesen',
  persistence: {
    event: 'nur dieses Ereignis', session: 'eine Sitzung', depends: 'je nachdem', install: 'bis die App neu installiert oder ihre Daten gelöscht werden',
    resettable: 'bis es zurückgesetzt wird', 'factory-reset': 'bis zum Zurücksetzen auf Werkseinstellungen', hardware: 'solange das Telefon existiert',
    account: 'solange das Konto existiert', sim: 'solange die SIM-Karte benutzt wird',
  },
  unreadable: (reason, detail) => `Overshare kann diese Aufzeichnung hier nicht öffnen: ${reason}${detail ? ` (${detail})` : ''}.`,
  reasons: {
    none: 'erwartet wurde eine in src, in data oder in einem script vom Typ application/json, gefunden keine',
    otherSite: 'erwartet wurde in src der Inhalt eines Links oder eine Datei dieser Website, gefunden eine Adresse anderswo',
    notFound: 'die in src genannte Datei konnte nicht geladen werden',
    tooLong: 'erwartet wurden höchstens 4 MiB, gefunden mehr',
    empty: 'erwartet wurden Ereignisse, gefunden keine lesbaren',
    fault: 'das Programm konnte nicht starten',
  },
};

/** @typedef {typeof en} Words */

/**
 * In the language that the element asks for, or that its article is written in.
 *
 * @param {Element} element
 */
export function wordsFor(element) {
  const language = element.closest('[lang]')?.getAttribute('lang') ?? '';
  return /^de\b/i.test(language) ? de : en;
}
