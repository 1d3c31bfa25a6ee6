/**
 * Ways out that programs have by themselves, in the page as in its worker.
 *
 * Each function takes an address and settles as the browser does: it throws or rejects where it is refused, and
 * resolves only where something was answered. It imports nothing, since it also becomes part of the worker's program.
 */

/** A way that this browser does not know. */
export class Unknown extends Error {}

/**
 * What this browser may know by a name.
 *
 * @param {any} owner
 * @param {string} name
 */
export function known(owner, name) {
  const found = owner?.[name];
  if (found === undefined || found === null) throw new Unknown();
  return found;
}

/**
 * Waits for one event, and fails with the other.
 *
 * @param {EventTarget} target
 * @param {string} good
 * @param {string} bad
 */
export const settled = (target, good, bad = 'error') => new Promise((resolve, reject) => {
  target.addEventListener(good, resolve, { once: true });
  target.addEventListener(bad, () => reject(new Error(bad)), { once: true });
});

/** @param {string} address @param {string} scheme without a colon, for encrypted and plain */
const as = (address, scheme) => address.replace(/^http/, scheme);

/** @typedef {(address: string) => unknown} Connect */

/** @type {Record<string, Connect>} */
export const CONNECTIONS = {
  'fetch': (address) => fetch(address),
  'fetch-post': (address) => fetch(address, { method: 'POST', mode: 'no-cors', body: 'x' }),
  'fetch-keepalive': (address) => fetch(address, { keepalive: true, mode: 'no-cors' }),
  'xhr': (address) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.send();
    return settled(request, 'load');
  },
  'event-source': (address) => settled(new (known(globalThis, 'EventSource'))(address), 'open'),
  'web-socket': (address) => settled(new WebSocket(as(address, 'ws')), 'open'),
  'web-socket-stream': (address) => new (known(globalThis, 'WebSocketStream'))(as(address, 'ws')).opened,
  'web-transport': (address) => new (known(globalThis, 'WebTransport'))(address.replace(/^http:/, 'https:')).ready,
  'cache': async (address) => {
    const caches = known(globalThis, 'caches');
    // One for each try: it would be deleted while another one uses it.
    const name = `proof ${Math.random()}`;
    try {
      await (await caches.open(name)).add(address);
    } finally {
      await caches.delete(name);
    }
  },
  'compile-streaming': (address) => WebAssembly.compileStreaming(fetch(address)),
};
