/** Locks the page as Overshare locks itself, tries every way out, and shows what happened to each. */

import { fetchedText } from '../core.js';
import { element, statusMark, table, tableRow } from '../dom.js';
import { programAddress } from '../embed/program.js';
import { lock } from '../lock.js';
import '../page-text.js';
import { proof as text } from '../text.js';
import { WAYS } from '../ways-out.js';
import { attempted } from './attempts.js';

/** @import { Promised, Way } from '../ways-out.js' */
/** @import { Sign } from './attempts.js' */

/** @typedef {keyof typeof text.verdicts} Verdict */

/** Answers before the lock, so that a failure after it means something. */
const HERE = new URL('./target.txt', import.meta.url);
/** Names that no server has, ever, each with the way by which it might get out. @param {string} way */
const elsewhere = (way) => `https://${way}.overshare-test.invalid/?${way}`;
/** @param {string} way */
const here = (way) => `${HERE}?${way}`;

/** @type {Record<Verdict, 'ok' | 'failed' | 'partial' | 'info'>} */
const MARKS = { refused: 'ok', answered: 'failed', silent: 'partial', unknown: 'info' };

/**
 * @param {Sign} sign
 * @param {boolean} isHere whether the address was seen to answer before the lock
 * @returns {Verdict}
 */
function verdictOf(sign, isHere) {
  if (sign === 'reported' || sign === 'stopped' || (sign === 'failed' && isHere)) return 'refused';
  return sign === 'failed' ? 'silent' : sign;
}

/** @typedef {Way & { here: Verdict, elsewhere: Verdict }} Tried */

/** What happened to a way as a whole: getting out once is enough. @param {Tried} way @returns {Verdict} */
const worst = ({ here, elsewhere }) => (here === 'answered' || elsewhere === 'answered' ? 'answered' : here);

/** @returns {Promise<Tried[]>} */
async function tryAll() {
  const [connections, worker] = await Promise.all(['connections', 'worker'].map((name) => fetchedText(new URL(`./${name}.js`, import.meta.url))));
  await fetchedText(HERE);
  const program = `${connections}\n{\n${worker?.replace(/^import .*$/m, '')}\n}\n`;
  lock();
  const started = new Worker(programAddress(program), { type: 'module' });
  const tried = WAYS.filter(({ leaves }) => !leaves);
  // One after the other: of two icons, for example, a browser asks for one only.
  const signs = await attempted(tried.map(({ id }) => ({ way: id, address: here(id) })), started);
  const others = await attempted(tried.map(({ id }) => ({ way: id, address: elsewhere(id) })), started);
  started.terminate();
  return tried.map((way) => ({
    ...way,
    here: verdictOf(signs.get(`${way.id} ${here(way.id)}`) ?? 'silent', true),
    elsewhere: verdictOf(others.get(`${way.id} ${elsewhere(way.id)}`) ?? 'silent', false),
  }));
}

/** @param {Verdict} verdict */
const mark = (verdict) => statusMark(MARKS[verdict], text.verdicts[verdict]);

/** @param {Tried[]} tried of ways that the lock closes */
function told(tried) {
  /** @param {Verdict} verdict */
  const having = (verdict) => tried.filter((way) => worst(way) === verdict);
  const out = having('answered');
  if (out.length > 0) {
    return [element('p', { class: 'sentence-text' }, statusMark('failed', text.leaking(out.map(({ name }) => name)))), element('p', {}, text.leakingHelp)];
  }
  const [refused, silent] = [having('refused').length, having('silent').length];
  return [
    element('p', { class: 'sentence-text' }, statusMark('ok', text.fine(refused, refused + silent))),
    silent > 0 ? element('p', { class: 'lead' }, text.silent(silent)) : '',
  ];
}

/** @param {string} title @param {Tried[]} ways */
function group(title, ways) {
  const [refused = 0, silent = 0, answered = 0] = /** @type {const} */ (['refused', 'silent', 'answered'])
    .map((verdict) => ways.filter((way) => worst(way) === verdict).length);
  return element('details', { open: answered > 0 },
    element('summary', {}, `${title}: `, text.counted(refused, silent, answered)),
    table('stacking', title, text.columns, ways.map(({ name, here, elsewhere }) =>
      tableRow(text.columns, [element('code', {}, name), mark(here), mark(elsewhere)]))));
}

/** What was seen of ways that stay open, those of one verdict together. @param {Tried[]} ways */
function seenOf(ways) {
  /** @type {Map<Verdict, string[]>} */
  const names = new Map();
  for (const way of ways) {
    const verdict = way.promised === 'hints' ? 'silent' : worst(way);
    names.set(verdict, [...(names.get(verdict) ?? []), way.name]);
  }
  return [...names].flatMap(([verdict, all], index) => [index === 0 ? '' : '; ',
    ...all.flatMap((name, at) => [at === 0 ? '' : ', ', element('code', {}, name)]), ` ${text.tried[verdict]}`]);
}

/** @param {Tried[]} tried */
function show(tried) {
  const closed = tried.filter(({ open }) => open.length === 0);
  document.querySelector('#verdict')?.replaceChildren(...told(closed));
  document.querySelector('#groups')?.replaceChildren(...Object.entries(text.groups).map(([id, title]) =>
    group(title, closed.filter((way) => way.group === id))));
  for (const item of document.querySelectorAll('[data-promised]')) {
    const of = tried.filter(({ promised }) => promised === item.getAttribute('data-promised'));
    item.append(element('p', { class: 'quiet' }, text.here, ' ', ...(of.length === 0 ? [text.notTried] : seenOf(of)), '.'));
  }
}

document.body.toggleAttribute('data-started', true);
try {
  show(await tryAll());
} catch {
  document.querySelector('#verdict')?.replaceChildren(
    element('p', { class: 'sentence-text' }, statusMark('failed', text.failed)), element('p', {}, text.failedHelp));
}
