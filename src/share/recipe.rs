//! How a masked capture is put together again: a head of one line, and the records as they are.
//!
//! The records of a link are not packed as a sender packs them, or compressing would find nothing
//! left to gain; the recipe says how they were, and [`Recipe::paste`] packs them again.

use serde::Serialize;

use crate::bytes::codec::{self, compress, inflate::Wrapper};
use crate::insight::Part;
use crate::json::{self, Document, Value};
use crate::leak;
use crate::protocol::java_hash;
use crate::redact::{self, Redacted};
use crate::report::{Codec, InputKind, MaskMode};
use crate::token;

/// What a masked capture is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recipe {
    pub(crate) mode: MaskMode,
    pub(crate) relative_times: bool,
    /// Whether whoever made the link had the capture from a link.
    pub(crate) is_of_link: bool,
    /// Name and version of the program that masked it.
    pub(crate) generator: String,
    /// Whether it was a whole request, with a line and headers.
    is_request: bool,
    method: Option<String>,
    /// Scheme, host and path; empty where the capture had no address.
    address: String,
    query: Vec<Pair>,
    headers: Vec<Pair>,
    form: Vec<Pair>,
    /// The member of a JSON body that holds the packed records.
    member: Option<String>,
    /// The codings around the records, the outermost first.
    codings: Vec<Coding>,
    /// Whether a checksum stood beside them; not in a link, from which nothing is sent again.
    has_checksum: bool,
    /// The records; none where there were none to read.
    text: Option<String>,
}

/// Name and value; no value where the records stand.
type Pair = (String, Option<String>);

/// Codings that are done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Base64,
    Gzip,
    Zlib,
}

/// The head as it is written. Names are short, since a link is short.
#[derive(Serialize)]
struct Head<'r> {
    /// Generator.
    g: &'r str,
    /// Mode: `m`, `s` or `r`.
    m: &'static str,
    /// Whether its maker had the capture from a link.
    #[serde(skip_serializing_if = "is_default")]
    l: bool,
    #[serde(skip_serializing_if = "is_default")]
    exact: bool,
    #[serde(skip_serializing_if = "is_default")]
    request: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'r str>,
    #[serde(skip_serializing_if = "is_default")]
    address: &'r str,
    #[serde(skip_serializing_if = "is_default")]
    query: &'r [Pair],
    #[serde(skip_serializing_if = "is_default")]
    headers: &'r [Pair],
    #[serde(skip_serializing_if = "is_default")]
    form: &'r [Pair],
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<&'r str>,
    #[serde(skip_serializing_if = "is_default")]
    codings: &'r str,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Recipe {
    /// The recipe of a request that was masked.
    pub(crate) fn new(
        part: &Part,
        kind: InputKind,
        redacted: &Redacted,
        mode: MaskMode,
        relative_times: bool,
    ) -> Recipe {
        let decoded = &part.decoded;
        let holder = redact::holder(part).and_then(|index| decoded.envelope.get(index));
        let mut recipe = Recipe {
            mode,
            relative_times,
            generator: crate::report::build::GENERATOR.to_owned(),
            is_request: kind == InputKind::HttpRequest
                || decoded.request.method.is_some() && kind == InputKind::SharedLink,
            method: decoded
                .request
                .method
                .clone()
                .filter(|method| METHODS.contains(&method.as_str())),
            text: redacted.text.clone(),
            ..Recipe::default()
        };
        if let Some(host) = &redacted.host {
            let url = decoded.request.url.as_deref().unwrap_or_default();
            let scheme = match url.split_once("//") {
                Some((scheme @ ("http:" | "https:"), _)) => scheme,
                _ => "",
            };
            recipe.address = format!("{scheme}//{host}{}", redacted.path);
        }
        // In the order in which they stood, with the place of the records among them.
        let mut left = redacted.around.iter().peekable();
        for field in &decoded.envelope {
            let is_holder = holder.is_some_and(|holder| std::ptr::eq(holder, field));
            let mut name = field.path.get(field.name..).unwrap_or_default().to_owned();
            let value = if is_holder && recipe.text.is_some() {
                None
            } else if let Some(kept) = left.next_if(|kept| kept.path == field.path) {
                // A value may be dropped, but by its names a format is recognised.
                name.clone_from(&kept.name);
                Some(kept.text.clone())
            } else if is_holder {
                Some(String::new())
            } else {
                continue;
            };
            if field.path.ends_with(".crc") {
                recipe.has_checksum = true;
                continue;
            }
            match field.path.split('.').next() {
                Some("query") => recipe.query.push((name, value)),
                Some("form") => recipe.form.push((name, value)),
                Some("header") if value.as_deref() != Some("") => {
                    recipe.headers.push((name, value))
                }
                _ => {}
            }
        }
        if recipe.text.is_none() {
            return recipe;
        }
        let mut codecs = decoded.layers.iter().map(|layer| layer.codec);
        let is_wrapped = codecs.clone().filter(|codec| *codec == Codec::Json).count() > 1;
        if is_wrapped && holder.is_none() {
            recipe.member = Some("data_list".to_owned());
        }
        if is_wrapped {
            codecs.find(|codec| *codec == Codec::Json);
            recipe.has_checksum |= decoded.checks.iter().any(|check| check.expected.is_some());
        }
        recipe.codings = codecs
            .filter_map(|codec| match codec {
                Codec::Base64 => Some(Coding::Base64),
                Codec::Gzip => Some(Coding::Gzip),
                Codec::Zlib => Some(Coding::Zlib),
                _ => None,
            })
            .collect();
        // A flag that the sender or the way had wrong would be wrong in a request that is right.
        let flag = u8::from(recipe.is_compressed()).to_string();
        for (name, value) in recipe.form.iter_mut().chain(&mut recipe.query) {
            if name == "gzip" && matches!(value.as_deref(), Some("0" | "1")) {
                *value = Some(flag.clone());
            }
        }
        recipe
    }

    /// Bytes of the records.
    pub(crate) fn length(&self) -> usize {
        self.text.as_ref().map_or(0, String::len)
    }

    /// Leaves the records as a list in the place where they stood, in no coding.
    pub(crate) fn unpack(&mut self) {
        self.codings.clear();
        self.member = None;
        if let Some(text) = &mut self.text
            && !text.starts_with('[')
        {
            *text = ["[", &crate::forms::replaced(text, "\n", ","), "]"].concat();
        }
    }

    /// Leaves nothing around the records.
    pub(crate) fn bare(&mut self) {
        self.is_request = false;
        self.address.clear();
        for pairs in [&mut self.query, &mut self.headers, &mut self.form] {
            pairs.clear();
        }
    }

    /// The recipe as one text.
    pub(crate) fn write(&self) -> String {
        let codings: String = self
            .codings
            .iter()
            .map(|coding| match coding {
                Coding::Base64 => 'b',
                Coding::Gzip => 'g',
                Coding::Zlib => 'z',
            })
            .collect();
        let head = Head {
            g: &self.generator,
            m: letter(self.mode),
            l: self.is_of_link,
            exact: !self.relative_times,
            request: self.is_request,
            method: self.method.as_deref(),
            address: &self.address,
            query: &self.query,
            headers: &self.headers,
            form: &self.form,
            member: self.member.as_deref(),
            codings: &codings,
        };
        let mut text = serde_json::to_string(&head).unwrap_or_default();
        if let Some(records) = &self.text {
            text.push('\n');
            text.push_str(records);
        }
        text
    }

    /// What stands in it from the capture, piece after piece, each with [`leak::END`] behind it: names and
    /// values of the records, their escapes as they are written, and of the fields around them, and
    /// what of the address is not known to everybody. The words of the format are none.
    pub(crate) fn pieces(&self) -> Vec<u8> {
        let mut pieces = Vec::new();
        let mut add = |piece: &str| {
            pieces.extend_from_slice(piece.as_bytes());
            pieces.push(leak::END);
        };
        let (_, target) = self.address.split_once("://").unwrap_or_default();
        let (host, path) = target.split_once('/').unwrap_or((target, ""));
        add(redact::unknown_part(host));
        path.split('/').for_each(|segment| {
            if !redact::is_known_segment(segment) {
                add(segment);
            }
        });
        for (name, value) in self.query.iter().chain(&self.headers).chain(&self.form) {
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
                leak::END
            } else {
                byte
            });
        }
        pieces
    }

    /// What stands in it and is no secret: the address and the names of the fields around the
    /// records.
    pub(crate) fn known(&self) -> String {
        let mut known = self.address.clone();
        for (name, _) in self.query.iter().chain(&self.headers).chain(&self.form) {
            known.push('\n');
            known.push_str(name);
        }
        known
    }

    /// Reads a recipe; none where the text is not one.
    pub(crate) fn read(text: &str) -> Option<Recipe> {
        let (head, records) = match text.split_once('\n') {
            Some((head, records)) => (head, Some(records.to_owned())),
            None => (text, None),
        };
        let head = crate::options::read(head)?;
        let mut recipe = Recipe {
            relative_times: true,
            text: records,
            ..Recipe::default()
        };
        let mut told = None;
        for (index, member) in head.children(0) {
            let text = head.string(member.value).map(str::to_owned);
            let is_true = member.value == Value::Bool(true);
            match head.key(member.key) {
                "g" => recipe.generator = text?,
                // What is said twice could be said in two ways.
                "m" if told.is_some() => return None,
                "m" => told = Some(mode(&text?)?),
                "l" => recipe.is_of_link = is_true,
                "exact" => recipe.relative_times = !is_true,
                "request" => recipe.is_request = is_true,
                "method" => recipe.method = text,
                "address" => recipe.address = text?,
                "query" => recipe.query = pairs(&head, index)?,
                "headers" => recipe.headers = pairs(&head, index)?,
                "form" => recipe.form = pairs(&head, index)?,
                "member" => recipe.member = text,
                "codings" => {
                    let codings = text?.chars().map(coding).collect::<Option<Vec<Coding>>>();
                    recipe.codings = codings.filter(|codings| codings.len() <= CODINGS)?;
                }
                // A later version may say more.
                _ => {}
            }
        }
        recipe.mode = told?;
        // The records stand in one place: each more would write them once more.
        let pairs = recipe.query.iter().chain(&recipe.form);
        let places = pairs.filter(|(_, value)| value.is_none()).count();
        (places <= 1).then_some(recipe)
    }

    /// The capture that it describes, as it would have been pasted. A checksum is computed afresh
    /// only where one is wanted and one stood there.
    pub(crate) fn paste(&self, with_checksum: bool) -> Vec<u8> {
        let mut packed = self.text.clone().unwrap_or_default().into_bytes();
        for coding in self.codings.iter().rev() {
            packed = match coding {
                Coding::Base64 => codec::base64::encode(&packed).into_bytes(),
                Coding::Gzip => compress::compress(&packed, Wrapper::Gzip),
                Coding::Zlib => compress::compress(&packed, Wrapper::Zlib),
            };
        }
        if let Some(member) = &self.member {
            let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
            let flag = u8::from(self.is_compressed());
            let checksum = match with_checksum && self.has_checksum {
                true => format!(",\"crc\":{}", java_hash(&packed)),
                false => String::new(),
            };
            let packed = quoted(&String::from_utf8_lossy(&packed));
            format!("{{{}:{packed},\"gzip\":{flag}{checksum}}}", quoted(member)).into_bytes()
        } else {
            let checksum =
                (with_checksum && self.has_checksum).then(|| java_hash(&packed).to_string());
            self.around(packed, checksum)
        }
    }

    /// Tells a request that was read from [`Recipe::paste`] what its text does not say of its address.
    pub(crate) fn complete(&self, part: &mut Part) {
        part.is_relative = self.relative_times;
        let scheme = "https:";
        if let Some(url) = &mut part.decoded.request.url
            && url.starts_with("//")
            && self.address.starts_with(scheme)
        {
            url.insert_str(0, scheme);
        }
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
        let (scheme, target) = self.address.split_once("//").unwrap_or(("", &self.address));
        let (host, path) = match target.find('/') {
            Some(slash) => target.split_at_checked(slash).unwrap_or((target, "")),
            None => (target, ""),
        };
        let path = if path.is_empty() { "/" } else { path };
        let method = self.method.as_deref().unwrap_or("POST");
        // A proxy's form of the request line, which says the scheme.
        let origin = match scheme {
            "http:" => [scheme, "//", host].concat(),
            _ => String::new(),
        };
        let mut head = format!("{method} {origin}{path}{mark}{query} HTTP/1.1\r\n");
        if !host.is_empty() {
            head.push_str(&format!("host: {host}\r\n"));
        }
        for (name, value) in &self.headers {
            let value = value.as_deref().unwrap_or_default();
            head.push_str(&format!(
                "{name}: {}\r\n",
                crate::forms::replaced(value, "\r\n", " ")
            ));
        }
        head.push_str("\r\n");
        let mut paste = head.into_bytes();
        paste.extend_from_slice(&body);
        paste
    }
}

/// Methods of HTTP, which tell nothing. Any other could be somebody's word and is left out.
const METHODS: [&str; 9] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE",
];

/// Codings around the records that a recipe may ask for; each is undone within limits again.
const CODINGS: usize = 4;

fn coding(letter: char) -> Option<Coding> {
    match letter {
        'b' => Some(Coding::Base64),
        'g' => Some(Coding::Gzip),
        'z' => Some(Coding::Zlib),
        _ => None,
    }
}

/// How a mode is written in a link.
pub(super) fn letter(mode: MaskMode) -> &'static str {
    match mode {
        MaskMode::Structure => "s",
        MaskMode::Masked => "m",
        MaskMode::Reviewed | MaskMode::Full => "r",
    }
}

/// The mode that a letter in a link stands for.
pub(super) fn mode(letter: &str) -> Option<MaskMode> {
    [MaskMode::Structure, MaskMode::Masked, MaskMode::Reviewed]
        .into_iter()
        .find(|mode| self::letter(*mode) == letter)
}

/// Names and values of a list of lists.
fn pairs(document: &Document, index: usize) -> Option<Vec<Pair>> {
    let pair = |(index, _): (usize, &json::Node)| {
        let mut parts = document.children(index);
        let name = document.string(parts.next()?.1.value)?.to_owned();
        let (_, value) = parts.next()?;
        Some((name, document.string(value.value).map(str::to_owned)))
    };
    document.children(index).map(pair).collect()
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
    match token::whole(name) {
        Some(_) => text.push_str(&codec::percent::encode(name)),
        None => text.extend(name.chars().filter(|letter| !"&=#?\r\n ".contains(*letter))),
    }
    text.push('=');
    text.push_str(&codec::percent::encode(value));
}
