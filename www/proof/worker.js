/**
 * The ways out of a worker. It runs as part of a program that is put together before the page is locked, from
 * connections.js and this file, which is why the import stays on one line.
 */
import { CONNECTIONS, Unknown, known, settled } from './connections.js';

/** @type {Record<string, import('./connections.js').Connect>} */
const WORKERS = {
  'import': (address) => import(address),
  'nested': (address) => settled(new Worker(address), 'message'),
  'nested-blob': (address) => settled(new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(address)}).then(() => postMessage(0))`]))), 'message'),
  'nested-data': (address) => settled(new Worker(`data:text/javascript,fetch(${JSON.stringify(address)}).then(()=>postMessage(0))`), 'message'),
  'font': (address) => new (known(globalThis, 'FontFace'))('proof', `url(${address})`).load(),
};

/** @param {string} way @param {string} address */
async function answerFor(way, address) {
  /** @param {string} sign */
  const tell = (sign) => globalThis.postMessage({ way, address, sign });
  let late = false;
  try {
    const going = { ...CONNECTIONS, ...WORKERS }[way]?.(address);
    late = true;
    await going;
    tell('answered');
  } catch (error) {
    tell(error instanceof Unknown ? 'unknown' : late ? 'failed' : 'stopped');
  }
}

globalThis.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  globalThis.postMessage({ blocked: blockedURI, directive: effectiveDirective });
});
globalThis.addEventListener('message', ({ data }) => {
  for (const { way, address } of data.tries ?? []) void answerFor(way, address);
});
