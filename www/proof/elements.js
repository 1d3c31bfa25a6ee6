/**
 * Ways out by what a document is made of: elements, styles, frames, hints.
 *
 * Each function takes an address and an element to put things into, by which reports of the browser are told apart.
 * It resolves only where something was loaded; that nothing was loaded says nothing, so errors of elements are not
 * listened for.
 */
import { CONNECTIONS, known, settled } from './connections.js';

/** @typedef {(address: string, place: HTMLElement) => unknown} Attempt */

const SVG = 'http://www.w3.org/2000/svg';

/** Fired at a place where something was refused inside a frame. */
export const REPORTED = 'reported';

/** @param {EventTarget} target @param {string} type */
const heard = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

/**
 * An element with attributes, put in its place.
 *
 * @param {HTMLElement} place
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function put(place, name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.append(...children);
  place.append(node);
  return node;
}

/** @param {string} name @param {string[]} attributes @returns {Attempt} an element that tells when it has loaded */
const loading = (name, attributes, type = 'load') => (address, place) => {
  const [last = '', ...others] = attributes;
  const node = put(place, name, Object.fromEntries(others.map((one) => /** @type {[string, string]} */ (one.split('=')))));
  const answer = heard(node, type);
  node.setAttribute(last, address);
  return answer;
};

/** @param {string} rel @param {Record<string, string>} [more] @returns {Attempt} */
const linking = (rel, more = {}) => (address, place) => {
  const link = document.createElement('link');
  if (!['prerender', 'icon', 'apple-touch-icon'].includes(rel) && !link.relList.supports(rel.split(' ').at(-1) ?? '')) known(null, rel);
  const answer = heard(link, 'load');
  for (const [name, value] of Object.entries({ ...more, rel, href: address })) link.setAttribute(name, value);
  place.append(link);
  return answer;
};

/** @param {string} name @param {string} attribute @param {string} [outer] @returns {Attempt} */
const drawing = (name, attribute, outer) => (address, place) => {
  const svg = place.appendChild(document.createElementNS(SVG, 'svg'));
  const parent = outer ? svg.appendChild(document.createElementNS(SVG, outer)) : svg;
  const node = document.createElementNS(SVG, name);
  const answer = heard(node, 'load');
  node.setAttribute(attribute, name === 'use' ? `${address}#x` : address);
  parent.append(node);
  return answer;
};

/** Styles tell nothing of what they load. @param {string} property @param {(address: string) => string} value @returns {Attempt} */
const styling = (property, value) => (address, place) => {
  put(place, 'p', {}).style.setProperty(property, value(address));
  return heard(place, 'never');
};

/** @param {string} text of a style sheet @param {HTMLElement} place */
function adopted(text, place) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
  return heard(place, 'never');
}

/** An empty frame, which is held to the policy of the page; what is refused in it is reported in it. @param {HTMLElement} place */
function emptyFrame(place) {
  const frame = /** @type {HTMLIFrameElement} */ (put(place, 'iframe', { title: 'x' }));
  const inside = /** @type {Document} */ (known(frame, 'contentDocument'));
  inside.addEventListener('securitypolicyviolation', () => place.dispatchEvent(new CustomEvent(REPORTED)));
  return { window: /** @type {any} */ (known(frame, 'contentWindow')), document: inside };
}

/** An empty frame in which something can be opened without leaving the page. @param {HTMLElement} place */
const namedFrame = (place) => /** @type {HTMLIFrameElement} */ (put(place, 'iframe', { name: `in-${place.id}`, title: 'x' }));

/** @param {Document} inside @param {string} address @param {string} method @param {HTMLElement} place */
function sent(inside, address, method, place) {
  const { name: target } = namedFrame(place);
  const form = inside.createElement('form');
  for (const [name, value] of Object.entries({ action: address, method, target })) form.setAttribute(name, value);
  // A form that is sent by GET takes its own fields for the query.
  const field = inside.createElement('input');
  field.type = 'hidden';
  field.name = new URL(address).search.slice(1);
  form.append(field);
  (inside === document ? place : known(inside, 'documentElement')).append(form);
  form.submit();
  return heard(place, 'never');
}

/** @param {HTMLElement} place @param {string} text */
function script(place, text, type = 'text/javascript') {
  const node = document.createElement('script');
  node.type = type;
  node.textContent = text;
  place.append(node);
}

/** @param {string} kind @returns {Attempt} */
const speculating = (kind) => (address, place) => {
  const supports = /** @type {any} */ (HTMLScriptElement).supports?.('speculationrules');
  known({ supports: supports || null }, 'supports');
  script(place, JSON.stringify({ [kind]: [{ urls: [address], eagerness: 'immediate' }] }), 'speculationrules');
  return heard(place, 'never');
};

/** @param {string} text */
const blob = (text, type = 'text/javascript') => URL.createObjectURL(new Blob([text], { type }));

/** @param {string} address */
const picture = (address) => `<img src="${address}">`;

/** @type {Record<string, Attempt>} */
export const ELEMENTS = {
  ...CONNECTIONS,
  'beacon': (address, place) => (known(navigator, 'sendBeacon').call(navigator, address, 'x') ? heard(place, 'never') : Promise.reject(new Error('refused'))),
  'blank-frame-fetch': (address, place) => emptyFrame(place).window.fetch(address),
  'blank-frame-beacon': (address, place) => {
    emptyFrame(place).window.navigator.sendBeacon(address, 'x');
    return heard(place, 'never');
  },

  'worker-address': (address) => settled(new Worker(address), 'message'),
  'worker-module': (address) => settled(new Worker(address, { type: 'module' }), 'message'),
  'worker-blob': (address) => settled(new Worker(blob(`fetch(${JSON.stringify(address)}).then(() => postMessage(0))`)), 'message'),
  'worker-data': (address) => settled(new Worker(`data:text/javascript,fetch(${JSON.stringify(address)}).then(()=>postMessage(0))`), 'message'),
  'shared-worker': (address) => settled(new (known(globalThis, 'SharedWorker'))(address).port, 'message'),
  'shared-worker-blob': (address) => settled(new (known(globalThis, 'SharedWorker'))(blob(`onconnect = () => fetch(${JSON.stringify(address)})`)).port, 'message'),
  'service-worker': (address) => known(navigator, 'serviceWorker').register(address),
  'audio-worklet': (address) => new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(address),
  'paint-worklet': (address) => known(CSS, 'paintWorklet').addModule(address),

  'image': loading('img', ['src']),
  'image-set': loading('img', ['srcset']),
  'image-source': (address, place) => heard(put(put(place, 'picture', {}, put(place, 'source', { srcset: address })), 'img', {}), 'load'),
  'image-input': loading('input', ['src', 'type=image', 'alt=x']),
  'image-svg': drawing('image', 'href'),
  'image-use': drawing('use', 'href'),
  'image-filter': drawing('feImage', 'href', 'filter'),
  'image-background': (address, place) => {
    put(place, 'table', {}, put(place, 'td', { background: address }));
    return heard(place, 'never');
  },
  'image-blank-frame': (address, place) => {
    const { document: inside } = emptyFrame(place);
    const image = inside.createElement('img');
    image.src = address;
    known(inside, 'documentElement').append(image);
    return heard(image, 'load');
  },
  'video': loading('video', ['src', 'preload=auto'], 'loadedmetadata'),
  'video-poster': loading('video', ['poster'], 'load'),
  'video-source': (address, place) => heard(put(place, 'video', { preload: 'auto' }, put(place, 'source', { src: address })), 'loadedmetadata'),
  'audio': loading('audio', ['src', 'preload=auto'], 'loadedmetadata'),
  'track': (address, place) => {
    const track = /** @type {HTMLTrackElement} */ (put(place, 'track', { src: address, default: '' }));
    put(place, 'video', {}, track);
    track.track.mode = 'showing';
    return heard(track, 'load');
  },
  'media-session': (address, place) => {
    known(navigator, 'mediaSession').metadata = new MediaMetadata({ title: 'x', artwork: [{ src: address }] });
    return heard(place, 'never');
  },
  'style-background': styling('background', (address) => `url("${address}")`),
  'style-image-set': styling('background', (address) => `image-set(url("${address}") 1x)`),
  'style-border': styling('border-image', (address) => `url("${address}") 1`),
  'style-list': (address, place) => {
    const item = put(put(place, 'ul', {}), 'li', {});
    item.style.listStyle = `url("${address}")`;
    return heard(place, 'never');
  },
  'style-content': styling('content', (address) => `url("${address}")`),
  'style-cursor': styling('cursor', (address) => `url("${address}"), auto`),
  'style-mask': styling('mask', (address) => `url("${address}")`),
  'style-filter': styling('filter', (address) => `url("${address}#x")`),
  'style-clip': styling('clip-path', (address) => `url("${address}#x")`),
  'style-shape': (address, place) => {
    const { style } = put(place, 'p', {});
    style.float = 'left';
    style.shapeOutside = `url("${address}")`;
    return heard(place, 'never');
  },
  'style-adopted': (address, place) => adopted(`#${place.id} { background: url("${address}") }`, place),

  'script': (address, place) => {
    const node = document.createElement('script');
    node.src = address;
    place.append(node);
    return heard(node, 'load');
  },
  'script-module': (address, place) => {
    const node = document.createElement('script');
    node.type = 'module';
    node.src = address;
    place.append(node);
    return heard(node, 'load');
  },
  'script-svg': drawing('script', 'href'),
  'import': (address) => import(address),
  'import-json': (address) => import(address, { with: { type: 'json' } }),
  'style-link': linking('stylesheet'),
  'style-alternate': linking('alternate stylesheet', { title: 'x' }),
  'style-element': (address, place) => heard(put(place, 'style', {}, `@import url("${address}");`), 'load'),
  'font-face': (address) => new FontFace('proof', `url("${address}")`).load(),
  'font-adopted': (address, place) => {
    const family = `proof-${place.id}`;
    const answer = adopted(`@font-face { font-family: "${family}"; src: url("${address}") }`, place);
    put(place, 'p', {}, 'x').style.fontFamily = `"${family}"`;
    return answer;
  },
  'xslt': (address, place) => {
    const sheet = document.implementation.createDocument('http://www.w3.org/1999/XSL/Transform', 'stylesheet', null);
    sheet.documentElement.setAttribute('version', '1.0');
    const imported = sheet.createElementNS('http://www.w3.org/1999/XSL/Transform', 'import');
    imported.setAttribute('href', address);
    sheet.documentElement.append(imported);
    new (known(globalThis, 'XSLTProcessor'))().importStylesheet(sheet);
    return heard(place, 'never');
  },

  // A frame tells that it has loaded also where it shows nothing but that it was refused.
  'frame': (address, place) => {
    put(place, 'iframe', { src: address, title: 'x' });
    return heard(place, 'never');
  },
  'frame-blob': (address, place) => {
    put(place, 'iframe', { src: blob(picture(address), 'text/html'), title: 'x' });
    return heard(place, 'never');
  },
  'frame-data': (address, place) => {
    put(place, 'iframe', { src: `data:text/html,${encodeURIComponent(picture(address))}`, title: 'x' });
    return heard(place, 'never');
  },
  'frame-text': (address, place) => {
    put(place, 'iframe', { srcdoc: picture(address), title: 'x' });
    return heard(place, 'never');
  },
  'object': (address, place) => {
    put(place, 'object', { data: address });
    return heard(place, 'never');
  },
  'embed': (address, place) => {
    put(place, 'embed', { src: address });
    return heard(place, 'never');
  },
  'form': (address, place) => sent(document, address, 'get', place),
  'form-post': (address, place) => sent(document, address, 'post', place),
  'form-blank-frame': (address, place) => sent(emptyFrame(place).document, address, 'get', place),

  'prefetch': linking('prefetch'),
  'preload-fetch': linking('preload', { as: 'fetch', crossorigin: '' }),
  'preload-image': linking('preload', { as: 'image' }),
  'preload-script': linking('preload', { as: 'script' }),
  'preload-style': linking('preload', { as: 'style' }),
  'preload-font': linking('preload', { as: 'font', crossorigin: '' }),
  'module-preload': linking('modulepreload'),
  'prerender': linking('prerender'),
  'speculation-prefetch': speculating('prefetch'),
  'speculation-prerender': speculating('prerender'),
  'icon': linking('icon'),
  'icon-touch': linking('apple-touch-icon'),
  'manifest': linking('manifest'),
  'dictionary': linking('compression-dictionary'),

  'ping': (address, place) => {
    const { name } = namedFrame(place);
    put(place, 'a', { href: 'about:blank', target: name, ping: address }).click();
    return heard(place, 'never');
  },
  'fetch-later': (address, place) => {
    known(globalThis, 'fetchLater').call(globalThis, address, { activateAfter: 0 });
    return heard(place, 'never');
  },
  'attribution-image': (address, place) => {
    known(HTMLImageElement.prototype, 'attributionSrc');
    put(place, 'img', { attributionsrc: address, alt: 'x' });
    return heard(place, 'never');
  },
  'attribution-script': (address, place) => {
    known(HTMLScriptElement.prototype, 'attributionSrc');
    put(place, 'script', { attributionsrc: address });
    return heard(place, 'never');
  },
  'federated-identity': (address) => {
    known(globalThis, 'IdentityCredential');
    return navigator.credentials.get(/** @type {any} */ ({ identity: { providers: [{ configURL: address, clientId: 'x' }] } }));
  },
  'payment': (address) => new (known(globalThis, 'PaymentRequest'))(
    [{ supportedMethods: address.replace(/^http:/, 'https:') }], { total: { label: 'x', amount: { currency: 'EUR', value: '0' } } }).canMakePayment(),
  'policy-report': (address, place) => {
    document.head.append(put(place, 'meta', { 'http-equiv': 'Content-Security-Policy', content: `font-src 'none'; report-uri ${address}` }));
    void new FontFace('proof', 'url(data:,)').load().catch(() => {});
    return heard(place, 'never');
  },

  'dns-prefetch': linking('dns-prefetch'),
  'preconnect': linking('preconnect'),
  'webrtc-stun': (address) => peer(`stun:${new URL(address).host}`),
  'webrtc-turn': (address) => peer(`turn:${new URL(address).host}?transport=tcp`),
  'cookie': () => {
    const name = 'overshare-proof';
    document.cookie = `${name}=1; SameSite=Strict`;
    const isKept = document.cookie.includes(name);
    document.cookie = `${name}=; Max-Age=0; SameSite=Strict`;
    return isKept ? true : Promise.reject(new Error('refused'));
  },
};

/**
 * Tells of success where the browser begins to look for ways to others, of which it found one on this device.
 *
 * @param {string} server
 */
function peer(server) {
  const connection = new (known(globalThis, 'RTCPeerConnection'))({ iceServers: [{ urls: server, username: 'x', credential: 'x' }] });
  connection.createDataChannel('x');
  const found = heard(connection, 'icecandidate');
  void connection.setLocalDescription();
  return found;
}
