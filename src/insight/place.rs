//! `CONT-PLACE`: where a device was, and how exactly that is told.

use super::evidence::Records;
use super::several::{self, Found};
use crate::annotate::EventInfo;
use crate::detect;
use crate::join::Reading;
use crate::knowledge::{Category, Form};
use crate::report::Finding;
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::{activities, findings as text};

/// Records that a rule looks into before it gives up.
const TRIED: usize = 64;

/// What a record says of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exactness {
    /// A value looks like the address of a router; nobody explained it.
    ShapeOfRouter,
    /// Values look like coordinates; nobody explained them.
    Shape,
    /// Coordinates, by their decimals of a degree that are more than zeros at the end.
    Decimals(u8),
    /// The address of a router, which others have on a map.
    Router,
}

impl Exactness {
    /// How far two such places can be apart, as the end of a sentence.
    fn distance(self) -> &'static str {
        activities::distance(match self {
            Exactness::Decimals(decimals) => decimals,
            _ => u8::MAX,
        })
    }

    /// What of the summary follows "tell somebody": where the device was.
    pub(super) fn say(self, device: &'static str) -> Quoted {
        match self {
            Exactness::Router => activities::router(device),
            _ => activities::position(device, self.distance()),
        }
    }

    /// How sensitive a place of this exactness is.
    fn severity(self) -> u8 {
        match self {
            Exactness::Decimals(0) => 1,
            Exactness::Decimals(1) => 2,
            Exactness::Decimals(2) => 3,
            _ => 4,
        }
    }
}

/// Whether a record may have a place, by what the pass over all values noted.
pub(super) fn is_precise(info: &EventInfo) -> bool {
    info.content >= 4 && info.categories & (1 << Category::PreciseLocation as u32) != 0
}

/// `CONT-PLACE`: the place in the records, the most exact one first.
pub(super) fn place(readings: &[Reading]) -> Option<Found> {
    let strength = |records: &Records, event| match positioned(records, event) {
        Some((_, Exactness::ShapeOfRouter)) => 1,
        Some((_, Exactness::Shape)) => 2,
        Some((_, Exactness::Decimals(decimals))) => 3 + decimals,
        Some((_, Exactness::Router)) => 10,
        None => 0,
    };
    several::each_by_record(readings, &place_in, &is_precise, TRIED, Some(strength))
}

/// The most exact place that the first records with one explain.
pub(super) fn explained(readings: &[Reading]) -> Option<Exactness> {
    let all = Records::all(readings).flat_map(|records| {
        let candidates = records.events().filter(|(_, info, _)| is_precise(info));
        candidates
            .take(TRIED)
            .filter_map(move |(event, ..)| Some(positioned(&records, event)?.1))
    });
    all.take(TRIED)
        .filter(|exactness| *exactness > Exactness::Shape)
        .max()
}

/// The values of a record that say a place, and how exactly. A latitude alone is none, nor is one of
/// several hundred degrees.
pub(super) fn positioned(records: &Records, event: usize) -> Option<(Vec<usize>, Exactness)> {
    let mut nodes = Vec::new();
    let mut found = None;
    let (mut axes, mut is_whole) = ([false; 2], false);
    for leaf in &records.leaves(event) {
        let judgment = &leaf.judgment;
        if judgment.category != Some(Category::PreciseLocation) || judgment.content < 4 {
            continue;
        }
        let row = records.document.rows.get(event)?;
        let text = records.document.content(row, leaf.node).unwrap_or_default();
        let form = judgment.entry.map(|entry| entry.form);
        let most = detect::axis(leaf.name).filter(|_| !text.contains(','));
        if most.is_some_and(|most| is_beyond(text, most, form == Some(Form::Microdegrees))) {
            continue;
        }
        let is_router = judgment.guess.is_some_and(|guess| guess.kind == "bssid");
        let exactness = match form {
            None if is_router => Exactness::ShapeOfRouter,
            None => Exactness::Shape,
            Some(Form::Microdegrees) => Exactness::Decimals(decimals(text)),
            Some(_) if most.is_some() => Exactness::Decimals(decimals(text)),
            Some(_) => Exactness::Router,
        };
        match most {
            Some(90) => axes[0] = true,
            Some(_) => axes[1] = true,
            None => is_whole = true,
        }
        nodes.push(leaf.node);
        found = found.max(Some(exactness));
    }
    let found = found.filter(|_| is_whole || axes == [true; 2])?;
    Some((nodes, found))
}

/// Whether a number has more degrees than there are on its axis.
fn is_beyond(text: &str, most: u32, is_in_millionths: bool) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, _) = digits.split_once('.').unwrap_or((digits, ""));
    let scale = if is_in_millionths { 1_000_000 } else { 1 };
    whole
        .parse()
        .is_ok_and(|number: u64| number > u64::from(most) * scale)
}

/// Decimals of a degree behind which only zeros follow. Whole numbers count millionths.
fn decimals(text: &str) -> u8 {
    match text.split_once('.') {
        Some((_, fraction)) => fraction.trim_end_matches('0').len().min(6) as u8,
        None => {
            let zeros = text.len() - text.trim_end_matches('0').len();
            6_usize.saturating_sub(zeros) as u8
        }
    }
}

fn place_in(records: &Records) -> Option<Finding<'static>> {
    let candidates = records.events().filter(|(_, info, _)| is_precise(info));
    let places = candidates
        .take(TRIED)
        .filter_map(|(event, ..)| Some((event, positioned(records, event)?)));
    let (event, (nodes, exactness)) =
        places.reduce(|one, other| if other.1.1 > one.1.1 { other } else { one })?;
    let (text, shows) = match exactness {
        Exactness::ShapeOfRouter => (&text::GUESSED_ROUTER, ""),
        Exactness::Shape => (&text::GUESSED_PLACE, ""),
        Exactness::Router => (&text::ROUTER, ""),
        Exactness::Decimals(decimals @ 0..=2) => (&text::ROUGH_PLACE, text::shows(decimals)),
        Exactness::Decimals(decimals) => (&text::PLACE, text::shows(decimals)),
    };
    let sources = nodes.first().and_then(|&node| {
        let leaves = records.leaves(event);
        let entry = leaves
            .iter()
            .find(|leaf| leaf.node == node)?
            .judgment
            .entry?;
        Some(records.reading.pack.sources(entry.sources, entry.pack))
    });
    let arguments = [
        ("distance", Argument::Words(exactness.distance())),
        ("shows", Argument::Words(shows)),
    ];
    let paths = records.paths(event, &nodes);
    Some(Finding {
        sources: sources.unwrap_or_default(),
        ..text.finding(exactness.severity(), &arguments, paths)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_are_no_decimals() {
        for (text, expected) in [
            ("52000000", 0),
            ("52500000", 1),
            ("-13120000", 2),
            ("52520008", 6),
            ("52.52", 2),
            ("52.5200", 2),
            ("52.0", 0),
            ("7.12345678", 6),
        ] {
            assert_eq!(decimals(text), expected, "{text}");
        }
    }
}
