import { define } from '../define.js';
import { freshId, only, part } from '../dom.js';
import { oneOf } from '../files.js';
import { paste as pasteText } from '../text.js';

/** Longer texts are kept out of the text box: browsers need seconds to lay them out. */
const LONGEST_EDITABLE = 100_000;

/** Pause after which typed text is read, in milliseconds. Pasted text is read at once. */
const TYPING_PAUSE = 350;

/** A text or file to read. */
export class CaptureEvent extends Event {
  /**
   * @param {string | File} content
   * @param {'paste' | 'typing' | 'file' | 'pack' | 'selection'} origin
   */
  constructor(content, origin) {
    super('capture', { bubbles: true });
    this.content = content;
    this.origin = origin;
  }
}

/** The box that takes a recorded request: typed, pasted, or from a file. */
export class PasteBoxElement extends HTMLElement {
  #pause = 0;
  #connected = false;

  connectedCallback() {
    if (this.#connected) return;
    this.#connected = true;
    const text = this.#text;
    text.addEventListener('paste', (event) => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      const file = event.clipboardData?.files[0];
      if (pasted.length > LONGEST_EDITABLE) {
        event.preventDefault();
        this.take(pasted);
      } else if (file && pasted === '') {
        event.preventDefault();
        this.dispatchEvent(new CaptureEvent(file, 'file'));
      }
    });
    text.addEventListener('input', (event) => {
      clearTimeout(this.#pause);
      const pasted = event instanceof InputEvent && (event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop');
      if (pasted) {
        this.dispatchEvent(new CaptureEvent(text.value, 'paste'));
      } else {
        this.#pause = window.setTimeout(() => this.dispatchEvent(new CaptureEvent(text.value, 'typing')), TYPING_PAUSE);
      }
    });
    const selection = part(this, 'selection');
    const selected = () => text.value.slice(text.selectionStart, text.selectionEnd);
    text.addEventListener('selectionchange', () => {
      const some = selected();
      selection.hidden = some.trim() === '' || some.trim() === text.value.trim();
    });
    selection.addEventListener('click', () => {
      clearTimeout(this.#pause);
      this.dispatchEvent(new CaptureEvent(selected(), 'selection'));
    });
    const file = only(this, 'input[type=file]', HTMLInputElement);
    part(this, 'choose').addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      const chosen = oneOf([...file.files ?? []], pasteText.several);
      if (chosen) this.dispatchEvent(new CaptureEvent(chosen, 'file'));
      file.value = '';
    });
  }

  /**
   * A second box of the same kind.
   *
   * @param {string} label
   */
  another(label) {
    const made = /** @type {PasteBoxElement} */ (this.cloneNode(true));
    const text = made.#text;
    text.id = freshId();
    const name = only(made, 'label', HTMLLabelElement);
    name.htmlFor = text.id;
    name.textContent = label;
    const help = part(made, 'help');
    help.id = freshId();
    text.setAttribute('aria-describedby', help.id);
    made.hidden = false;
    return made;
  }

  get #text() {
    return only(this, 'textarea', HTMLTextAreaElement);
  }

  /** What stands in the box. */
  get text() {
    return this.#text.value;
  }

  /** Whether the text of the last capture stands in the box and can be edited. */
  get editable() {
    return this.#text.value !== '';
  }

  /**
   * Takes a text as if it had been pasted.
   *
   * @param {string} text
   */
  take(text) {
    this.keep(text);
    this.dispatchEvent(new CaptureEvent(text, 'paste'));
  }

  /**
   * Puts a text into the box unless it is too long for one; an empty one clears it.
   *
   * @param {string} text
   */
  keep(text) {
    clearTimeout(this.#pause);
    this.#text.value = text.length <= LONGEST_EDITABLE ? text : '';
  }

  /**
   * Puts the text of a file into the box if it is one.
   *
   * @param {Uint8Array} bytes
   */
  keepBytes(bytes) {
    let text = '';
    if (bytes.length <= LONGEST_EDITABLE) {
      try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        if (text.includes('\0')) text = '';
      } catch {
        // A binary file has no text to edit.
      }
    }
    this.keep(text);
  }

  get folded() {
    return this.hidden;
  }

  set folded(folded) {
    this.hidden = folded;
  }

  /** Shows the box and puts the cursor into it. */
  open() {
    this.folded = false;
    this.#text.focus();
  }
}

define('paste-box', PasteBoxElement);
