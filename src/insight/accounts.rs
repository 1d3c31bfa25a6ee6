//! `LINK-10`: several accounts that one device or one install puts together.

use super::evidence::Records;
use super::identifiers::{self, Group};
use super::several::Found;
use crate::annotate::{Recognized, is_who};
use crate::join::Reading;
use crate::report::{Basis, Finding, Persistence, Text};
use crate::text::quoted::Quoted;

/// Accounts that are compared: more people than share one device.
const ACCOUNTS: usize = 16;

/// Where an account was first seen under a name.
struct Seen<'a> {
    records: Records<'a>,
    event: u32,
    node: u32,
    name: &'a str,
}

/// The accounts of all requests, each once; none where it is not known that a value is one.
fn accounts<'a>(readings: &'a [Reading]) -> Vec<Group<'a>> {
    let is_account =
        |recognized: &Recognized| recognized.judgment.lasting() == Some(Persistence::Account);
    identifiers::groups(readings, &|_| true)
        .into_iter()
        .filter(|group| group.best().is_some_and(|(_, best)| is_account(best)))
        .take(ACCOUNTS)
        .collect()
}

/// How many accounts were in use, as far as one name has several: one person can have a number and a
/// mailbox under two names.
pub(super) fn number(readings: &[Reading]) -> usize {
    let mut names: Vec<(&str, usize)> = Vec::new();
    let accounts = accounts(readings);
    for group in &accounts {
        let mut own: Vec<&str> = seen(group).iter().map(|seen| seen.name).collect();
        own.dedup();
        for (index, name) in own.iter().enumerate() {
            if own.iter().take(index).any(|known| known == name) {
                continue;
            }
            match names.iter_mut().find(|(known, _)| known == name) {
                Some((_, number)) => *number += 1,
                None => names.push((name, 1)),
            }
        }
    }
    names.iter().map(|(_, number)| *number).max().unwrap_or(0)
}

fn seen<'a>(group: &Group<'a>) -> Vec<Seen<'a>> {
    let sightings = group.seen.iter().flat_map(|&(records, recognized)| {
        let at = recognized.sightings.iter();
        at.map(move |&(event, node)| (records, event, node))
    });
    sightings
        .filter_map(|(records, event, node)| {
            let key = records.document.node(node as usize)?.key;
            Some(Seen {
                records,
                event,
                node,
                name: records.document.key(key),
            })
        })
        .collect()
}

/// What a record has that lasts as long as an install or a device: value, node and what it is called.
fn lasting(seen: &Seen) -> Vec<(String, usize, Text<'static>)> {
    let leaves = seen.records.leaves(seen.event as usize);
    let ids = leaves.iter().filter_map(|leaf| {
        let lasts = leaf.judgment.lasting()?;
        let is_own = !matches!(
            lasts,
            Persistence::Account | Persistence::Session | Persistence::Event
        );
        let text = leaf.text.filter(|_| is_own)?;
        let name = match leaf.judgment.entry {
            Some(entry) if !is_who(entry) => entry.name_for_people().into_owned(),
            _ => leaf.name.to_owned(),
        };
        Some((text.to_owned(), leaf.node, Text::Owned(name)))
    });
    ids.collect()
}

/// Two values of one account field, in records that share a lasting value.
pub(super) fn several_accounts(readings: &[Reading]) -> Option<Found> {
    let accounts = accounts(readings);
    if accounts.len() < 2 {
        return None;
    }
    let seen: Vec<Vec<Seen>> = accounts.iter().map(seen).collect();
    for (index, one) in seen.iter().enumerate() {
        for first in one {
            let ids = lasting(first);
            let others = seen.iter().skip(index + 1).flatten();
            // One person can have a number and a mailbox under two names.
            for other in others.filter(|other| other.name == first.name) {
                let shared = lasting(other);
                let both = ids.iter().find_map(|(text, node, label)| {
                    let (_, other, _) = shared.iter().find(|(other, ..)| other == text)?;
                    Some((*node, *other, label))
                });
                if let Some((node, beside, label)) = both {
                    return Some(Found::new(finding(first, other, [node, beside], label)));
                }
            }
        }
    }
    None
}

fn finding(one: &Seen, other: &Seen, shared: [usize; 2], label: &str) -> Finding<'static> {
    let mut said = Quoted::default();
    said.quote(one.name);
    said.words(" has different values in records that have the same ")
        .quote(label);
    said.words(". Whoever receives them can tell that these accounts belong together, as those of one person or of people who share a device.");
    let mut paths = one
        .records
        .paths(one.event as usize, &[one.node as usize, shared[0]]);
    paths.extend(
        other
            .records
            .paths(other.event as usize, &[other.node as usize, shared[1]]),
    );
    Finding {
        id: "LINK-10",
        severity: 3,
        basis: Basis::Inferred,
        title: "Two accounts can be told to belong together".into(),
        text: said.text.into(),
        quotes: said.quotes,
        requests: match one.records.request == other.records.request {
            true => 1,
            false => 2,
        },
        paths,
        sources: Vec::new(),
    }
}
