import { copyText } from '../clipboard.js';
import { define } from '../define.js';
import { button, element } from '../dom.js';
import { copies } from '../text.js';

/** @import { Copy } from '../copies.js' */

/** A button that offers several forms of one thing to copy. The forms are made when they are asked for. */
export class CopyMenuElement extends HTMLElement {
  /** @type {() => Copy[] | Promise<Copy[]>} */ #copies = () => [];
  #press = button(copies.title, 'copy');
  #menu = element('div', { role: 'menu', popover: true, class: 'menu' });

  /**
   * @param {string} description heard
   * @param {() => Copy[] | Promise<Copy[]>} copies
   * @param {string} [seen] what the button reads, if it is not that something can be copied
   */
  static of(description, copies, seen) {
    const made = new CopyMenuElement();
    made.#copies = copies;
    if (seen !== undefined) made.#press.textContent = seen;
    made.#press.setAttribute('aria-label', description);
    made.#menu.setAttribute('aria-label', description);
    made.#press.setAttribute('aria-haspopup', 'menu');
    made.#press.addEventListener('click', () => void made.open());
    made.#press.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      void made.open();
    });
    made.#menu.addEventListener('keydown', (event) => made.#pressed(event));
    made.#menu.addEventListener('toggle', () => {
      const open = made.#menu.matches(':popover-open');
      if (open) return made.#press.setAttribute('aria-expanded', 'true');
      made.#press.removeAttribute('aria-expanded');
      // A closed menu is not there: every row would hold one.
      made.#menu.remove();
    });
    made.append(made.#press);
    return made;
  }

  async open() {
    const items = (await this.#copies()).map(({ label, text, act }) => {
      const item = element('button', { type: 'button', role: 'menuitem', tabindex: -1, 'aria-disabled': text === null ? 'true' : null }, label);
      if (text) item.addEventListener('click', () => {
        this.#close();
        void copyText(this.#press, text(), copies.title, label);
      });
      if (act) item.addEventListener('click', () => {
        this.#close();
        void act();
      });
      return item;
    });
    this.#menu.replaceChildren(...items);
    this.append(this.#menu);
    this.#menu.showPopover();
    const { left, bottom, top } = this.#press.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#menu;
    const below = bottom + height <= window.innerHeight || top < height;
    // It scrolls with the page, so its place counts from the beginning of the page.
    this.#menu.style.left = `${Math.max(0, Math.min(left, document.documentElement.clientWidth - width)) + window.scrollX}px`;
    this.#menu.style.top = `${(below ? bottom : top - height) + window.scrollY}px`;
    items[0]?.focus({ preventScroll: true });
  }

  #close() {
    this.#menu.hidePopover();
    this.#press.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const items = /** @type {HTMLElement[]} */ ([...this.#menu.children]);
    const at = items.findIndex((item) => item === document.activeElement);
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey ? event.key.toLowerCase() : '';
    /** @type {Record<string, number>} */
    const targets = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Tab goes on from the button.
      if (event.key === 'Escape') event.preventDefault();
      this.#close();
    } else if (target !== undefined) {
      event.preventDefault();
      items.at(target % items.length)?.focus();
    } else if (letter !== '' && letter !== ' ') {
      event.preventDefault();
      [...items.slice(at + 1), ...items].find((item) => item.textContent?.toLowerCase().startsWith(letter))?.focus();
    }
    event.stopPropagation();
  }
}

define('copy-menu', CopyMenuElement);
