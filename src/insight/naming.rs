//! What the records name beside what they say: the app they come from, the screens that were opened,
//! the apps on a phone.

use super::evidence::Records;
use crate::annotate;
use crate::join::Reading;
use crate::knowledge::vocabulary::At;
use crate::report::{Sentence, Text};
use crate::text::message::{Argument, SentenceText};
use crate::text::{amounts, requests, summary as text};

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
    /// Whether there may be more than were counted.
    is_cut: bool,
}

impl Names {
    fn add(&mut self, name: &str, path: impl FnOnce() -> Option<Text<'static>>) {
        let name = name.trim();
        let is_known = self.names.iter().any(|known| known == name);
        if name.is_empty() || is_known {
            return;
        }
        if self.names.len() >= COUNTED {
            self.is_cut = true;
            return;
        }
        if self.names.len() < TOLD {
            self.paths.extend(path());
        }
        self.names.push(name.to_owned());
    }

    /// The sentence with the first names, and how many there are more.
    fn say(self, text: &SentenceText, it: &'static str) -> Option<Sentence<'static>> {
        if self.names.is_empty() {
            return None;
        }
        let first = self.names.get(..TOLD).unwrap_or(&self.names);
        let said = amounts::names(first, self.names.len() - first.len(), self.is_cut);
        let arguments = [
            ("it", Argument::Words(it)),
            (
                "s",
                Argument::Words(amounts::plural_ending(self.names.len())),
            ),
            ("names", Argument::Part(&said)),
        ];
        Some(text.sentence(&arguments, self.paths))
    }
}

/// The app that the head of a record names.
fn apps_of(records: &Records, record: usize, apps: &mut Names) {
    let vocabulary = records.reading.decoded.vocabulary;
    let Some((head, _)) = records.document.child(record, vocabulary.keys.head) else {
        return;
    };
    let mut names = vocabulary.naming.apps.iter();
    if let Some(name) = names.find_map(|name| records.document.child_string(head, name)) {
        apps.add(name, || None);
    }
}

/// What the requests name, a sentence for each kind.
pub(super) fn named(readings: &[Reading]) -> Vec<Sentence<'static>> {
    let (mut apps, mut screens, mut installed) =
        (Names::default(), Names::default(), Names::default());
    let mut left = TRIED;
    let mut from_apps = 0;
    for reading in readings {
        let sender = reading.decoded.sender.as_ref();
        if let Some(sender) = sender.filter(|sender| sender.names_itself()) {
            from_apps += 1;
            apps.add(&sender.name, || None);
            // A program that sends for several apps names each in its records.
            for records in Records::all(std::slice::from_ref(reading)) {
                for (.., row) in records.events().take(TRIED) {
                    apps_of(&records, row.node as usize, &mut apps);
                }
                apps.is_cut |= records.annotated.events.len() > TRIED;
            }
        }
    }
    for records in Records::all(readings) {
        let naming = &records.reading.decoded.vocabulary.naming;
        if naming.screens.is_empty() && naming.installed.is_empty() {
            continue;
        }
        for (event, info, row) in records.events() {
            if left == 0 {
                (screens.is_cut, installed.is_cut) = (true, true);
                break;
            }
            left -= 1;
            let own = super::title::name(records.document, info).unwrap_or_default();
            let vocabulary = records.reading.decoded.vocabulary;
            let top = records.annotated.place;
            annotate::walk(records.document, row, vocabulary, top, own, &mut |leaf| {
                let is_one = |at: &[At]| {
                    at.iter().any(|(event, name)| {
                        *name == leaf.lookup_name && (event.is_empty() || *event == leaf.event)
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
    let come = requests::they_come(readings.len(), from_apps);
    let [name, list] = requests::they_name(readings.len());
    let said = [
        apps.say(&text::APPS, come),
        screens.say(&text::SCREENS, name),
        installed.say(&text::INSTALLED, list),
    ];
    said.into_iter().flatten().collect()
}
