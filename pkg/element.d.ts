import type { Report } from './report.d.ts';

/**
 * A figure in an article that can be opened where scripts run: `<overshare-capture>`.
 *
 * What stands inside is seen until the capture was read, and for good where it cannot be.
 * It sends `overshare-ready` when the capture is shown, and `overshare-error` when it cannot be.
 */
export class OvershareCaptureElement extends HTMLElement {
  static observedAttributes: string[];
  /** What was read; null until then. */
  readonly report: Report | null;
  /** Reads the capture now instead of when the figure comes into view; once more where it could not be read. */
  upgrade(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'overshare-capture': OvershareCaptureElement;
  }
  interface OvershareEventMap {
    'overshare-ready': CustomEvent<null>;
    'overshare-error': CustomEvent<{ message: string }>;
  }
  interface HTMLElementEventMap extends OvershareEventMap {}
  // They bubble.
  interface DocumentEventMap extends OvershareEventMap {}
  interface WindowEventMap extends OvershareEventMap {}
}
