//! Findings on identifiers: how one leads to another.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::around::{self, Around};
use super::evidence::{Leaf, Records};
use super::identifiers::Group;
use super::several::{self, Found};
use super::{identifiers, recipients};
use crate::annotate::{EventInfo, Judgment, Recognized, bit, is_distinct_id};
use crate::detect;
use crate::detect::copies::Copied;
use crate::join::Reading;
use crate::knowledge::{FIELDS, Form};
use crate::report::{Device, Finding, Persistence, Text};
use crate::text::message::Argument;
use crate::text::quoted::Quoted;
use crate::text::{findings as text, requests, words};

/// Records that a rule looks into before it gives up.
const TRIED: usize = 16;

/// Names that the receiving server adds to what it exports, so that no phone sent them.
const SERVER_NAMES: [&str; 2] = ["map_id", "user_id"];

const INSTALL: u8 = bit(Persistence::Install);
const RESETTABLE: u8 = bit(Persistence::Resettable);
const DEVICE: u8 = bit(Persistence::FactoryReset) | bit(Persistence::Hardware);
const ACCOUNT: u8 = bit(Persistence::Account);

fn lasts(leaf: &Leaf, bits: u8) -> bool {
    let judgment: &Judgment = &leaf.judgment;
    judgment
        .lasting()
        .is_some_and(|persistence| bit(persistence) & bits != 0)
}

/// `LINK-1`: an identifier that ends with the app's data beside one that does not.
pub(super) fn bridge(readings: &[Reading]) -> Option<Found> {
    // What the pass over all values noted says already that both are there.
    let is_bridged = |info: &EventInfo| has_both(info.lasting, DEVICE | ACCOUNT);
    several::each_by_record(readings, &bridge_in, &is_bridged, 1, None)
}

fn has_both(lasting: u8, bits: u8) -> bool {
    lasting & INSTALL != 0 && lasting & bits != 0
}

fn bridge_in(records: &Records) -> Option<Finding<'static>> {
    // What a server or a program keeps is no data of an app that somebody can clear, and iOS has no
    // such act.
    let decoded = &records.reading.decoded;
    if decoded.is_ios || decoded.device == Device::Computer {
        return None;
    }
    let found = |bits: u8| {
        let candidates = records
            .events()
            .filter(|(_, info, _)| has_both(info.lasting, bits));
        candidates.take(TRIED).find_map(|(event, ..)| {
            let mut leaves = records.leaves(event);
            let long = best_named(&leaves, bits)?;
            let long = leaves.swap_remove(long);
            let short = best_named(&leaves, INSTALL)?;
            // Of a number that only looks like an ID nobody knows when it changes.
            leaves.get(short)?.judgment.entry?;
            Some((event, leaves.swap_remove(short), long))
        })
    };
    let (event, short, long) = found(DEVICE).or_else(|| found(ACCOUNT))?;
    let is_cookie = short
        .judgment
        .entry
        .is_some_and(|entry| entry.form == Form::CookieId)
        || records.reading.decoded.device == Device::Browser
        || detect::is_cookie_id(short.text.unwrap_or_default());
    Some(bridged(
        [&label(&short), &label(&long)],
        is_cookie,
        records.paths(event, &[short.node, long.node]),
    ))
}

/// What follows from an identifier that ends and one that stays.
fn bridged(
    [short, long]: [&str; 2],
    is_cookie: bool,
    paths: Vec<Text<'static>>,
) -> Finding<'static> {
    let arguments = [
        ("short", Argument::Value(short)),
        ("long", Argument::Value(long)),
    ];
    let text = match is_cookie {
        true => &text::COOKIE_BRIDGE,
        false => &text::BRIDGE,
    };
    text.finding(3, &arguments, paths)
}

/// `LINK-1` for what a request without events says of a device.
pub(super) fn bridge_without_events(readings: &[Reading]) -> Option<Found> {
    let mut found: Option<Found> = None;
    for (request, reading) in readings.iter().enumerate() {
        let device = reading.decoded.device;
        if reading.event_count() > 0 || device == Device::Computer {
            continue;
        }
        let around: Vec<Around> = around::fields(readings, request).collect();
        let Some(finding) = bridge_around(&around, device) else {
            continue;
        };
        match &mut found {
            Some(found) => found.join(finding, false),
            None => found = Some(Found::new(finding)),
        }
    }
    found
}

/// The same of what stands around the events.
fn bridge_around(around: &[Around], device: Device) -> Option<Finding<'static>> {
    let lasting = |bits: u8| {
        let mut around = around.iter();
        around.find(|one| {
            let lasts = one.judgment.lasting();
            lasts.is_some_and(|persistence| bit(persistence) & bits != 0)
        })
    };
    let short = lasting(INSTALL)?;
    let long = lasting(DEVICE).or_else(|| lasting(ACCOUNT))?;
    let name = |one: &Around| identifiers::label_and_meaning(&one.judgment, device).0;
    Some(bridged(
        [&name(short), &name(long)],
        device == Device::Browser,
        vec![short.path.clone(), long.path.clone()],
    ))
}

/// The first value that lasts so long, rather one with a name of its own than "who".
fn best_named(leaves: &[Leaf], bits: u8) -> Option<usize> {
    let is_own = |leaf: &Leaf| !leaf.judgment.entry.is_some_and(is_distinct_id);
    let own = leaves
        .iter()
        .position(|leaf| lasts(leaf, bits) && is_own(leaf));
    own.or_else(|| leaves.iter().position(|leaf| lasts(leaf, bits)))
}

/// `LINK-2`: Google's advertising number beside a lasting number of the phone.
pub(super) fn advertising(readings: &[Reading]) -> Option<Found> {
    let strength =
        |records: &Records, event| u8::from(advertised(&records.leaves(event)).is_some());
    several::each_by_record(
        readings,
        &advertising_in,
        &may_advertise,
        TRIED,
        Some(strength),
    )
}

fn may_advertise(info: &EventInfo) -> bool {
    // A bundle of numbers lasts as long as the one of them that lasts longest.
    info.lasting & DEVICE != 0
}

fn advertising_in(records: &Records) -> Option<Finding<'static>> {
    // The settings and rules that it speaks of are those of phones.
    let decoded = &records.reading.decoded;
    if decoded.is_ios || matches!(decoded.device, Device::Browser | Device::Computer) {
        return None;
    }
    // To look into a record takes as long as to read it.
    let mut bundles = FIELDS.iter().filter(|entry| entry.form == Form::PairList);
    let has_bundle = bundles.any(|entry| records.document.find_key(entry.key).is_some());
    let candidates = records
        .events()
        .filter(|(_, info, _)| {
            may_advertise(info) && (has_bundle || info.lasting & RESETTABLE != 0)
        })
        .take(TRIED);
    let (event, nodes) = candidates
        .filter_map(|(event, ..)| Some((event, advertised(&records.leaves(event))?)))
        .next()?;
    Some(text::ADVERTISING.finding(3, &[], records.paths(event, &nodes)))
}

/// The nodes that hold the advertising number and the lasting one: two values, or one bundle.
fn advertised(leaves: &[Leaf]) -> Option<Vec<usize>> {
    let bundle = leaves.iter().find(|leaf| {
        let pairs = leaf.text.unwrap_or_default().split("##");
        let mut names = pairs.filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            (!detect::means_none(value)).then_some(name)
        });
        let names: Vec<&str> = names.by_ref().collect();
        let lasting = |name: &&str| *name != "gaid" && *name != "oaid";
        names.contains(&"gaid") && names.iter().any(lasting)
    });
    if let Some(bundle) = bundle {
        return Some(vec![bundle.node]);
    }
    let is_gaid =
        |leaf: &&Leaf| detect::name_contains_word(leaf.name, &["gaid"]) && lasts(leaf, RESETTABLE);
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
    Some(text::SIGN_IN.finding(4, &[], records.paths(event, &[original, account])))
}

/// The names of one identifier that are told, which are compared with each other.
const NAMES: usize = 16;

/// `LINK-4`: one value under several names.
pub(super) fn several_names(readings: &[Reading]) -> Option<Found> {
    let mut best: Option<((u8, usize), Group, Vec<Sighting>)> = None;
    for group in identifiers::groups(readings, &|_| true) {
        let identifiability = group.best()?.1.judgment.identifiability;
        let strength = (identifiability, group.seen.len());
        if best.as_ref().is_some_and(|(known, ..)| *known >= strength) {
            continue;
        }
        let mut names: Vec<Sighting> = Vec::new();
        for &(records, recognized) in &group.seen {
            for &(event, node) in &recognized.sightings {
                let name = name(&records, node)?;
                let is_known = names.iter().any(|known| known.name == name);
                let is_own = !name.is_empty() && !SERVER_NAMES.contains(&name);
                if is_own && !is_known && names.len() < NAMES {
                    names.push(Sighting {
                        records,
                        event,
                        node,
                        name,
                    });
                }
            }
        }
        if names.len() > 1 {
            best = Some((strength, group, names));
        }
    }
    let (_, group, names) = best?;
    let (last, others) = names.split_last()?;
    let mut said = Quoted::default();
    for other in others {
        said.listed(other.name);
    }
    let arguments = [
        ("names", Argument::Part(&said)),
        ("last", Argument::Value(last.name)),
    ];
    let paths = names.iter().filter_map(Sighting::path).collect();
    // A sign-in changes who the records are filed under.
    let text = match names.iter().any(|name| name.name == "distinct_id") {
        true => &text::SEVERAL_NAMES,
        false => &text::SAME_VALUE,
    };
    let mut found = Found::new(Finding {
        requests: group.seen.len(),
        ..text.finding(1, &arguments, paths)
    });
    let is_named = |request| names.iter().any(|name| name.records.request == request);
    for (records, recognized) in &group.seen {
        if !is_named(records.request) && found.has_room() {
            found.see(sightings(records, recognized));
        }
    }
    Some(found)
}

/// Where a value stands under a name.
struct Sighting<'a> {
    records: Records<'a>,
    event: u32,
    node: u32,
    name: &'a str,
}

impl Sighting<'_> {
    fn path(&self) -> Option<Text<'static>> {
        self.records.path(self.event as usize, self.node as usize)
    }
}

/// The name of a value.
fn name<'a>(records: &Records<'a>, node: u32) -> Option<&'a str> {
    let key = records.document.node(node as usize)?.key;
    Some(records.document.key(key))
}

/// `LINK-5`: a value that was made of another one, proven by making it again.
pub(super) fn copy(readings: &[Reading]) -> Option<Found> {
    let all = || Records::all(readings).flat_map(|records| &records.annotated.copies);
    let strongest = all().map(|copy| copy.identifiability).max()?;
    let mut found: Option<Found> = None;
    let mut has_both = false;
    for records in Records::all(readings) {
        let mut copies = records.annotated.copies.iter();
        let Some(copy) = copies.find(|copy| copy.identifiability == strongest) else {
            continue;
        };
        has_both |= copy.source_request.is_none();
        let source = Records::of(readings, copy.source_request.unwrap_or(records.request))?;
        let finding = copied(&records, &source, copy)?;
        match &mut found {
            Some(found) => found.join(finding, false),
            None => found = Some(Found::new(finding)),
        }
    }
    let mut found = found?;
    // Where no request has both, it takes one more to tell.
    if !has_both {
        found.count();
    }
    Some(found)
}

fn copied(records: &Records, source: &Records, copy: &Copied) -> Option<Finding<'static>> {
    let path =
        |records: &Records, (event, node): (u32, u32)| records.path(event as usize, node as usize);
    let (made, of) = (name(records, copy.at.1)?, name(source, copy.source.1)?);
    let text = match copy.algorithm {
        "Base64" => &text::RESPELLED,
        _ => &text::COMPUTED,
    };
    let arguments = [
        ("copy", Argument::Value(made)),
        ("source", Argument::Value(of)),
    ];
    let paths = [path(records, copy.at), path(source, copy.source)];
    let paths = paths.into_iter().flatten().collect();
    Some(text.finding(copy.identifiability.min(3), &arguments, paths))
}

/// `LINK-9`: one identifier in requests to several servers, which puts together what each of them is
/// told.
pub(super) fn several_servers(readings: &[Reading]) -> Option<Found> {
    if readings.len() < 2 {
        return None;
    }
    // By how long it lasts, in requests to how many servers, and in how many requests.
    let mut strongest = (Persistence::Session, 1, 0);
    let mut best: Option<(identifiers::Found, Vec<identifiers::Found>)> = None;
    for group in identifiers::groups(readings, &|_| true) {
        let told = group.best()?;
        let (_, recognized) = told;
        let Some(persistence) = recognized.judgment.lasting() else {
            continue;
        };
        // The first that has it of each server.
        let mut servers: BTreeMap<(u32, &str), usize> = BTreeMap::new();
        let mut first = Vec::new();
        for &found in &group.seen {
            if let Some(host) = found.0.reading.decoded.request.host.as_deref()
                && servers.insert((0, host), 0).is_none()
            {
                first.push(found);
            }
        }
        let strength = (persistence, servers.len(), group.seen.len());
        if servers.len() > 1 && persistence > Persistence::Session && strength > strongest {
            strongest = strength;
            best = Some((told, first));
        }
    }
    let (found, first) = best?;
    let recognized = found.1;
    let (_, servers, requests) = strongest;
    let recipients = recipients(&mut first.iter().map(|(records, _)| records.reading));
    let who = match recipients.names.as_slice() {
        [_] => recipients.say(),
        _ => Quoted::of(requests::WHOEVER_RECEIVES_THEM),
    };
    let label = identifiers::label(found);
    let whole = words::bearer(recognized.judgment.persistence);
    let arguments = [
        ("id", Argument::Value(&label)),
        ("number", Argument::Number(servers)),
        ("who", Argument::Part(&who)),
        ("whole", Argument::Words(whole)),
    ];
    let mut places = first
        .iter()
        .map(|(records, recognized)| sightings(records, recognized));
    let mut found = Found::new(Finding {
        requests,
        ..text::SEVERAL_SERVERS.finding(2, &arguments, places.next()?)
    });
    for places in places {
        found.see(places);
    }
    Some(found)
}

/// Where a value was first seen in a request, under each of its names.
fn sightings(records: &Records, recognized: &Recognized) -> Vec<Text<'static>> {
    let sightings = recognized.sightings.iter();
    sightings
        .filter_map(|&(event, node)| records.path(event as usize, node as usize))
        .collect()
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
    let arguments = [("country", Argument::Value(country))];
    Some(text::SIM_ABROAD.finding(1, &arguments, records.paths(event, &nodes)))
}

/// What a value is called in a sentence. What "who" holds differs, so it goes by its own name.
fn label<'a>(leaf: &Leaf<'a>) -> Cow<'a, str> {
    match leaf.judgment.entry {
        Some(entry) if !is_distinct_id(entry) => entry.name_for_people(),
        _ => leaf.name.into(),
    }
}
