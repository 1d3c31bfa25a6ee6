/**
 * Where the files of the site are, for a page that runs from `www/` and for the bundle of it in `pkg/page/`, which
 * `cargo xtask build` makes. No other module that is bundled may ask for its own address: it has two.
 */

/** Whether this runs as part of the bundle. */
export const isBundled = /\/pkg\/page\/[^/]*$/.test(import.meta.url);

/**
 * The address of a file of the site.
 *
 * @param {string} path from the folder that holds index.html
 */
export const inSite = (path) => new URL(`${isBundled ? '../../' : '../'}${path}`, import.meta.url);
