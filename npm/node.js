/**
 * Overshare in Node.js: the core is read from the disk and ready when the import is done.
 *
 * Every export is a binding of this file, as in web.js and for the reason given there.
 */
import { readFileSync } from 'node:fs';
import * as core from './overshare.js';

core.initSync({ module: readFileSync(new URL('./overshare_bg.wasm', import.meta.url)) });

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
