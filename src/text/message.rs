//! A sentence as data: what it says with gaps for what differs, and its evidence.
//!
//! A gap is a name in braces, and whoever emits a sentence gives each name its argument. Beside this
//! file are the catalogs of sentences.

use super::quoted::Quoted;
use crate::report::{Arguments as Given, Basis, Finding, Sentence, Text, Topic};

/// What fills a gap.
#[derive(Clone, Copy)]
pub(crate) enum Argument<'a> {
    /// Words of ours.
    Words(&'static str),
    /// A number of ours, with its thousands apart.
    Number(usize),
    /// A day, a time or a length that was computed.
    Computed(&'a str),
    /// A value of the capture, which becomes a quotation.
    Value(&'a str),
    /// Words with values in them that were put together before.
    Part(&'a Quoted),
}

impl Argument<'_> {
    fn add_to(&self, said: &mut Quoted) {
        match *self {
            Argument::Words(words) => said.words(words),
            Argument::Number(number) => said.number(number),
            Argument::Computed(figure) => said.computed(figure),
            Argument::Value(value) => said.value(value),
            Argument::Part(part) => said.add(part),
        };
    }
}

/// The arguments of a sentence, by the names of its gaps.
pub(crate) type Arguments<'a> = [(&'static str, Argument<'a>)];

/// What must stand where a sentence points; `docs/truth.md` says it in words, and tests look it up.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// A record.
    Record,
    /// A value that is not empty.
    Value,
    /// A value that says what somebody did.
    Deed,
    /// A value that recognizes a person, a device or an install.
    Id,
    /// An account, whose field is explained.
    Account,
    /// An identifier that ends with the app’s data.
    InstallId,
    /// An identifier that stays when the app’s data are cleared.
    LastingId,
    /// An advertising ID, or a list with one.
    AdvertisingId,
    /// Coordinates, whose field is explained.
    Coordinates,
    /// The address of a router, whose field is explained.
    Router,
    /// A time.
    Time,
    /// A value that says no.
    Refusal,
}

/// A finding as data.
pub(crate) struct FindingText {
    /// The rule that it belongs to.
    pub(crate) id: &'static str,
    pub(crate) basis: Basis,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    /// Identifiers of what has to be read to believe it, beside the source of the field.
    pub(crate) sources: &'static [&'static str],
    /// All that it must point at.
    #[cfg(test)]
    pub(crate) evidence: &'static [Evidence],
}

impl FindingText {
    /// The finding of one request, with where its evidence is.
    #[inline(never)]
    pub(crate) fn finding(
        &self,
        severity: u8,
        arguments: &Arguments,
        paths: Vec<Text<'static>>,
    ) -> Finding<'static> {
        let said = fill(self.text, arguments);
        Finding {
            id: self.id,
            severity,
            basis: self.basis,
            args: given(&[self.title, self.text], arguments),
            title: fill(self.title, arguments).text.into(),
            text: said.text.into(),
            quotes: said.quotes,
            requests: 1,
            paths,
            sources: self.sources.to_vec(),
        }
    }
}

/// A sentence as data: one of the summary, or of what is said elsewhere of a capture.
pub(crate) struct SentenceText {
    /// What it is called in the report. Sentences share it that say the same with other certainty or of
    /// another number of things.
    pub(crate) id: &'static str,
    pub(crate) basis: Basis,
    pub(crate) topic: Topic,
    pub(crate) text: &'static str,
    /// Identifiers of what says so.
    pub(crate) sources: &'static [&'static str],
    /// All that it must point at.
    #[cfg(test)]
    pub(crate) evidence: &'static [Evidence],
}

impl SentenceText {
    /// Its words, with something in its gaps.
    pub(crate) fn filled(&self, arguments: &Arguments) -> Quoted {
        fill(self.text, arguments)
    }

    /// The sentence of the summary, with where its evidence is.
    #[inline(never)]
    pub(crate) fn sentence(
        &self,
        arguments: &Arguments,
        paths: Vec<Text<'static>>,
    ) -> Sentence<'static> {
        let said = fill(self.text, arguments);
        Sentence {
            id: self.id,
            args: given(&[self.text], arguments),
            text: said.text.into(),
            quotes: said.quotes,
            basis: self.basis,
            topic: self.topic,
            paths,
            sources: self.sources.to_vec(),
        }
    }
}

/// A catalog of sentences: for each its name, identifier, basis, topic, what it must point at, and its
/// sources; then its words.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident = $id:literal $basis:ident $topic:ident of [$($evidence:ident),*], from [$($source:literal),*]
        $text:literal;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: $crate::text::message::SentenceText = $crate::text::message::SentenceText {
                id: $id,
                basis: $crate::report::Basis::$basis,
                topic: $crate::report::Topic::$topic,
                text: $text,
                sources: &[$($source),*],
                #[cfg(test)]
                evidence: &[$($crate::text::message::Evidence::$evidence),*],
            };
        )*

        /// All of them.
        #[cfg(test)]
        pub(crate) static ALL: &[&$crate::text::message::SentenceText] = &[$(&$name),*];
    };
}

pub(super) use sentences;

/// A sentence with its gaps filled. What no argument is given for stays empty.
#[inline(never)]
pub(crate) fn fill(template: &'static str, arguments: &Arguments) -> Quoted {
    let mut said = Quoted::default();
    pieces(template, &mut |piece, is_gap| {
        if !is_gap {
            said.words(piece);
            return;
        }
        let argument = arguments.iter().find(|(own, _)| *own == piece);
        debug_assert!(argument.is_some(), "{piece} in {template}");
        if let Some((_, argument)) = argument {
            argument.add_to(&mut said);
        }
    });
    said
}

/// What is in the gaps of some sentences, by their names.
#[inline(never)]
fn given(templates: &[&'static str], arguments: &Arguments) -> Given {
    let mut given = Vec::new();
    for template in templates {
        pieces(template, &mut |name, is_gap| {
            let argument = arguments.iter().find(|(own, _)| is_gap && *own == name);
            if let Some((_, argument)) = argument
                && given.iter().all(|(known, _)| *known != name)
            {
                let mut said = Quoted::default();
                argument.add_to(&mut said);
                given.push((name, said.text.into()));
            }
        });
    }
    Given(given)
}

/// Hands on the words of a sentence and the names of its gaps, in order, and of each whether it is a gap.
#[inline(never)]
pub(crate) fn pieces(template: &'static str, piece: &mut dyn FnMut(&'static str, bool)) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        piece(before, false);
        piece(name, true);
        rest = after;
    }
    piece(rest, false);
}

/// Whether a sentence is this one with something in its gaps.
#[cfg(test)]
pub(crate) fn is_made_of(text: &str, template: &'static str) -> bool {
    let mut words = Vec::new();
    pieces(template, &mut |piece, is_gap| {
        if !is_gap {
            words.push(piece);
        }
    });
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if words.len() == 1 {
        return text == template;
    }
    let Some(mut within) = text
        .strip_prefix(first)
        .and_then(|rest| rest.strip_suffix(last))
    else {
        return false;
    };
    for piece in words.get(1..words.len() - 1).unwrap_or_default() {
        let Some(at) = within.find(piece) else {
            return false;
        };
        within = within.get(at + piece.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_values_are_quoted() {
        let said = fill(
            "{who} sent {number} of {name}.",
            &[
                ("number", Argument::Number(1_200)),
                ("who", Argument::Words("It")),
                ("name", Argument::Value("a”b")),
            ],
        );
        assert_eq!(said.text, "It sent 1,200 of a’b.");
        assert_eq!(said.quotes, [[17, 20]]);
    }

    #[test]
    fn each_gap_is_given_once_and_what_has_none_is_not() {
        let arguments = [
            ("unused", Argument::Words("x")),
            ("number", Argument::Number(1_200)),
            ("name", Argument::Value("a")),
        ];
        let Given(given) = given(&["{name}", "{number} of {name}"], &arguments);
        assert_eq!(given, [("name", "a".into()), ("number", "1,200".into())]);
    }

    #[test]
    fn a_sentence_is_known_by_its_words() {
        for (text, template, expected) in [
            ("a b c", "a {x} c", true),
            ("a b c", "a {x} {y}", true),
            ("a b", "a {x} c", false),
            ("a", "a", true),
            ("a.", "a", false),
            ("", "{x}", true),
        ] {
            assert_eq!(is_made_of(text, template), expected, "{text} {template}");
        }
    }
}
