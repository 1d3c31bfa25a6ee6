/**
 * For a page that shows captures in frames (pkg/frame.html): makes each frame as high as what stands in it.
 *
 * Without this file the frames keep the height that they were given. What a frame tells is believed only where it is a
 * number that comes from one of ours, and only within bounds: a frame shows what anybody wrote into its address.
 */

/** In CSS pixels: room for one line and its margins. */
const LOWEST = 120;
/** In CSS pixels: some screens. What is higher scrolls inside its frame, so that no frame can push the page away. */
const HIGHEST = 4000;

/**
 * The address of a frame, if it is one of ours.
 *
 * @param {HTMLIFrameElement} frame
 */
function ours({ src }) {
  const address = URL.parse(src);
  return address?.pathname.endsWith('/frame.html') ? address : null;
}

/**
 * The frame of ours that a message came from.
 *
 * @param {MessageEvent} message
 */
function sender(message) {
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow !== message.source) continue;
    const address = ours(frame);
    // A frame in a sandbox has no origin and sends "null".
    return address && (message.origin === 'null' || message.origin === address.origin) ? frame : null;
  }
  return null;
}

addEventListener('message', (message) => {
  if (message.data?.type !== 'overshare-height') return;
  const { height } = message.data;
  if (!Number.isFinite(height)) return;
  const frame = sender(message);
  if (frame) frame.style.height = `${Math.min(Math.max(Math.ceil(height), LOWEST), HIGHEST)}px`;
});

// Frames that were there before this script have told already.
for (const frame of document.querySelectorAll('iframe')) {
  if (ours(frame)) frame.contentWindow?.postMessage({ type: 'overshare-height?' }, '*');
}
