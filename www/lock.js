/** The lock: what makes the browser refuse every request of a page that has loaded all that it needs. */

/**
 * Added to the policy in the page's head: from then on the browser refuses every request, to our own server
 * too. What is left needs none: compiled WebAssembly, the worker's blob, the icon.
 */
const LOCK = "default-src 'none'; connect-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data:";

/** Locks the page; nothing unlocks it but loading it anew. */
export function lock() {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = LOCK;
  document.head.append(policy);
}
