//! Words for people: our sentences with values of the capture in them, and what the words of the
//! report are called.
//!
//! No value enters a sentence but as a quotation, whose place is noted; nobody has to look for quotation
//! marks.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read(r#"[{"type":"track","event":"a","distinct_id":"","properties":{"imei":"490154203237518"}}]"#);
//! let overview = analysis.overview();
//! let sentence = overview.summary.iter().find(|sentence| !sentence.quotes.is_empty()).unwrap();
//! let [start, end] = sentence.quotes[0];
//! let units: Vec<u16> = sentence.text.encode_utf16().collect();
//! let value = String::from_utf16(&units[start..end]).unwrap();
//! assert_eq!(value, "IMEI");
//! ```

pub(crate) mod activities;
pub(crate) mod amounts;
pub(crate) mod comparison;
pub(crate) mod encryption;
pub(crate) mod exports;
pub(crate) mod findings;
pub(crate) mod identifiers;
pub(crate) mod letters;
#[cfg(test)]
pub(crate) mod literals;
pub(crate) mod message;
pub(crate) mod moments;
pub(crate) mod numbers;
pub(crate) mod quoted;
pub(crate) mod requests;
pub(crate) mod sharing;
pub(crate) mod summary;
pub(crate) mod values;
pub(crate) mod words;
