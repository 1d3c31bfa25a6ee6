//! `LINK-10`: several accounts that one device or one install puts together. `LINK-12`: several devices
//! that one account puts together.

use super::evidence::Records;
use super::identifiers::{self, Group};
use super::several::Found;
use crate::annotate::{Judgment, Remark, bit, is_distinct_id};
use crate::join::Reading;
use crate::knowledge::Category;
use crate::report::{Finding, Known, Persistence};
use crate::text::findings as text;
use crate::text::message::{Argument, FindingText};

/// Accounts of one device that are compared: more people than share one.
const ACCOUNTS: usize = 16;

/// Where an account stands.
struct Seen<'a> {
    records: Records<'a>,
    event: u32,
    node: u32,
    name: &'a str,
}

/// Whether a value is an account, and not only a mailbox or a number that leads to somebody.
fn is_account(judgment: &Judgment) -> bool {
    judgment.category == Some(Category::Account) && judgment.lasting() == Some(Persistence::Account)
}

/// The accounts of all requests, each once; none where it is not known that a value is one.
fn accounts<'a>(readings: &'a [Reading]) -> Vec<Group<'a>> {
    identifiers::groups(readings, &|_| true)
        .into_iter()
        .filter(|group| {
            let best = group.best();
            best.is_some_and(|(_, best)| is_account(&best.judgment))
        })
        .collect()
}

/// How many accounts the records name, as far as one name has several: one person can have a number and a
/// mailbox under two names. Also whether one of them is an account by its look only.
pub(super) fn number(readings: &[Reading]) -> (usize, bool) {
    let mut numbers: Vec<(&str, usize)> = Vec::new();
    let mut is_apparent = false;
    for group in &accounts(readings) {
        let best = group.best();
        is_apparent |= best.is_some_and(|(_, best)| {
            best.judgment.note == Some(Remark::Account) || best.judgment.entry.is_none()
        });
        for name in names(group) {
            match numbers.iter_mut().find(|(known, _)| *known == name) {
                Some((_, number)) => *number += 1,
                None => numbers.push((name, 1)),
            }
        }
    }
    let numbers = numbers.iter().map(|(_, number)| *number);
    (numbers.max().unwrap_or(0), is_apparent)
}

/// The names under which a value stands, each once.
fn names<'a>(group: &Group<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for &(records, recognized) in &group.seen {
        for &(_, node) in &recognized.sightings {
            let Some(node) = records.document.node(node as usize) else {
                continue;
            };
            let name = records.document.key(node.key);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether a source says of a value's field that it is the ID of a device.
fn is_of_device(judgment: &Judgment) -> bool {
    let lasts = judgment.lasting();
    lasts.is_some_and(|lasts| lasts >= Persistence::FactoryReset && lasts != Persistence::Account)
        && judgment.known == Known::Explained
        && !judgment.entry.is_some_and(is_distinct_id)
}

/// Records that are looked into, each of which has an account: looking takes up to 100 µs.
const TRIED: usize = 1_000;

/// The bit of an account in what the pass over all values noted of a record.
const ACCOUNT: u8 = bit(Persistence::Account);

/// An account in a record, beside what lasts as long as an install or a device.
struct Beside<'a> {
    seen: Seen<'a>,
    account: String,
    id: String,
    /// Where that is, and what it is called.
    node: usize,
    name: &'a str,
    label: String,
    /// Whether a source says of its field that it is the ID of a device.
    is_of_device: bool,
}

/// The accounts of a record, each beside each lasting value.
fn beside<'a>(records: Records<'a>, event: usize) -> Vec<Beside<'a>> {
    let leaves = records.leaves(event);
    let mut found = Vec::new();
    for account in &leaves {
        let Some(text) = account.text.filter(|_| is_account(&account.judgment)) else {
            continue;
        };
        for leaf in &leaves {
            let lasts = leaf.judgment.lasting();
            let is_own = lasts
                .is_some_and(|lasts| lasts > Persistence::Session && lasts != Persistence::Account);
            let (Some(id), true) = (leaf.text, is_own) else {
                continue;
            };
            found.push(Beside {
                seen: Seen {
                    records,
                    event: event as u32,
                    node: account.node as u32,
                    name: account.name,
                },
                account: text.to_owned(),
                id: id.to_owned(),
                node: leaf.node,
                name: leaf.name,
                is_of_device: is_of_device(&leaf.judgment),
                label: match leaf.judgment.entry {
                    Some(entry) if !is_distinct_id(entry) => entry.name_for_people().into_owned(),
                    _ => leaf.name.to_owned(),
                },
            });
        }
    }
    found
}

/// Two records that differ in one of an account and a lasting value, and share the other: several accounts
/// of one device or install, or several devices of one account.
fn differing<'a>(
    readings: &'a [Reading],
    is_pair: &dyn Fn(&Beside, &Beside) -> bool,
) -> Option<[Beside<'a>; 2]> {
    // One for each account beside each lasting value: a few, where people share a device.
    let mut known: Vec<Beside> = Vec::new();
    let mut tried = 0;
    for records in Records::all(readings) {
        let with_account = records
            .events()
            .filter(|(_, info, _)| info.lasting & ACCOUNT != 0);
        for (event, ..) in with_account {
            tried += 1;
            if tried > TRIED {
                return None;
            }
            for own in beside(records, event) {
                if let Some(place) = known.iter().position(|other| is_pair(other, &own)) {
                    return Some([known.swap_remove(place), own]);
                }
                let is_alike = |other: &Beside| {
                    [other.seen.name, other.name] == [own.seen.name, own.name]
                        && [&other.account, &other.id] == [&own.account, &own.id]
                };
                if known.len() < ACCOUNTS * ACCOUNTS && !known.iter().any(is_alike) {
                    known.push(own);
                }
            }
        }
    }
    None
}

/// Whether there are two values that last so long under any of their names.
fn has_two(readings: &[Reading], lasts: u8) -> bool {
    let groups = identifiers::groups(readings, &|_| true);
    let fits = |group: &&Group| group.seen.iter().any(|(_, seen)| seen.lasts & lasts != 0);
    groups.iter().filter(fits).nth(1).is_some()
}

/// Two values of one account field, in records that share a lasting value.
pub(super) fn several_accounts(readings: &[Reading]) -> Option<Found> {
    if !has_two(readings, ACCOUNT) {
        return None;
    }
    let pair = differing(readings, &|one, other| {
        one.id == other.id && one.seen.name == other.seen.name && one.account != other.account
    })?;
    Some(found(&text::TWO_ACCOUNTS, &pair))
}

/// Two values of one field for the ID of a device, in records that share an account.
pub(super) fn several_devices(readings: &[Reading]) -> Option<Found> {
    if !has_two(
        readings,
        bit(Persistence::FactoryReset) | bit(Persistence::Hardware),
    ) {
        return None;
    }
    let pair = differing(readings, &|one, other| {
        one.account == other.account
            && [one, other].iter().all(|one| one.is_of_device)
            && one.name == other.name
            && one.id != other.id
    })?;
    Some(found(&text::TWO_DEVICES, &pair))
}

fn found(text: &FindingText, [one, other]: &[Beside; 2]) -> Found {
    let arguments = [
        ("account", Argument::Value(one.seen.name)),
        ("id", Argument::Value(&other.label)),
    ];
    let paths = |one: &Beside| {
        let nodes = [one.seen.node as usize, one.node];
        one.seen.records.paths(one.seen.event as usize, &nodes)
    };
    let mut both = paths(one);
    both.extend(paths(other));
    let is_one = one.seen.records.request == other.seen.records.request;
    Found::new(Finding {
        requests: if is_one { 1 } else { 2 },
        ..text.finding(3, &arguments, both)
    })
}
