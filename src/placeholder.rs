//! Placeholders that stand for masked values: `⟦device-1⟧`.
//!
//! A number says that two values are the same and nothing else: it counts in the order of first
//! appearance, so neither length nor a hash of the value leaves.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"event":"a","imei":"490154203237518"},{"event":"b","imei":"490154203237518"}]"#);
//! let masked = analysis.masked("");
//! for index in 0..2 {
//!     let event = masked.event(index).unwrap();
//!     let imei = event.fields.iter().flatten().find(|field| field.name == "imei").unwrap();
//!     assert_eq!(imei.value, "\"⟦imei-1⟧\"");
//!     // It is read as what it replaces.
//!     assert_eq!(imei.label.as_deref(), Some("IMEI"));
//! }
//! ```

/// The brackets around a placeholder (U+27E6 and U+27E7), which no sender is known to write.
pub(crate) const OPEN: char = '⟦';
pub(crate) const CLOSE: char = '⟧';

/// A placeholder taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder<'t> {
    /// What the value was: `device`.
    pub(crate) word: &'t str,
    /// Which one of them, from 1; 0 where they are not told apart.
    pub(crate) number: u32,
    /// How it was made of the value that the placeholder stands for: `base64`, or empty.
    pub(crate) made: &'t str,
    /// Bytes that it takes.
    pub(crate) length: usize,
}

/// A placeholder as it is written.
pub(crate) fn write(word: &str, number: u32, made: &str) -> String {
    let mut text = format!("{OPEN}{word}");
    if number > 0 {
        text.push('-');
        text.push_str(&number.to_string());
    }
    text.push(CLOSE);
    if !made.is_empty() {
        text.push('·');
        text.push_str(made);
    }
    text
}

/// The placeholder at the beginning of a text.
pub(crate) fn read(text: &str) -> Option<Placeholder<'_>> {
    let (inner, rest) = text.strip_prefix(OPEN)?.split_once(CLOSE)?;
    let (word, number) = match inner.rsplit_once('-') {
        Some((word, digits)) if digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            (word, digits.parse().ok().filter(|&number| number > 0)?)
        }
        _ => (inner, 0),
    };
    if !WORDS.contains(&word) {
        return None;
    }
    let made = rest.strip_prefix('·').map_or("", |made| {
        MADE.into_iter()
            .find(|known| made.starts_with(known))
            .unwrap_or_default()
    });
    let dot = if made.is_empty() { 0 } else { '·'.len_utf8() };
    let brackets = OPEN.len_utf8() + CLOSE.len_utf8();
    Some(Placeholder {
        word,
        number,
        made,
        length: brackets + inner.len() + dot + made.len(),
    })
}

/// The placeholder that is all of a text.
pub(crate) fn whole(text: &str) -> Option<Placeholder<'_>> {
    read(text).filter(|token| token.length == text.len())
}

/// Every placeholder in a text, in order.
pub(crate) fn all(text: &str) -> impl Iterator<Item = Placeholder<'_>> {
    text.match_indices(OPEN)
        .filter_map(|(start, _)| read(text.get(start..)?))
}

/// Every word that a placeholder can have. A value in such brackets is no placeholder: it would pass
/// through every mask.
pub(crate) const WORDS: [&str; 53] = [
    // Of values that were explained, by their category.
    "account",
    "action",
    "device",
    "error",
    "hardware",
    "install",
    "network",
    "page",
    "phone-detail",
    "place",
    "search",
    "secret",
    "technical",
    "text",
    "time",
    "video",
    // Of those that were recognized, by their kind.
    "android-id",
    "bssid",
    "capability-link",
    "card",
    "click-id",
    "coordinates",
    "digest",
    "email",
    "free-text",
    "iban",
    "iccid",
    "imei",
    "imeisv",
    "imsi",
    "ip",
    "jwt",
    "mac",
    "meid",
    "miui-build",
    "parcel",
    "phone",
    "private-browsing",
    "private-host",
    "route",
    "search-engine",
    "search-words",
    "sensitive-topic",
    "tab-name",
    "timestamp",
    "url-credentials",
    "uuid",
    "video-id",
    // Of names and addresses.
    "event",
    "host",
    "name",
    "site",
    "unknown",
];

/// Ways in which values are made of others.
const MADE: [&str; 5] = ["base64", "md5", "sha1", "sha256", "uuid"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (word, number, made) in [
            ("device", 1, ""),
            ("sensitive-topic", 12, "md5"),
            ("name", 0, ""),
        ] {
            let text = write(word, number, made);
            let token = whole(&text).unwrap();
            assert_eq!(
                (token.word, token.number, token.made),
                (word, number, made),
                "{text}"
            );
        }
    }

    #[test]
    fn other_brackets_are_no_placeholders() {
        for text in [
            "",
            "⟦",
            "⟦⟧",
            "⟦Device-1⟧",
            "⟦a b⟧",
            "⟦leberzirrhose⟧",
            "⟦leberzirrhose-1⟧",
            "⟦device-0⟧",
            "⟦device-99999999999⟧",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
        let words: Vec<_> = all("⟦ ⟦site-1⟧/…?q=⟦search-2⟧")
            .map(|token| token.word)
            .collect();
        assert_eq!(words, ["site", "search"]);
    }
}
