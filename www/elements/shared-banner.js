import { define } from '../define.js';
import { acting, element, freshId } from '../dom.js';
import { PageCommand } from '../events.js';
import { canEncrypt } from '../passphrase.js';
import { shared as text, strip } from '../text.js';

/** @import { Diagnostic, Masking } from '../report.d.ts' */

/**
 * Says that what is shown is not simply what was recorded: a capture from a link, or the reader's own one masked.
 */
export class SharedBannerElement extends HTMLElement {
  /** @param {...(Node | string | false)} content */
  #put(...content) {
    this.hidden = content.length === 0;
    this.replaceChildren(...(content.length === 0 ? [] : [element('section', { class: 'notice', 'aria-label': text.region }, ...content)]));
  }

  clear() {
    this.#put();
  }

  /**
   * @param {boolean} inAddress whether the address carries it
   * @param {HTMLButtonElement} [other] what else can be done
   */
  #actions(inAddress, other) {
    if (!inAddress) return other ? element('p', { class: 'strip-actions' }, other) : false;
    const status = element('span', { role: 'status' });
    const remove = acting(text.remove, () => {
      this.dispatchEvent(new PageCommand('remove-address'));
      status.textContent = text.removed;
      remove.ariaDisabled = 'true';
    });
    return element('p', { class: 'strip-actions' }, remove, other ?? null, status);
  }

  /**
   * A capture that a link brought.
   *
   * @param {Masking | undefined} masking as the capture says itself
   * @param {boolean} inAddress whether the address carries it
   */
  showShared(masking, inAddress) {
    const { mode = 'full', relative_times: relative = false, placeholders = [] } = masking ?? {};
    this.#put(
      element('p', {}, element('strong', {}, text.title), ` ${text.modes[mode]}${relative ? ` ${text.relative}` : ''} ${text.unverified}`),
      placeholders.length > 0 && element('details', {}, element('summary', {}, text.tokens), element('dl', { class: 'facts' },
        placeholders.flatMap(({ word, label, values, count }) => [element('dt', {}, label), element('dd', {}, text.token(word, values, count))]))),
      this.#actions(inAddress));
  }

  /**
   * A link that does not lead to a capture.
   *
   * @param {Diagnostic[]} diagnostics
   * @param {boolean} inAddress whether the address carries it
   */
  showFailed(diagnostics, inAddress) {
    this.#put(
      element('p', {}, element('strong', {}, text.failed)),
      ...diagnostics.map(({ message, help }) => element('p', {}, message, help !== '' && ` ${help}`)),
      element('p', {}, text.own), this.#actions(inAddress));
    this.scrollIntoView({ block: 'nearest' });
  }

  /**
   * A link that needs a passphrase.
   *
   * @param {boolean} inAddress whether the address carries it
   * @param {(passphrase: string) => Promise<boolean>} decrypt says whether the passphrase fits
   */
  showEncrypted(inAddress, decrypt) {
    const status = element('p', { role: 'status' }, canEncrypt ? '' : text.cannot);
    const input = element('input', { type: 'password', id: freshId(), autocomplete: 'off' });
    const press = acting(text.unlock, async () => {
      status.textContent = text.unlocking;
      press.ariaDisabled = 'true';
      const fits = await decrypt(input.value);
      press.ariaDisabled = null;
      if (fits) return;
      status.textContent = text.wrong;
      input.select();
    }, { class: 'primary', 'aria-disabled': canEncrypt ? null : 'true' });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) press.click();
    });
    this.#put(
      element('p', {}, element('strong', {}, text.lockedTitle), ` ${text.lockedLead}`),
      element('div', { class: 'row' }, element('label', { for: input.id }, text.passphrase), input, press),
      status, this.#actions(inAddress, acting(strip.another, () => this.dispatchEvent(new PageCommand('paste-another')))));
    input.focus();
  }

  /**
   * A link came into the address while the reader's own capture is shown.
   *
   * @param {() => void} open
   * @param {() => void} keep
   */
  showAsked(open, keep) {
    this.#put(element('p', {}, element('strong', {}, text.asked)),
      element('p', { class: 'strip-actions' }, acting(text.openIt, open), acting(text.keepOwn, keep)));
    this.scrollIntoView({ block: 'nearest' });
  }

  /** The reader's own capture, masked. */
  showView() {
    const back = acting(text.back, () => this.dispatchEvent(new PageCommand('show-own')));
    this.#put(element('p', {}, element('strong', {}, text.view)), element('p', { class: 'strip-actions' }, back));
    return back;
  }
}

define('shared-banner', SharedBannerElement);
