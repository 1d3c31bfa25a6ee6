/** What `early.js`, which is no module, hands over to the page. */

export {};

declare global {
  interface Window {
    /** Ends keeping, and gives what the reader did last before the page had loaded. */
    overshareKept?: () => { text: string } | { file: File } | { sample: number } | null;
  }
}
