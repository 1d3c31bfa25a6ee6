/** How the core is loaded and its worker is started, for the page and for figures in articles. */

/** @typedef {{ createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }} PolicyFactory */

/**
 * @param {Response} response
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiledFrom(response) {
  // Compiling while loading demands the exact media type, which not every server sends.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {URL} url */
export async function compiled(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return compiledFrom(response);
}

/** Addresses of programs made here. @type {Set<string>} */
const made = new Set();

/** @type {ReturnType<PolicyFactory['createPolicy']> | undefined} a page may allow only one of its name */
let policy;

/**
 * The address of a worker's program. One made of a blob can be started from every site and inherits the page's policy;
 * one with an address of its own would escape it.
 *
 * @param {string} source
 */
export function programAddress(source) {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  made.add(address);
  const factory = /** @type {{ trustedTypes?: PolicyFactory }} */ (/** @type {unknown} */ (globalThis)).trustedTypes;
  policy ??= factory?.createPolicy('overshare-worker', {
    createScriptURL(url) {
      if (!made.has(url)) throw new TypeError('only the worker of Overshare may be started');
      return url;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}
