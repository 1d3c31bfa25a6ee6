//! `COMBO-1`: what somebody did and what recognises them, in one record.
//!
//! How much that says depends on what recognises: an account leads to a person, a random number only
//! puts together what carries it.

use super::evidence::{Leaf, Records};
use crate::annotate::{EventInfo, Judgement, Note};
use crate::detect;
use crate::knowledge::Category;
use crate::report::{Basis, Finding};

/// Records that are looked into for the strongest value.
const TRIED: usize = 64;

/// What recognises somebody, in the order of [`WORDS`]: the graver the later.
const OTHER: u8 = 0;
const BROWSER: u8 = 1;
const APP: u8 = 2;
const INSTALL: u8 = 3;
const DEVICE: u8 = 4;
const PHONE: u8 = 5;
const CONTACT: u8 = 6;
const ACCOUNT: u8 = 7;

const WORDS: [&str; 8] = [
    "something that can single you out",
    "an ID of this browser",
    "an ID that the app chose",
    "an ID of this install",
    "an ID of a device",
    "an ID of this phone",
    "an e-mail address, a phone number or a bank account",
    "an account",
];

/// What a value of a record is, where it recognises; `sdk` says what the software runs on.
fn whose(leaf: &Leaf, sdk: &str) -> Option<u8> {
    let judgement = &leaf.judgement;
    if judgement.whole_recognition() < 3 {
        return None;
    }
    let is_phone = matches!(sdk, "" | "Android" | "iOS" | "HarmonyOS");
    let own = match judgement.category {
        _ if judgement.recognition < 3 => OTHER,
        _ if judgement.note == Some(Note::Chosen) => APP,
        Some(Category::Account) => ACCOUNT,
        Some(Category::Content) => CONTACT,
        Some(Category::InstallId) if sdk == "js" || judgement.note == Some(Note::CookieId) => {
            BROWSER
        }
        Some(Category::InstallId) if is_phone => INSTALL,
        Some(Category::HardwareId | Category::DeviceId) if is_phone => PHONE,
        Some(Category::InstallId | Category::HardwareId | Category::DeviceId) => DEVICE,
        _ => OTHER,
    };
    let mut strongest = own;
    if let Some(text) = leaf.text.filter(|_| judgement.inside[1] >= 4) {
        detect::search(leaf.name, text, &mut |found| {
            if matches!(found.kind.id(), "email" | "phone" | "iban" | "card") {
                strongest = strongest.max(CONTACT);
            }
        });
    }
    Some(strongest)
}

/// What somebody did, by the kind of data that tells it.
fn deed(judgement: &Judgement) -> &'static str {
    match judgement.category {
        Some(Category::Browsing) => "a page",
        Some(Category::Search) => "a search",
        Some(Category::Media) => "a video",
        Some(Category::PreciseLocation) => "a place",
        _ => "something you chose",
    }
}

/// Whether two records hold values of the same kinds, as many that are explained, and as telling.
fn is_alike(one: &EventInfo, other: &EventInfo) -> bool {
    let key = |info: &EventInfo| {
        let measures = [info.content, info.recognition, info.lasting];
        (measures, info.categories, info.counts)
    };
    key(one) == key(other)
}

/// Content and identity in one record.
pub(super) fn linked_content(records: &Records) -> Option<Finding<'static>> {
    let linked = |info: &EventInfo| info.content >= 3 && info.recognition >= 3;
    let mut best: Option<(u8, usize, [usize; 2], &str)> = None;
    // What was found in records of which as much is known: looking into each takes as long as all else
    // that is said of a capture.
    let mut alike: Vec<(&EventInfo, Option<u8>)> = Vec::new();
    // How many of the records that were looked into have something as strong.
    let (mut number, mut tried) = (0, 0);
    for (event, info, _) in records.events() {
        if !linked(info) {
            continue;
        }
        tried += 1;
        if tried > TRIED {
            break;
        }
        if let Some((_, whose)) = alike.iter().find(|(known, _)| is_alike(known, info)) {
            number += usize::from(whose.is_some() && *whose >= best.map(|(whose, ..)| whose));
            continue;
        }
        let leaves = records.leaves(event);
        let (mut sdk, mut content) = ("", None);
        for leaf in &leaves {
            if leaf.name == "$lib" {
                sdk = leaf.text.unwrap_or_default();
            }
            if content.is_none() && leaf.judgement.whole_content() >= 3 {
                content = Some((leaf.node, deed(&leaf.judgement)));
            }
        }
        let mut own = None;
        for leaf in &leaves {
            let whose = whose(leaf, sdk);
            if whose > own.map(|(whose, _)| whose) {
                own = whose.map(|whose| (whose, leaf.node));
            }
        }
        alike.push((
            info,
            own.filter(|_| content.is_some()).map(|(whose, _)| whose),
        ));
        let (Some((whose, own)), Some((content, deed))) = (own, content) else {
            continue;
        };
        let known = best.map(|(whose, ..)| whose);
        if Some(whose) > known {
            best = Some((whose, event, [content, own], deed));
            number = 0;
        }
        number += usize::from(Some(whose) >= known);
    }
    let (whose, event, nodes, deed) = best?;
    let words = WORDS.get(usize::from(whose))?;
    let which = match records.annotated.events.len() {
        1 => "The record contains".to_owned(),
        all if tried > TRIED => format!("At least {number} of {all} records contain"),
        all if number == 1 => format!("One of {all} records contains"),
        all => format!("{number} of {all} records contain"),
    };
    let such = match number {
        1 => deed.to_owned(),
        _ => format!("something telling (such as {deed})"),
    };
    let mut title = "What you did and who you are stand in the same record".to_owned();
    let mut follows = "So what you did can be tied to you without any other data.";
    if whose < CONTACT {
        title = format!("What you did and {words} are in the same record");
        follows = "All such events can be put together; who it is takes more.";
    }
    let is_one = nodes[0] == nodes[1];
    Some(Finding {
        id: "COMBO-1",
        severity: match whose {
            OTHER | BROWSER => 2,
            CONTACT.. => 4,
            _ => 3,
        },
        basis: Basis::InTheData,
        title: title.into(),
        text: format!("{which} both {such} and {words}. {follows}").into(),
        quotes: Vec::new(),
        paths: records.paths(event, if is_one { &nodes[..1] } else { &nodes }),
        sources: vec!["palant-2020-02-18"],
    })
}
