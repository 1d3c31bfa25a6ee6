/** A capture as a file for others, with its name. */

/** @import { Reading } from './core.js' */

/**
 * @param {Reading} reading
 * @param {string} format as the core calls it
 * @param {string} options what of the capture leaves
 */
export async function exported(reading, format, options) {
  const bytes = await reading.ask('export', format, options);
  return { name: await reading.ask('exportName', format, options), bytes };
}
