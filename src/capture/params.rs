//! The fields of a query string or a form body, undecoded.

/// One field. The value is as it stands in the paste, percent-encoded or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Param<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
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

/// Splits a text into its fields.
pub(crate) fn split(text: &str) -> Vec<Param<'_>> {
    text.trim_start_matches(['?', '&'])
        .split('&')
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // HTML pages and some log viewers write the separator as `&amp;`.
            let name = name.trim();
            Param {
                name: name.strip_prefix("amp;").unwrap_or(name),
                value: value.trim(),
            }
        })
        .filter(|param| !param.name.is_empty())
        .collect()
}

/// The first field with this name.
pub(crate) fn find<'p, 'a>(params: &'p [Param<'a>], name: &str) -> Option<&'p Param<'a>> {
    params.iter().find(|param| param.name == name)
}
