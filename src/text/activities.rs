//! What somebody did, where and as whom: the parts of sentences that say it.

use super::quoted::Quoted;

/// What can recognize somebody, the graver the later.
pub(crate) const IDENTITIES: [&str; 8] = [
    "something that can single you out",
    "an ID of this browser",
    "an ID that the app chose",
    "an ID of this install",
    "an ID of a device",
    "an ID of this phone",
    "an e-mail address, a phone number or a bank account",
    "an account",
];

/// What somebody did, by the kind of data that shows it.
pub(crate) const PAGE: &str = "a page";
pub(crate) const SEARCH: &str = "a search";
pub(crate) const VIDEO: &str = "a video";
pub(crate) const PLACE: &str = "a place";
pub(crate) const CHOICE: &str = "something you chose";

/// What an event of an unknown name carries.
pub(crate) const NUMBER_OF_VIDEO: &str = "the number of a video";
pub(crate) const WEB_ADDRESS: &str = "a web address";
pub(crate) const SEARCH_ENGINES: &str = "the names of two search engines";

/// Details that few share.
pub(crate) const MODEL: &str = "model";
pub(crate) const LANGUAGE: &str = "language";
pub(crate) const CARRIER: &str = "carrier";

/// Something that somebody did, of which the name isn’t published.
pub(crate) const UNNAMED: &str = "did something that has no published name";

/// Words before what a value is, where that is only what it looks like.
pub(crate) fn looks(is_explained: bool) -> &'static str {
    match is_explained {
        true => "",
        false => "what looks like ",
    }
}

/// What one record shows of somebody, or several records, of which it is an example.
#[inline(never)]
pub(crate) fn shown(records: usize, deed: &Quoted, is_explained: bool) -> Quoted {
    let mut said = Quoted::default();
    match records {
        1 => said.words(looks(is_explained)).add(deed),
        _ => said
            .words("something personal (such as ")
            .words(looks(is_explained))
            .add(deed)
            .words(")"),
    };
    said
}

/// What an event is apparently, by its kind.
pub(crate) fn apparently(kind: &'static str) -> Quoted {
    let mut said = Quoted::of("Apparently ");
    said.words(kind);
    said
}

/// What an event is of which only a value says something.
pub(crate) fn carries(what: &'static str) -> Quoted {
    let mut said = Quoted::of("Something that carries ");
    said.words(what);
    said
}

/// What happened, as another sender means it by the same name: its title, and the rest with its values.
#[inline(never)]
pub(crate) fn as_elsewhere(first: &str, rest: &Quoted) -> Quoted {
    let mut said = Quoted::of("Apparently ");
    said.computed(&first.to_ascii_lowercase()).add(rest);
    said
}

/// What happened, as whoever made a pack has it.
#[inline(never)]
pub(crate) fn as_in_pack(pack: &str, title: &Quoted) -> Quoted {
    let mut said = Quoted::of("Apparently");
    said.says_pack(pack).words(": ").add(title);
    said
}

/// Something that was done many times: `searched 12 times (most often “x”, 3 times)`, or always the same.
#[inline(never)]
pub(crate) fn often(verb: &'static str, times: usize, most: Option<(&str, usize)>) -> Quoted {
    let mut said = Quoted::of(verb);
    said.words(" ").number(times).words(" times");
    match most {
        Some((value, number)) if number == times => {
            said.words(" (always “").value(value).words("”)");
        }
        Some((value, number)) => {
            said.words(" (most often “")
                .value(value)
                .words("”, ")
                .number(number)
                .words(" times)");
        }
        None => {}
    }
    said
}

/// Something of which there are many events, of which one is an example.
#[inline(never)]
pub(crate) fn such_events(activity: &Quoted, times: usize) -> Quoted {
    let mut said = activity.clone();
    said.words(", such events ").number(times).words(" times");
    said
}

/// Something that was done, with its value: on a host where that is short, else all of it.
#[inline(never)]
pub(crate) fn done(mut activity: Quoted, host: &Quoted, whole: &Quoted) -> Quoted {
    if host != whole {
        activity.words(" on ").add(host);
    } else if !whole.text.is_empty() {
        activity.words(" (“").add(whole).words("”)");
    }
    activity
}

/// Something that was done at a host, where there is one.
pub(crate) fn done_at(activity: &'static str, host: Option<&str>) -> Quoted {
    let mut said = Quoted::of(activity);
    if let Some(host) = host {
        said.words(" (").value(host).words(")");
    }
    said
}

/// What the first sentence says of somebody: `that you searched for “x” and opened a page`.
pub(crate) fn that_you(activities: &Quoted, is_apparent: bool) -> Quoted {
    let mut said = Quoted::of("that you ");
    said.words(if is_apparent { "apparently " } else { "" });
    said.add(activities);
    said
}

/// `which account this belongs to`, or probably does; `which 1,000 or more accounts`, where no more were
/// counted.
pub(crate) fn accounts(number: usize, is_cut: bool, is_apparent: bool) -> Quoted {
    let mut said = Quoted::of("which ");
    match (number, is_cut) {
        (1, _) => said.words("account this "),
        (_, true) => said.number(number).words(" or more accounts this "),
        _ => said.number(number).words(" accounts this "),
    };
    said.words(match is_apparent {
        true => "probably belongs to",
        false => "belongs to",
    });
    said
}

/// How far two places can be apart that are written with so many decimals of a degree, as the end of a
/// sentence.
pub(crate) fn distance(decimals: u8) -> &'static str {
    match decimals {
        0 => "to about 100 kilometers",
        1 => "to about 10 kilometers",
        2 => "to about a kilometer",
        3 => "to about 100 meters",
        4 => "to about 10 meters",
        _ => "to about a meter",
    }
}

/// Where a device was, and how exactly that is written.
pub(crate) fn position(device: &'static str, distance: &'static str) -> Quoted {
    let mut said = Quoted::of("where the ");
    said.words(device)
        .words(" was (")
        .words(distance)
        .words(")");
    said
}

/// Which router a device used.
pub(crate) fn router(device: &'static str) -> Quoted {
    let mut said = Quoted::of("which Wi-Fi router the ");
    said.words(device).words(" used");
    said
}
