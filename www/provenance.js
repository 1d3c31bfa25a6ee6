/** Where the capture that is shown came from, in the words of the core, for whatever is copied out of the page. */

import { state } from './state.js';

/** A sentence, empty where nobody passed the capture on. */
export function provenance() {
  const told = state.now.shown?.overview.provenance?.text ?? '';
  return told === '' ? '' : `${told}.`;
}
