/** How long work goes on without a pause, so that the page never stands still. */

/** Work done without a pause, in milliseconds; laying out what it made takes about as long again. */
const AT_A_STRETCH = 12;

/** Lets the browser draw what is there; a page in the background is not drawn and must not wait for it. */
export function drawn() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 60);
  });
}

/** Waits until the browser has nothing to do. */
export function idle() {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve);
    else setTimeout(resolve, 100);
  });
}

/** Gives a function that pauses where the work since the last pause, or since now, took long. It says whether it did. */
export function pausing() {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun <= AT_A_STRETCH) return false;
    await drawn();
    begun = performance.now();
    return true;
  };
}
