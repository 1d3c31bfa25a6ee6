/**
 * Every known way by which something could leave a page, and what happens to it once the page is locked.
 *
 * www/proof.html tries them in the reader's browser and tests/web/ways-out.test.mjs in Chromium and Firefox, each by
 * the function of its name in www/proof/; what README.md and the page say of open ones is checked against this list.
 */

/** @typedef {'chromium' | 'firefox'} Browser */
/** @typedef {'requests' | 'workers' | 'pictures' | 'code' | 'frames' | 'ahead' | 'reports' | 'open'} Group */
/** @typedef {'webrtc' | 'hints' | 'cookies' | 'navigation'} Promised what the page promises not to do, by its name among the texts */
/**
 * @typedef {object} Way
 * @property {string} id
 * @property {Group} group
 * @property {string} name as programs write it
 * @property {Browser[]} open in which browsers no policy closes it
 * @property {Promised | null} promised the sentence about it where one is open; of `hints` a page sees nothing from inside
 * @property {boolean} leaves whether trying it would leave the page, open a window or need a hand: tests alone do that
 */

/** @type {(group: Group, names: Record<string, string>, more?: Partial<Way>) => Way[]} */
const ways = (group, names, more = {}) =>
  Object.entries(names).map(([id, name]) => ({ id, group, name, open: [], promised: null, leaves: false, ...more }));

export const WAYS = [
  ...ways('requests', {
    'fetch': 'fetch()',
    'fetch-post': "fetch(), method: 'POST'",
    'fetch-keepalive': 'fetch(), keepalive: true',
    'xhr': 'new XMLHttpRequest()',
    'beacon': 'navigator.sendBeacon()',
    'event-source': 'new EventSource()',
    'web-socket': 'new WebSocket()',
    'web-socket-stream': 'new WebSocketStream()',
    'web-transport': 'new WebTransport()',
    'cache': 'Cache.add()',
    'compile-streaming': 'WebAssembly.compileStreaming()',
    'blank-frame-fetch': '<iframe>: fetch()',
    'blank-frame-beacon': '<iframe>: sendBeacon()',
  }),
  ...ways('workers', {
    'worker-fetch': 'Worker: fetch()',
    'worker-fetch-post': "Worker: fetch(), method: 'POST'",
    'worker-fetch-keepalive': 'Worker: fetch(), keepalive: true',
    'worker-xhr': 'Worker: new XMLHttpRequest()',
    'worker-event-source': 'Worker: new EventSource()',
    'worker-web-socket': 'Worker: new WebSocket()',
    'worker-web-socket-stream': 'Worker: new WebSocketStream()',
    'worker-web-transport': 'Worker: new WebTransport()',
    'worker-cache': 'Worker: Cache.add()',
    'worker-compile-streaming': 'Worker: WebAssembly.compileStreaming()',
    'worker-import': 'Worker: import()',
    'worker-nested': 'Worker: new Worker()',
    'worker-nested-blob': "Worker: new Worker('blob:')",
    'worker-nested-data': "Worker: new Worker('data:')",
    'worker-font': 'Worker: new FontFace()',
    'worker-address': 'new Worker()',
    'worker-module': "new Worker(), type: 'module'",
    'worker-blob': "new Worker('blob:')",
    'worker-data': "new Worker('data:')",
    'shared-worker': 'new SharedWorker()',
    'shared-worker-blob': "new SharedWorker('blob:')",
    'service-worker': 'serviceWorker.register()',
    'audio-worklet': 'AudioWorklet.addModule()',
    'paint-worklet': 'paintWorklet.addModule()',
  }),
  ...ways('pictures', {
    'image': '<img src>',
    'image-set': '<img srcset>',
    'image-source': '<picture><source>',
    'image-input': '<input type="image">',
    'image-svg': '<svg><image>',
    'image-use': '<svg><use>',
    'image-filter': '<svg><feImage>',
    'image-background': '<td background>',
    'image-blank-frame': '<iframe>: <img src>',
    'video': '<video src>',
    'video-poster': '<video poster>',
    'video-source': '<video><source>',
    'audio': '<audio src>',
    'track': '<track src>',
    'media-session': 'mediaSession.metadata',
    'style-background': 'background: url()',
    'style-image-set': 'background: image-set()',
    'style-border': 'border-image: url()',
    'style-list': 'list-style: url()',
    'style-content': 'content: url()',
    'style-cursor': 'cursor: url()',
    'style-mask': 'mask: url()',
    'style-filter': 'filter: url()',
    'style-clip': 'clip-path: url()',
    'style-shape': 'shape-outside: url()',
    'style-adopted': 'adoptedStyleSheets: url()',
  }),
  ...ways('code', {
    'script': '<script src>',
    'script-module': '<script type="module" src>',
    'script-svg': '<svg><script href>',
    'import': 'import()',
    'import-json': "import(), type: 'json'",
    'style-link': '<link rel="stylesheet">',
    'style-alternate': '<link rel="alternate stylesheet">',
    'style-element': '<style>: @import',
    'font-face': 'new FontFace()',
    'font-adopted': 'adoptedStyleSheets: @font-face',
    'xslt': 'XSLTProcessor: <xsl:import>',
  }),
  ...ways('frames', {
    'frame-blob': '<iframe src="blob:">',
    'frame-data': '<iframe src="data:">',
    'frame-text': '<iframe srcdoc>',
    'object': '<object data>',
    'embed': '<embed src>',
  }),
  ...ways('frames', {
    'popup-fetch': 'open(): fetch()',
    'popup-image': 'open(): <img src>',
    'popup-blob': "open('blob:')",
  }, { leaves: true }),
  ...ways('ahead', {
    'prefetch': '<link rel="prefetch">',
    'preload-fetch': '<link rel="preload" as="fetch">',
    'preload-image': '<link rel="preload" as="image">',
    'preload-script': '<link rel="preload" as="script">',
    'preload-style': '<link rel="preload" as="style">',
    'preload-font': '<link rel="preload" as="font">',
    'module-preload': '<link rel="modulepreload">',
    'prerender': '<link rel="prerender">',
    'speculation-prefetch': '<script type="speculationrules">: prefetch',
    'speculation-prerender': '<script type="speculationrules">: prerender',
    'icon': '<link rel="icon">',
    'icon-touch': '<link rel="apple-touch-icon">',
    'manifest': '<link rel="manifest">',
    'dictionary': '<link rel="compression-dictionary">',
  }),
  ...ways('reports', {
    'ping': '<a ping>',
    'fetch-later': 'fetchLater()',
    'attribution-image': '<img attributionsrc>',
    'attribution-script': '<script attributionsrc>',
    'federated-identity': 'navigator.credentials.get()',
    'payment': 'new PaymentRequest()',
    'policy-report': 'report-uri',
  }),
  // Chromium looks up the server of a frame or a form, and connects to it, before it asks the policy; no request follows.
  ...ways('open', {
    'dns-prefetch': '<link rel="dns-prefetch">',
    'frame': '<iframe src>',
    'form': '<form method="get">',
    'form-post': '<form method="post">',
    'form-blank-frame': '<iframe>: <form>',
  }, { open: ['chromium'], promised: 'hints' }),
  ...ways('open', {
    'link-focus': '<a href>: focus()',
    'link-pointer': '<a href>: pointed at',
  }, { open: ['firefox'], promised: 'hints', leaves: true }),
  ...ways('open', { 'preconnect': '<link rel="preconnect">' }, { open: ['chromium', 'firefox'], promised: 'hints' }),
  ...ways('open', {
    'webrtc-stun': 'RTCPeerConnection(): STUN',
    'webrtc-turn': 'RTCPeerConnection(): TURN',
  }, { open: ['chromium', 'firefox'], promised: 'webrtc' }),
  ...ways('open', { 'cookie': 'document.cookie' }, { open: ['chromium', 'firefox'], promised: 'cookies' }),
  ...ways('open', {
    'location-href': 'location.href',
    'location-replace': 'location.replace()',
    'navigation-navigate': 'navigation.navigate()',
    'reload': 'location.reload()',
    'refresh': '<meta http-equiv="refresh">',
    'link': '<a href>',
    'link-new-tab': '<a target="_blank">',
    'download': '<a download>',
    'window-open': 'open()',
    'popup-location': 'open().location.href',
  }, { open: ['chromium', 'firefox'], promised: 'navigation', leaves: true }),
];
