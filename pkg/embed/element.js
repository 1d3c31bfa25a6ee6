/**
 * `<overshare-capture>`: a figure in an article that can be opened where scripts run.
 *
 * What stands inside is a whole figure and stays what readers see until the capture was read, and for good where it
 * cannot be. What replaces it lives in a shadow tree: no style of the article reaches it by accident, and none of its
 * own gets out.
 */
import { make } from './make.js';
import { read } from './reader.js';
import { captureOf, Unreadable } from './source.js';
import { STYLE } from './style.js';
import { wordsFor } from './text.js';
import { isDark, whenColorsChange } from './theme.js';
import { View } from './view.js';

/** @import { Report } from '../report.d.ts' */

/** Modules are imported outside of browsers too, by what renders pages on a server. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** What a reader does who turns to the figure before it has come into view by itself. */
const TOUCHES = ['pointerenter', 'focusin', 'click'];

/** @type {CSSStyleSheet | undefined} one for all figures of the page */
let sheet;

/** @type {IntersectionObserver | undefined} */
let nearby;

/** Tells a figure that it comes into view. @param {OvershareCaptureElement} figure */
function whenNear(figure) {
  nearby ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && target instanceof OvershareCaptureElement) target.upgrade();
    }
    // Early enough to be there when it is looked at, so that nothing moves under the reader's eyes.
  }, { rootMargin: '50% 0px' });
  nearby.observe(figure);
}

export class OvershareCaptureElement extends Base {
  static observedAttributes = ['src', 'data', 'event', 'fields', 'theme', 'open', 'lang', 'caption', 'page'];

  /** @type {Report | null} */ #report = null;
  /** @type {View | null} */ #view = null;
  #begun = false;
  #isReading = false;
  /** Ends what was asked of the core before: an answer to an older question is dropped. */
  #asking = new AbortController();
  /** @type {(() => void) | undefined} */ #forgetColors;
  #touched = () => this.upgrade();

  connectedCallback() {
    if (this.#begun) {
      this.#followColors();
      return;
    }
    whenNear(this);
    for (const touch of TOUCHES) this.addEventListener(touch, this.#touched);
  }

  disconnectedCallback() {
    nearby?.unobserve(this);
    for (const touch of TOUCHES) this.removeEventListener(touch, this.#touched);
    this.#forgetColors?.();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.#begun) return;
    if (name === 'src' || name === 'data') void this.#read();
    // What a reader has chosen and opened stays.
    else if (name === 'theme') this.#chooseColors();
    else this.#show();
  }

  /** What was read; null until then. */
  get report() {
    return this.#report;
  }

  /** Reads the capture now instead of when the figure comes into view; once more where it could not be read. */
  upgrade() {
    if (this.#begun && (this.#isReading || this.#report)) return;
    this.#begun = true;
    nearby?.unobserve(this);
    for (const touch of TOUCHES) this.removeEventListener(touch, this.#touched);
    void this.#read();
  }

  async #read() {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#isReading = true;
    try {
      const report = await read(await captureOf(this));
      if (signal.aborted) return;
      if (report.counts.events === 0) throw new Unreadable('empty', report.diagnostics[0]?.message);
      this.#report = report;
      this.#view = null;
      this.#show();
      this.dispatchEvent(new CustomEvent('overshare-ready', { bubbles: true }));
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      if (!signal.aborted) this.#isReading = false;
    }
  }

  #shadow() {
    if (this.shadowRoot) return this.shadowRoot;
    const shadow = this.attachShadow({ mode: 'open' });
    sheet ??= new CSSStyleSheet();
    if (sheet.cssRules.length === 0) sheet.replaceSync(STYLE);
    // Style sheets made by script are under no policy for styles.
    shadow.adoptedStyleSheets = [sheet];
    // The color of the text around has changed, for whatever reason.
    shadow.addEventListener('transitionend', (event) => {
      if (event instanceof TransitionEvent && event.propertyName === 'color') this.#chooseColors();
    });
    return shadow;
  }

  #show() {
    if (!this.#report) return;
    const shadow = this.#shadow();
    const words = wordsFor(this);
    const wanted = {
      event: this.getAttribute('event') ?? '',
      fields: this.getAttribute('fields') ?? '',
      open: this.hasAttribute('open'),
      caption: this.getAttribute('caption') ?? '',
      language: this.parentElement?.closest('[lang]')?.getAttribute('lang') ?? '',
      link: this.#link(),
    };
    // Whoever came to a link in the figure by keyboard comes to the same link in what replaces it.
    const isFocused = this.#view === null && this.matches(':focus-within');
    this.#view = new View(this.#report, words, wanted);
    shadow.replaceChildren(this.#view.root, ...(this.querySelector('table') ? [make('slot', { class: 'paper' })] : []));
    if (isFocused) this.#view.focus();
    this.#followColors();
  }

  /** Keeps the figure as it is and says below it why nothing more can be seen. @param {unknown} error */
  #fail(error) {
    const words = wordsFor(this);
    const message = words.unreadable(error instanceof Unreadable ? words.reasons[error.reason] : words.reasons.fault,
      error instanceof Unreadable ? error.detail : '');
    this.#report = null;
    this.#shadow().replaceChildren(make('slot', {}), make('p', { class: 'trouble', role: 'note', lang: words.language }, message));
    this.#followColors();
    this.dispatchEvent(new CustomEvent('overshare-error', { bubbles: true, detail: { message } }));
  }

  /** Where the whole capture can be read: the address that `page` gives, or the link in the figure itself. */
  #link() {
    const page = this.getAttribute('page');
    const source = this.getAttribute('src') ?? '';
    const [, payload] = /(?:^|#)(o\d+\..*)$/s.exec(source) ?? [];
    const known = this.querySelector('a[href*="#o1."], a[href*="#o2."]');
    const address = page === null || !payload ? known?.getAttribute('href') : `${page.replace(/#.*$/s, '')}#${payload}`;
    const url = address ? URL.parse(address, document.baseURI) : null;
    return url && /^https?:$/.test(url.protocol) ? url.href : '';
  }

  #chooseColors() {
    for (const part of this.shadowRoot?.children ?? []) part.classList.toggle('dark', isDark(this, part));
  }

  #followColors() {
    this.#forgetColors?.();
    // What is no part of the page is kept by nothing.
    if (!this.isConnected) return;
    this.#chooseColors();
    this.#forgetColors = whenColorsChange(() => this.#chooseColors());
  }
}
