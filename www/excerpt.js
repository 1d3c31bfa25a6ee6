/** A section of the page for passing on: what it says, without what it can be pressed for. */

/** What is pressed or typed into, what only screen readers hear, and what is folded away; what a section says is in, open or not. */
const LEFT_OUT = [
  '.section-copy', '.timeline-actions', '.hint', 'copy-button', 'event-filter', 'search', 'nav', 'label', 'input', 'select', 'textarea', '.visually-hidden', '[hidden]',
  'details:not([open], .many details, .part, .fold, .finding > details)', '.many details:not([open]) > :not(summary)', 'template',
].join();

/** Buttons whose words belong to what is said. */
const SAID = '.as-link, .term, :is(th, h3, summary) button';

/**
 * A copy in a document of its own, in which nothing runs.
 *
 * @param {Element} section
 */
export function excerptOf(section) {
  const aside = document.implementation.createHTMLDocument('');
  const copy = aside.importNode(section, true);
  for (const one of copy.querySelectorAll(LEFT_OUT)) one.remove();
  for (const one of copy.querySelectorAll('button, summary, details, a, [role="slider"]')) {
    if (one.localName === 'button' && !one.matches(SAID)) {
      one.remove();
      continue;
    }
    const plain = aside.createElement(one.matches('button, a') ? 'span' : 'div');
    plain.className = one.className;
    plain.append(...one.childNodes);
    one.replaceWith(plain);
  }
  return copy;
}

/** Where a line ends. Our own elements are blocks too. */
const BLOCKS = 'address, div, dl, dt, figcaption, figure, footer, h1, h2, h3, h4, header, li, ol, p, pre, section, table, tbody, tr, ul';

/**
 * What a section says as lines: a row of a table is one, with the names of its columns.
 *
 * @param {Element} copy
 */
export function plainText(copy) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  const end = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    // The sign of a list waits for its text.
    if (/^(-|\d+\.)$/.test(text)) return;
    if (text !== '') lines.push(text);
    line = '';
  };
  /** @param {Node} node */
  const say = (node) => {
    if (node.nodeType === Node.TEXT_NODE) line += node.nodeValue;
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const one = /** @type {Element} */ (node);
    // A numbered list counts by itself.
    if (one.matches('svg, meter, thead, caption, .timeline-key, .request-number')) {
      line += ' ';
      return;
    }
    if (one.matches('tbody th')) line += `${one.closest('table')?.querySelector('thead th')?.textContent ?? ''}: `;
    if (one.matches('td')) line += `; ${one.getAttribute('data-label') ?? ''}: `;
    // A cell has no line of its own, so neither have its parts. What the layout keeps apart, a space does.
    const inLine = one.matches(':is(td, th, .request-line) *');
    const block = !inLine && (one.matches(BLOCKS) || one.localName.includes('-'));
    if (block) end();
    else if (one.previousSibling?.nodeType === Node.ELEMENT_NODE) line += ' ';
    // A pen leaves no mark in plain text.
    const quoted = one.matches('mark, .quoted') && !one.textContent?.startsWith('“');
    if (quoted) line += '“';
    if (one.matches('sup')) line += ' (';
    if (!inLine && one.matches('h2, h3, h4') && lines.length > 0) lines.push('');
    if (one.matches('li')) line += one.matches('ol > li') ? `${[...one.parentElement?.children ?? []].indexOf(one) + 1}. ` : '- ';
    if (one.matches('pre')) lines.push(...(one.textContent ?? '').split('\n'));
    else for (const child of one.childNodes) say(child);
    if (one.matches('dt')) line += ': ';
    else if (one.matches('sup')) line += ')';
    else if (quoted) line += '”';
    else if (block) end();
  };
  say(copy);
  end();
  return `${lines.join('\n')}\n`;
}
