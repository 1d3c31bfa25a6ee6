/** Where the capture that is shown came from, in the words of the core, for whatever is copied out of the page. */

let told = '';

/** @param {string} text empty where nobody passed it on */
export function comeFrom(text) {
  told = text === '' ? '' : `${text}.`;
}

/** A sentence, empty where nobody passed the capture on. */
export const provenance = () => told;
