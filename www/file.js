/** Reads a file piece by piece, so that a large one can be stopped at once and says how far it has come. */

/** Bytes of a file that are read; the core looks at no more. */
const LARGEST = 256 << 20;

/** Bytes read at once. */
const PIECE = 4 << 20;

/**
 * @param {File} file
 * @param {AbortSignal} signal stops it
 * @param {(done: number, total: number) => void} onProgress
 */
export async function bytesOfFile(file, signal, onProgress) {
  // One byte more tells the core that there is more, and it tells the reader.
  const bytes = new Uint8Array(Math.min(file.size, LARGEST + 1));
  // A slow disk is not waited for.
  const stopped = new Promise((_, reject) => { signal.addEventListener('abort', () => reject(signal.reason)); });
  for (let start = 0; start < bytes.length; start += PIECE) {
    const piece = await Promise.race([file.slice(start, Math.min(start + PIECE, bytes.length)).arrayBuffer(), stopped]);
    bytes.set(new Uint8Array(piece), start);
    onProgress(start + piece.byteLength, bytes.length);
  }
  return bytes;
}
