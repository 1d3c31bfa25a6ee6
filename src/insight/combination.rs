//! `COMBO-1`: what somebody did and what recognizes them, in one record.
//!
//! How much that says depends on what recognizes: an account leads to a person, a random number only
//! puts together what carries it.

use super::evidence::{Leaf, Records};
use super::place;
use super::several::{Found, Memory, REQUESTS};
use crate::annotate::{Judgment, Remark};
use crate::detect;
use crate::join::Reading;
use crate::knowledge::{Category, FieldEntry};
use crate::report::{Device, Finding, Known, Text};
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::{activities, amounts, findings as text};

/// What recognizes somebody, in the order of [`activities::IDENTITIES`]: the graver the later.
const OTHER: u8 = 0;
const BROWSER: u8 = 1;
const APP: u8 = 2;
const INSTALL: u8 = 3;
const DEVICE: u8 = 4;
const PHONE: u8 = 5;
const CONTACT: u8 = 6;
const ACCOUNT: u8 = 7;

/// What leads to somebody by its look, as detectors call it.
const CONTACTS: [&str; 4] = ["email", "phone", "iban", "card"];

/// What a value of a record is, where it recognizes; `sdk` says what the software is made for, `device` on
/// what it ran.
fn whose(leaf: &Leaf, sdk: &str, device: Device) -> Option<u8> {
    let judgment = &leaf.judgment;
    // A place is what somebody did, and recognizes nobody by itself.
    let is_own = judgment.note != Some(Remark::OtherPerson)
        && judgment.category != Some(Category::PreciseLocation);
    if judgment.whole_identifiability() < 3 || !is_own {
        return None;
    }
    let is_of_app = matches!(sdk, "" | "Android" | "iOS" | "HarmonyOS");
    let own = match judgment.category {
        _ if judgment.identifiability < 3 => OTHER,
        _ if judgment.note == Some(Remark::Chosen) => APP,
        Some(Category::Account) => ACCOUNT,
        Some(Category::Content) => CONTACT,
        Some(Category::InstallId) if sdk == "js" || judgment.note == Some(Remark::CookieId) => {
            BROWSER
        }
        Some(Category::InstallId) if is_of_app => INSTALL,
        Some(Category::HardwareId | Category::DeviceId) if device == Device::Phone => PHONE,
        Some(Category::InstallId | Category::HardwareId | Category::DeviceId) => DEVICE,
        _ => OTHER,
    };
    let mut strongest = own;
    if let Some(text) = leaf.text.filter(|_| judgment.inside[1] >= 4) {
        detect::search(leaf.name, text, &mut |found| {
            if CONTACTS.contains(&found.kind.id()) {
                strongest = strongest.max(CONTACT);
            }
        });
    }
    Some(strongest)
}

/// Whether a value says who or what somebody is rather than what they did, such as the phone number
/// that an account is.
fn is_id(judgment: &Judgment) -> bool {
    matches!(
        judgment.category,
        Some(Category::Account | Category::InstallId | Category::DeviceId | Category::HardwareId)
    )
}

/// Whether a value that no source explains is nothing but what leads to somebody, and so nothing that somebody
/// did.
fn is_contact(leaf: &Leaf) -> bool {
    let Some(text) = leaf.text.filter(|text| !text.contains(['/', '?'])) else {
        return false;
    };
    let is_explained = |entry: &FieldEntry| entry.pack.is_empty();
    if leaf.judgment.entry.is_some_and(is_explained)
        || text.contains(' ') && text.contains(char::is_alphabetic)
    {
        return false;
    }
    let mut is_one = false;
    detect::search(leaf.name, text, &mut |found| {
        is_one |= CONTACTS.contains(&found.kind.id());
    });
    is_one
}

/// What somebody did, by the kind of data that tells it.
fn deed(judgment: &Judgment) -> Quoted {
    Quoted::of(match (judgment.category, judgment.entry) {
        (Some(Category::Browsing), _) => activities::PAGE,
        (Some(Category::Search), _) => activities::SEARCH,
        (Some(Category::Media), _) => activities::VIDEO,
        (Some(Category::PreciseLocation), _) => activities::PLACE,
        (_, Some(entry)) if !judgment.is_hint() => {
            let mut said = Quoted::default();
            said.quote(&entry.name_for_people());
            return said;
        }
        _ => activities::CHOICE,
    })
}

/// Whether a value is what a source says of its field. That "who" names an account is only its look.
fn is_explained(judgment: &Judgment) -> bool {
    judgment.known == Known::Explained && judgment.note != Some(Remark::Account)
}

/// What one record has of both.
#[derive(Clone)]
struct Linked {
    /// In the order of [`activities::IDENTITIES`].
    whose: u8,
    nodes: [usize; 2],
    deed: Quoted,
    /// Whether each is what a source says of its field, rather than what it looks like.
    is_deed: bool,
    is_whose: bool,
}

/// The strongest value of a record that recognizes, beside what somebody did.
fn linked(records: &Records, event: usize) -> Option<Linked> {
    let leaves = records.leaves(event);
    let (mut sdk, mut content) = ("", None);
    for leaf in &leaves {
        if leaf.name == "$lib" {
            sdk = leaf.text.unwrap_or_default();
        }
        let is_place = || place::positioned(records, event).is_some();
        if content.is_none()
            && leaf.judgment.whole_content() >= 3
            && !is_id(&leaf.judgment)
            && !is_contact(leaf)
            && (leaf.judgment.category != Some(Category::PreciseLocation) || is_place())
        {
            content = Some((
                leaf.node,
                deed(&leaf.judgment),
                is_explained(&leaf.judgment),
            ));
        }
    }
    let mut own = None;
    for leaf in &leaves {
        // One value is not two that are sent together, unless something else is inside it.
        let is_content = content
            .as_ref()
            .is_some_and(|(node, ..)| *node == leaf.node);
        if is_content && leaf.judgment.inside[1] < 3 {
            continue;
        }
        // Of two as strong, what a source says of its field comes first.
        let whose = whose(leaf, sdk, records.reading.decoded.device)
            .map(|whose| (whose, is_explained(&leaf.judgment)));
        if whose > own.map(|(whose, _)| whose) {
            own = whose.map(|whose| (whose, leaf.node));
        }
    }
    let (((whose, is_whose), own), (content, deed, is_deed)) = (own?, content?);
    Some(Linked {
        whose,
        nodes: [content, own],
        deed,
        is_deed,
        is_whose,
    })
}

/// A record as strong as any, and what was found in it where it was looked into.
type Example<'a> = (Records<'a>, usize, Option<Linked>);

/// Content and identity in one record.
pub(super) fn linked_content(readings: &[Reading]) -> Option<Found> {
    // The first such record in each of the first requests.
    let mut examples: Vec<Example> = Vec::new();
    // By how much they are more than nothing.
    let mut strongest = 0;
    let mut memory = Memory::default();
    // How many records have something as strong, and how many requests have such a record.
    let (mut number, mut requests) = (0, 0);
    // How many records were looked at, and requests where that was not all of them.
    let (mut all, mut looked_at) = (0, None);
    'all: for records in Records::all(readings) {
        let mut counted = false;
        for (event, info, _) in records.events() {
            if info.content < 3 || info.identifiability < 3 {
                all += 1;
                continue;
            }
            let mut found = None;
            let strength = memory.strength(&records, info, &mut || {
                found = linked(&records, event);
                found.as_ref().map_or(0, |linked| linked.whose + 1)
            });
            if memory.is_cut {
                looked_at = Some(records.request + usize::from(event > 0));
                break 'all;
            }
            all += 1;
            if strength > strongest {
                strongest = strength;
                (number, requests, counted) = (0, 0, false);
                examples.clear();
            }
            if strength == 0 || strength < strongest {
                continue;
            }
            number += 1;
            if !counted {
                counted = true;
                requests += 1;
                if examples.len() < REQUESTS {
                    examples.push((records, event, found));
                }
            }
        }
    }
    let mut linked = examples.into_iter().filter_map(|(records, event, found)| {
        Some((records, event, found.or_else(|| linked(&records, event))?))
    });
    let (records, event, first) = linked.next()?;
    let Linked {
        whose,
        nodes,
        deed,
        is_deed,
        is_whose,
    } = first;
    let words = activities::IDENTITIES.get(usize::from(whose))?;
    let which = amounts::records_contain(number, all, looked_at.is_some());
    let such = activities::shown(number, &deed, is_deed);
    let text = match (whose, is_deed && is_whose) {
        (ACCOUNT, true) => &text::TIED_TO_ACCOUNT,
        (ACCOUNT, false) => &text::APPARENTLY_TIED_TO_ACCOUNT,
        (CONTACT, _) => &text::TIED_TO_CONTACT,
        (_, true) => &text::TIED_TO_ID,
        (_, false) => &text::APPARENTLY_TIED_TO_ID,
    };
    let severity = match whose {
        OTHER | BROWSER => 2,
        CONTACT.. => 4,
        _ => 3,
    };
    let arguments = [
        ("which", Argument::Part(&which)),
        ("deed", Argument::Part(&such)),
        ("looks", Argument::Words(activities::looks(is_whose))),
        ("id", Argument::Words(words)),
    ];
    let mut found = Found::new(Finding {
        requests,
        ..text.finding(severity, &arguments, places(&records, event, &nodes))
    });
    for (records, event, Linked { nodes, .. }) in linked {
        found.see(places(&records, event, &nodes));
    }
    found.looked_at = looked_at;
    Some(found)
}

/// Where content and identity stand, which can be in one value.
fn places(records: &Records, event: usize, nodes: &[usize; 2]) -> Vec<Text<'static>> {
    let is_one = nodes[0] == nodes[1];
    records.paths(event, if is_one { &nodes[..1] } else { nodes })
}
