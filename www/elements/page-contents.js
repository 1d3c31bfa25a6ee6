import { ConnectedElement, define, ending } from '../define.js';
import { element } from '../dom.js';
import { contents as text } from '../text.js';

/** The parts of the result, and which of them the reader is in: always in sight, and one press away. */
export class PageContentsElement extends ConnectedElement {
  #links = Object.entries(text.parts).map(([id, name]) => ({ id, link: element('a', { href: `#${id}` }, name) }));
  // A part that enters or leaves the upper third of the window begins or ends.
  #watch = new IntersectionObserver(() => this.#follow(), { rootMargin: '0px 0px -66% 0px' });

  /** @override @param {AbortSignal} signal */
  connected(signal) {
    if (!this.firstChild) this.append(element('nav', { 'aria-label': text.title }, element('ul', { class: 'plain' }, this.#links.map(({ link }) => element('li', {}, link)))));
    ending(this.#watch, signal);
    this.#watchAll();
  }

  /** Takes its place before the parts are there, so that nothing moves when they come. */
  begin() {
    this.hidden = false;
  }

  /** Lists the parts that there are. */
  show() {
    for (const { id, link } of this.#links) if (link.parentElement) link.parentElement.hidden = !document.getElementById(id)?.checkVisibility();
    this.#watchAll();
  }

  #watchAll() {
    this.#watch.disconnect();
    for (const { id } of this.#links) {
      const head = document.getElementById(id);
      if (head) this.#watch.observe(head);
    }
  }

  #follow() {
    const at = this.#links.findLastIndex(({ id }) => {
      const head = document.getElementById(id);
      return head?.checkVisibility() && head.getBoundingClientRect().top < innerHeight / 3;
    });
    for (const [index, { link }] of this.#links.entries()) {
      if (index === at) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }
}

define('page-contents', PageContentsElement);
