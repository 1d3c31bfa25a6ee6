//! The fields of a query string or a form body, undecoded.

use super::located::Located;
use crate::bytes::Slice;

/// One field. The value is as it stands in the capture, percent-encoded or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Param<T> {
    pub(crate) name: T,
    pub(crate) value: T,
}

impl Param<Slice> {
    /// The same place in the buffer of the next number.
    pub(crate) fn in_next(self) -> Param<Slice> {
        Param {
            name: self.name.in_next(),
            value: self.value.in_next(),
        }
    }
}

/// Whether a text begins like a form: a name of ordinary characters, an equals sign, and something
/// that is not just the padding of Base64.
pub(crate) fn sniff(text: &str) -> bool {
    let text = text.trim_start_matches(['?', '&']);
    let Some((name, rest)) = text.split_once('=') else {
        return false;
    };
    let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.[]$%".contains(&byte);
    let name_is_ordinary = !name.is_empty() && name.len() <= 64 && name.bytes().all(ordinary);
    let has_value = !rest.trim_start_matches('=').trim().is_empty();
    name_is_ordinary && (has_value || KNOWN.contains(&name))
}

/// Names that make even an empty value a form.
const KNOWN: [&str; 5] = ["data_list", "data", "crc", "gzip", "ext"];

/// The fields of a text.
pub(crate) fn split(text: Located<'_>) -> impl Iterator<Item = Param<Located<'_>>> {
    let text = text.trim_start(|sign| matches!(sign, '?' | '&'));
    let fields = text.split('&').map(|pair| {
        let whole = (pair, pair.behind(pair.text.len()));
        let (name, value) = pair.split_once('=').unwrap_or(whole);
        // HTML pages and some log viewers write the separator as `&amp;`.
        let name = name.trim();
        let mark = if name.text.starts_with("amp;") { 4 } else { 0 };
        Param {
            name: name.behind(mark),
            value: value.trim(),
        }
    });
    fields.filter(|param| !param.name.text.is_empty())
}

/// The fields of a text as places in its buffer.
pub(crate) fn slices(text: Located) -> Vec<Param<Slice>> {
    let fields = split(text).map(|param| Param {
        name: param.name.slice(),
        value: param.value.slice(),
    });
    fields.collect()
}
