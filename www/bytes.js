/** Bytes as people read them: as text where they are text, as a hex dump where they are not. */

/**
 * The bytes as text, or null where they are none. A character cut off at the end is left out.
 *
 * @param {Uint8Array} bytes
 */
export function textOf(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    // Control characters other than tabs and line ends stand in no text that people write.
    return /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/**
 * Lines of a hex dump.
 *
 * @param {Uint8Array} bytes
 * @param {number} offset of the first byte
 * @param {number} width bytes a line
 */
export function hexLines(bytes, offset, width) {
  let lines = '';
  // One width for all lines, behind the sixteenth megabyte too.
  const digits = Math.max(6, (offset + bytes.length).toString(16).length);
  for (let start = 0; start < bytes.length; start += width) {
    const line = bytes.subarray(start, start + width);
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const plain = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines += `${(offset + start).toString(16).padStart(digits, '0')}  ${hex.padEnd(width * 3 - 1)}  ${plain}\n`;
  }
  return lines;
}
