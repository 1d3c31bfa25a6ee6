//! `COMBO-1`: what somebody did and what recognises them, in one record.
//!
//! How much that says depends on what recognises: an account leads to a person, a random number only
//! puts together what carries it.

use super::evidence::{Leaf, Records};
use crate::annotate::{Judgement, Note};
use crate::detect;
use crate::knowledge::Category;
use crate::report::{Basis, Finding};

/// Records that are looked into for the strongest value.
const TRIED: usize = 64;

/// What recognises somebody, the weaker first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// Something that is no ID, such as a list of apps or the address of a router.
    Other,
    Browser,
    /// What the app chose.
    App,
    Install,
    Device,
    Phone,
    Email,
    Contact,
    Account,
}

impl Whose {
    fn words(self) -> &'static str {
        match self {
            Whose::Other => "something that can single you out",
            Whose::Browser => "an ID of this browser",
            Whose::App => "an ID that the app chose",
            Whose::Install => "an ID of this install",
            Whose::Device => "an ID of a device",
            Whose::Phone => "an ID of this phone",
            Whose::Email => "an e-mail address",
            Whose::Contact => "a phone or bank account number",
            Whose::Account => "an account",
        }
    }

    fn is_person(self) -> bool {
        self >= Whose::Email
    }

    fn severity(self) -> u8 {
        match self {
            Whose::Other | Whose::Browser => 2,
            Whose::App | Whose::Install | Whose::Device | Whose::Phone => 3,
            Whose::Email | Whose::Contact | Whose::Account => 4,
        }
    }

    /// What a value is by the identifier of a kind.
    fn of_kind(id: &str) -> Option<Whose> {
        Some(match id {
            "email" => Whose::Email,
            "phone" | "iban" | "card" => Whose::Contact,
            "account" => Whose::Account,
            _ => return None,
        })
    }

    /// What a value of a record is, where it recognises; `sdk` says what the software runs on.
    fn of(leaf: &Leaf, sdk: &str) -> Option<Whose> {
        let judgement = &leaf.judgement;
        if judgement.whole_recognition() < 3 {
            return None;
        }
        let guessed = judgement.guess.and_then(|guess| Whose::of_kind(guess.kind));
        let (is_web, is_phone) = match sdk {
            "js" => (true, false),
            "" | "Android" | "iOS" | "HarmonyOS" => (false, true),
            _ => (false, false),
        };
        let own = match judgement.category {
            _ if judgement.recognition < 3 => Whose::Other,
            _ if judgement.note == Some(Note::Chosen) => Whose::App,
            Some(Category::Account) => Whose::Account,
            Some(Category::InstallId) if is_web || judgement.note == Some(Note::CookieId) => {
                Whose::Browser
            }
            Some(Category::InstallId) if is_phone => Whose::Install,
            Some(Category::HardwareId | Category::DeviceId) if is_phone => Whose::Phone,
            Some(Category::InstallId | Category::HardwareId | Category::DeviceId) => Whose::Device,
            _ => Whose::Other,
        };
        let mut inside = None;
        if let Some(text) = leaf.text.filter(|_| judgement.inside[1] >= 3) {
            detect::search(leaf.name, text, &mut |found| {
                inside = inside.max(Whose::of_kind(found.kind.id()));
            });
        }
        Some(own).max(guessed).max(inside)
    }
}

/// What somebody did, by the kind of data that tells it.
fn deed(judgement: &Judgement) -> &'static str {
    match judgement.category {
        Some(Category::Browsing) => "a page",
        Some(Category::Search) => "a search",
        Some(Category::Media) => "a video",
        Some(Category::PreciseLocation | Category::NetworkPlace) => "a place",
        Some(Category::Content) => "a text or a contact",
        Some(Category::Secret) => "a key or a login",
        _ => "something you chose",
    }
}

/// Content and identity in one record.
pub(super) fn linked_content(records: &Records) -> Option<Finding<'static>> {
    let mut best: Option<(Whose, usize, [usize; 2], &str)> = None;
    // How many of the records that were looked into have something as strong.
    let mut number = 0;
    let linked = |info: &crate::annotate::EventInfo| info.content >= 3 && info.recognition >= 3;
    let candidates = records.events().filter(|(_, info, _)| linked(info));
    for (event, ..) in candidates.take(TRIED) {
        let leaves = records.leaves(event);
        let sdk = leaves.iter().find(|leaf| leaf.name == "$lib");
        let sdk = sdk.and_then(|leaf| leaf.text).unwrap_or_default();
        let whose = leaves
            .iter()
            .filter_map(|leaf| Some((Whose::of(leaf, sdk)?, leaf)));
        // Of equally strong values the first one counts.
        let whose = whose.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let telling = |leaf: &&Leaf| leaf.judgement.whole_content() >= 3;
        if let (Some((whose, own)), Some(content)) = (whose, leaves.iter().find(telling)) {
            let known = best.as_ref().map(|(known, ..)| *known);
            if known.is_none_or(|known| whose > known) {
                let nodes = [content.node, own.node];
                best = Some((whose, event, nodes, deed(&content.judgement)));
                number = 0;
            }
            number += usize::from(known.is_none_or(|known| whose >= known));
        }
    }
    let (whose, event, nodes, deed) = best?;
    let infos = &records.annotated.events;
    let is_all = infos.iter().filter(|info| linked(info)).count() <= TRIED;
    let (which, each) = match (number, infos.len()) {
        (1, 1) => ("The record contains".to_owned(), "it"),
        (1, all) if is_all => (format!("One of {all} records contains"), "it"),
        (_, all) if is_all => (format!("{number} of {all} records contain"), "each of them"),
        (_, all) => (
            format!("At least {number} of {all} records contain"),
            "each of them",
        ),
    };
    let deed = match number {
        1 => deed.to_owned(),
        _ => format!("something telling (such as {deed})"),
    };
    let words = whose.words();
    let (title, follows) = match whose.is_person() {
        true => (
            "What you did and who you are stand in the same record".to_owned(),
            format!("So {each} can be tied to you without any other data."),
        ),
        false => (
            format!("What you did and {words} are in the same record"),
            "All such events can be put together; who it is takes more.".to_owned(),
        ),
    };
    let mut paths = records.paths(event, &nodes);
    paths.dedup();
    Some(Finding {
        id: "COMBO-1",
        severity: whose.severity(),
        basis: Basis::InTheData,
        title: title.into(),
        text: format!("{which} both {deed} and {words}. {follows}").into(),
        paths,
        sources: vec!["palant-2020-02-18"],
    })
}
