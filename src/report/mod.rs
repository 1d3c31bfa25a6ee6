//! The report: the only types that are serialized, and so the contract with every reader.
//!
//! The names of schema 2 are fixed; more may be added, none may change its meaning. `docs/report.md`
//! lists them all.
//! A test writes `www/report.d.ts` from these types, doc comments included.
//!
//! It computes nothing and imports nothing, so that whoever reads a report can rely on it alone.
//!
//! # Example
//!
//! ```
//! let report = overshare::decode(r#"[{"event":"search"}]"#.as_bytes(), "");
//! assert!(report.starts_with(r#"{"schema":2,"generator":"overshare "#));
//! ```

use std::borrow::Cow;

use serde::Serialize;

/// Version of the shape described in this module.
pub const SCHEMA: u32 = 2;

/// Name and version of the program that fills them.
pub(crate) const GENERATOR: &str = concat!("overshare ", env!("CARGO_PKG_VERSION"));

/// Text that is borrowed from the tables or the capture where it can be.
pub type Text<'a> = Cow<'a, str>;

/// Where a value is in a sentence: its first UTF-16 unit and the one behind its last, as
/// JavaScript counts. Such ranges are in order and do not overlap; all else in the sentence is
/// Overshare’s own, or of the knowledge pack that it names.
pub type Quote = [usize; 2];

/// All that Overshare has to say about one capture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Report<'a> {
    /// Always 2.
    pub schema: u32,
    /// Name and version of the program that wrote the report.
    pub generator: &'static str,
    /// The capture.
    pub input: Input<'a>,
    /// What came by a link, which nobody here has seen recorded; absent for any other capture.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub provenance: Option<Provenance>,
    /// What was masked before the capture was shared; absent where nobody says that anything was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub masking: Option<Masking>,
    /// The requests found in it, in order.
    pub requests: Vec<Request<'a>>,
    /// The requests beside them that are no analytics; absent where there are none.
    #[serde(skip_serializing_if = "Others::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Others>"))]
    pub others: Others,
    /// How much was found.
    pub counts: Counts,
    /// First and last moment an event speaks of, or null where no event has a time.
    pub period: Option<Period>,
    /// Sessions, delays and the time zone, or null where no event has a time.
    pub timing: Option<Timing>,
    /// Values that recognize somebody, the strongest first.
    pub identifiers: Vec<Identifier<'a>>,
    /// What kinds of data were sent, the most severe first.
    pub categories: Vec<CategoryCount>,
    /// Event names and how often each occurs, in order of first appearance.
    pub names: Vec<NameCount<'a>>,
    /// What follows from several fields together.
    pub findings: Vec<Finding<'a>>,
    /// The report in sentences.
    pub summary: Vec<Sentence<'a>>,
    /// What went wrong or deserves notice, in the order of discovery.
    pub diagnostics: Vec<Diagnostic<'a>>,
    /// What happened to each key in the option `keys`, in that order, then of those found in the capture;
    /// absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<KeyUse>>"))]
    pub keys: Vec<KeyUse>,
    /// The sources that the claims above and the events' fields refer to.
    pub sources: Vec<Source>,
}

/// What the capture was taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Input<'a> {
    /// The kind of capture.
    pub kind: InputKind,
    /// What it is called, with its article, where `kind` is `export`; absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub name: Option<&'static str>,
    /// Why it was taken for that, as the end of a sentence.
    pub because: Text<'a>,
    /// The IDs of other formats whose signs it has too, for the option `as`; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<&'static str>>"))]
    pub could_be: Vec<&'static str>,
    /// The ID of the format that the reader chose with the option `as`; absent where nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub chosen: Option<&'static str>,
    /// Size of the capture in bytes of UTF-8.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: usize,
}

/// A format that a reader can say a capture is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CaptureFormat {
    /// For the option `as`: `{"as": "har"}`.
    pub id: &'static str,
    /// What such a capture is called, with its article; null where `id` says it.
    pub name: Option<&'static str>,
}

/// Kinds of captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum InputKind {
    /// A request line, headers and perhaps a body.
    HttpRequest,
    /// A `curl` command.
    Curl,
    /// An HTTP archive.
    Har,
    /// One address.
    Url,
    /// A form body, `name=value&…`.
    Form,
    /// A JSON text.
    Json,
    /// A bare Base64 text.
    Base64,
    /// Compressed bytes.
    Gzip,
    /// A line of a server log.
    LogLine,
    /// What another program wrote, in a format that `name` names.
    Export,
    /// A link that Overshare opens.
    SharedLink,
    /// Nothing but white space.
    Empty,
    /// None of these.
    Unrecognized,
}

/// One request to an analytics server.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Request<'a> {
    /// Whose format it is.
    pub protocol: Protocol<'a>,
    /// Whose program wrote its events, null where nothing says it.
    pub sender: Option<Sender<'a>>,
    /// What that program runs on.
    pub device: Device,
    /// Where it is in the capture; absent where it is all of the capture.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub at: Option<CaptureRange<'a>>,
    /// When it was sent, in milliseconds since 1970; absent where the capture does not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional, type = "number"))]
    pub started: Option<u64>,
    /// HTTP method, null where the capture did not say.
    pub method: Option<Text<'a>>,
    /// Full address, null where the capture did not say. It begins with `//` where the capture says the
    /// host, but not whether it was http or https.
    pub url: Option<Text<'a>>,
    /// Host name, null where the capture did not say.
    pub host: Option<Text<'a>>,
    /// What the host receives, null where it is not known.
    pub role: Option<&'static str>,
    /// How far it was read.
    pub state: RequestState,
    /// Decoding steps from the capture to the events, outermost first.
    pub layers: Vec<Layer<'a>>,
    /// Checksums that the sender attached.
    pub checks: Vec<Check<'a>>,
    /// The details around the events: query, form, headers, cookies.
    pub fields: Vec<Field<'a>>,
    /// Whether its fields are left out, as in the overview of a capture of more than 100 requests;
    /// then they are asked for one request at a time. Absent where they are not.
    #[serde(rename = "short", skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub is_short: bool,
    /// Index of its first event among all events of the report.
    #[cfg_attr(test, ts(type = "number"))]
    pub first_event: usize,
    /// How many events it holds.
    #[cfg_attr(test, ts(type = "number"))]
    pub event_count: usize,
    /// The events; absent in an overview.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub events: Option<Vec<Event<'a>>>,
    /// What is known of a body that is encrypted, null where it is not.
    #[serde(rename = "locked")]
    pub encryption: Option<Encryption<'a>>,
    /// What the server answered, where it encrypts that with the key of the request and it was captured
    /// too; absent otherwise. What is in it are fields whose paths begin with `answer.`; it is no event.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub answer: Option<Answer<'a>>,
}

/// An answer that was encrypted like its request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Answer<'a> {
    /// Where it is in the capture.
    pub at: CaptureRange<'a>,
    /// The step of the answer as it was captured, for its bytes; its layers follow it.
    #[cfg_attr(test, ts(type = "number"))]
    pub step: usize,
    /// Decoding steps from the capture to what it says, outermost first.
    pub layers: Vec<Layer<'a>>,
}

/// How far a request was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum RequestState {
    /// Its events are explained.
    Read,
    /// They are, but a step to them did not give all that is there.
    Partial,
    /// Its body is encrypted.
    Encrypted,
    /// Its format is known, but not what the names in its events mean.
    Unexplained,
    /// Its format is known, but no events are there or none can be read.
    Empty,
    /// Its format is not known.
    Unknown,
}

/// Requests of a capture that are no analytics: they are counted, not read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Others {
    /// How many there are.
    #[cfg_attr(test, ts(type = "number"))]
    pub requests: usize,
    /// The hosts they went to, the most frequent first.
    pub hosts: Vec<HostCount>,
    /// Requests to further hosts, which are not listed.
    #[cfg_attr(test, ts(type = "number"))]
    pub unlisted: usize,
}

impl Others {
    fn is_empty(&self) -> bool {
        self.requests == 0
    }
}

/// A host, and how many requests went to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HostCount {
    /// Host name.
    pub host: String,
    /// How many requests.
    #[cfg_attr(test, ts(type = "number"))]
    pub requests: usize,
}

/// Where a request is in the capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CaptureRange<'a> {
    /// Offset of its first byte.
    #[cfg_attr(test, ts(type = "number"))]
    pub start: u64,
    /// Offset behind its last byte.
    #[cfg_attr(test, ts(type = "number"))]
    pub end: u64,
    /// Its path where the capture is JSON, for example `log.entries[17].request`; null where it is not.
    pub path: Option<Text<'a>>,
}

/// A sender's format.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Protocol<'a> {
    /// Stable identifier, for example `sensors-analytics`; `unknown` where none fits.
    pub id: &'static str,
    /// Name for people.
    pub name: Text<'a>,
    /// How sure the recognition is.
    pub certainty: Certainty,
    /// Why, as the end of a sentence.
    pub because: Text<'a>,
    /// Who receives the data, null where the capture did not say.
    pub recipient: Option<Text<'a>>,
}

/// Whose program wrote the events of a request. It decides whose meanings explain their names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sender<'a> {
    /// Stable identifier: a program that is known, for example `mint-browser`; `app` for one that names
    /// itself; else what kind of program it is, for example `web-page`.
    pub id: &'static str,
    /// Name for people; of an app the package by which it calls itself.
    pub name: Text<'a>,
    /// How sure that is.
    pub certainty: Certainty,
    /// Why, as the end of a sentence.
    pub because: Text<'a>,
}

impl Sender<'_> {
    /// Whether the name is the one by which an app calls itself.
    pub(crate) fn names_itself(&self) -> bool {
        self.id == "app"
    }
}

/// What a program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Device {
    /// A phone or another device with apps.
    Phone,
    /// A browser, which shows a web page.
    Browser,
    /// A computer: a server, or a program of a desktop.
    Computer,
    /// Nothing says it.
    Unknown,
}

/// How sure a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Certainty {
    /// The shape allows it.
    Possible,
    /// The shape and the surroundings speak for it.
    Likely,
    /// Nothing else has this form, or a checksum proves it.
    Certain,
}

/// One decoding step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Layer<'a> {
    /// The coding that was undone.
    pub codec: Codec,
    /// Why it was undone, and what had to be repaired, as the end of a sentence.
    pub because: Text<'a>,
    /// Bytes that went in.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes_in: usize,
    /// Bytes that came out.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes_out: usize,
    /// How it went.
    pub status: LayerStatus,
    /// How another program decrypts it; absent where it is no encryption.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub cipher: Option<Cipher>,
}

/// What happened to a key that the reader gave or that the capture holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeyUse {
    /// What its text was taken for.
    pub kind: KeyKind,
    /// Whether it was found in the capture; absent where it was given as a key.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub in_capture: bool,
    /// Indexes of the requests that it opened.
    #[cfg_attr(test, ts(type = "number[]"))]
    pub opened: Vec<usize>,
}

/// What the text of a key was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum KeyKind {
    /// A key with which both sides encrypt.
    Symmetric,
    /// The answer of a server with such a key, encrypted with the one that the app had sent.
    Answer,
    /// A private key of a server.
    Private,
    /// A private key that is encrypted with a passphrase.
    Protected,
    /// A public key, which opens nothing.
    Public,
    /// None of these.
    Unknown,
}

/// A cipher whose key is known, for OpenSSL in a shell, or for RC4, of which OpenSSL passes over nothing,
/// for a few lines of Python. It has no part of the capture in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cipher {
    /// Its name, for example `AES-128-CBC`.
    pub name: &'static str,
    /// A word of a shell that gives the key in hexadecimal digits, in which `f name` writes a field of the
    /// form, and `KEY` is what the reader has; empty where that is the key.
    pub key: &'static str,
    /// The same for the initialization vector; empty where there is none.
    pub vector: &'static str,
    /// How records are encrypted that are so one by one in a JSON text, where one command opens them all;
    /// absent elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub payloads: Option<Payloads>,
}

/// Payloads in a JSON text, each in Base64 and with its initialization vector in front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Payloads {
    /// How the session key beside them is encrypted that a private key of the reader opens; null where the
    /// reader has the key of the session.
    pub wrapping: Option<Wrapping>,
    /// Whether they are compressed.
    pub compressed: bool,
    /// Whether each is a string of JSON with the records in it.
    pub quoted: bool,
    /// Whether each is a list of records.
    pub list: bool,
}

/// How the key of a session was encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Wrapping {
    /// RSA with the padding of PKCS #1 version 1.5.
    Rsa,
    /// RSA with OAEP and SHA-1.
    RsaOaep,
    /// SM2: a point, a digest, the encrypted key.
    Sm2,
}

/// Codings that can lie around the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Codec {
    /// A raw HTTP message: the body was taken out.
    Http,
    /// A command of a shell: what it sends was taken out.
    Shell,
    /// A body in chunks.
    Chunked,
    /// A form in several parts, each of which is a field.
    Multipart,
    /// A query string or form body: one field was taken out.
    Form,
    /// Percent-encoding.
    Percent,
    /// Base64, standard or URL-safe.
    Base64,
    /// gzip.
    Gzip,
    /// zlib.
    Zlib,
    /// Raw DEFLATE.
    Deflate,
    /// Brotli.
    Brotli,
    /// Zstandard.
    Zstd,
    /// JSON.
    Json,
    /// A string in a JSON text: it was taken out, and its escapes were undone.
    JsonString,
    /// UTF-16.
    #[serde(rename = "utf-16")]
    Utf16,
    /// One character for each byte (ISO 8859-1).
    #[serde(rename = "latin-1")]
    Latin1,
    /// Escapes of a programming language, a shell or a mark-up language in a text.
    Escapes,
    /// Bytes written as numbers, such as a hex dump.
    Numbers,
    /// What a program puts before or around each line, such as a mark of quotation or a time.
    Lines,
    /// A file in an archive, or a message in a recording of network packets.
    Archive,
    /// Bytes that a sender wrote as hexadecimal digits.
    Hex,
    /// Encryption with AES.
    Aes,
    /// Encryption with RC4.
    Rc4,
    /// Encryption with SM4.
    Sm4,
    /// A message of Protocol Buffers.
    Protobuf,
}

/// How a decoding step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum LayerStatus {
    /// All of it was decoded.
    Ok,
    /// Some of it was decoded; a diagnostic says where it ended.
    Partial,
    /// Nothing came out.
    Failed,
}

/// A checksum that came with the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Check<'a> {
    /// Its name in the request.
    pub name: &'static str,
    /// Outcome.
    pub status: CheckStatus,
    /// The value that was sent, null where none was.
    pub expected: Option<Text<'a>>,
    /// The value computed from the capture, null where none could be.
    pub actual: Option<Text<'a>>,
}

/// Outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum CheckStatus {
    /// The capture is what was sent.
    Pass,
    /// The capture differs from what was sent.
    Fail,
    /// No checksum was sent.
    Absent,
    /// A checksum was sent that cannot be computed from the capture.
    Unverifiable,
}

/// One event of a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Event<'a> {
    /// Index among all events of the report.
    #[cfg_attr(test, ts(type = "number"))]
    pub index: usize,
    /// Index of its request.
    #[cfg_attr(test, ts(type = "number"))]
    pub request: usize,
    /// Name that the sender gave it, null for records that have none.
    pub name: Option<Text<'a>>,
    /// Kind of record as sent (`track`, `track_signup`, `profile_set`, …), null where absent.
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
    /// Milliseconds since 1970 as sent, in digits, null where absent.
    pub time: Option<Text<'a>>,
    /// What happened, in words, with the decisive value: `You searched for “…”`.
    pub title: Text<'a>,
    /// Where values are in the title.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    pub quotes: Vec<Quote>,
    /// What an event of this name is, null where nothing is known.
    pub meaning: Option<Text<'a>>,
    /// Whether the name is explained, guessed from its shape, or unknown.
    pub known: Known,
    /// Name of the knowledge pack that title and meaning come from, null where it is none.
    pub pack: Option<&'static str>,
    /// Sources of the meaning.
    pub sources: Vec<&'static str>,
    /// How sensitive it is, 0 to 4: by what it tells that other events of the capture do not. An ID and a
    /// place count where they come first; `docs/truth.md` has the rule of each level.
    pub severity: u8,
    /// How many of its fields are explained, guessed and unknown.
    pub counts: FieldCounts,
    /// Offset of its text in the decoded JSON, in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub offset: usize,
    /// Length of its text in the decoded JSON, in bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: usize,
    /// False where the capture ended or broke inside this event.
    pub complete: bool,
    /// Every field; absent in lists of events.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub fields: Option<Vec<Field<'a>>>,
    /// How many fields a limit left out of `fields`.
    #[cfg_attr(test, ts(type = "number"))]
    pub omitted: usize,
    /// Its text exactly as sent; only where one event was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub json: Option<Text<'a>>,
    /// The first places where the text of the filter is; only in lists that were filtered by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<TextHit>>"))]
    pub hits: Vec<TextHit>,
}

/// A place in an event where the text of a filter is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TextHit {
    /// Path of the value, or of what has the name.
    pub path: String,
    /// The name or the value, decoded, as far as it reaches around the text.
    pub excerpt: String,
    /// Where the text begins in the excerpt, in UTF-16 units.
    #[cfg_attr(test, ts(type = "number"))]
    pub start: usize,
    /// Where it ends there.
    #[cfg_attr(test, ts(type = "number"))]
    pub end: usize,
}

/// One value and what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Field<'a> {
    /// Where it is: `properties.$device_id`, `properties.list[0]`, `query.project`.
    pub path: Text<'a>,
    /// The last part of the path.
    pub name: Text<'a>,
    /// JSON text exactly as sent.
    pub value: Text<'a>,
    /// The value in a better form (a date, an address taken apart), null where it speaks for itself.
    pub display: Option<Text<'a>>,
    /// Whether Overshare knows this field.
    pub known: Known,
    /// Short name for people, null for unknown fields.
    pub label: Option<Text<'a>>,
    /// What the recipient learns from it, null for unknown fields.
    pub meaning: Option<Text<'a>>,
    /// Why that matters, null where there is nothing to add.
    pub matters: Option<Text<'a>>,
    /// Why a guess was made, null for explained and unknown fields.
    pub because: Option<Text<'a>>,
    /// Kind of data, null for unknown fields.
    pub category: Option<&'static str>,
    /// How revealing the content is, 0 to 4.
    pub content: u8,
    /// How well it recognizes somebody, 0 to 4.
    pub identifiability: u8,
    /// How sensitive it is, 0 to 4, on the scale of an event: the level of one that has nothing else and
    /// is the first with it; `docs/truth.md` has the rule of each level.
    pub severity: u8,
    /// How long it keeps recognizing, null where it does not.
    pub persistence: Option<Persistence>,
    /// How well the meaning is supported: `A` vendor's source, `B` published analysis, `C` name only, `D` shape of the value.
    pub grade: Option<&'static str>,
    /// Identifiers of entries in `sources`.
    pub sources: Vec<&'static str>,
    /// Name of the knowledge pack that the meaning comes from, null where it is Overshare’s own.
    pub pack: Option<&'static str>,
    /// What the value is by its own shape.
    pub detected: Vec<Detection<'a>>,
}

/// How much Overshare knows of a field or an event name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Known {
    /// There is an entry with a source.
    Explained,
    /// The name or the shape of the value suggests it.
    Guessed,
    /// Nothing is known.
    Unknown,
}

/// How long a value keeps recognizing the same phone, app or person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Persistence {
    /// Until the next event.
    Event,
    /// Until the app is restarted.
    Session,
    /// Until the SIM card, the contract or the network changes.
    Sim,
    /// Until the app's data is cleared.
    Install,
    /// That depends on the phone, its software or the sender; what an identifier survives says how.
    Depends,
    /// Until the user resets it in the system settings.
    Resettable,
    /// Until the phone is reset to factory settings.
    FactoryReset,
    /// As long as the phone exists.
    Hardware,
    /// As long as the account exists, on any phone.
    Account,
}

/// What a value, or a part of it, is by its own shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Detection<'a> {
    /// For example `url`, `uuid`, `android-id`.
    pub kind: &'static str,
    /// How sure.
    pub certainty: Certainty,
    /// Short name for people.
    pub label: &'static str,
    /// What the recipient would learn from it.
    pub meaning: Text<'a>,
    /// Why, as the end of a sentence.
    pub because: Text<'a>,
    /// 0 to 4, on the scale of a field; 0 where it is only possible.
    pub severity: u8,
    /// The part that was found, as decoded; null where it is the whole value.
    pub value: Option<Text<'a>>,
    /// How one gets there: `percent`, `base64`, `json`, `url`, names of parameters and keys.
    pub within: Vec<Text<'a>>,
    /// The value that this one is a fingerprint or a Base64 copy of, as `request.event.path`.
    pub matches: Option<Text<'a>>,
}

/// What is known of an encrypted body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Encryption<'a> {
    /// Name of the scheme.
    pub scheme: Text<'a>,
    /// What can be read without a key, in a sentence.
    pub visible: Text<'a>,
    /// Where values are in that sentence.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    pub quotes: Vec<Quote>,
    /// What would open it, one alternative each.
    pub needs: Vec<Text<'a>>,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counts {
    /// Requests.
    #[cfg_attr(test, ts(type = "number"))]
    pub requests: usize,
    /// Events in all of them.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
    /// Fields of all events.
    pub fields: FieldCounts,
}

/// Fields by how much is known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldCounts {
    /// With a sourced meaning.
    #[cfg_attr(test, ts(type = "number"))]
    pub explained: usize,
    /// With a meaning guessed from name or shape.
    #[cfg_attr(test, ts(type = "number"))]
    pub guessed: usize,
    /// Without.
    #[cfg_attr(test, ts(type = "number"))]
    pub unknown: usize,
}

/// The time that the events span, by the phone's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Period {
    /// Earliest event, milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub first: u64,
    /// Latest event, milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub last: u64,
}

/// What the times of the events say together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Timing {
    /// Sessions in the order of time, the first fifty. A pause of `session_gap_minutes` ends one.
    pub sessions: Vec<Session>,
    /// How many sessions there are.
    #[cfg_attr(test, ts(type = "number"))]
    pub session_count: usize,
    /// The pause that ends a session, in minutes: a convention, not something that was sent.
    pub session_gap_minutes: u32,
    /// How long records waited before they were uploaded, null where none says when it was.
    pub delay: Option<Delay>,
    /// Minutes that the phone’s clock is ahead of UTC, null where nothing says it or requests do not agree.
    pub utc_offset_minutes: Option<i32>,
}

/// Events without a long pause between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Session {
    /// Its earliest event, milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub first: u64,
    /// Its latest event, milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub last: u64,
    /// How many events fall into it.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
}

/// Milliseconds between an event and its upload, both by the phone’s clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Delay {
    /// The shortest.
    #[cfg_attr(test, ts(type = "number"))]
    pub shortest: u64,
    /// The one in the middle.
    #[cfg_attr(test, ts(type = "number"))]
    pub median: u64,
    /// The longest.
    #[cfg_attr(test, ts(type = "number"))]
    pub longest: u64,
}

/// A value that recognizes a person, a phone or a copy of the app.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Identifier<'a> {
    /// Short name for people: `Android ID`.
    pub label: Text<'a>,
    /// The names under which the value was sent.
    pub names: Vec<Text<'a>>,
    /// JSON text exactly as sent.
    pub value: Text<'a>,
    /// The value in a better form, null where it speaks for itself.
    pub display: Option<Text<'a>>,
    /// What the recipient learns from it.
    pub meaning: Text<'a>,
    /// Kind of data.
    pub category: &'static str,
    /// How well it recognizes somebody, 0 to 4.
    pub identifiability: u8,
    /// How sensitive it is, 0 to 4, on the scale of a field.
    pub severity: u8,
    /// How long.
    pub persistence: Option<Persistence>,
    /// What it survives, one row of the survival table.
    pub survives: Vec<Survival>,
    /// How many events carry it.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
    /// Where it was first seen under each name, as `request.event.path`; the event is its index among all events.
    /// Around the events it is `request.path`, for example `0.form.devid`.
    pub paths: Vec<Text<'a>>,
    /// Identifiers of entries in `sources`.
    pub sources: Vec<&'static str>,
}

/// Whether an identifier outlives something its owner can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Survival {
    /// What is done.
    pub action: UserAction,
    /// Whether the identifier stays the same after it.
    pub outcome: Outcome,
    /// What it depends on or why, in a sentence; null where there is nothing to add.
    pub because: Option<&'static str>,
    /// Identifier of an entry in `sources`, null for what Overshare concludes itself.
    pub source: Option<&'static str>,
}

/// What the owner of a phone can do against being recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum UserAction {
    /// Restart the app.
    Restart,
    /// Clear the app's data.
    ClearData,
    /// Uninstall the app and install it again.
    Reinstall,
    /// Reset the advertising identifier.
    AdIdReset,
    /// Go on using it for ninety days.
    NinetyDays,
    /// Reset the phone to factory settings.
    FactoryReset,
    /// Put in another SIM card.
    NewSim,
    /// Buy another phone.
    NewPhone,
}

/// Whether something stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Outcome {
    /// It keeps recognizing.
    Stays,
    /// It changes.
    Changes,
    /// It depends on circumstances.
    Depends,
}

/// A kind of data and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CategoryCount {
    /// Stable identifier.
    pub category: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// The largest severity among its fields.
    pub severity: u8,
    /// Fields of that category in all events.
    #[cfg_attr(test, ts(type = "number"))]
    pub fields: usize,
    /// Events with at least one of them.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
}

/// An event name and how often it occurs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NameCount<'a> {
    /// The name, or null for records without one.
    pub name: Option<Text<'a>>,
    /// Kind of record, null where absent.
    #[serde(rename = "type")]
    pub kind: Option<Text<'a>>,
    /// Whether it is known.
    pub known: Known,
    /// How often.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
}

/// What follows from several fields together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Finding<'a> {
    /// Stable identifier of the rule: `LINK-1`.
    pub id: &'static str,
    /// 0 to 4.
    pub severity: u8,
    /// Its basis.
    pub basis: Basis,
    /// What differs in `title` and `text` from those of the same `id`, by the name of the gap that it fills.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub args: Arguments,
    /// One line.
    pub title: Text<'a>,
    /// The consequence, in a sentence or two.
    pub text: Text<'a>,
    /// Where values, or names that the sender gave, are in `text`.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    pub quotes: Vec<Quote>,
    /// How many requests it holds for.
    #[cfg_attr(test, ts(type = "number"))]
    pub requests: usize,
    /// Evidence, as `request.event.path`; the event is its index among all events. Around the events it is
    /// `request.path`. Of several requests, places in the first five.
    pub paths: Vec<Text<'a>>,
    /// Identifiers of entries in `sources`.
    pub sources: Vec<&'static str>,
}

/// What fills the gaps of a sentence: the name of each, and the words in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments(pub Vec<(&'static str, Text<'static>)>);

impl Serialize for Arguments {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, words)| (name, words)))
    }
}

/// A sentence of the summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sentence<'a> {
    /// Stable identifier of what it says: `id-lasts`. Sentences share it that say the same with another
    /// basis or of another number of things; `docs/truth.md` lists them.
    pub id: &'static str,
    /// What differs in it from those of the same `id`, by the name of the gap that it fills.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub args: Arguments,
    /// The sentence.
    pub text: Text<'a>,
    /// Where values, or names that the sender gave, are in it.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    pub quotes: Vec<Quote>,
    /// Its basis.
    pub basis: Basis,
    /// What it is about.
    pub topic: Topic,
    /// Evidence, as `request.event.path`; the event is its index among all events. Around the events it is
    /// `request.path`.
    pub paths: Vec<Text<'a>>,
    /// Identifiers of entries in `sources`.
    pub sources: Vec<&'static str>,
}

/// What a sentence of the summary is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Topic {
    /// What the recipient learned.
    Content,
    /// Whom it recognizes, and for how long.
    Identification,
    /// What the recipient has said about it in public.
    Position,
    /// What the capture does not show.
    Limits,
}

/// What a sentence is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Basis {
    /// It is in the capture.
    Observed,
    /// Overshare computed it from the capture.
    Inferred,
    /// A source reports it.
    Sourced,
}

/// Something that went wrong or deserves notice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Diagnostic<'a> {
    /// Stable code: `gzip-truncated`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What happened, and what was read all the same.
    pub message: Text<'a>,
    /// What to try.
    pub help: Text<'a>,
    /// Index of the request, null where it concerns the whole capture.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub request: Option<usize>,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Severity {
    /// Good to know; nothing is lost.
    Info,
    /// Something is missing or was repaired.
    Warning,
    /// Nothing could be read.
    Error,
}

/// Where a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Source {
    /// The identifier that claims refer to.
    pub id: &'static str,
    /// Author, title and date.
    pub title: &'static str,
    /// Address.
    pub url: &'static str,
    /// The day on which it was read, `YYYY-MM-DD`.
    pub read: &'static str,
    /// Address of a kept copy, null where none is known.
    pub archive: Option<&'static str>,
    /// Name of the knowledge pack that it comes from, null where it is Overshare’s own.
    pub pack: Option<&'static str>,
}

/// A page of a list of events.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventPage<'a> {
    /// How many events match the filter.
    #[cfg_attr(test, ts(type = "number"))]
    pub total: usize,
    /// The events asked for, without their fields.
    pub events: Vec<Event<'a>>,
}

/// The events in the order of time, counted in slots of equal length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Timeline {
    /// The first millisecond that the slots cover, null where nothing in the capture has a moment.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub from: Option<u64>,
    /// The last millisecond that the slots cover, null where nothing in the capture has a moment.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub to: Option<u64>,
    /// Milliseconds that a slot covers; it begins at a multiple of it.
    #[cfg_attr(test, ts(type = "number"))]
    pub step: u64,
    /// What is left of the time without the pauses that dwarf it, in order.
    pub segments: Vec<Segment>,
    /// Events in all slots.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
    /// Events of the capture without a moment that a calendar could name.
    #[cfg_attr(test, ts(type = "number"))]
    pub undated: usize,
    /// The last moment before the slots, null where there is none.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub before: Option<u64>,
    /// The first moment behind the slots, null where there is none.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub after: Option<u64>,
    /// Sessions that reach into the slots, the first fifty.
    pub sessions: Vec<Session>,
    /// How many sessions do.
    #[cfg_attr(test, ts(type = "number"))]
    pub session_count: usize,
    /// When records were uploaded, each moment once, the first fifty.
    #[cfg_attr(test, ts(type = "number[]"))]
    pub uploads: Vec<u64>,
    /// How many such moments there are.
    #[cfg_attr(test, ts(type = "number"))]
    pub upload_count: usize,
}

/// Slots one after another, without a pause that dwarfs the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Segment {
    /// Where its first slot begins, milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub from: u64,
    /// Its first moment, or where the range begins that was asked for.
    #[cfg_attr(test, ts(type = "number"))]
    pub first: u64,
    /// Its last moment, or where that range ends.
    #[cfg_attr(test, ts(type = "number"))]
    pub last: u64,
    /// What lies in each slot.
    pub slots: Vec<Slot>,
}

/// What lies in a slot of a timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Slot {
    /// How many events.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
    /// The largest severity among them, 0 where there are none.
    pub severity: u8,
    /// How many events have severity 0, 1, 2, 3 and 4.
    #[cfg_attr(test, ts(type = "number[]"))]
    pub severities: [usize; 5],
    /// How many records were uploaded in it.
    #[cfg_attr(test, ts(type = "number"))]
    pub sent: usize,
}

/// Where a value came from, layer by layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trace {
    /// Index of its request.
    #[cfg_attr(test, ts(type = "number"))]
    pub request: usize,
    /// Index of its event, null for a field around the events.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub event: Option<usize>,
    /// Its path; empty for the whole event.
    pub path: String,
    /// Which of several values with this path, from 0.
    #[cfg_attr(test, ts(type = "number"))]
    pub nth: usize,
    /// Its places from the JSON text to the capture; a layer that it did not pass through is missing.
    pub steps: Vec<TraceStep>,
    /// Its place in the capture, of which its request can be a part, with the path of the value in a JSON
    /// file that holds it; null where it has none.
    pub file: Option<CaptureRange<'static>>,
}

/// The place of a value in the data after a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TraceStep {
    /// After how many of the request’s layers; 0 is the capture.
    #[cfg_attr(test, ts(type = "number"))]
    pub step: usize,
    /// Offset of its first byte.
    #[cfg_attr(test, ts(type = "number"))]
    pub start: usize,
    /// Offset behind its last byte.
    #[cfg_attr(test, ts(type = "number"))]
    pub end: usize,
    /// Whether these bytes hold the value and nothing else.
    pub exact: bool,
    /// Why they hold other things too, null where they do not.
    pub because: Option<Imprecision>,
}

/// Why bytes belong to more than one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Imprecision {
    /// Compressed data refer back to what came before them.
    Compressed,
    /// A Base64 character holds bits of two bytes.
    SharedCharacters,
    /// The marks of a body sent in pieces are between its bytes.
    Framing,
    /// AES encrypts sixteen bytes as one block.
    Block,
    /// An event, or a batch of them, was encrypted as a whole.
    Payload,
}

/// A field at a place of some data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldAddress {
    /// Index of its event, null for a field around the events.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub event: Option<usize>,
    /// Its path.
    pub path: String,
    /// Which of several values with this path, from 0.
    #[cfg_attr(test, ts(type = "number"))]
    pub nth: usize,
    /// Whether other fields are there too.
    pub more: bool,
}

/// What two captures say together, the earlier one first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Comparison<'a> {
    /// Whole days from the last event of the earlier capture to the first of the later one, null where one has no times.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub days: Option<u64>,
    /// What happened to the values that recognize somebody, the strongest first.
    pub identifiers: Vec<IdentifierChange<'a>>,
    /// What happened to the ID that Xiaomi’s browsers were meant to change after ninety days, null where the captures cannot say.
    pub rotation: Option<Rotation>,
    /// Event names that only one of the captures has.
    pub events: Vec<EventChange<'a>>,
    /// Fields of events that only one of the captures has.
    pub fields: Vec<FieldChange<'a>>,
    /// The comparison in sentences.
    pub text: Vec<Text<'a>>,
    /// Stable identifiers of what each of these sentences says: `distance`. `docs/truth.md` lists them.
    pub ids: Vec<&'static str>,
    /// Where names are in each of these sentences.
    #[cfg_attr(test, ts(type = "[number, number][][]"))]
    pub quotes: Vec<Vec<Quote>>,
    /// The sources that the claims above refer to.
    pub sources: Vec<Source>,
}

/// What happened to a value that recognizes somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct IdentifierChange<'a> {
    /// Short name for people: `Android ID`.
    pub label: Text<'a>,
    /// The names under which it was sent, in either capture.
    pub names: Vec<Text<'a>>,
    /// What happened to it.
    pub outcome: Change,
    /// JSON text exactly as sent in the earlier capture, null where it is not there.
    pub before: Option<Text<'a>>,
    /// JSON text exactly as sent in the later capture, null where it is not there.
    pub after: Option<Text<'a>>,
    /// What follows, in a sentence or two.
    pub text: Text<'a>,
    /// Where names that the senders gave are in it.
    #[cfg_attr(test, ts(type = "[number, number][]"))]
    pub quotes: Vec<Quote>,
}

/// What happened to something between two captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Change {
    /// The value is in both.
    Stayed,
    /// Another value is in its place.
    Changed,
    /// Only the earlier capture has it.
    Gone,
    /// Only the later capture has it.
    New,
}

/// Whether the random identifier of Xiaomi’s browsers changed between two captures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rotation {
    /// Whether the later capture has another one. False only where more than ninety days lie between them.
    pub happened: bool,
    /// What that means, in a few sentences.
    pub text: Text<'static>,
    /// Its basis.
    pub basis: Basis,
    /// Identifiers of entries in `sources`.
    pub sources: Vec<&'static str>,
}

/// How often an event occurs in two captures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventChange<'a> {
    /// Its name, or the kind of record where it has none; null where it has neither.
    pub name: Option<Text<'a>>,
    /// Events in the earlier capture.
    #[cfg_attr(test, ts(type = "number"))]
    pub before: usize,
    /// Events in the later capture.
    #[cfg_attr(test, ts(type = "number"))]
    pub after: usize,
}

/// How many events of two captures have a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldChange<'a> {
    /// Where it is; `list[]` is any element of a list.
    pub path: Text<'a>,
    /// Short name for people, null for unknown fields.
    pub label: Option<Text<'a>>,
    /// Events of the earlier capture that have it.
    #[cfg_attr(test, ts(type = "number"))]
    pub before: usize,
    /// Events of the later capture that have it.
    #[cfg_attr(test, ts(type = "number"))]
    pub after: usize,
}

/// Where a value that the reader typed is in a capture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ValueSearch<'a> {
    /// The forms that were looked for, in words; empty where nothing was.
    pub searched: Vec<&'static str>,
    /// Every form in which the value was found, the plainest first.
    pub hits: Vec<ValueMatch<'a>>,
    /// Why nothing was looked for and what to type, null where something was.
    pub hint: Option<&'static str>,
}

/// A form in which a typed value was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ValueMatch<'a> {
    /// How the value is written there.
    pub encoding: Encoding,
    /// How what was written differs from what was typed, in words: `in lower case`.
    pub variant: &'static str,
    /// Whether nothing else is in the first place.
    pub whole: bool,
    /// The name in the first place.
    pub name: Text<'a>,
    /// The first place, as `request.event.path`; `request.path` where it is around the events.
    pub path: Text<'a>,
    /// How many events have it; 0 where it is around them.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
}

/// Ways of writing a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Encoding {
    /// As it reads, also inside a longer text or number.
    Plain,
    /// Percent-encoded, once or twice.
    PercentEncoded,
    /// Base64, alone or as a part of a longer text.
    Base64,
    /// Hexadecimal digits of its bytes.
    Hex,
    /// MD5 in hexadecimal digits.
    Md5,
    /// SHA-1 in hexadecimal digits.
    #[serde(rename = "sha-1")]
    Sha1,
    /// SHA-256 in hexadecimal digits.
    #[serde(rename = "sha-256")]
    Sha256,
    /// The UUID that Java makes of a name.
    NameUuid,
}

/// What a knowledge pack holds, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackReport {
    /// Its name.
    pub name: String,
    /// How many fields it explains.
    #[cfg_attr(test, ts(type = "number"))]
    pub fields: usize,
    /// How many events it explains.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
    /// What is wrong; the entries concerned are left out.
    pub problems: Vec<PackProblem>,
}

/// Something wrong in a knowledge pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackProblem {
    /// The line on which it is, from 1.
    #[cfg_attr(test, ts(type = "number"))]
    pub line: usize,
    /// What happened, and what was read all the same.
    pub message: String,
    /// What to try.
    pub help: String,
}

/// Where a capture came from that somebody else shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Provenance {
    /// How it came.
    pub from: Origin,
    /// What there is to say of that, without a full stop. Nothing that is said of the capture is more
    /// than what its maker says.
    pub text: &'static str,
}

/// Ways in which a capture is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Origin {
    /// By a link.
    Link,
    /// By a link that says that its maker had the capture from a link, too.
    LinkOfLink,
}

impl Provenance {
    /// What is said of every capture that came so.
    pub(crate) const fn of(from: Origin) -> Provenance {
        Provenance {
            from,
            text: match from {
                Origin::Link => "From a link; its maker says that values were hidden; not verified",
                Origin::LinkOfLink => {
                    "From a link made from another link; its maker says that values were hidden; not verified"
                }
            },
        }
    }
}

/// What was done to the values of a capture before it was shared, as the capture says itself:
/// nobody has verified it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Masking {
    /// How much was masked.
    pub mode: MaskMode,
    /// Whether times count from the first event instead of from 1970.
    pub relative_times: bool,
    /// The program that masked it.
    pub generator: String,
    /// The placeholders in it, in the order of first appearance.
    pub placeholders: Vec<PlaceholderCount>,
}

/// How much of a capture is masked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum MaskMode {
    /// No value but those that every such capture has: names, kinds and counts.
    Structure,
    /// Every value that could say something about somebody.
    #[default]
    Masked,
    /// The same, but for values that a person looked at and let through.
    Reviewed,
    /// Nothing. Never in a link.
    Full,
}

/// Placeholders of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlaceholderCount {
    /// The word in the placeholder: `device` of `⟦device-1⟧`.
    pub word: String,
    /// Short name for people.
    pub label: &'static str,
    /// How many different values they replace, as far as they are numbered.
    #[cfg_attr(test, ts(type = "number"))]
    pub values: usize,
    /// How often they are in the capture.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: usize,
}

/// What would be shared, field by field, beside what is in the capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Preview {
    /// How much is masked.
    pub mode: MaskMode,
    /// Whether times count from the first event.
    pub relative_times: bool,
    /// Characters of the link's payload, null where no link may be made.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub link: Option<usize>,
    /// How many requests a link holds: those that somebody chose, or as many, from the first, as fit
    /// into one.
    #[cfg_attr(test, ts(type = "number"))]
    pub requests: usize,
    /// How many requests the capture has.
    #[cfg_attr(test, ts(type = "number"))]
    pub requests_total: usize,
    /// One for each path, those around the events first. Elements of lists share one.
    pub rows: Vec<PreviewRow>,
    /// How many rows a limit left out.
    #[cfg_attr(test, ts(type = "number"))]
    pub omitted: usize,
    /// Names of fields that are not in the knowledge base or that somebody decided about, in the order
    /// of the alphabet, those that are shared first.
    pub names: Vec<PreviewName>,
    /// How many of those names are shared as they are, also where a limit left them out.
    #[cfg_attr(test, ts(type = "number"))]
    pub names_kept: usize,
    /// How many names a limit left out.
    #[cfg_attr(test, ts(type = "number"))]
    pub names_omitted: usize,
    /// Masked values that would be shared all the same: while there is one, nothing is.
    pub leaks: Vec<Leak>,
    /// What deserves a second thought, one sentence each.
    pub warnings: Vec<&'static str>,
}

/// A field, as it is in the capture and as it would be shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewRow {
    /// Where it is: `properties.$device_id`, `properties.list[]`, `query.project`.
    pub path: String,
    /// The placeholder that is shared instead of its name, null where the name is shared.
    pub name_after: Option<String>,
    /// Short name for people, null for unknown fields.
    pub label: Option<&'static str>,
    /// Kind of data, null for unknown fields.
    pub category: Option<&'static str>,
    /// How sensitive it is, 0 to 4, on the scale of an event.
    pub severity: u8,
    /// How much it matters that it stays hidden, 0 to 4: the larger of how revealing its content is and
    /// how well it recognizes somebody.
    pub risk: u8,
    /// How many events have it, 0 where it is around them.
    #[cfg_attr(test, ts(type = "number"))]
    pub events: usize,
    /// What happens to it.
    pub action: MaskAction,
    /// Whether somebody chose that.
    pub choice: MaskChoice,
    /// Whether it is shared where somebody reveals it: no credential is.
    pub can_reveal: bool,
    /// Its values, the first twenty different ones.
    pub values: Vec<PreviewValue>,
    /// How many different values more there are.
    #[cfg_attr(test, ts(type = "number"))]
    pub more: usize,
}

/// The name of a field, as it is in the capture and as it would be shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewName {
    /// Shortened where it is long.
    pub before: String,
    /// Whether `before` is not the whole name.
    pub shortened: bool,
    /// The same or a placeholder.
    pub after: String,
    /// What happens to it: kept or masked.
    pub action: MaskAction,
    /// Whether somebody chose that.
    pub choice: MaskChoice,
}

/// What happens to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum MaskAction {
    /// It is shared as it is.
    Kept,
    /// A coarser form of it is shared.
    Reduced,
    /// A placeholder is shared.
    Masked,
    /// Neither it nor its name is shared.
    Dropped,
}

/// Who decided what happens to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum MaskChoice {
    /// The rule of its field.
    Rule,
    /// Somebody let it through.
    Revealed,
    /// Somebody masked it.
    Masked,
}

/// A value, as it is in the capture and as it would be shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PreviewValue {
    /// A string without its quotes, any other value as it was sent; shortened where it is long.
    pub before: String,
    /// The same as it would be shared, null where it is dropped.
    pub after: Option<String>,
    /// Whether `before` is not the whole value.
    pub shortened: bool,
    /// How often it is there.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: usize,
}

/// A masked value that would be shared all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Leak {
    /// Where it would still be, as `request.event.path` or `request.path`; `caption` for a text
    /// written beside the capture, empty where no field can be named.
    pub path: String,
    /// The path of the field in the event or in the request, without what is hidden itself.
    pub field: String,
    /// The number of the first event with it, from 1; none for a field of the request.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub event: Option<usize>,
    /// Its placeholder elsewhere.
    pub placeholder: String,
    /// How it is written there.
    pub encoding: Encoding,
}

/// The modules of a QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QrCode {
    /// Modules in a row and rows.
    #[cfg_attr(test, ts(type = "number"))]
    pub size: usize,
    /// Each row from the top, `1` for a dark module and `0` for a light one.
    pub rows: Vec<String>,
}

/// Sizes that the core keeps to, for whoever shows captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bounds {
    /// Bytes of the largest knowledge pack that is read.
    #[cfg_attr(test, ts(type = "number"))]
    pub pack: usize,
    /// Characters of the longest payload of a link that is made.
    #[cfg_attr(test, ts(type = "number"))]
    pub link: usize,
    /// Events of a figure.
    #[cfg_attr(test, ts(type = "number"))]
    pub figure_events: usize,
    /// Characters of its caption.
    #[cfg_attr(test, ts(type = "number"))]
    pub caption: usize,
    /// Risk from which a value identifies somebody or says much about them, so that revealing it
    /// needs to be confirmed.
    pub severe: u8,
    /// The limits for a capture that an article shows, whose readers did not ask for work.
    pub article: ArticleLimits,
}

/// What reading a capture in an article may cost, as the options of a capture name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ArticleLimits {
    /// Bytes that are looked at.
    #[cfg_attr(test, ts(type = "number"))]
    pub input: usize,
    /// Bytes that decoding may write.
    #[cfg_attr(test, ts(type = "number"))]
    pub output: usize,
    /// Values that may be read.
    #[cfg_attr(test, ts(type = "number"))]
    pub nodes: usize,
    /// Fields that are written out.
    #[cfg_attr(test, ts(type = "number"))]
    pub report_fields: usize,
}

#[cfg(test)]
pub(crate) mod tests;
