/**
 * Overshare in browsers, with a bundler or without: the core is fetched and ready when the import is done.
 *
 * Every export is a binding of this file: a bundler that is told that nothing here has side effects goes past a file
 * that only hands on what another exports, and what it would leave out is the start.
 */
import init, * as core from './overshare.js';

await init({ module_or_path: new URL('./overshare_bg.wasm', import.meta.url) });

export const Analysis = core.Analysis;
export const bounds = core.bounds;
export const checkPack = core.checkPack;
export const decode = core.decode;
export const formats = core.formats;
export const openShared = core.openShared;
export const qrCode = core.qrCode;
export const version = core.version;

// Both find the core at work and return.
export { default, initSync } from './overshare.js';
