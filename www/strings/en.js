/** What the page says in English. The meanings of fields come from the core. */

import { count, day, size } from '../format.js';

/** @import { Note } from '../commands.js' */
/** @import { Kind, Theme } from '../embed-code.js' */
/** @import { Choice } from '../settings.js' */
/** @import { Action } from '../shortcuts.js' */
/** @import { UserAction, Basis, Certainty, Change, CheckStatus, Codec, InputKind, KeyKind, Known, LayerStatus, MaskAction, MaskMode, Outcome, Persistence, RequestState, Severity, Topic, Encoding } from '../report.d.ts' */

/**
 * @param {number} amount
 * @param {string} one
 * @param {string} [many]
 */
function plural(amount, one, many = `${one}s`) {
  return `${count(amount)} ${amount === 1 ? one : many}`;
}

const share = new Intl.NumberFormat('en', { style: 'percent' });

/** @param {string[]} words */
const list = (words) => new Intl.ListFormat('en').format(words);

/** @param {string} what @returns {(left: number) => string} */
const showMore = (what) => (left) => `Show more ${what} (${count(left)} left)`;

/** What stands in index.html before any script runs; `strong`, `em` and `code` may stand in a text. */
export const page = {
  title: 'Overshare: see what your phone tells Xiaomi',
  skip: 'Skip to the content',
  privacyLink: 'Nothing you paste is uploaded',
  headline: 'See what your phone tells Xiaomi',
  lede: 'Paste a request captured from your phone. Your browser decodes it and explains every field in plain words.',
  box: 'Captured request',
  choose: 'Choose a file',
  selection: 'Read the selection',
  drop: 'Or drop one anywhere on this page.',
  recognized: 'Overshare detects the format.',
  samples: 'Nothing to paste? Try an example',
  noCapture: 'How do I get a capture of my own?',
  ofBrowser: '<strong>A web site.</strong> Press F12 in your browser, choose <em>Network</em>, and load the site again. Right-click a request: <em>Copy as cURL</em>. Paste it here.',
  ofPhone: '<strong>Your phone, without a computer.</strong> The free app PCAPdroid records what apps send. Save it as HAR, and choose the file here. Many apps hide their content from it; it then shows the servers only.',
  ofComputer: '<strong>Your phone, with a computer.</strong> HTTP Toolkit or mitmproxy record more, most of all on a rooted phone or an emulator. Save a HAR or flow file, and drop it here.',
  allWays: 'Each way step by step',
  allWaysText: ', with its risks and how to undo it.',
  example: 'What a result looks like',
  exampleLead: 'The evening with Mint Browser, decoded just now by your own browser.',
  whole: 'Read the whole example',
  privacy: '<strong>What you paste stays in this tab.</strong> It is read by code on your own device, kept only in memory, and gone when you close or reload the page.',
  check: 'How can I check that nothing leaves?',
  checkLead: 'Don’t take our word for it; your browser enforces it and shows it.',
  refuses: '<strong>The browser refuses.</strong> The page carries a Content Security Policy. As soon as everything is loaded it adds a second, stricter one, and from then on the browser refuses every connection this page or its worker could open (<code>fetch</code>, <code>XMLHttpRequest</code>, beacons, WebSockets, event streams) and every further script, style, image, font and frame, from any server, our own included. Forms were refused from the start. Both policies are in the page’s <code>head</code>.',
  watch: '<strong>Watch it.</strong> Open the developer tools, choose <em>Network</em>, then paste: the list stays empty.',
  cut: '<strong>Cut the line.</strong> Switch off your network once the page is loaded. Everything works as before.',
  three: 'No page can close these, so here Overshare can only promise:',
  hints: '<strong>Early connections.</strong> A page can make your browser connect to a server ahead of time (<code>preconnect</code>). Chrome, Edge and other Chromium browsers also look up a name on request (<code>dns-prefetch</code>), and connect to the server of a frame or form before they refuse it. Firefox connects to the server of a link you point at. A name can carry data. Overshare’s code asks for none of this, and its links lead only to published sources.',
  webrtc: '<strong>WebRTC.</strong> Browsers can connect to each other directly, and no page can switch that off. Overshare’s code opens no such connection.',
  cookies: '<strong>Cookies.</strong> A page can set a cookie, which your browser sends when you next load this site. Overshare’s code sets none.',
  navigation: '<strong>Navigation.</strong> A page can always send you to another address, and an address can carry data. Overshare’s code never does. Links to sources open only when you press them, carry nothing from your capture, and send no referrer.',
  extensions: '<strong>Extensions.</strong> A browser extension that may read pages may read this one too. A private window usually runs without them.',
  try: 'Try to send something',
  proof: 'Try all ways out',
  proofText: 'in a new tab, on a page that is locked like this one.',
  colophon: 'is free software. It explains what published sources explain, marks what it guesses, and says when it does not know.',
  dropHere: 'Drop it here to read it',
  placeholder: 'Paste it here, as it is: POST /sa?project=… HTTP/1.1',
  file: 'File with a captured request',
  description: 'Paste a captured Xiaomi analytics request and read, field by field and in plain words, what it tells Xiaomi. It is decoded in your browser; nothing is uploaded.',
};

export const samples = [
  { file: 'mint-browser.txt', name: 'An evening with Mint Browser', text: 'A headache, a guitar lesson, a bank statement: what one phone reported.' },
  { file: 'signing-in.txt', name: 'The moment of signing in', text: 'Someone looks for another job, then signs in. Now the search has a name.' },
  { file: 'walk.txt', name: 'A walk with location on', text: 'Three stops on one morning, each event with the phone’s location.' },
  { file: 'web-page.txt', name: 'One page of a web shop', text: 'No phone this time: what an online shop’s tracking pixel reports.' },
  { file: 'damaged.txt', name: 'A damaged copy', text: 'The evening again, copied badly. Most of it can still be read.' },
];

export const paste = {
  fileUnreadable: ['The browser could not read that file.', 'Copy it to this device first, or paste its text.'],
  several: 'several files',
};

export const trouble = {
  loading: ['Overshare couldn’t load.', 'Reload the page. If that does not help, the browser may be too old, or a filter on the way removed a file. An up-to-date Chrome, Edge, Firefox or Safari can run it.'],
  fault: ['This is our mistake, not yours.', 'Overshare crashed on this text and restarted. Nothing was sent anywhere. Try a smaller part of the capture. If you report the problem, leave out the capture: it is private.'],
  stopped: ['Stopped.', 'Nothing of this capture was kept. Paste another one, or a part of it.'],
  copied: 'Copied',
  /** @param {string} what */
  copiedAs: (what) => `Copied: ${what}`,
  copyRefused: 'The browser refused to copy. Select the text and copy it by hand.',
};

export const progress = {
  label: 'Reading',
  working: 'Working',
  stop: 'Stop',
  /** @param {number} done @param {number} total */
  state: (done, total) => share.format(done / total),
  opening: 'Opening the file',
  /** @param {number} done @param {number} total */
  opened: (done, total) => `${size(done)} of ${size(total)}`,
};

/** @type {Record<InputKind, string>} */
export const kinds = {
  'http-request': 'an HTTP request',
  gzip: 'gzip data',
  curl: 'a cURL command',
  har: 'a HAR file',
  url: 'a web address',
  form: 'a form body',
  json: 'JSON',
  base64: 'Base64',
  'log-line': 'server log lines',
  export: 'a capture',
  'shared-link': 'a shared link',
  empty: 'nothing',
  unrecognized: 'a text of unknown kind',
};

/**
 * What a capture of several requests is called, where that is not its kind.
 *
 * @type {Partial<Record<InputKind, string>>}
 */
export const kindsOfMany = {
  'http-request': 'HTTP requests',
  curl: 'cURL commands',
  har: 'HAR file',
};

/** @type {Record<Codec, string>} */
export const codecs = {
  http: 'HTTP',
  shell: 'shell quoting',
  chunked: 'chunks',
  multipart: 'form parts',
  form: 'form',
  percent: 'percent-encoding',
  base64: 'Base64',
  gzip: 'gzip',
  zlib: 'zlib',
  deflate: 'deflate',
  brotli: 'Brotli',
  zstd: 'Zstandard',
  json: 'JSON',
  'json-string': 'JSON string',
  'utf-16': 'UTF-16',
  'latin-1': 'ISO 8859-1',
  escapes: 'escapes',
  numbers: 'bytes as numbers',
  lines: 'line prefixes',
  archive: 'archive',
  hex: 'hexadecimal',
  aes: 'AES encryption',
  rc4: 'RC4 encryption',
  sm4: 'SM4 encryption',
  protobuf: 'Protocol Buffers',
};

/** @type {Record<LayerStatus, string>} */
export const layerStatus = { ok: '', partial: ' (partly)', failed: ' (failed)' };

/** @type {Record<CheckStatus, string>} */
export const checkStatus = {
  pass: 'matches',
  fail: 'does not match',
  absent: 'was not sent',
  unverifiable: 'cannot be checked',
};

/** @type {Record<Certainty, string>} */
export const certainty = { possible: 'possibly', likely: 'probably', certain: 'certainly' };

export const strip = {
  title: 'How it was decoded',
  another: 'Paste another',
  edit: 'Edit the text',
  /** @param {number} events @param {Date | null} first @param {Date | null} last */
  report: (events, first, last) => {
    const days = first && last ? [...new Set([first, last].map(day))] : [];
    return `Report on a capture of ${plural(events, 'event')}${days.length > 0 ? `, ${days.join(' to ')}` : ''}`;
  },
  inFormat: ', format',
  unknownFormat: ', in a format that we do not know',
  whyKind: 'Detected because',
  whyFormat: 'This format because',
  /** @param {number} amount @param {string[]} formats */
  holds: (amount, formats) => `: ${plural(amount, 'request')} with analytics${
    formats.length === 0 ? '' : `, ${formats.length === 1 ? 'format' : 'formats'} ${list(formats)}`}.`,
  /** @param {number} amount */
  others: (amount) => ` ${plural(amount, 'other request')}.`,
  /** @param {number} amount */
  onlyOthers: (amount) => `: ${plural(amount, 'request')}, none with analytics that Overshare knows.`,
  steps: 'Each request was decoded in steps of its own:',
  seeSteps: 'see the steps',
  pasted: 'pasted',
  captured: 'captured',
  masked: 'Hide my values',
  inView: 'Your capture, values hidden',
  /** @param {number} amount */
  parts: (amount) => plural(amount, 'capture'),
  replaced: 'Another capture was shown before.',
  both: 'Read both',
  back: 'Undo',
  key: 'Key, if you have it:',
  keyHelp: 'One key a line, or the text of a key file.',
  keyFiles: 'or key files:',
  open: 'Open',
  removeKey: 'Remove the key',
  removeKeys: 'Remove the keys',
  /** What is no key that opens anything. @type {Partial<Record<KeyKind, string>>} */
  keys: {
    unknown: 'That is no key that Overshare can read.',
    protected: 'That key is encrypted with a passphrase.',
    public: 'That is a public key. It opens nothing.',
  },
  /** @param {number} amount */
  opened: (amount) => (amount === 0 ? 'This key opens nothing here.' : `The key opened ${plural(amount, 'request')}.`),
  /** @param {number} number @param {string} said of it */
  ofKey: (number, said) => `Key ${count(number)}: ${said}`,
  /** @param {string} said of a key that is in the capture */
  foundKey: (said) => `A key in the capture: ${said}`,
  format: 'Read it as',
  detected: 'detect automatically',
  likely: 'It could also be',
  whatever: 'Whatever it looks like',
  formats: 'Formats',
};

/** What formats are called that the core has no name for, by their IDs. @type {Record<string, string>} */
export const formats = {
  har: 'a HAR file',
  curl: 'cURL commands',
  http: 'HTTP requests',
  'access-log': 'server log lines',
  body: 'the body of one request',
  search: 'a text with requests in it',
};

/**
 * What each coding is for, and why it hides nothing.
 *
 * @type {Record<Codec, string>}
 */
export const codecUses = {
  http: 'A request begins with an address and some headers, like the label on a parcel. The body after them is its content.',
  shell: 'A command is written for a terminal, so quotes and backslashes mark what is text. Without them this is what was sent.',
  chunked: 'A server or app that does not know how long a body will be sends it in chunks, each after its length. Put together they are the body.',
  multipart: 'A form with files is sent in parts, each behind a line that never occurs in them. Each part has a name and a value.',
  form: 'A form writes names and values in one line. One of its values contains the events; the others say how they were packed.',
  percent: 'Percent-encoding writes special characters as % and two digits, so that they survive the journey. It is no encryption: anybody can undo it.',
  base64: 'Base64 writes bytes with 64 harmless characters. It is no encryption: anybody can undo it.',
  gzip: 'gzip makes data smaller, as a zip file does: what repeats is written once. There is no password, so anybody can unpack it.',
  zlib: 'zlib makes data smaller, as a zip file does: what repeats is written once. There is no password, so anybody can unpack it.',
  deflate: 'Deflate makes data smaller, as a zip file does: what repeats is written once. There is no password, so anybody can unpack it.',
  brotli: 'Brotli makes data smaller, as a zip file does: what repeats is written once. There is no password, so anybody can unpack it.',
  zstd: 'Zstandard makes data smaller, as a zip file does: what repeats is written once. There is no password, so anybody can unpack it.',
  json: 'JSON is plain text: names, values and lists. With line breaks added it can be read as it is.',
  'json-string': 'A HAR file is JSON and keeps the body as one of its texts. Special characters in it have a backslash before them.',
  'utf-16': 'UTF-16 writes most characters with two bytes. Windows programs often save text so.',
  'latin-1': 'The program that wrote the file kept each byte of the body as one character. It is no encryption.',
  escapes: 'In a program or a command some characters are written with another one before them, so that they are not taken for its own. Without these marks it is what was sent.',
  numbers: 'The program that showed the request wrote each byte as a number. It is no encryption: read as bytes again, they are what was sent.',
  lines: 'The program that showed the request wrote something before each line, such as a mark or a time. Without it the lines are what was sent.',
  archive: 'The request is in a file of an archive, or in packets of a network recording. Taken out and put together, it is what was sent.',
  hex: 'Hexadecimal writes each byte as two digits from 0 to f. It is no encryption: anybody can undo it.',
  aes: 'AES encrypts data with a key. Whoever has the key can read them, and here it is known.',
  rc4: 'RC4 encrypts data with a key. Whoever has the key can read them, and here it is known.',
  sm4: 'SM4 encrypts data with a key. Whoever has the key can read them, and here it is known.',
  protobuf: 'Protocol Buffers write fields with numbers in place of names, as few bytes as possible. It is no encryption: the names are known from the app’s code.',
};

export const steps = {
  title: 'How it was decoded',
  lead: 'Each step shows the data before and after it, and a {command} that does the same.',
  request: 'Go to request',
  /** @param {number} number @param {number} all @param {string} name */
  of: (number, all, name) => `Request ${count(number)} of ${count(all)}: ${name}`,
  uncoded: 'Nothing in this request was encoded.',
  /** @param {number} step @param {number} all */
  step: (step, all) => `Step ${count(step)} of ${count(all)}:`,
  why: 'Why:',
  before: 'Before',
  after: 'After',
  laidOut: 'After, with line breaks',
  /** @param {string} name @param {string} amount */
  side: (name, amount) => `${name}: ${amount}`,
  /** @param {string} name of the step, empty where there is none */
  back: (name) => `← ${name || 'Previous'}`,
  /** @param {string} name of the step, empty where there is none */
  on: (name) => `${name || 'Next'} →`,
  byHand: 'The same by hand',
  copy: 'Copy',
  /** @param {number} step */
  copyStep: (step) => `Copy the command of step ${count(step)}`,
  whole: 'All steps at once',
  wholeHelp: 'Save what you pasted as capture.txt. GNU tools, Python 3 and jq then do the same on your computer.',
  sharedHelp: 'Save the copy with hidden values first. GNU tools, Python 3 and jq then do the same on your computer.',
  /** @param {string} file */
  requestHelp: (file) => `Save this request as ${file}. GNU tools, Python 3 and jq then do the same on your computer.`,
  /** @param {string} file */
  save: (file) => `Save ${file}`,
  copyWhole: 'Copy the command for all steps',
  noWhole: 'There is no such command here, because one of the steps has none.',
  sent: 'sent',
  computed: 'computed',
  /** @type {Record<Note, string>} */
  notes: {
    checksum: 'gunzip unpacks everything, then complains that its checksum does not match.',
    cut: 'The data ends too early, so gunzip stops. This command keeps what came before.',
    damaged: 'There is no command: common programs stop at the damaged place and keep less than is shown here.',
    failed: 'There is no command, because nothing could be read.',
    key: 'Overshare repeats no key that you gave it. Put yours into the variable KEY first, as hexadecimal digits.',
    limit: 'There is no command: Overshare stopped at a limit of its own, and other programs would go on.',
    none: 'There is no short command that does exactly this.',
    part: 'The command leaves out the damaged end, as Overshare did.',
    private: 'Overshare repeats no key that you gave it. Save your private key as private.pem first, beside the data.',
    reads: 'jq rounds very long numbers and keeps only one of two equal names. Overshare shows all of it as sent.',
    repaired: 'The command also repairs what the copy had lost, as Overshare did.',
    stops: 'There is no command: jq stops at the damaged place. The file of the step before has the whole text.',
  },
};

export const contents = {
  title: 'On this page',
  evidence: 'Evidence',
  parts: {
    tells: 'Summary',
    events: 'Events',
    'you-can': 'What to do',
    evidence: 'Evidence',
    'pass-on': 'Share',
  },
};

export const summary = {
  /** @param {string | null} recipient */
  title: (recipient) => (recipient ? `What this tells ${recipient}` : 'What this says'),
  /** @param {string | null} recipient */
  position: (recipient) => (recipient ? `What ${recipient} says about it` : 'What the recipient says about it'),
  legend: 'What the three labels mean',
  /** @param {number} amount */
  others: (amount) => (amount === 1
    ? 'The request in this capture sends no analytics that Overshare knows.'
    : `None of the ${count(amount)} requests in this capture sends analytics that Overshare knows.`),
  othersHelp: 'You’ll find their hosts below. To see analytics, capture again while you use a Xiaomi phone or app.',
  /** @param {number} amount */
  locked: (amount) => (amount === 1 ? 'The content of this request is encrypted.' : `The content of ${count(amount)} requests is encrypted.`),
  lockedHelp: 'Overshare can’t read it without a key. What can be seen, and what would open the rest, is shown with each request below.',
  nothing: 'No events found here.',
  nothingHelp: 'Overshare looks for requests to analytics servers. Copy the whole request from the proxy, with its first line and its body, and paste that.',
};

/** @type {Record<Basis, { name: string, text: string }>} */
export const basis = {
  observed: { name: 'Observed', text: 'is in the capture itself.' },
  inferred: { name: 'Inferred', text: 'follows from several values in it.' },
  sourced: { name: 'Sourced', text: 'is what a named source says.' },
};

export const evidence = {
  /** @param {number} index counted from 1 */
  event: (index) => `event ${count(index)}`,
  /** @param {number} index counted from 1 */
  request: (index) => `request ${count(index)}`,
  /** @param {string} field @param {string} place */
  fieldIn: (field, place) => `${field} in ${place}`,
  see: 'See',
  /** @param {number} left */
  more: (left) => `and ${count(left)} more`,
};

export const copies = {
  title: 'Copy …',
  menu: '⋯',
  /** @param {string} name */
  ofField: (name) => `Copy or show ${name}`,
  /** @param {string} title */
  ofEvent: (title) => `Copy … ${title}`,
  plain: 'Text of the value',
  value: 'Value as sent',
  field: 'Field with its meaning',
  jsonPath: 'JSONPath',
  jq: 'jq expression',
  shadowed: 'No path leads here: the same name follows in the same object, and other programs see only the last.',
  sent: 'Text as sent',
  indented: 'Indented JSON',
  words: 'Event in words',
  link: 'Link',
};

export const settings = {
  theme: 'Colors',
  /** @type {Record<Choice<'theme'>, string>} */
  themes: { system: 'as the system', light: 'light', dark: 'dark' },
  keyboard: 'Keyboard',
};

export const shortcuts = {
  title: 'Keyboard shortcuts',
  on: 'Shortcuts are on',
  /** @type {Record<Action, string>} */
  actions: {
    nextEvent: 'Next event',
    previousEvent: 'Previous event',
    nextField: 'Next field of the open event',
    previousField: 'Previous field',
    copy: 'Copy the field or event that has the focus',
    search: 'Find in the events',
    tells: 'Go to what this tells',
    events: 'Go to the events',
    unwrapped: 'Go to how it was decoded',
    passOn: 'Go to sharing',
    masked: 'Hide my values, or show them again',
    help: 'Show this sheet',
  },
  escape: 'Esc',
  back: 'Back to what led here, or to the paste box',
  note: 'They rest while you type. The page remembers this choice, and nothing of what you paste.',
  close: 'Close',
};

export const visits = {
  /** @param {number} index counted from 1 */
  event: (index) => `This link leads to event ${count(index)} of a capture that isn’t in the link. Paste that capture, or ask the sender for a link made under Share.`,
  /** @param {number} index counted from 1 */
  request: (index) => `This link leads to request ${count(index)} of a capture that isn’t in the link. Paste that capture, or ask the sender for a link made under Share.`,
  section: 'This link doesn’t include a capture. Paste that capture, or ask the sender for a link made under Share.',
  missing: 'This capture does not have the place that the link leads to.',
};

export const findings = {
  title: 'What it adds up to',
  more: showMore('findings'),
};

export const severity = ['Neutral', 'Low', 'Medium', 'High', 'Critical'];

/** @type {Record<Known, string>} */
export const known = { explained: 'Explained', guessed: 'Guess', unknown: 'Unknown' };

/** @type {Record<string, string>} */
export const grades = {
  A: 'the maker’s own source',
  B: 'published analysis',
  C: 'from the name only',
  D: 'from the shape of the value only',
};

/** @type {Record<Persistence, string>} */
export const persistence = {
  event: 'lasts for one event',
  session: 'lasts until the app restarts',
  sim: 'lasts as long as the SIM or the network',
  install: 'lasts until the app’s data is cleared',
  depends: 'how long it lasts depends',
  resettable: 'lasts until you reset it',
  'factory-reset': 'lasts until a factory reset',
  hardware: 'lasts as long as the device',
  account: 'lasts as long as the account',
};

/** @type {Record<UserAction, string>} */
export const userActions = {
  restart: 'Restart the app',
  'clear-data': 'Clear its data',
  reinstall: 'Reinstall it',
  'ad-id-reset': 'Reset the ad ID',
  'ninety-days': 'Wait 90 days',
  'factory-reset': 'Factory reset',
  'new-sim': 'New SIM',
  'new-phone': 'New device',
};

/** @type {Record<Outcome, string>} */
export const outcomes = { stays: 'stays', changes: 'changes', depends: 'depends' };

/** @type {Record<Change, string>} */
export const changes = { stayed: 'stayed', changed: 'changed', gone: 'gone', new: 'new' };

export const identifiers = {
  title: 'How it identifies you',
  lead: 'An {identifier|ID} links everything sent with it.',
  caption: 'What each ID survives: a full block means that it stays and still identifies you, an open one that it changes. A number points to the reason below.',
  unrated: 'How long these last is not known.',
  reason: 'reason ',
  value: 'Value',
  none: 'No value in it identifies a device, an app or a person by itself.',
  sentAs: 'Sent as',
  /** @param {number} amount */
  events: (amount) => `in ${plural(amount, 'event')}`,
  more: showMore('identifiers'),
};

export const ownValue = {
  title: 'Check for your own data',
  lead: 'Type something of yours, such as an account number, an e-mail address or a phone number, to see whether it was sent.',
  help: 'Overshare looks for it as typed, in other spellings, encoded, and as the hashes that analytics software makes. It’s never saved, exported or shared.',
  label: 'Something that is yours',
  clear: 'Clear',
  whole: 'it is all of',
  inside: 'it is part of',
  /** @param {number} amount */
  events: (amount) => `in ${plural(amount, 'event')}`,
  /** @param {number} amount */
  found: (amount) => `Found in ${plural(amount, 'form or place', 'forms or places')}.`,
  /** @param {string} forms */
  notFound: (forms) => `Not found, in these forms: ${forms}. It may still be there in a form that was not tried.`,
  more: showMore('of them'),
  /** @type {Record<Encoding, string>} */
  forms: {
    plain: 'As text',
    'percent-encoded': 'Percent-encoded',
    base64: 'In Base64',
    hex: 'In hex digits',
    md5: 'As its MD5 hash',
    'sha-1': 'As its SHA-1 hash',
    'sha-256': 'As its SHA-256 hash',
    'name-uuid': 'As an ID made from its MD5 hash',
  },
};

export const timing = {
  title: 'When it was recorded',
  /** @param {number} sessions @param {number} gap */
  sessions: (sessions, gap) => `${plural(sessions, 'session')} by the device’s clock; a gap of ${plural(gap, 'minute')} starts a new one.`,
  /** @param {number} amount */
  events: (amount) => plural(amount, 'event'),
  more: showMore('sessions'),
  /** @param {number} left */
  left: (left) => `${plural(left, 'later session')} not listed.`,
  /** @param {string} shortest @param {string} median @param {string} longest */
  delay: (shortest, median, longest) => (shortest === longest
    ? `Uploaded about ${shortest} later.`
    : `Uploaded ${shortest} to ${longest} later, usually ${median}.`),
  /** @param {number} minutes */
  offset: (minutes) => {
    const apart = Math.abs(minutes);
    const clock = `${Math.floor(apart / 60)}:${String(apart % 60).padStart(2, '0')}`;
    return minutes === 0 ? 'The device’s clock showed UTC.' : `The device’s clock was ${clock} hours ${minutes > 0 ? 'ahead of' : 'behind'} UTC.`;
  },
};

export const copying = {
  link: 'Link to this section',
  text: 'Text',
  picture: 'Picture',
  textHidden: 'Text, values hidden',
  pictureHidden: 'Picture, values hidden',
  textShown: 'Text as shown',
  pictureShown: 'Picture as shown',
  saidHidden: 'Copied with hidden values.',
  saidShown: 'Copied as shown.',
  notHidden: 'Not copied. Its values can’t be hidden safely.',
  /** @param {string} title */
  of: (title) => `Copy … “${title}”`,
  saved: 'Saved as a file.',
  failed: 'The browser could not draw it',
  origin: 'Read in a browser; nothing was uploaded.',
};

export const timeline = {
  slider: 'Time',
  help: 'Drag to choose a stretch of time. Keys: arrows move, + and − zoom, 0 shows all, Enter shows the events.',
  upload: 'upload',
  session: 'session',
  zoom: 'Look closer',
  earlier: 'Earlier',
  later: 'Later',
  closer: 'Zoom in',
  farther: 'Zoom out',
  whole: 'Whole time',
  show: 'Show these events',
  table: 'As a table',
  tableCaption: 'Events and uploads by time; times without either are left out.',
  columns: ['From', 'To', 'Events', 'Highest severity', 'Uploaded'],
  /** @param {number} amount */
  events: (amount) => plural(amount, 'event'),
  /** @param {string} range @param {number} events @param {string} highest @param {number} sent */
  told: (range, events, highest, sent) => `${range}: ${events === 0 ? 'no event' : `${plural(events, 'event')}, highest ${highest}`}${sent > 0 ? `; ${count(sent)} uploaded` : ''}.`,
  /** @param {number} events @param {string} range @param {number} sessions @param {number} uploads */
  summary: (events, range, sessions, uploads) => `${plural(events, 'event')}, ${range}, in ${plural(sessions, 'session')}${uploads === 0 ? '' : uploads === 1 ? ', all sent at one moment' : `, sent at ${count(uploads)} moments`}.`,
  /** @param {number} events @param {string} time */
  alone: (events, time) => (events === 1 ? `One event, at ${time}.` : `${plural(events, 'event')} at one moment: ${time}.`),
  /** @param {number} amount */
  undated: (amount) => (amount === 1 ? 'The only event does not say when it was recorded.' : `None of the ${count(amount)} events says when it was recorded.`),
  /** @param {number} amount */
  others: (amount) => `${plural(amount, 'event')} without a time ${amount === 1 ? 'is' : 'are'} missing here.`,
  /** @param {string | null} zone of the reader, null where the device's own is known */
  clocks: (zone) => `Upper clock: UTC. Lower clock: ${zone === null ? 'the device’s own' : `yours (${zone})`}.`,
  /** @param {string} time */
  sent: (time) => `sent ${time}`,
  /** @param {string} length */
  pause: (length) => `${length} later`,
};

export const comparison = {
  title: 'Compare with a second capture',
  lead: 'Capture again later, after 90 days, a reset or a changed setting, and paste that here to see what stayed the same.',
  box: 'Second capture',
  /** @param {string} kind @param {string} amount */
  second: (kind, amount) => `The second capture is ${kind} with ${amount}.`,
  /** @param {boolean} swapped */
  order: (swapped) => `It is taken as the ${swapped ? 'earlier' : 'later'} one.`,
  swap: 'Swap earlier and later',
  remove: 'Remove the second',
  absent: 'not there',
  identifiers: 'What happened to the IDs',
  identifierColumns: ['Identifier', 'Outcome', 'Earlier', 'Later'],
  events: 'Events in one of them only',
  eventColumns: ['Event', 'Earlier', 'Later'],
  fields: 'Fields in one of them only',
  fieldColumns: ['Field', 'Events with it earlier', 'Events with it later'],
  more: showMore('rows'),
};

const PALANT_4_MAY = { title: 'Palant, 4 May 2020', url: 'https://palant.info/2020/05/04/are-xiaomi-browsers-spyware-yes-they-are.../' };
const PALANT_8_MAY = { title: 'Palant, 8 May 2020', url: 'https://palant.info/2020/05/08/what-data-does-xiaomi-collect-about-you/' };
const XIAOMI_2_MAY = { title: 'Xiaomi’s blog, 2 May 2020', url: 'https://blog.mi.com/en/2020/05/02/' };

const TRUST_CENTER = { title: 'Xiaomi Trust Center', url: 'https://trust.mi.com/' };
const HAGEZI = { title: 'HaGeZi’s list of Xiaomi’s trackers, 20 February 2026', url: 'https://github.com/hagezi/dns-blocklists/blob/176da7a965fd4870507754f5ba5f41e00ea24d0a/adblock/native.xiaomi.txt' };
const FREE_HOSTS = { title: 'xiaomi-dns-blocklist', url: 'https://github.com/unknownFalleN/xiaomi-dns-blocklist' };
const MIUI_ANALYTICS = { title: 'MIUI Analytics, decompiled by amirzaidi', url: 'https://github.com/amirzaidi/MIUIAnalytics/tree/950fd3c0fb835cf07c01893e5ce8ce40d7f88edb' };

const SELIVAN = { title: 'selivan on MIUI 11 and 12, 2020', url: 'https://github.com/selivan/selivan.github.io/blob/1f7ad031d168ae3b595a2884ec9fdc1318d46374/_posts/2020-02-25-removing-bloatware-from-xiaomi-miui-android.md' };

/** @typedef {{ title: string, url: string }} AdviceSource */
/**
 * @typedef {object} Advice
 * @property {string} title
 * @property {string} does
 * @property {string} not what it does not stop
 * @property {string} known for which version
 * @property {string | null} [where] in the menus it is found, null where no source says so; left out where it is no setting
 * @property {'phone' | 'computer'} on what it can be done on
 * @property {string} [looked] when somebody last published a look at it
 * @property {boolean} [blocks] whether it only keeps from arriving what is sent all the same
 * @property {AdviceSource[]} sources
 * @property {string} [since] the first version of the app that has what it speaks of
 */

/** Where the phone asks about the program that several kinds of statistics obey. */
const PROGRAM = 'Settings › Passwords & Security › Privacy › User Experience Program, in MIUI 11 and 12 of 2020; nobody has verified that path for another version.';

/** What the reader can do where the sender has no setting. @type {Advice} */
const BLOCKING = {
  title: 'Block the servers by DNS',
  does: 'A filter for DNS, in the router or as the phone’s private DNS, can keep the phone from finding servers that are on its list. Such a list of 352 names exists.',
  not: 'what goes to servers that aren’t on the list, what goes through another network without the filter, and what was sent before. It stops no recording, and some functions may fail; another list names servers to leave free, such as those for signing in and updates.',
  known: 'the lists themselves; nobody has tried here what they stop or break',
  on: 'phone',
  blocks: true,
  looked: '20 February 2026',
  sources: [HAGEZI, FREE_HOSTS],
};

export const advice = {
  title: 'What you can do',
  lead: 'Steps confirmed by a source, for the version shown; other versions may differ.',
  letters: 'Ask for your data, or complain',
  lettersText: 'Overshare drafts an access request or an annex for a complaint.',
  lettersLink: 'See the drafts',
  settings: 'What limits the sending',
  none: 'We know of no setting that stops or limits what this sender sends.',
  not: 'It does not stop:',
  known: 'Known for',
  where: 'Where:',
  nowhere: 'no source says where in the menus this is, and nobody has verified a path.',
  /** @param {string | undefined} date */
  looked: (date) => (date === undefined ? 'We know of nobody who published a look at a later version.' : `We know of nobody who looked at it after ${date}.`),
  /** @param {string} version */
  version: (version) => `This capture names version ${version} of the app.`,
  /** @param {string} version @param {string} since */
  tooOld: (version, since) => `Version ${version} has no setting that stops this. A later one, ${since}, got one.`,
  acts: 'What makes you harder to recognize',
  actsLead: 'No source says that any of these stops the sending.',
  value: 'What you can do',
  becomes: 'Effect on these IDs',
  /** @param {number} some @param {number} all */
  changes: (some, all) => {
    if (some === 0) return all === 1 ? 'The ID stays the same' : 'None of these IDs changes';
    if (all === 1) return 'The ID changes';
    if (some < all) return `${count(some)} of these ${count(all)} IDs ${some === 1 ? 'changes' : 'change'}`;
    return all === 2 ? 'Both IDs change' : `All ${count(all)} IDs change`;
  },
  /** @param {string[]} names */
  stay: (names) => `${list(names)} ${names.length === 1 ? 'stays' : 'stay'}.`,
  /** @param {string[]} names */
  depend: (names) => `${list(names)} may stay or come back.`,
  remedies: {
    'clear-data': 'Clear the app’s data',
    'ad-id-reset': 'Reset or delete the advertising ID',
    'factory-reset': 'Reset the phone to factory settings',
  },
  siteData: 'Delete the cookies and the data of this site in the browser',
  zeros: 'Since late 2021 a deleted Google advertising ID reads as zeros.',
  /** By who sent something or, where that is not named here, by the format. @type {Record<string, Advice[]>} */
  senders: {
    'mint-browser': [
      {
        title: 'Incognito mode on, “enhanced” incognito mode off',
        where: null,
        does: 'Only this combination of two settings can stop the statistics. It is not the default.',
        not: 'anything you do outside incognito mode.',
        known: 'Mint Browser 3.4.3 of May 2020, read in its code without seeing it at work; 3.4.4 shows no change at a quick glance. Xiaomi’s Trust Center, in a text without a date, says that Mi Browser uploads nothing in incognito mode.',
        on: 'phone',
        looked: 'May 2020',
        sources: [PALANT_8_MAY, XIAOMI_2_MAY, TRUST_CENTER],
        since: '3.4.3',
      },
      {
        title: 'Use another browser',
        does: 'This is what the author of the analysis advises to everybody with a Xiaomi phone.',
        not: 'what other apps on the phone send, nor what was sent before.',
        known: 'Mint Browser 3.4.0 and 3.4.3',
        on: 'phone',
        looked: 'May 2020',
        sources: [PALANT_8_MAY, PALANT_4_MAY],
      },
      BLOCKING,
    ],
    mistat: [
      {
        title: 'Leave the “user experience program”',
        does: 'In apps of the system, this statistics software then stops itself.',
        where: PROGRAM,
        not: 'apps that switch this check off. A record can even carry your “no” along.',
        known: 'MiStat 1.9.19',
        on: 'phone',
        sources: [{ title: 'MiStat 1.9.19, decompiled by minz1', url: 'https://github.com/minz1/MIUISystemUI/tree/5cd559e' }, SELIVAN],
      },
      BLOCKING,
    ],
    'mistat-3': [BLOCKING],
    'mi-push': [BLOCKING],
    'miui-tracks': [BLOCKING],
    onetrack: [
      {
        title: 'Decline the app’s tracking, or the “user experience program”',
        does: 'OneTrack notes your choice in every record. A word with “close” at its end means that you declined.',
        where: PROGRAM,
        not: 'the daily record of use, the screens that you open, and records for recommendations or of daily use that the app defines itself.',
        known: 'OneTrack 1.2.9',
        on: 'phone',
        sources: [{ title: 'OneTrack in MIUI’s settings, decompiled by avid-coder05', url: 'https://github.com/avid-coder05/MI-Settings/tree/d5054e1' }, SELIVAN],
      },
      BLOCKING,
    ],
    'miui-analytics': [
      {
        title: 'Leave the uploading of logs switched off',
        does: 'In the version for phones outside China, this app of the system notes how apps are used only while that setting is on.',
        where: null,
        not: 'what it sends on phones made for China.',
        known: 'the version of MIUI Analytics that was decompiled',
        on: 'phone',
        sources: [MIUI_ANALYTICS],
      },
      BLOCKING,
    ],
    'xiaomi-ads': [
      {
        title: 'Revoke the authorization of “msa”',
        does: 'The settings say that this app of the system for ads then stops collecting data.',
        where: 'Settings › Passwords & Security › Authorization & revocation › msa, in MIUI 11 and 12 of 2020; nobody has verified that path for another version.',
        not: 'ads that other apps show by themselves.',
        known: 'MIUI of 2018, as India Today described it, and MIUI 11 and 12 of 2020',
        on: 'phone',
        looked: 'November 2020',
        sources: [SELIVAN, { title: 'India Today, 18 September 2018', url: 'https://www.indiatoday.in/technology/features/story/xiaomi-miui-system-apps-now-show-ads-but-you-can-turn-them-off-here-is-how-1342896-2018-09-18' }],
      },
      BLOCKING,
    ],
    'mimo-code': [
      {
        title: 'Set MIMOCODE_ENABLE_ANALYSIS to false',
        does: 'With this environment variable the program sends none of these records.',
        not: 'what you write to the model, which its server answers.',
        known: 'a copy of MiMo Code’s source of 2026',
        on: 'computer',
        sources: [{ title: 'MiMo Code, client.ts', url: 'https://github.com/taisrisk/mimo-desktop/blob/8a3f994/packages/opencode/src/metrics/client.ts' }],
      },
    ],
  },
};

/** The two settings of the first advice, and what happens to the statistics. */
export const incognito = {
  title: 'The two settings in Mint Browser 3.4.3',
  columns: ['Incognito mode', 'Enhanced incognito mode', 'Statistics'],
  rows: [
    ['off', 'off', 'are sent'],
    ['off', 'on', 'are sent'],
    ['on', 'on', 'are sent'],
    ['on', 'off', 'can be stopped'],
  ],
};

export const limits = {
  title: 'What we cannot know',
  lead: 'A {capture} shows what was sent, not what happens to it next.',
  damaged: 'Parts of this capture are damaged or missing.',
  notes: 'see the notes on this result',
  unopened: 'Parts of what this sender sends may be encrypted. Overshare can’t read those.',
  /** @param {number} amount */
  locked: (amount) => `${plural(amount, 'body is', 'bodies are')} encrypted. Reading it takes a key that the capture does not contain.`,
  bodies: 'see the requests',
  /** @param {number} amount */
  unknown: (amount) => `For ${plural(amount, 'field')} we know of no published meaning. ${amount === 1 ? 'It is' : 'They are'} shown exactly as sent.`,
  /** @param {number} amount */
  guessed: (amount) => `For ${plural(amount, 'field')} the meaning is a guess, and marked as one.`,
};

export const pack = {
  title: 'Use your own knowledge pack',
  lead: 'Choose a {JSON} file with your own explanations, for fields that Overshare does not know; it never leaves this page.',
  choose: 'Choose a pack',
  remove: 'Remove the pack',
  inUse: 'In use:',
  /** @param {number} fields @param {number} events */
  holds: (fields, events) => `It explains ${plural(fields, 'field')} and ${plural(events, 'event')}.`,
  none: 'Nothing in this file explains anything.',
  /** @param {number} amount */
  problems: (amount) => `${plural(amount, 'problem')} in the file; those entries were left out.`,
  columns: ['Line', 'Problem', 'What to try'],
};

export const reveals = {
  title: 'What it reveals',
  lead: 'When it was used, and which kinds of data were sent.',
};

export const categories = {
  title: 'Kinds of data',
  lead: 'The longer the bar, the more events carry it.',
  hint: 'Press a kind to see those events.',
  show: 'Show the events with it',
  category: 'Kind of data',
  severity: 'How sensitive',
  fields: 'Values',
  events: 'Events with it',
  /** @param {number} some @param {number} all */
  ofEvents: (some, all) => `${count(some)} of ${count(all)}`,
};

export const events = {
  title: 'The events',
  filter: 'Find in the events',
  /** @param {number} amount @param {string} from @param {string} to */
  period: (amount, from, to) => (from === to
    ? `${plural(amount, 'event')} on ${from}, by the device’s clock.`
    : `${plural(amount, 'event')} from ${from} to ${to}, by the device’s clock.`),
  /** @param {number} amount */
  amount: (amount) => plural(amount, 'event'),
  /** @param {number} some @param {number} all */
  found: (some, all) => `${count(some)} of ${plural(all, 'event')}`,
  none: 'No event matches. Clear a filter to see more.',
  searching: 'Searching …',
  columns: ['How sensitive', 'What happened', 'Name of the event', 'Time (UTC)'],
  category: 'Kind of data',
  severity: 'How sensitive',
  name: 'Name of the event',
  host: 'Sent to',
  any: 'Any',
  /** @param {string} severity */
  atLeast: (severity) => `${severity} or higher`,
  /** @param {string} from @param {string} to */
  between: (from, to) => `between ${from} and ${to}`,
  /** @param {string} from */
  since: (from) => `from ${from} on`,
  /** @param {string} to */
  until: (to) => `until ${to}`,
  /** @param {number} index counted from 1 */
  inRequest: (index) => `in request ${count(index)}`,
  /** @param {string} host */
  sentTo: (host) => `sent to ${host}`,
  request: 'Request',
  /** @param {number} index counted from 1 @param {string | null} host */
  ofRequest: (index, host) => `request ${count(index)}${host === null ? '' : `, ${host}`}`,
  /** @param {string} label */
  remove: (label) => `Remove: ${label}`,
  clear: 'Clear filters',
  back: 'Back to the list',
  /** @param {number} left */
  unprinted: (left) => `${plural(left, 'further event')} not printed.`,
  unnamed: 'no name',
  incomplete: 'The capture ends inside this event; what came before is shown.',
};

export const detail = {
  name: 'Name',
  meaning: 'What it is',
  kind: 'Kind of record',
  time: 'Time',
  request: 'Request',
  /** @param {number} index counted from 1 @param {string | null} host */
  ofRequest: (index, host) => `${count(index)}${host === null ? '' : `, to ${host}`}`,
  fields: 'Fields',
  /** @param {number} explained @param {number} guessed @param {number} unknown @param {number} omitted */
  counts: (explained, guessed, unknown, omitted) => [
    `${count(explained)} explained`,
    ...(guessed ? [`${count(guessed)} guessed`] : []),
    ...(unknown ? [`${count(unknown)} unknown`] : []),
    ...(omitted ? [`${count(omitted)} of them too many to list`] : []),
  ].join(', '),
  order: 'Order',
  telling: 'most revealing first',
  sent: 'as sent',
  json: 'Text as sent',
  bytes: 'Bytes, layer by layer',
  link: 'Link to this event',
  /** @param {number} fields */
  repeated: (fields) => `${count(fields)} fields that are the same in every event`,
};

export const fields = {
  field: 'Field',
  value: 'Value',
  meaning: 'What it means',
  matters: 'Why it matters:',
  guess: 'Guessed, because',
  unknown: 'Not explained yet: no source known.',
  grade: 'Evidence',
  /** @param {string} name */
  pack: (name) => `from your pack “${name}”`,
  looksLike: 'looks like:',
  within: 'In',
  because: 'Why:',
  matches: 'The same value is in',
  source: 'Source',
  /** @param {string} more */
  more: (more) => `Show ${more} more`,
  moreFields: showMore('fields'),
  local: 'your time:',
  empty: 'empty',
  asSent: 'as sent',
  /** @param {number} amount */
  whole: (amount) => `Show all ${plural(amount, 'character')}`,
  /** @param {string} distance */
  precision: (distance) => `written to about ${distance}`,
  yes: 'yes',
  no: 'no',
  scheme: 'Scheme',
  host: 'Host',
  path: 'Path',
  fragment: 'Fragment',
  moreParameters: showMore('parameters'),
  link: 'Link to this field',
};

export const raw = {
  textOf: 'Text of this event, exactly as sent',
};

export const bytes = {
  show: 'Show the bytes',
  lead: 'Select any part of it to find the field that it belongs to.',
  steps: 'Layers, from the JSON out to what was pasted',
  pasted: 'As pasted',
  captured: 'In the capture',
  /** @type {Partial<Record<Codec, string>>} */
  layers: { form: 'Form', percent: 'Percent-encoded' },
  previous: 'Previous field',
  next: 'Next field',
  whole: 'the whole event',
  /** @param {string} name */
  region: (name) => `Data of the layer ${name}`,
  /** @param {number} start @param {number} end @param {number} all */
  place: (start, end, all) => (end === start + 1
    ? `Byte ${count(end)} of ${count(all)}.` : `Bytes ${count(start + 1)} to ${count(end)} of ${count(all)}.`),
  /** @param {string} path @param {string} place */
  within: (path, place) => `In ${path}: ${place}`,
  because: {
    exact: 'Exactly this value and nothing else.',
    compressed: 'Approximate: compression makes neighboring values share bytes.',
    'shared-characters': 'Approximate: one Base64 character has bits of two bytes, so the edges include neighbors.',
    framing: 'Approximate: the body was sent in chunks, and the length of the next one is inside.',
    block: 'Approximate: AES encrypts 16 bytes as one block, so these bytes include neighbors.',
    payload: 'Approximate: the event, or the batch of events, was encrypted as a whole.',
  },
  nowhere: 'The value did not pass through this layer.',
  earlier: 'Show what comes before',
  later: 'Show what follows',
  hex: 'As a hex dump',
  copy: 'Copy the marked part',
  found: 'What you selected belongs to ',
  more: ', among others.',
  nothing: 'No field is in your selection.',
};

export const requests = {
  titleAlone: 'The request',
  title: 'Details of the request',
  titleMany: 'Details of the requests',
  lead: 'The address that the {request} went to, and the {field|fields} sent with the events.',
  /** @param {number} index counted from 1 */
  heading: (index) => `Request ${count(index)}`,
  protocol: 'Format',
  sender: 'Sent by',
  address: 'Address',
  copyHidden: 'Copy hidden',
  copyShown: 'Copy as shown',
  /** @param {string} how */
  copyAddress: (how) => `${how}: the address`,
  whole: 'As it was pasted',
  /** @param {string} how */
  copyWhole: (how) => `${how}: the whole request`,
  recipient: 'Sent to',
  packing: 'Decoded',
  answer: 'Answer',
  answerFields: 'The server’s answer is below, in the fields that begin with “answer.”',
  envelope: 'Fields besides the events',
  /** @param {number} amount */
  events: (amount) => plural(amount, 'event'),
  none: 'There are no other fields.',
  more: showMore('requests'),
  /** How far a request was read. @type {Record<RequestState, string>} */
  states: { read: 'Read', partial: 'Partly read', encrypted: 'Encrypted', unexplained: 'Names not explained yet', empty: 'No events found', unknown: 'Unknown format' },
  leadMany: 'Every {request} with analytics in this capture: open one to see its address, its events and its other {field|fields}.',
  noHost: 'no host',
  sent: 'Sent',
  held: 'Events',
  show: 'Show its events',
  showHost: 'Show the host’s events',
  place: 'In the capture',
  captured: 'As captured',
  /** @param {number} amount @param {number} hosts @param {boolean} more @param {boolean} alone */
  others: (amount, hosts, more, alone) => `${alone ? 'In this capture' : 'Also in this capture'}: ${plural(amount, 'request')}${
    hosts === 0 ? '' : ` to ${more ? 'more than ' : ''}${plural(hosts, 'host')}`}. Overshare found no analytics it knows there, and kept only the names of the hosts.`,
  titleOthers: 'The requests',
  /** @param {number} amount */
  hosts: (amount) => `Hosts (${count(amount)})`,
  /** @param {number} amount */
  requests: (amount) => plural(amount, 'request'),
  unlisted: 'further hosts',
  unnamed: 'host not named',
  moreHosts: showMore('hosts'),
};

export const passOn = {
  title: 'Share',
  lead: 'The {capture} as a link or a file that others read with Overshare, with identifying data hidden.',
  caution: 'Hidden values don’t make it anonymous. Whoever knows you, or has the same data, may recognize you by what is left.',
  inView: 'Your values are hidden, so they are not shown here either. Show them again to choose what is shared.',
  amount: 'What to include',
  /** @type {Record<'structure' | 'masked' | 'own', { name: string, text: string }>} */
  modes: {
    structure: { name: 'Structure', text: 'names and kinds of fields without their values, for a forum or the press.' },
    masked: { name: 'Values hidden', text: 'placeholders such as ⟦device-1⟧ instead of sensitive values, for bug reports.' },
    own: { name: 'My own choice', text: 'hidden but for what you show below, as evidence for journalists.' },
  },
  timesTitle: 'Times',
  /** @type {Record<'relative' | 'exact', { name: string, text: string }>} */
  times: {
    relative: { name: 'From the first event', text: 'to the minute, such as T+0:05. No date is shared.' },
    exact: { name: 'As recorded', text: 'dates and times that others can compare with what they know.' },
  },
  working: 'Working out what would be shared …',
  stopped: 'Stopped.',
  again: 'Try again',
  /** @param {number} all @param {number} kept @param {number} reduced @param {number} masked @param {number} dropped */
  summary: (all, kept, reduced, masked, dropped) => `Of ${plural(all, 'field')}, ${list([
    ...(kept ? [`${count(kept)} shared as sent`] : []),
    ...(reduced ? [`${count(reduced)} shortened`] : []),
    ...(masked ? [`${count(masked)} hidden`] : []),
    ...(dropped ? [`${count(dropped)} not at all`] : []),
  ])}.`,
  leaks: 'Nothing can be shared yet.',
  leaksLead: 'A hidden value is still readable in:',
  /** @param {string} token @param {string} form */
  leak: (token, form) => `, what ${token} stands for (${form.toLowerCase()})`,
  maskField: 'Hide this field',
  revealValue: 'Show the value too',
  moreLeaks: showMore('places'),
  /** @param {number} fields */
  review: (fields) => `Review ${fields === 1 ? 'the only field' : fields === 2 ? 'both fields' : `all ${count(fields)} fields`}`,
  forWhom: 'Who is it for?',
};

export const choosing = {
  title: 'Requests',
  /** @param {number} total */
  all: (total) => (total === 2 ? 'Both requests' : `All ${count(total)} requests`),
  /** @param {number} chosen @param {number} total */
  some: (chosen, total) => `${count(chosen)} of ${plural(total, 'request')}`,
  choose: 'Choose requests',
  search: 'Find a request',
  takeAll: 'Choose all',
  takeNone: 'Choose none',
  /** @param {number} found */
  takeFound: (found) => `Choose these ${count(found)}`,
  /** @param {number} found */
  leaveFound: (found) => `Leave out these ${count(found)}`,
  filtered: 'Only those in the event filter',
  /** @param {number} found */
  found: (found) => (found === 0 ? 'No request matches.' : `${plural(found, 'request')} found`),
  more: showMore('requests'),
  notInLink: 'Not in the link',
  /** @param {number} fitting */
  room: (fitting) => `The link has room for the first ${count(fitting)} only, because it can’t have more than 32,000 characters or 1,000 requests. Files contain all of them.`,
  tooMany: 'This is too much for one link. Choose fewer requests, or save a file.',
  nothing: 'No request is chosen, so there is nothing to share. Choose at least one.',
};

export const preview = {
  title: 'What is shared, field by field',
  search: 'Find in the fields',
  show: 'List',
  filters: { all: 'all fields', kept: 'what is shared as it is', changed: 'what I changed' },
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Back to the default',
  columns: ['Field', 'In your capture', 'Shared', 'Treatment', 'Events', 'Decide'],
  /** @type {Record<MaskAction, string>} */
  actions: { kept: 'as it is', reduced: 'shortened', masked: 'hidden', dropped: 'not shared' },
  changed: 'your choice',
  unknown: 'Not known',
  around: 'around them',
  nothing: 'nothing',
  reveal: 'Show',
  mask: 'Hide',
  revealAll: 'Show all',
  maskAll: 'Hide all',
  everywhere: 'everywhere',
  /** @param {string} action @param {string} what */
  decide: (action, what) => `${action}: ${what}`,
  /** @param {number} amount */
  fields: (amount) => plural(amount, 'field'),
  /** @param {number} amount */
  times: (amount) => `${count(amount)} ×`,
  /** @param {number} left */
  others: (left) => `and ${plural(left, 'more value')}`,
  /** @param {number} left */
  unlisted: (left) => `${plural(left, 'further value')} not listed; what you decide about the field applies to them too.`,
  /** @param {number} left */
  omitted: (left) => `${plural(left, 'further field')} not listed; the mode decides about them.`,
  names: 'Names of fields',
  namesLead: 'A name can give something away too.',
  /** @param {number} kept */
  namesKept: (kept) => `${plural(kept, 'name')} shown as sent`,
  noNameKept: 'none shown as sent',
  /** @param {number} left */
  namesOmitted: (left) => `${plural(left, 'further name')} not listed; the mode decides about them.`,
  /** @param {string} placeholder */
  nameAfter: (placeholder) => `its name becomes ${placeholder}`,
  /** @param {number} some @param {number} all */
  found: (some, all) => `${count(some)} of ${plural(all, 'field')}.`,
  /** @param {string} what @param {string} value @param {string} severity @param {string} kind */
  ask: (what, value, severity, kind) => `Show “${what}”? Everybody who gets it would read ${value === '' ? 'its values' : `“${value}”`}. How sensitive: ${severity}${kind === '' ? '' : ` (${kind})`}.`,
  /** @param {string} kind @param {string[]} names */
  askAll: (kind, names) => `Show all of “${kind}”? Everybody who gets it would read: ${list(names)}.`,
  yes: 'Show',
  no: 'Keep hidden',
};

export const link = {
  title: 'A friend or a forum',
  what: 'a link',
  lead: 'The link contains the capture; no server stores it.',
  label: 'Link',
  lockedLabel: 'Link, encrypted with your passphrase',
  copy: 'Copy link',
  copyLocked: 'Copy encrypted link',
  length: 'Length of the link',
  /** @param {number} characters */
  fits: (characters) => `${count(characters)} characters: ${characters <= 2000 ? 'fits everywhere, also in a Discord message'
    : characters <= 8000 ? 'fits in most places, some chats cut it' : 'only in e-mail, documents, pages'}.`,
  /** @param {number} most */
  refused: (most) => `The capture is too long for a link: it would have more than ${count(most)} characters.`,
  instead: 'Save it as a file instead (HTML report)',
  local: 'This page runs on your own computer. The link leads here, so nobody else can follow it; publish the page, or give others the part after the # to paste.',
  /** @param {string} place */
  deep: (place) => `Lead to ${place}`,
  deepNone: 'Lead to the event that is open',
  deepAbsent: 'That request isn’t in the link, so the link opens at the start.',
  deepMasked: 'The name of that field is hidden, so the link leads to its event.',
  lock: 'Encrypt it with a passphrase',
  passphrase: 'Passphrase',
  /** @param {number} rounds */
  lockLead: (rounds) => `Encrypted here with AES-256-GCM; the key is made of your passphrase by PBKDF2-HMAC-SHA-256 in ${count(rounds)} rounds. The passphrase is not in the link: send it another way. Nobody can restore it. Closing this box forgets it, and the link is not encrypted any more.`,
  doLock: 'Encrypt the link',
  locking: 'Encrypting …',
  locked: 'The link is encrypted.',
  unlocked: 'The link is not encrypted.',
  qr: 'QR code',
  /** @param {number} characters */
  qrName: (characters) => `QR code of the link, ${count(characters)} characters`,
  qrLead: 'For a screen or paper; it contains the same link.',
  qrTooLong: 'The link is too long for a QR code.',
  savePng: 'Save as PNG',
  saveSvg: 'Save as SVG',
  caveats: [
    'Whoever has the link has its content. It stays on the chat or mail server, and in the history of your browser and theirs, also where browsers copy it to other devices.',
    'The part after the # is not sent to this page’s server, and previews in chats do not see it.',
  ],
};

export const files = {
  title: 'Yourself or a program',
  what: 'files',
  /** @type {Record<string, [string, string]>} */
  formats: {
    html: ['HTML report', 'to read and print without Overshare; contains no script.'],
    markdown: ['Markdown', 'for bug reports and forums.'],
    text: ['Plain text', 'for e-mail.'],
    json: ['JSON', 'the whole result, for programs.'],
    ndjson: ['NDJSON', 'one event a line, for programs.'],
    'csv-events': ['CSV, one row an event', 'for a spreadsheet. An apostrophe keeps a cell from running as a formula; JSON has the exact values.'],
    'csv-fields': ['CSV, one row a field', 'for statistics. An apostrophe keeps a cell from running as a formula; JSON has the exact values.'],
    har: ['HAR', 'for the network tools of browsers and proxies.'],
    body: ['Body', 'the encoded bytes, for other decoders.'],
  },
  download: 'Save',
  copy: 'Copy',
  /** @param {string} verb @param {string} name */
  of: (verb, name) => `${verb}: ${name}`,
  replayable: 'Body and HAR with a fresh crc, so that a server would accept them again',
  full: 'With everything, for my own files',
  fullText: 'These files contain all your values. Keep them to yourself.',
  failed: 'It could not be made.',
};

export const complaint = {
  title: 'An authority or the company',
  what: 'a letter, an annex',
  lead: 'Drafts of an access request and a complaint. They are not legal advice; read them, fill the gaps and decide yourself.',
  document: 'Document',
  documents: {
    'letter-en': 'Access request (Art. 15 GDPR), English',
    'letter-de': 'Access request (Art. 15 GDPR), German',
    annex: 'Annex with the findings, for a complaint',
  },
  masked: 'With values hidden, as chosen above',
  why: 'Usually with your own values: the letter goes to those who have them already, and they find you by them.',
  text: 'Text of the document',
  copy: 'Copy text',
  saveText: 'Save as text',
  saveMarkdown: 'Save as Markdown',
  saveHtml: 'Save as HTML',
};

export const embed = {
  title: 'An article',
  what: 'a figure to embed',
  lead: 'A figure for a blog or a newspaper. What is hidden above is hidden in it too.',
  event: 'Event',
  /** @param {number} number @param {string} title */
  one: (number, title) => `${count(number)}. ${title}`,
  /** @param {number} all @param {number} most that an article takes */
  all: (all, most) => (all > most ? `The first ${count(most)} of ${plural(all, 'event')}` : `All ${plural(all, 'event')}`),
  /** @param {number} left */
  unlisted: (left) => `${plural(left, 'further event')} not listed here. Open one in the list above, and it is.`,
  fields: 'Fields',
  fieldChoices: { telling: 'the most sensitive', all: 'all', own: 'those that I tick' },
  ticked: 'Fields to show',
  moreFields: showMore('fields'),
  caption: 'Caption',
  /** @param {string | null} recipient */
  told: (recipient) => (recipient === null ? 'What one request tells its recipient.' : `What one request tells ${recipient}.`),
  ownCaption: 'Change it as you like; left as it is, it follows what you choose above.',
  kind: 'Kind',
  groups: { any: 'Any page', systems: 'One system' },
  /** @type {Record<Kind, { name: string, text: string }>} */
  kinds: {
    static: { name: 'Static HTML', text: 'Works wherever HTML can be pasted, in feeds and newsletters too: a plain table in the style of the page around it, without a script.' },
    element: { name: 'Element', text: 'For pages of your own that may load a script: readers open and search the event in place. Feeds and readers without scripts see the table.' },
    frame: { name: 'Frame', text: 'For sites that allow frames but no scripts: everything runs in a closed box and touches nothing around it. Most feeds leave frames out.' },
    picture: { name: 'Picture with link', text: 'Works everywhere, in social media and print too. Save the picture, upload it, and write its address in place of its name.' },
    wordpress: { name: 'WordPress block', text: 'For the code editor of WordPress, as a block with HTML of its own; needs no plugin.' },
    markdown: { name: 'Markdown', text: 'For GitHub, forums and wikis that know tables in Markdown.' },
    hugo: { name: 'Hugo', text: 'For sites made with Hugo: save the figure beside the article or into assets, and write this line. The shortcode comes with Overshare, in integrations/hugo.' },
    jekyll: { name: 'Jekyll', text: 'For sites made with Jekyll: save the figure into _includes and write this line. The include comes with Overshare, in integrations/jekyll.' },
    eleventy: { name: 'Eleventy', text: 'For sites made with Eleventy: save the figure into captures and write this line. The plugin comes with Overshare, in integrations/eleventy.' },
    mkdocs: { name: 'MkDocs', text: 'For sites made with MkDocs: save the figure into captures and write this line. How to set up snippets is described in integrations/mkdocs.' },
  },
  theme: 'Colors',
  /** @type {Record<Theme, string>} */
  themes: { auto: 'as the reader has them', light: 'light', dark: 'dark' },
  pictureThemes: { light: 'light', dark: 'dark' },
  grows: 'Let the frame get as high as what it shows; this takes a script',
  address: 'Address of Overshare',
  addressNote: 'Where readers reach this page. Kept in this tab only.',
  noFields: 'Choose at least one field.',
  noAddress: 'This is no address of a page. It begins with https://.',
  local: 'This address leads to your own computer, so no reader can follow it. Write the one under which you publish Overshare.',
  tooLong: 'The capture is too long for a link. Interactive versions aren’t available, and the others won’t link to the full capture.',
  code: 'Embed code',
  copy: 'Copy embed code',
  save: 'Save as a file',
  saveFigure: 'Save the figure',
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  /** @param {number} bytes */
  length: (bytes) => `${size(bytes)} to paste.`,
  barred: 'Nothing can be shared yet. See above why.',
  refused: 'There is no code, because something hidden would be in it:',
  preview: 'The picture',
  whole: 'Read the whole capture',
  /** @param {number} all */
  events: (all) => plural(all, 'event'),
  /** @param {string} title */
  frameTitle: (title) => `One upload, read with Overshare: ${title}`,
  /** @param {number} number @param {number} all */
  eventOf: (number, all) => `Event ${count(number)} of ${count(all)}`,
  /** @param {string} label @param {string} value @param {string} severity */
  statement: (label, value, severity) => `${label}: ${value} (${severity}).`,
  empty: 'empty',
  unexplained: 'Nobody has explained this field yet.',
  apparently: 'Apparently:',
  /** @param {number} left */
  furtherFields: (left) => `${plural(left, 'further field')} not shown.`,
  /** @param {number} left */
  furtherEvents: (left) => `${plural(left, 'further event')} not shown.`,
  foot: 'Read with Overshare; nothing is hidden.',
  footMasked: 'Read with Overshare; ⟦words in brackets⟧ replace hidden values.',
  footFromLink: 'Read with Overshare; ⟦words in brackets⟧ replace hidden values, its maker says.',
};

export const shared = {
  asked: 'A link was opened in this tab.',
  openIt: 'Open it',
  keepOwn: 'Keep my result',
  region: 'About what you see',
  title: 'You opened this from a link.',
  /** @type {Record<MaskMode, string>} */
  modes: {
    structure: 'Its maker says it has the structure of a capture only: values were taken out.',
    masked: 'Sensitive values were hidden, its maker says: a placeholder such as ⟦device-1⟧ means the same value everywhere.',
    reviewed: 'Sensitive values were hidden, its maker says, but for some that were let through.',
    full: 'Its maker says that nothing in it was hidden.',
  },
  relative: 'Times count from the first event.',
  unverified: 'Whoever made this link says so; Overshare cannot check that it was a real capture.',
  tokens: 'Placeholders in it',
  /** @param {string} word @param {number} values @param {number} places */
  token: (word, values, places) => `⟦${word}⟧: ${values > 0 ? `${plural(values, 'value')} in ` : ''}${plural(places, 'place')}`,
  remove: 'Remove from this tab’s address',
  removed: 'Removed from the address; the history of the browser still has it.',
  failed: 'This link cannot be opened.',
  own: 'Read a capture of your own below, or ask whoever gave you the link for the whole of it or for a file.',
  lockedTitle: 'This link is encrypted.',
  lockedLead: 'Whoever made it can tell you the passphrase. It is used here in your browser and sent nowhere.',
  passphrase: 'Passphrase',
  unlock: 'Open link',
  unlocking: 'Opening …',
  wrong: 'That passphrase does not fit. Try again; small and capital letters count.',
  cannot: 'This browser opens encrypted links only on pages that came over a secure connection (https).',
  view: 'Your values are hidden, as in what you would share, so that you can take screenshots.',
  back: 'Show my own values',
};

export const locked = {
  title: 'Encrypted',
  scheme: 'How it is encrypted',
  visible: 'What can be seen without a key',
  needs: 'What would open it',
};

/** @type {Record<Severity, string>} */
export const diagnosticSeverity = { info: 'Note', warning: 'Warning', error: 'Problem' };

export const diagnostics = {
  title: 'Notes on this result',
  lead: 'What is missing, was repaired or could not be read, and what to try.',
  /** @param {Severity} severity @param {number} amount */
  amount: (severity, amount) => plural(amount, diagnosticSeverity[severity].toLowerCase()),
  try: 'What to try:',
  more: showMore('of them'),
};

export const sources = {
  title: 'Sources',
  lead: 'Where the explanations come from; the numbers in brackets above lead to these.',
  /** @param {string} date */
  read: (date) => `(read on ${date})`,
  archive: 'archived copy',
  link: 'Show link',
  /** @param {string} address */
  linkTo: (address) => `Show link to ${address}`,
  /** @param {number} amount */
  some: (amount) => plural(amount, 'source'),
};

export const privacy = {
  trying: 'Trying …',
  refused: 'Refused by your browser: this page cannot open a connection.',
  allowed: 'The browser allowed a request for this page’s own address. The lock is not in place: please don’t paste anything private, and tell us.',
  early: 'The page is still loading; the lock follows. Try again in a moment.',
};

/** What stands in proof.html before any script runs. */
export const proofPage = {
  title: 'Does anything get out? Overshare tries',
  description: 'This page locks itself as Overshare does, then tries every known way out in your own browser and shows what is refused.',
  skip: 'Skip to the content',
  back: 'Back to Overshare',
  headline: 'Does anything get out?',
  lede: 'This page locks itself exactly as Overshare does. Then it tries every way out we know, in your browser, right now.',
  trying: 'Trying …',
  open: 'What no page can close',
  openLead: 'Here Overshare can only promise not to. Its code is open, so anyone can check.',
  ways: 'What your browser refuses',
  waysLead: 'Each way was tried twice: to this site, and to another one.',
  how: 'How we know',
  refused: '<strong>Refused.</strong> Your browser reported that it blocked this address, or it stopped the attempt with an error. An error alone counts only for this site’s address, because that one answered before the lock.',
  silent: '<strong>No sign.</strong> Your browser says nothing, and a page can’t see it from inside. In our tests with Chromium and Firefox, nothing reached a server this way.',
  unknown: '<strong>Not in this browser.</strong> Your browser doesn’t know this way.',
  answered: '<strong>Got out.</strong> Something answered.',
  sends: 'What this page sends',
  sendsText: 'Nothing of yours. It asks this site for its own files, then locks itself. After that it tries only this site’s own address and made-up names that end in <code>.invalid</code>, which never exist. It sets one cookie and deletes it at once.',
  watch: 'To watch it, open your browser’s developer tools, choose <em>Network</em>, and load this page again.',
};

export const proof = {
  /** @param {number} refused @param {number} known */
  fine: (refused, known) => `Your browser refused ${count(refused)} of ${count(known)} ways out.`,
  /** @param {number} silent */
  silent: (silent) => `Nothing came back from the other ${count(silent)}. A page can’t see from inside what happened to them; in our tests, they reached no server.`,
  /** @param {string[]} names */
  leaking: (names) => `Something got out: ${list(names)}.`,
  leakingHelp: 'Your browser should have refused this. Please don’t paste anything private here, and tell us.',
  failed: 'The test couldn’t run.',
  failedHelp: 'A part of this page didn’t load. Load the page again; if that doesn’t help, your browser may be too old.',
  columns: ['Way out', 'To this site', 'To another site'],
  groups: {
    requests: 'Requests and connections',
    workers: 'Programs in the background',
    pictures: 'Pictures, sound and video',
    code: 'Scripts, styles and fonts',
    frames: 'Frames and objects',
    ahead: 'Loading in advance',
    reports: 'Reports by the browser',
  },
  /** @param {number} refused @param {number} silent @param {number} answered */
  counted: (refused, silent, answered) => [
    ...(answered > 0 ? [`${count(answered)} got out`] : []),
    ...(refused > 0 ? [silent + answered === 0 ? `all ${count(refused)} refused` : `${count(refused)} refused`] : []),
    ...(silent > 0 ? [`${count(silent)} without a sign`] : []),
  ].join(', ') || 'not in this browser',
  verdicts: { refused: 'Refused', answered: 'Got out', silent: 'No sign', unknown: 'Not in this browser' },
  here: 'In your browser:',
  tried: { answered: 'open', refused: 'refused', silent: 'no sign; a page can’t see it from inside', unknown: 'not part of it' },
  notTried: 'not tried, because it would take you away from here',
};

export const example = {
  title: 'Three fields of the example',
};

export const status = {
  /** @param {number} events @param {number} requests @param {number} unknown @param {number} others */
  read: (events, requests, unknown, others) =>
    `${plural(events, 'event')} in ${plural(requests, 'request')} read, ${unknown ? plural(unknown, 'field') : 'no field'} unknown${
      others === 0 ? '' : `; ${plural(others, 'other request')}`}`,
  cleared: 'Ready for the next request',
  compared: 'Compared',
  packed: 'Knowledge pack in use',
  unpacked: 'Knowledge pack removed',
  masked: 'Values hidden',
  unmasked: 'Values shown',
  stopped: 'Stopped. Your result is still here.',
};

export const glossaryText = {
  title: 'Words used here',
  lead: 'Words with a dotted line are explained in place; this is the whole list.',
  /** @param {number} amount */
  all: (amount) => `Show all ${count(amount)} words`,
};

export const glossary = {
  request: { name: 'request', text: 'What an app sends to a server in one go: an address, some headers and mostly a body with data.' },
  upload: { name: 'upload', text: 'A request that sends collected data to a server, often long after the events in it.' },
  capture: { name: 'capture', text: 'A copy of what an app sent, made by a program between the phone and the network.' },
  event: { name: 'event', text: 'One logged action, such as a page opened or a search. Apps collect several and send them together.' },
  field: { name: 'field', text: 'A name with a value, such as “model” with the name of your phone. An event is made of fields.' },
  HTTP: { name: 'HTTP', text: 'The language of the web: an app asks with a few lines of text, and a server answers.' },
  header: { name: 'header', text: 'A line at the beginning of a request that describes it, such as which program sends it.' },
  cookie: { name: 'cookie', text: 'A small text that a server hands out. The app sends it back with each request and is recognized by it.' },
  query: { name: 'query', text: 'The part of an address behind the question mark: names and values for the server.' },
  form: { name: 'form', text: 'Names and values in one line, as in name=value&name=value. Web pages send what you typed in the same way.' },
  'percent-encoding': { name: 'percent-encoding', text: 'A way to write special characters as % and two digits. It hides nothing.' },
  Base64: { name: 'Base64', text: 'A way to write any data with 64 harmless characters. It is no encryption: anybody can undo it.' },
  gzip: { name: 'gzip', text: 'A way to make data smaller, like a zip file without a password. zlib, deflate, Brotli and Zstandard are its relatives.' },
  JSON: { name: 'JSON', text: 'A plain notation for names, values and lists. Most apps write their data in it.' },
  byte: { name: 'byte', text: 'The unit in which data is counted. A letter of plain English takes one, written B; a thousand are a kB.' },
  'hex dump': { name: 'hex dump', text: 'Data byte by byte: where it is, its number in hex digits, and the letters among them. A dot means anything else.' },
  checksum: { name: 'checksum', text: 'A number worked out from data; here it is called crc. If it matches, most likely nothing was lost on the way.' },
  encryption: { name: 'encryption', text: 'Locking data with a key. Without the key nobody can read it, unlike with mere encoding.' },
  command: { name: 'command', text: 'A line that is typed into a terminal, where programs are told in words what to do.' },
  identifier: { name: 'identifier', text: 'An ID: a value that singles out one phone, app or person, like a license plate.' },
  'Android ID': { name: 'Android ID', text: 'An ID that Android makes for a phone, since Android 8 another one for each maker’s apps. A factory reset changes it; clearing an app does not.' },
  'advertising ID': { name: 'advertising ID', text: 'An ID by which apps recognize a phone for ads. You can reset or delete it in the phone’s settings.' },
  hash: { name: 'hash', text: 'A number worked out from a value, always the same for the same value. Whoever guesses the value can prove it.' },
  'factory reset': { name: 'factory reset', text: 'Erasing everything on a phone, so that it starts as if it were new.' },
  session: { name: 'session', text: 'A stretch of use without a long pause.' },
  severity: { name: 'severity', text: 'How sensitive it is, in five levels. An event has one by what it adds to earlier ones; a field has that of an event in which it comes first.' },
  grade: { name: 'evidence', text: 'How well an explanation is supported: from A, the maker’s own source, to D, the mere shape of a value.' },
  basis: { name: 'basis', text: 'What a sentence is based on: the capture itself, several values of it together, or a named source.' },
  UTC: { name: 'UTC', text: 'The world’s common time, without time zones or summer time.' },
};
