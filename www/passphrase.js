/**
 * Locks what a link carries with a passphrase, by what browsers have for it: AES-256-GCM, with a key that
 * PBKDF2-HMAC-SHA-256 makes of the passphrase. The data of a locked link are salt, initial value and ciphertext.
 */

/** What guessing costs: the number that OWASP recommends for SHA-256, about half a second a try on a phone. */
export const ROUNDS = 600_000;

const SALT = 16;
const INITIAL = 12;
/** Bytes of a checksum. */
const SUM = 4;

/** Whether the browser can; it can where the page came over a safe line. */
export const canEncrypt = globalThis.crypto?.subtle !== undefined;

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} data */
function encoded(data) {
  const text = Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} text */
const decoded = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

/**
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 */
async function keyOf(passphrase, salt) {
  // Keyboards write the same letter in more than one way.
  const typed = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * @param {string} version
 * @param {string} flags
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} data
 */
async function sealed(version, flags, data) {
  const text = `${version}.${flags}.${encoded(data)}`;
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `${text}.${encoded(sum.slice(0, SUM))}`;
}

/**
 * @param {string} payload
 * @param {string} passphrase
 */
export async function encrypt(payload, passphrase) {
  const [version = '', flags = '', data = ''] = payload.split('.');
  const head = crypto.getRandomValues(new Uint8Array(SALT + INITIAL));
  const key = await keyOf(passphrase, head.slice(0, SALT));
  const hidden = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: head.slice(SALT) }, key, decoded(data));
  return sealed(version, `${flags}p`, new Uint8Array([...head, ...new Uint8Array(hidden)]));
}

/** @param {string} payload */
export const isEncrypted = (payload) => payload.split('.')[1]?.includes('p') ?? false;

/**
 * @param {string} payload
 * @param {string} passphrase
 * @returns {Promise<string | null>} null where the passphrase does not fit
 */
export async function decrypt(payload, passphrase) {
  const [version = '', flags = '', data = ''] = payload.split('.');
  try {
    const bytes = decoded(data);
    const key = await keyOf(passphrase, bytes.slice(0, SALT));
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(SALT, SALT + INITIAL) }, key, bytes.slice(SALT + INITIAL));
    return await sealed(version, flags.replace('p', ''), plain);
  } catch {
    return null;
  }
}
