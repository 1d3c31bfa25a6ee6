import { ConnectedElement, define, ending } from '../define.js';
import { element } from '../dom.js';
import { contents as text } from '../text.js';

/** From this width on there is room beside the page, and the list stands open there; document.css has the same number. */
const WIDE = matchMedia('(min-width: 79rem)');

/** The sections of the result, and which of them the reader is in. */
export class PageContentsElement extends ConnectedElement {
  #list = element('ol', { class: 'plain' });
  #details = element('details', {}, element('summary', {}, text.title), this.#list);
  /** @type {HTMLElement[]} */ #heads = [];
  // A heading that enters or leaves the upper third of the window begins or ends a section.
  #watch = new IntersectionObserver(() => this.#follow(), { rootMargin: '0px 0px -66% 0px' });

  constructor() {
    super();
    this.#list.addEventListener('click', () => this.#fit());
  }

  /** @override @param {AbortSignal} signal */
  connected(signal) {
    if (!this.firstChild) this.append(element('nav', { 'aria-label': text.title }, this.#details));
    WIDE.addEventListener('change', () => this.#fit(), { signal });
    ending(this.#watch, signal);
    for (const head of this.#heads) this.#watch.observe(head);
  }

  /** Takes its place before the sections are there, so that nothing moves when they come. */
  begin() {
    this.hidden = false;
    this.#list.replaceChildren();
    this.#fit();
  }

  /** Lists the sections that there are. */
  show() {
    this.#watch.disconnect();
    /** @type {NodeListOf<HTMLElement>} */
    const all = document.querySelectorAll(':is(#result, #result ~ *) h2[id]');
    this.#heads = [...all].filter((head) => head.checkVisibility());
    this.#list.replaceChildren(...this.#heads.map((head) => element('li', {}, element('a', { href: `#${head.id}` }, head.textContent))));
    for (const head of this.#heads) this.#watch.observe(head);
  }

  /** Stands open in the margin, and folds elsewhere, also once a section was chosen. */
  #fit() {
    this.#details.open = WIDE.matches;
  }

  #follow() {
    const at = this.#heads.findLastIndex((head) => head.getBoundingClientRect().top < innerHeight / 3);
    for (const [index, link] of this.#list.querySelectorAll('a').entries()) {
      if (index === at) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }
}

define('page-contents', PageContentsElement);
