/**
 * What a reader does before the page has loaded: it is kept, and read as soon as the page can. On a slow connection
 * that takes seconds, in which a press would be lost and a pasted text stay where it is. Says, too, when the page
 * failed to load. No module, so that it runs before everything else.
 */

(() => {
  /** @type {{ text: string } | { file: File } | { sample: number } | null} the last counts */
  let kept = null;
  const box = () => /** @type {HTMLTextAreaElement | null} */ (document.querySelector('#paste-text'));
  const isInBox = (/** @type {Event} */ { target }) => target !== null && target === box();

  /** @param {NonNullable<typeof kept>} what */
  function keep(what) {
    kept = what;
    document.body.toggleAttribute('data-kept', true);
  }

  /** Keeps what was pasted or dropped; the box takes a text itself. @param {Event} event @param {DataTransfer | null} data */
  function take(event, data) {
    const file = data?.files[0];
    const text = data?.getData('text/plain') ?? '';
    if (!file && (text === '' || isInBox(event))) return;
    event.preventDefault();
    keep(file ? { file } : { text });
  }

  /** @type {[string, (event: any) => void][]} */
  const listeners = [
    ['paste', (/** @type {ClipboardEvent} */ event) => take(event, event.clipboardData)],
    ['drop', (/** @type {DragEvent} */ event) => take(event, event.dataTransfer)],
    ['dragover', (/** @type {DragEvent} */ event) => event.preventDefault()],
    ['input', (/** @type {Event} */ event) => {
      if (isInBox(event)) keep({ text: box()?.value ?? '' });
    }],
    ['change', (/** @type {Event} */ { target }) => {
      const file = target instanceof HTMLInputElement && target.files?.[0];
      if (file) keep({ file });
    }],
    ['click', (/** @type {MouseEvent} */ { target }) => {
      const button = target instanceof Element && target.closest('button');
      if (!button) return;
      if (button.dataset['part'] === 'choose') /** @type {HTMLElement | null} */ (document.querySelector('[data-part="file"]'))?.click();
      const sample = [...document.querySelectorAll('[data-part="samples"] button')].indexOf(button);
      if (sample >= 0) keep({ sample });
    }],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener);

  const fail = () => document.documentElement.toggleAttribute('data-failed', true);
  /** A script that did not come, or none that this browser can read. @param {ErrorEvent | Event} event */
  const failed = (event) => {
    if (event.target === window || event.target instanceof HTMLScriptElement) fail();
  };
  window.addEventListener('error', failed, true);
  if (!('noModule' in HTMLScriptElement.prototype)) fail();

  /** Hands over what was kept to the page, which listens by itself from now on. It runs, whatever else did not come. */
  window.overshareKept = () => {
    document.documentElement.toggleAttribute('data-failed', false);
    for (const [name, listener] of listeners) document.removeEventListener(name, listener);
    window.removeEventListener('error', failed, true);
    document.body.toggleAttribute('data-kept', false);
    return kept;
  };
})();
