//! Findings on identifiers: how one leads to another.

use std::borrow::Cow;

use super::Part;
use super::evidence::{Leaf, Records};
use super::several::{self, Found};
use crate::annotate::{EventInfo, Judgement, is_who};
use crate::detect;
use crate::knowledge::Form;
use crate::quoted::Quoted;
use crate::report::{Basis, Finding, Persistence};

/// Records that a rule looks into before it gives up.
const TRIED: usize = 16;

/// Names that the receiving server adds to what it exports, so that no phone sent them.
const SERVER_NAMES: [&str; 2] = ["map_id", "user_id"];

const fn bit(persistence: Persistence) -> u8 {
    1 << persistence as u8
}

const INSTALL: u8 = bit(Persistence::Install);
const RESETTABLE: u8 = bit(Persistence::Resettable);
const DEVICE: u8 = bit(Persistence::FactoryReset) | bit(Persistence::Hardware);
const ACCOUNT: u8 = bit(Persistence::Account);

fn lasts(leaf: &Leaf, bits: u8) -> bool {
    let judgement: &Judgement = &leaf.judgement;
    judgement
        .lasting()
        .is_some_and(|persistence| bit(persistence) & bits != 0)
}

/// `LINK-1`: an identifier that ends with the app's data beside one that does not.
pub(super) fn bridge(parts: &[Part]) -> Option<Found> {
    // What the pass over all values noted says already that both are there.
    let is_bridged = |info: &EventInfo| has_both(info.lasting, DEVICE | ACCOUNT);
    several::each_by_record(parts, &bridge_in, &is_bridged, 1, |_, _| 1)
}

fn has_both(lasting: u8, bits: u8) -> bool {
    lasting & INSTALL != 0 && lasting & bits != 0
}

fn bridge_in(records: &Records) -> Option<Finding<'static>> {
    let found = |bits: u8| {
        let candidates = records
            .events()
            .filter(|(_, info, _)| has_both(info.lasting, bits));
        candidates.take(TRIED).find_map(|(event, ..)| {
            let mut leaves = records.leaves(event);
            let long = best_named(&leaves, bits)?;
            let long = leaves.swap_remove(long);
            let short = best_named(&leaves, INSTALL)?;
            Some((event, leaves.swap_remove(short), long))
        })
    };
    let (event, short, long) = found(DEVICE).or_else(|| found(ACCOUNT))?;
    let mut said = Quoted::of("The value of ");
    said.quote(&label(&short)).words(" would change when ");
    said.words(
        if short
            .judgement
            .entry
            .is_some_and(|entry| entry.form == Form::CookieId)
            || detect::is_cookie_id(short.text.unwrap_or_default())
        {
            "you clear your cookies"
        } else {
            "the app’s data are cleared"
        },
    );
    said.words(", but that of ").quote(&label(&long));
    said.words(" beside it would not. Whoever receives both can tell that the new value belongs to the same phone or person.");
    Some(Finding {
        id: "LINK-1",
        severity: 3,
        basis: Basis::Derived,
        title: "Clearing the app does not make you a stranger".into(),
        text: said.text.into(),
        quotes: said.quotes,
        requests: 1,
        paths: records.paths(event, &[short.node, long.node]),
        sources: vec!["android-identifiers"],
    })
}

/// The first value that lasts so long, rather one with a name of its own than "who".
fn best_named(leaves: &[Leaf], bits: u8) -> Option<usize> {
    let is_own = |leaf: &Leaf| !leaf.judgement.entry.is_some_and(is_who);
    let own = leaves
        .iter()
        .position(|leaf| lasts(leaf, bits) && is_own(leaf));
    own.or_else(|| leaves.iter().position(|leaf| lasts(leaf, bits)))
}

/// `LINK-2`: Google's advertising number beside a lasting number of the phone.
pub(super) fn advertising(parts: &[Part]) -> Option<Found> {
    let strength =
        |records: &Records, event| u8::from(advertised(&records.leaves(event)).is_some());
    several::each_by_record(parts, &advertising_in, &may_advertise, TRIED, strength)
}

fn may_advertise(info: &EventInfo) -> bool {
    let beside = info.lasting & RESETTABLE != 0 && info.lasting & DEVICE != 0;
    beside || info.lasting & bit(Persistence::Hardware) != 0
}

fn advertising_in(records: &Records) -> Option<Finding<'static>> {
    let candidates = records
        .events()
        .filter(|(_, info, _)| may_advertise(info))
        .take(TRIED);
    let (event, nodes) = candidates
        .filter_map(|(event, ..)| Some((event, advertised(&records.leaves(event))?)))
        .next()?;
    Some(Finding {
        id: "LINK-2",
        severity: 3,
        basis: Basis::Derived,
        title: "The advertising number stands beside a number that cannot be reset".into(),
        text: "Google forbids apps of its store to tie the advertising number to lasting numbers such as the Android ID, unless the user agrees. Whether you agreed cannot be seen here.".into(),
        quotes: Vec::new(),
        requests: 1,
        paths: records.paths(event, &nodes),
        sources: vec!["android-identifiers"],
    })
}

/// The nodes that hold the advertising number and the lasting one: two values, or one bundle.
fn advertised(leaves: &[Leaf]) -> Option<Vec<usize>> {
    let bundle = leaves.iter().find(|leaf| {
        let pairs = leaf.text.unwrap_or_default().split("##");
        let mut names = pairs.filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (!detect::is_placeholder(value)).then_some(name)
        });
        let names: Vec<&str> = names.by_ref().collect();
        let lasting = |name: &&str| *name != "gaid" && *name != "oaid";
        names.contains(&"gaid") && names.iter().any(lasting)
    });
    if let Some(bundle) = bundle {
        return Some(vec![bundle.node]);
    }
    let is_gaid = |leaf: &&Leaf| detect::speaks_of(leaf.name, &["gaid"]) && lasts(leaf, RESETTABLE);
    let gaid = leaves.iter().find(is_gaid)?;
    let lasting = leaves.iter().find(|leaf| lasts(leaf, DEVICE))?;
    Some(vec![gaid.node, lasting.node])
}

/// `LINK-3`: the record of a sign-in, which joins past and account.
pub(super) fn sign_in(records: &Records) -> Option<Finding<'static>> {
    let (event, original, account) = records.events().find_map(|(event, info, row)| {
        let kind = super::title::kind(records.document, info)?;
        let root = row.node as usize;
        let child = |name: &str| Some(records.document.child(root, name)?.0);
        (kind == "track_signup")
            .then(|| Some((event, child("original_id")?, child("distinct_id")?)))?
    })?;
    Some(Finding {
        id: "LINK-3",
        severity: 4,
        basis: Basis::InTheData,
        title: "A sign-in joins your past to your account".into(),
        text: "This record names your account and the number you had before. Everything recorded under that number can now be filed under the account.".into(),
        quotes: Vec::new(),
        requests: 1,
        paths: records.paths(event, &[original, account]),
        sources: vec!["sensors-android-3.2.10"],
    })
}

/// `LINK-4`: one value under several names.
pub(super) fn several_names(records: &Records) -> Option<Finding<'static>> {
    let mut strength = None;
    let mut best: Vec<(usize, usize, &str)> = Vec::new();
    for recognised in &records.annotated.recognised {
        let mut names: Vec<(usize, usize, &str)> = Vec::new();
        for &(event, node) in &recognised.sightings {
            let (event, node) = (event as usize, node as usize);
            let key = records.document.node(node)?.key;
            let name = records.document.key(key);
            let is_known = names.iter().any(|(.., known)| *known == name);
            if !name.is_empty() && !is_known && !SERVER_NAMES.contains(&name) {
                names.push((event, node, name));
            }
        }
        if names.len() > 1 && Some(recognised.judgement.recognition) > strength {
            strength = Some(recognised.judgement.recognition);
            best = names;
        }
    }
    let ((.., last), others) = best.split_last()?;
    let mut said = Quoted::default();
    for (.., name) in others {
        said.listed(name);
    }
    said.words(" and ").quote(last);
    said.words(" hold the same value. Where one of them is changed, for example by a sign-in, the rest still tells that it is you.");
    Some(Finding {
        id: "LINK-4",
        severity: 1,
        basis: Basis::InTheData,
        title: "The same value goes by several names".into(),
        text: said.text.into(),
        quotes: said.quotes,
        requests: 1,
        paths: best
            .iter()
            .filter_map(|&(event, node, _)| records.path(event, node))
            .collect(),
        sources: Vec::new(),
    })
}

/// `LINK-5`: a value that was made of another one, proven by making it again.
pub(super) fn copy(records: &Records) -> Option<Finding<'static>> {
    let name = |(_, node): (u32, u32)| {
        let key = records.document.node(node as usize)?.key;
        Some(records.document.key(key))
    };
    let path = |(event, node): (u32, u32)| records.path(event as usize, node as usize);
    let strongest = records
        .annotated
        .copies
        .iter()
        .map(|copy| copy.recognition)
        .max()?;
    let mut copies = records.annotated.copies.iter();
    let copy = copies.find(|copy| copy.recognition == strongest)?;
    let (made, source) = (name(copy.at)?, name(copy.source)?);
    let (between, after, sources) = if copy.algorithm == "Base64" {
        (
            " is that of ",
            ", only written in another alphabet, which anybody can turn back.",
            Vec::new(),
        )
    } else {
        (
            " can be computed from that of ",
            ", so both stand for the same. The US authority FTC wrote in 2024 that such computed values can still identify people.",
            vec!["ftc-2024-07-24"],
        )
    };
    let mut said = Quoted::of("The value of ");
    said.quote(made).words(between).quote(source).words(after);
    Some(Finding {
        id: "LINK-5",
        severity: strongest.min(3),
        basis: Basis::Derived,
        title: "A value is another one in disguise".into(),
        text: said.text.into(),
        quotes: said.quotes,
        requests: 1,
        paths: [path(copy.at), path(copy.source)]
            .into_iter()
            .flatten()
            .collect(),
        sources,
    })
}

/// `LINK-7`: a SIM card of one country in a phone that is set to another. The SDK writes operators
/// of mainland China in Chinese, by their codes; other operators are not told apart here.
pub(super) fn carrier_abroad(records: &Records) -> Option<Finding<'static>> {
    const CHINESE: [&str; 3] = ["中国移动", "中国联通", "中国电信"];
    let carrier = records.document.find_key("$carrier")?;
    let region = records.document.find_key("miui_region")?;
    // Every record has both, so that a few say it.
    let (event, nodes, country) = records.events().take(TRIED).find_map(|(event, _, row)| {
        let (sim, operator) = records.property(row, carrier)?;
        let (set, country) = records.property(row, region)?;
        let operator = records.document.string(operator.value)?;
        let country = records.document.string(country.value)?;
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        (is_code && country != "CN" && CHINESE.contains(&operator)).then_some((
            event,
            [sim, set],
            country,
        ))
    })?;
    let mut said =
        Quoted::of("The SIM card is from an operator of mainland China, the phone is set to ");
    said.value(country);
    said.words(". Possibly its owner travels, has moved, or bought the phone abroad.");
    Some(Finding {
        id: "LINK-7",
        severity: 1,
        basis: Basis::Derived,
        title: "The SIM card and the phone name two countries".into(),
        text: said.text.into(),
        quotes: said.quotes,
        requests: 1,
        paths: records.paths(event, &nodes),
        sources: vec!["sensors-android-3.2.10"],
    })
}

/// What a value is called in a sentence. What "who" holds differs, so it goes by its own name.
fn label<'a>(leaf: &Leaf<'a>) -> Cow<'a, str> {
    match leaf.judgement.entry {
        Some(entry) if !is_who(entry) => entry.name_for_people(),
        _ => leaf.name.into(),
    }
}
