//! What entries must not claim, and what they have to say where a claim holds only under a condition.

use std::collections::BTreeSet;

use crate::read::{Entry, Knowledge, PlacedField, read};
use crate::schema::{Category, Condition, Form, Persistence, Share, SourceKind};

/// Claims that no source supports, whoever makes them, and what is known instead.
const UNSUPPORTED: &[(&str, &str)] = &[
    (
        "every app on the phone",
        "an app has to ask for an advertising ID, may need a permission, and gets zeros once it is deleted",
    ),
    (
        "where you live or travel",
        "a setting is chosen once, and an operator or time zone hints at a country at most",
    ),
    (
        "exactly what you",
        "a search can be a suggestion that was tapped",
    ),
    (
        "you downloaded a file",
        "the event is sent for every step, also for one that is called off",
    ),
    (
        "you signed in",
        "the app names an account, which may be on the phone already",
    ),
    (
        "you signed out",
        "the app takes an account back, which nobody need have asked for",
    ),
    (
        "keep something apart",
        "why somebody sets up a second space is not known",
    ),
    (
        "only with a factory reset",
        "the Android ID also changes with the key of the maker, and is another one for each user",
    ),
    (
        "the settings that this record follows",
        "it is the name of the stream of records",
    ),
    (
        "within seconds",
        "no source that is cited says how long it takes",
    ),
    (
        "as the system hands it out",
        "the software sends a checksum",
    ),
];

#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn name(entry: &Entry<PlacedField>) -> String {
    let beside = entry.beside.as_ref();
    let beside = beside.map_or(String::new(), |beside| {
        format!(" beside {} {}", beside.key, beside.value)
    });
    format!("{}: {} {}{beside}", entry.file, entry.key, entry.event)
}

/// All that an entry says to the reader.
fn said(entry: &PlacedField) -> String {
    format!("{}\n{}\n{}", entry.label, entry.meaning, entry.matters)
}

/// Complains about fields of a kind that are not as they have to be. There have to be some.
#[track_caller]
fn check(
    is_of_kind: impl Fn(&PlacedField) -> bool,
    is_right: impl Fn(&PlacedField) -> bool,
    expected: &str,
) {
    let all = read();
    let kind: Vec<_> = all
        .fields
        .iter()
        .filter(|entry| is_of_kind(entry))
        .collect();
    assert!(
        !kind.is_empty(),
        "no entry is of the kind that this is about"
    );
    let wrong = kind.into_iter().filter(|entry| !is_right(entry));
    none(
        wrong
            .map(|entry| format!("{}: expected {expected}: {}", name(entry), said(entry)))
            .collect(),
    );
}

/// Everything that any entry says, with where.
fn everything(all: &Knowledge) -> Vec<(String, String)> {
    let fields = all.fields.iter().map(|entry| (name(entry), said(entry)));
    let events = all.events.iter().map(|entry| {
        let text = format!("{}\n{}", entry.title, entry.meaning);
        (format!("{}: {}", entry.file, entry.name), text)
    });
    let kinds = all.kinds.iter().map(|entry| {
        let text = format!("{}\n{}\n{}", entry.label, entry.meaning, entry.activity);
        (format!("{}: {}", entry.file, entry.id), text)
    });
    let hosts = all.hosts.iter().map(|entry| {
        let text = format!("{}\n{}", entry.name, entry.role);
        (format!("{}: {}", entry.file, entry.host), text)
    });
    fields.chain(events).chain(kinds).chain(hosts).collect()
}

#[test]
fn nothing_is_claimed_that_no_source_supports() {
    let mut complaints = Vec::new();
    for (place, text) in everything(&read()) {
        let text = text.to_lowercase();
        for (claim, truth) in UNSUPPORTED {
            if text.contains(claim) {
                complaints.push(format!("{place}: says “{claim}”, but {truth}"));
            }
        }
    }
    none(complaints);
}

/// A setting says what somebody chose, and no more.
#[test]
fn a_setting_does_not_show_where_somebody_is() {
    check(
        |entry| entry.meaning.contains(" is set to"),
        |entry| !entry.matters.contains("shows where"),
        "a hint at most",
    );
}

/// Since Android 10 only software with rights of the system reads numbers of the hardware, and the
/// one of Wi-Fi is made up for each network.
#[test]
fn hardware_numbers_name_the_condition_under_which_they_are_read() {
    check(
        |entry| {
            entry.persistence == Some(Persistence::Hardware)
                && entry.form != Form::PairList
                && !entry.key.starts_with("$mac_serial")
                && !entry.key.starts_with("$identity_mac_serial")
        },
        |entry| said(entry).contains("Android 10"),
        "from which Android on only system apps can read it",
    );
    check(
        |entry| entry.category == Category::HardwareId && said(entry).contains("Wi-Fi"),
        |entry| {
            entry.persistence == Some(Persistence::Depends)
                && entry.condition == Some(Condition::WifiAddress)
                && said(entry).contains("Android 10")
        },
        "that it lasts only up to Android 9 or for system apps",
    );
}

/// The note that Android makes one for each maker's key is of the Android ID alone.
#[test]
fn the_android_id_alone_depends_on_the_key_of_the_maker() {
    let is_android_id = |entry: &PlacedField| {
        entry.persistence == Some(Persistence::FactoryReset) && entry.label.contains("Android ID")
    };
    check(
        |entry| is_android_id(entry) || entry.condition == Some(Condition::SigningKey),
        |entry| is_android_id(entry) && entry.condition == Some(Condition::SigningKey),
        "an Android ID with the condition signing-key",
    );
}

#[test]
fn what_depends_says_on_what() {
    check(
        |entry| {
            let decides = [
                Condition::DeviceNumber,
                Condition::Reissued,
                Condition::Server,
                Condition::SystemCopy,
                Condition::WifiAddress,
            ];
            entry.persistence == Some(Persistence::Depends)
                || entry
                    .condition
                    .is_some_and(|condition| decides.contains(&condition))
        },
        |entry| entry.persistence == Some(Persistence::Depends) && entry.condition.is_some(),
        "the persistence depends and its condition",
    );
}

/// That a checksum can be undone is not what the software that makes it says.
#[test]
fn what_checksums_hide_has_a_source_of_its_own() {
    check(
        |entry| entry.matters.contains("trying"),
        |entry| {
            entry
                .sources
                .iter()
                .any(|source| source == "ftc-2024-07-24")
        },
        "the source that says so",
    );
}

#[test]
fn checksums_are_called_checksums() {
    check(
        |entry| {
            // Only Xiaomi’s shop is known to send an address of the hardware in clear.
            let is_of_shop = entry.place.starts_with("mi-s") && entry.key.starts_with("mac");
            entry.category == Category::HardwareId
                && (entry.label.contains("IMEI") || entry.label.contains("Wi-Fi"))
                && !is_of_shop
        },
        |entry| {
            entry.label.to_lowercase().contains("checksum") && entry.meaning.contains("hecksum")
        },
        "to be called a checksum, as no other sender that is known sends it in clear",
    );
}

/// What the letters of a build mean is not in the software that sends it.
#[test]
fn what_the_letters_of_a_build_mean_has_a_source_of_its_own() {
    check(
        |entry| entry.meaning.contains("last letters"),
        |entry| entry.sources.iter().any(|source| source == "miui-versions"),
        "the source on version numbers",
    );
}

/// Somebody else's number recognizes somebody too.
#[test]
fn numbers_of_other_people_recognize() {
    check(
        |entry| entry.condition == Some(Condition::OtherPerson),
        |entry| entry.identifiability >= 3 && entry.persistence.is_none(),
        "to recognize a person, but for how long is not known",
    );
    check(
        |entry| {
            let meaning = entry.meaning.to_lowercase();
            ["the person who", "another person", "somebody else"]
                .iter()
                .any(|whose| meaning.contains(whose))
                && entry.share == Share::Placeholder
        },
        |entry| entry.condition == Some(Condition::OtherPerson),
        "the condition other-person",
    );
}

/// The name of an app can tell about health, love or money, so it leaves only where it is one that
/// so many phones have that it tells nothing.
#[test]
fn names_of_apps_leave_only_where_they_tell_nothing() {
    check(
        |entry| {
            let names = ["$app_id", "$app_name", "$main_bundle_identifier"];
            names.contains(&&*entry.key) || ["App", "App that asks"].contains(&&*entry.label)
        },
        |entry| entry.share == Share::KeepIfKnown && entry.content >= 1,
        "keep-if-known",
    );
    check(
        |entry| entry.label == "Receiving server",
        |entry| entry.share == Share::KeepIfKnown,
        "keep-if-known, as a server can have the name of an app",
    );
}

/// Nothing that an app, as opposed to a web page, has for a number of its own.
#[test]
fn the_number_of_a_web_page_is_no_number_of_a_phone() {
    check(
        |entry| {
            let beside = entry.beside.as_ref();
            beside.is_some_and(|beside| beside.key == "$lib" && beside.value == "js")
        },
        |entry| {
            entry.persistence == Some(Persistence::Install) && !said(entry).contains("Android ID")
        },
        "a number that the browser keeps",
    );
}

/// Values whose meaning depends on what is sent with them, with all that is known to be sent.
#[test]
fn kinds_beside_a_value_are_all_explained() {
    let all = read();
    let known = |place: &str, key: &str, beside: &str| -> BTreeSet<&str> {
        let entries = all
            .fields
            .iter()
            .filter(|entry| entry.place == place && entry.key == key);
        entries
            .filter_map(|entry| entry.value.field.beside.as_ref())
            .filter(|found| found.key == beside)
            .map(|found| found.value.as_str())
            .collect()
    };
    for (place, key, beside, values) in [
        (
            "onetrack-head",
            "uid",
            "uid_type",
            &[
                "other",
                "phone_number",
                "qq",
                "session_id",
                "weibo",
                "weixin",
                "xiaomi",
            ][..],
        ),
        ("mistat", "device_id", "id_type", &["0", "1", "2"]),
        ("properties", "$device_id", "$lib", &["iOS", "js"]),
    ] {
        let expected: BTreeSet<&str> = values.iter().copied().collect();
        assert_eq!(known(place, key, beside), expected, "{key} beside {beside}");
    }
}

/// A page also begins to load when another one redirects to it.
#[test]
fn nobody_need_have_opened_what_is_loaded() {
    let all = read();
    let loads = all
        .events
        .iter()
        .filter(|event| event.name.contains("page_load"));
    let titles: Vec<&str> = loads.map(|event| event.title.as_str()).collect();
    assert!(titles.len() > 1);
    for title in titles {
        assert!(!title.contains("opened"), "{title}");
    }
}

/// A list of names of hosts says that they exist, and nothing of what they receive.
#[test]
fn lists_of_hosts_say_nothing_of_what_is_sent() {
    let all = read();
    let kind = |id: &str| {
        let source = all.sources.iter().find(|source| source.id == id);
        source.expect("a source is defined").kind
    };
    let mut complaints = Vec::new();
    let mut count = 0;
    for host in &all.hosts {
        let sources = host.sources.iter();
        if sources
            .clone()
            .all(|source| kind(source) == SourceKind::Reference)
        {
            count += 1;
            let hedges = [
                "Reported only by its name",
                "Lies under a domain",
                "Apparently",
            ];
            if !hedges.iter().any(|hedge| host.role.starts_with(hedge)) {
                complaints.push(format!("{}: only lists name it: {}", host.host, host.role));
            }
        }
        // The makers of a tracking software do not say which hosts of Xiaomi run it.
        if host.recipient == "Xiaomi"
            && host
                .sources
                .iter()
                .any(|source| source.starts_with("sensors-"))
        {
            complaints.push(format!("{}: a source that does not name it", host.host));
        }
    }
    assert!(count > 5, "only {count} hosts are named by lists alone");
    none(complaints);
}

/// What each of these says of when, where and how long, which more general rules do not cover.
#[test]
fn entries_say_what_their_source_shows_and_no_more() {
    let all = read();
    let field = |place: &str, key: &str| {
        let mut fields = all.fields.iter();
        let found = fields.find(|entry| entry.place == place && entry.key == key);
        found.unwrap_or_else(|| panic!("no entry for {place} {key}"))
    };
    // Nobody resets a router’s address in a setting; it changes with the network.
    assert_eq!(
        field("mi-home", "mc").persistence,
        Some(Persistence::Sim),
        "{}",
        said(field("mi-home", "mc"))
    );
    // Super properties are set once, when the app starts.
    let online = field("properties", "internet_status");
    assert!(online.meaning.contains("when the app was started"));
    // It is the name of the stream of records.
    let stream = field("miui-analytics", "key");
    assert!(
        said(stream).to_lowercase().contains("kind of record"),
        "{}",
        said(stream)
    );
    // Its host also serves pages.
    let mut hosts = all.hosts.iter();
    let host = hosts.find(|host| host.host == "sa.api.intl.miui.com");
    assert!(host.expect("a host").role.contains("web pages"));
    // Parts that identify nothing do not make a bundle last.
    let bundle = all
        .fields
        .iter()
        .filter(|entry| entry.form == Form::PairList);
    assert!(bundle.count() > 2);
    // What the app keeps itself may be restored, so nobody says that a new installation changes it.
    for entry in &all.fields {
        let kept = entry.persistence == Some(Persistence::Install);
        let text = said(entry).to_lowercase();
        let claims = text.contains("reinstall") && text.contains("changes");
        assert!(!(kept && claims), "{}: {text}", name(entry));
    }
}

/// Labels that a reader without our trade cannot read, or whose words were given up.
const TOO_TECHNICAL: &[&str] = &[
    "advert",
    "adverts",
    "advertising number",
    "board",
    "body version",
    "device number",
    "hardware number",
    "hardware numbers",
    "device numbers",
    "distribution channel",
    "key session",
    "locked",
    "random addition",
    "settings of parts",
    "sitting",
    "upright or sideways",
    "way to element",
    "woken",
    "working memory",
];

#[test]
fn labels_are_in_plain_words() {
    let mut complaints = Vec::new();
    for entry in &read().fields {
        let label = format!(" {} ", entry.label.to_lowercase());
        for words in TOO_TECHNICAL {
            if label.contains(&format!(" {words} ")) {
                complaints.push(format!("{}: label {:?}", name(entry), entry.label));
            }
        }
    }
    none(complaints);
}

/// Words that entries no longer use, and what they say instead.
const GIVEN_UP: &[(&str, &str)] = &[
    ("advert", "ad"),
    ("adverts", "ads"),
    ("sitting", "session"),
    ("sittings", "sessions"),
    ("crowd", "how rare it is"),
];

#[test]
fn meanings_are_in_plain_words() {
    let mut complaints = Vec::new();
    for (place, text) in everything(&read()) {
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            let word = word.to_lowercase();
            if let Some((_, instead)) = GIVEN_UP.iter().find(|(given_up, _)| *given_up == word) {
                complaints.push(format!("{place}: {word}, say {instead}: {text}"));
            }
        }
    }
    none(complaints);
}

/// A link would mean other things without the value that decides what others beside it mean.
#[test]
fn what_decides_on_meanings_may_leave() {
    let all = read();
    let mut complaints = Vec::new();
    for entry in &all.fields {
        let Some(beside) = &entry.beside else {
            continue;
        };
        let deciding = all.fields.iter().filter(|other| {
            let is_general = other.beside.is_none() || other.beside == entry.beside;
            other.place == entry.place && other.key == beside.key && is_general
        });
        // Of an entry for this value and one for any other, the first counts.
        let deciding = deciding.max_by_key(|other| other.beside.is_some());
        if deciding.is_none_or(|other| other.share != Share::Keep) {
            complaints.push(format!("{}: {} does not leave", name(entry), beside.key));
        }
    }
    none(complaints);
}
