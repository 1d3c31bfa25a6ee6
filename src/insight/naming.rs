//! What the records name beside what they say: the app they come from, the screens that were opened,
//! the apps on a phone.

use super::evidence::{Records, sentence};
use crate::annotate;
use crate::join::Reading;
use crate::knowledge::vocabulary::At;
use crate::report::{Basis, Sentence, Text, Topic};
use crate::text::quoted::Quoted;

/// Names of each kind that are told.
const TOLD: usize = 3;

/// Different names of each kind that are counted.
const COUNTED: usize = 1_000;

/// Records that are looked into.
const TRIED: usize = 1_000;

/// Names of one kind, in the order in which they first stand.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    paths: Vec<Text<'static>>,
}

impl Names {
    fn add(&mut self, name: &str, path: impl FnOnce() -> Option<Text<'static>>) {
        let name = name.trim();
        let is_known = self.names.iter().any(|known| known == name);
        if name.is_empty() || is_known || self.names.len() >= COUNTED {
            return;
        }
        if self.names.len() < TOLD {
            self.paths.extend(path());
        }
        self.names.push(name.to_owned());
    }

    /// The sentence with the first names, and how many there are more.
    fn say(self, mut said: Quoted) -> Option<Sentence<'static>> {
        if self.names.is_empty() {
            return None;
        }
        let more = self.names.len().saturating_sub(TOLD);
        let last = self.names.len().min(TOLD) - 1;
        for (index, name) in self.names.iter().take(TOLD).enumerate() {
            said.words(match index {
                0 => "",
                _ if index == last && more == 0 => " and ",
                _ => ", ",
            });
            said.quote(name);
        }
        if more > 0 {
            said.words(" and ").number(more).words(" more");
        }
        said.words(".");
        Some(Sentence {
            paths: self.paths,
            ..sentence(said, Basis::Observed, Topic::Content)
        })
    }
}

/// What the requests name, a sentence for each kind.
pub(super) fn named(readings: &[Reading]) -> Vec<Sentence<'static>> {
    let (mut apps, mut screens, mut installed) =
        (Names::default(), Names::default(), Names::default());
    let mut left = TRIED;
    for reading in readings {
        let sender = reading.decoded.sender.as_ref();
        if let Some(sender) = sender.filter(|sender| sender.names_itself()) {
            apps.add(&sender.name, || None);
        }
    }
    for records in Records::all(readings) {
        let naming = &records.reading.decoded.vocabulary.naming;
        if naming.screens.is_empty() && naming.installed.is_empty() {
            continue;
        }
        for (event, info, row) in records.events() {
            if left == 0 {
                break;
            }
            left -= 1;
            let own = super::title::name(records.document, info).unwrap_or_default();
            let vocabulary = records.reading.decoded.vocabulary;
            let top = records.annotated.place;
            annotate::walk(records.document, row, vocabulary, top, own, &mut |leaf| {
                let is_one = |at: &[At]| {
                    at.iter().any(|(event, name)| {
                        *name == leaf.known_as && (event.is_empty() || *event == leaf.event)
                    })
                };
                let text = records.document.string(leaf.value).unwrap_or_default();
                let names = match (is_one(naming.screens), is_one(naming.installed)) {
                    (true, _) => &mut screens,
                    (_, true) => &mut installed,
                    _ => return true,
                };
                // A list is in one text.
                for name in text.split(',') {
                    names.add(name, || records.path(event, leaf.index));
                }
                true
            });
        }
    }
    for names in [&mut screens, &mut installed] {
        names.paths.dedup();
    }
    let it = |one: &'static str, many: &'static str| {
        Quoted::of(if readings.len() == 1 { one } else { many })
    };
    let app = match apps.names.len() {
        1 => it("It comes from the app ", "They come from the app "),
        _ => it("It comes from the apps ", "They come from the apps "),
    };
    let screen = match screens.names.len() {
        1 => it("It names the screen ", "They name the screen "),
        _ => it("It names the screens ", "They name the screens "),
    };
    let list = it("It lists installed apps: ", "They list installed apps: ");
    [apps.say(app), screens.say(screen), installed.say(list)]
        .into_iter()
        .flatten()
        .collect()
}
