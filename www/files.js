/**
 * Several files as one capture: an archive (ZIP) in which each is stored as it is, in the order of their names, so that
 * the core reads one after the other. Nothing is read for that; the parts are put side by side.
 */

/** What each archive was made of. @type {WeakMap<File, File[]>} */
const made = new WeakMap();

/** Files that are taken of a folder. */
const MOST = 1000;

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

/** A record of numbers with 2 or 4 bytes each, the lowest first. @param {[number, 2 | 4][]} numbers */
function record(numbers) {
  const bytes = new Uint8Array(numbers.reduce((length, [, size]) => length + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [number, size] of numbers) {
    if (size === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += size;
  }
  return bytes;
}

/** What both records of a file say of it; its checksum is not computed, which only the core reads. @param {number} size @param {number} name */
const described = (size, name) => /** @type {[number, 2 | 4][]} */ ([[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [0, 4], [size, 4], [size, 4], [name, 2], [0, 2]]);

/**
 * One file of several.
 *
 * @param {File[]} files
 * @param {string} name of the archive
 */
export function oneOf(files, name) {
  const [only] = files;
  if (files.length <= 1) return only ?? null;
  /** @type {BlobPart[]} */
  const parts = [];
  /** @type {BlobPart[]} */
  const directory = [];
  let position = 0;
  let length = 0;
  for (const [index, file] of files.entries()) {
    // No two have the same name.
    const own = new TextEncoder().encode(`${index + 1}-${file.name}`);
    const header = record([[LOCAL, 4], ...described(file.size, own.length)]);
    const entry = record([[DIRECTORY, 4], [20, 2], ...described(file.size, own.length), [0, 2], [0, 2], [0, 2], [0, 4], [position, 4]]);
    parts.push(header, own, file);
    directory.push(entry, own);
    position += header.length + own.length + file.size;
    length += entry.length + own.length;
  }
  const end = record([[END, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [length, 4], [position, 4], [0, 2]]);
  const archive = new File([...parts, ...directory, end], name, { type: 'application/zip' });
  made.set(archive, files);
  return archive;
}

/**
 * What several captures are put together from: the files that one of them was made of, a text as a file.
 *
 * @param {string | File} content
 */
export function partsOf(content) {
  if (typeof content === 'string') return [new File([content], 'text.txt')];
  return made.get(content) ?? [content];
}

/** @param {FileSystemEntry} entry @returns {Promise<File[]>} a file, or those in a folder and below */
async function within(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => { /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject); })];
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {File[]} */
  const files = [];
  for (;;) {
    // A folder hands over a hundred at a time.
    const some = await /** @type {Promise<FileSystemEntry[]>} */ (new Promise((resolve, reject) => { reader.readEntries(resolve, reject); }));
    if (some.length === 0 || files.length >= MOST) return files;
    for (const one of some) files.push(...await within(one));
  }
}

/** @param {File} one @param {File} other */
const byName = (one, other) => one.name.localeCompare(other.name, 'en', { numeric: true });

/**
 * The files that were dropped, also those in folders, in the order of their names.
 *
 * @param {DataTransfer} transfer is empty as soon as the event is over
 */
export async function filesIn(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const files = [...transfer.files];
  if (entries.some((entry) => entry?.isDirectory)) {
    const found = await Promise.all(entries.flatMap((entry) => (entry ? [within(entry)] : [])));
    return found.flat().slice(0, MOST).sort(byName);
  }
  return files.sort(byName);
}
