//! One masked request: what stood around its records, and the records as they are.
//!
//! The records are not packed as a sender packs them, or compressing a link would find nothing left
//! to gain. The request says how they were: it is read as it is, and packed again only where it is
//! written as a sender would have sent it.

use crate::bytes::codec::{self, compress, inflate::Wrapper};
use crate::capture::{self, Body, Kind, Request};
use crate::join::Reading;
use crate::placeholder;
use crate::protocol::java_hash;
use crate::report::Codec;
use crate::share::gate;
use crate::share::policy::{self, RedactedRequest};
use crate::whole::is_whole;

/// A masked request, in the parts that it is put together of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SharedRequest {
    /// Whether it was a whole request, with a line and headers.
    pub(super) is_request: bool,
    pub(super) method: Option<String>,
    /// Scheme, host and path, `//host/path` where the request named no scheme; empty where the
    /// capture had no address.
    pub(super) address: String,
    pub(super) query: Vec<Pair>,
    pub(super) headers: Vec<Pair>,
    pub(super) form: Vec<Pair>,
    /// The member of a JSON body that holds the packed records.
    pub(super) member: Option<String>,
    /// The codings around the records, the outermost first.
    pub(super) codings: Vec<Coding>,
    /// The cipher that they were in, inside or around those, or the notation. Nobody writes them in it again.
    pub(super) cipher: Option<Codec>,
    /// Whether a checksum stood beside them; not in a link, from which nothing is sent again.
    pub(super) has_checksum: bool,
    /// The records; none where there were none to read.
    pub(super) text: Option<String>,
    /// What the server answered, by the paths in it. It is written nowhere as a part of the request.
    pub(super) answer: Vec<Pair>,
}

/// Name and value; no value where the records stand.
pub(super) type Pair = (String, Option<String>);

/// How a request is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// With its records as they are.
    Unpacked,
    /// As its sender packed it, without a checksum.
    Packed,
    /// As its sender packed it, with a checksum computed afresh where one stood there.
    Replayable,
}

/// Ciphers and notations that records can have been in, and how a link names them.
pub(super) const CIPHERS: [(&str, Codec); 4] = [
    ("a", Codec::Aes),
    ("r", Codec::Rc4),
    ("s", Codec::Sm4),
    ("p", Codec::Protobuf),
];

/// Codings that are done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Base64,
    Gzip,
    Zlib,
}

impl SharedRequest {
    /// A request and what is left of it after masking.
    pub(super) fn new(reading: &Reading, redacted: &RedactedRequest) -> SharedRequest {
        let decoded = &reading.decoded;
        let payload = policy::payload_field(reading).and_then(|index| decoded.envelope.get(index));
        let mut envelope = decoded.envelope.iter();
        let mut request = SharedRequest {
            is_request: decoded.request.method.is_some()
                || envelope.any(|field| field.path.starts_with("header.")),
            method: decoded
                .request
                .method
                .clone()
                .filter(|method| METHODS.contains(&method.as_str())),
            text: redacted.text.clone(),
            ..SharedRequest::default()
        };
        if let Some(host) = &redacted.host {
            let url = decoded.request.url.as_deref().unwrap_or_default();
            let scheme = scheme(url);
            request.address = [scheme, "//", host, &redacted.path].concat();
        }
        // In the order in which they stood, with the place of the records among them.
        let mut left = redacted.around.iter().peekable();
        for field in &decoded.envelope {
            let is_payload = payload.is_some_and(|payload| std::ptr::eq(payload, field));
            let mut name = field.own_name().to_owned();
            let value = if is_payload && request.text.is_some() {
                None
            } else if let Some(kept) = left.next_if(|kept| kept.path == field.path) {
                // A value may be dropped, but by its names a format is recognized.
                name.clone_from(&kept.name);
                Some(kept.text.clone())
            } else if is_payload {
                Some(String::new())
            } else {
                continue;
            };
            if field.path.ends_with(".crc") {
                request.has_checksum = true;
                continue;
            }
            match field.path.split('.').next() {
                Some("query") => request.query.push((name, value)),
                Some("form") => request.form.push((name, value)),
                Some("header") if value.as_deref() != Some("") => {
                    request.headers.push((name, value))
                }
                // What is dropped of an answer is not told.
                Some("answer") if value.as_deref() != Some("") => {
                    request.answer.push((name, value));
                }
                _ => {}
            }
        }
        if request.text.is_none() {
            return request;
        }
        // What lies around the body belongs to the file, not to the request.
        let around = match &decoded.request.body {
            Body::None => 0,
            _ => decoded.request.steps.len(),
        };
        let layers = decoded.layers.iter().skip(around);
        // A masked copy says how it was packed.
        let packed = decoded.request.packed.iter().copied();
        let mut codecs = layers.map(|layer| layer.codec).chain(packed);
        let is_wrapped = codecs.clone().filter(|codec| *codec == Codec::Json).count() > 1;
        if is_wrapped && payload.is_none() {
            request.member = Some("data_list".to_owned());
        }
        if is_wrapped {
            codecs.find(|codec| *codec == Codec::Json);
            request.has_checksum |= decoded.checks.iter().any(|check| check.expected.is_some());
        }
        let is_cipher = |codec: &Codec| CIPHERS.iter().any(|(_, known)| known == codec);
        request.cipher = codecs.clone().find(is_cipher);
        request.codings = codecs
            .filter_map(|codec| match codec {
                Codec::Base64 => Some(Coding::Base64),
                Codec::Gzip => Some(Coding::Gzip),
                Codec::Zlib => Some(Coding::Zlib),
                _ => None,
            })
            .collect();
        // A flag that the sender or the way had wrong would be wrong in a request that is right.
        let flag = u8::from(request.is_compressed()).to_string();
        for (name, value) in request.form.iter_mut().chain(&mut request.query) {
            if name == "gzip" && matches!(value.as_deref(), Some("0" | "1")) {
                *value = Some(flag.clone());
            }
        }
        request
    }

    /// Bytes of all that stands around the records.
    pub(super) fn head_length(&self) -> usize {
        let pairs = self.query.iter().chain(&self.headers).chain(&self.form);
        let pairs = pairs.chain(&self.answer);
        let pairs =
            pairs.map(|(name, value)| name.len() + value.as_ref().map_or(0, String::len) + PAIR);
        let pairs: usize = pairs.sum();
        pairs
            + self.address.len()
            + self.method.as_ref().map_or(0, String::len)
            + self.member.as_ref().map_or(0, String::len)
            + REQUEST
    }

    /// Bytes of the records.
    pub(super) fn length(&self) -> usize {
        self.text.as_ref().map_or(0, String::len)
    }

    /// Leaves the records as a list in the place where they stood, in no coding.
    pub(super) fn unpack(&mut self) {
        self.codings.clear();
        self.cipher = None;
        self.member = None;
        if let Some(text) = &mut self.text
            && !text.starts_with('[')
        {
            *text = ["[", &crate::encodings::replaced(text, "\n", ","), "]"].concat();
        }
    }

    /// Leaves nothing around the records.
    pub(super) fn bare(&mut self) {
        self.is_request = false;
        self.address.clear();
        for pairs in [
            &mut self.query,
            &mut self.headers,
            &mut self.form,
            &mut self.answer,
        ] {
            pairs.clear();
        }
    }

    /// Adds what stands in it from the capture, piece after piece, each with [`gate::END`] behind it:
    /// names and values of the records, their escapes as they are written, and of the fields around
    /// them, and what of the address is not known to everybody. The words of the format are none.
    pub(super) fn pieces(&self, pieces: &mut Vec<u8>) {
        let mut add = |piece: &str| {
            pieces.extend_from_slice(piece.as_bytes());
            pieces.push(gate::END);
        };
        let (_, target) = self.scheme_and_target();
        let (host, path) = target.split_once('/').unwrap_or((target, ""));
        add(policy::unknown_part(host));
        path.split('/').for_each(|segment| {
            if !policy::is_known_segment(segment) {
                add(segment);
            }
        });
        let around = self.query.iter().chain(&self.headers).chain(&self.form);
        for (name, value) in around.chain(&self.answer) {
            add(name);
            add(value.as_deref().unwrap_or_default());
        }
        // Of the records what JSON puts between the pieces.
        let (mut is_string, mut is_escaped) = (false, false);
        for byte in self.text.as_deref().unwrap_or_default().bytes() {
            let is_quote = byte == b'"' && !is_escaped;
            is_string ^= is_quote;
            is_escaped = byte == b'\\' && !is_escaped;
            let is_between = !is_string && b"{}[],: \t\r\n".contains(&byte);
            pieces.push(if is_quote || is_between {
                gate::END
            } else {
                byte
            });
        }
        pieces.push(gate::END);
    }

    /// Adds what stands in it and is no secret: the address and the names of the fields around the
    /// records, one a line.
    pub(super) fn known(&self, known: &mut String) {
        // Whoever writes an address down names a scheme.
        if self.address.starts_with("//") {
            known.push_str("https:");
        }
        known.push_str(&self.address);
        for (name, _) in self.query.iter().chain(&self.headers).chain(&self.form) {
            known.push('\n');
            known.push_str(name);
        }
        known.push('\n');
    }

    /// The scheme with its colon, empty where none was named, and what stands behind the slashes.
    pub(super) fn scheme_and_target(&self) -> (&str, &str) {
        let end = self.address.find("//").unwrap_or_default();
        let (scheme, target) = self.address.split_at_checked(end).unwrap_or_default();
        (scheme, target.strip_prefix("//").unwrap_or(target))
    }

    /// The request to be read, and what it looks like. What stands behind the first `most` bytes is not
    /// looked at.
    pub(super) fn request(&self, written: Written, most: usize) -> (Request, Kind, usize) {
        let mut text = self.write(written);
        let length = text.len();
        text.truncate(most);
        let (mut request, kind, _) = capture::alone(text.into());
        if !self.is_packed(written) {
            let codec = |coding: &Coding| match coding {
                Coding::Base64 => Codec::Base64,
                Coding::Gzip => Codec::Gzip,
                Coding::Zlib => Codec::Zlib,
            };
            request.packed = self.codings.iter().map(codec).chain(self.cipher).collect();
        }
        (request, kind, length)
    }

    /// The request as it would have been pasted.
    pub(super) fn write(&self, written: Written) -> Vec<u8> {
        let mut text = self.text.clone().unwrap_or_default().into_bytes();
        if self.is_packed(written) {
            for coding in self.codings.iter().rev() {
                text = match coding {
                    Coding::Base64 => codec::base64::encode(&text).into_bytes(),
                    Coding::Gzip => compress::compress(&text, Wrapper::Gzip),
                    Coding::Zlib => compress::compress(&text, Wrapper::Zlib),
                };
            }
        }
        let has_checksum = written == Written::Replayable && self.has_checksum;
        let checksum = has_checksum.then(|| java_hash(&text).to_string());
        let Some(member) = &self.member else {
            return self.around(text, checksum);
        };
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let flag = u8::from(self.is_compressed());
        let checksum = checksum.map_or_else(String::new, |sum| [",\"crc\":", &sum].concat());
        let text = quoted(&String::from_utf8_lossy(&text));
        format!("{{{}:{text},\"gzip\":{flag}{checksum}}}", quoted(member)).into_bytes()
    }

    /// Whether its records are written as their sender packed them: not those that were encrypted, since
    /// nobody opens them without the key.
    fn is_packed(&self, written: Written) -> bool {
        is_whole() && written != Written::Unpacked && self.cipher.is_none()
    }

    fn is_compressed(&self) -> bool {
        self.codings.iter().any(|coding| *coding != Coding::Base64)
    }

    fn around(&self, packed: Vec<u8>, checksum: Option<String>) -> Vec<u8> {
        let fits = |pairs: &[Pair]| pairs.iter().any(|(_, value)| value.is_none());
        let text = String::from_utf8_lossy(&packed);
        let query = encoded(&self.query, &text, checksum.as_deref());
        let form = encoded(&self.form, &text, checksum.as_deref());
        let body = match (form.is_empty(), fits(&self.query)) {
            (false, _) => form.into_bytes(),
            (true, true) => Vec::new(),
            (true, false) => packed.clone(),
        };
        let mark = if query.is_empty() { "" } else { "?" };
        if !self.is_request {
            return match (self.address.is_empty(), body.is_empty()) {
                (false, true) => [self.address.as_str(), mark, &query].concat().into_bytes(),
                _ => body,
            };
        }
        let (scheme, target) = self.scheme_and_target();
        let (host, path) = match target.find('/') {
            Some(slash) => target.split_at_checked(slash).unwrap_or((target, "")),
            None => (target, ""),
        };
        let path = if path.is_empty() { "/" } else { path };
        let method = self.method.as_deref().unwrap_or("POST");
        // A proxy's form of the request line, where the scheme could not be told otherwise.
        let origin = match scheme {
            "" => String::new(),
            scheme => [scheme, "//", host].concat(),
        };
        let mut head = format!("{method} {origin}{path}{mark}{query} HTTP/1.1\r\n");
        if !host.is_empty() {
            head.push_str(&format!("host: {host}\r\n"));
        }
        for (name, value) in &self.headers {
            let value = value.as_deref().unwrap_or_default();
            head.push_str(&format!(
                "{name}: {}\r\n",
                crate::encodings::replaced(value, "\r\n", " ")
            ));
        }
        head.push_str("\r\n");
        let mut paste = head.into_bytes();
        paste.extend_from_slice(&body);
        paste
    }
}

/// Bytes that a name and its value, and a request, take besides their letters.
const PAIR: usize = 64;
const REQUEST: usize = 256;

/// Methods of HTTP, which tell nothing. Any other could be somebody's word and is left out.
const METHODS: [&str; 9] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
];

/// The scheme of an address with its colon, empty where the request named none.
fn scheme(url: &str) -> &'static str {
    match url.split_once("//") {
        Some(("http:", _)) => "http:",
        Some(("https:", _)) => "https:",
        _ => "",
    }
}

/// Fields as in an address or a form, with the records where they stood.
fn encoded(pairs: &[Pair], packed: &str, checksum: Option<&str>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if value.is_none()
            && let Some(checksum) = checksum
        {
            add(&mut text, "crc", checksum);
        }
        add(&mut text, name, value.as_deref().unwrap_or(packed));
    }
    text
}

fn add(text: &mut String, name: &str, value: &str) {
    if !text.is_empty() {
        text.push('&');
    }
    // Names are read as they stand, but for placeholders; what would end one is left out.
    match placeholder::whole(name) {
        Some(_) => text.push_str(&codec::percent::encode(name)),
        None => text.extend(name.chars().filter(|letter| !"&=#?\r\n ".contains(*letter))),
    }
    text.push('=');
    text.push_str(&codec::percent::encode(value));
}
