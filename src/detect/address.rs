//! What the address of a page tells: searches, videos, places, private links, keys.

use super::place::{Inner, Match, Position, Step, parameter};
use super::words::{behind, has, is_listed, named};
use super::{Verdict, detectors, is_video_id, shapes};
use crate::bytes::codec::percent;
use crate::capture::url_parts;
use crate::placeholder;
use crate::report::Certainty::{Likely, Possible};

/// Search engines: a part of the host, a part of the path, and the parameters that hold the words.
const ENGINES: &[(&str, &str, &str)] = &[
    ("google", "/search", "q"),
    ("google", "/maps", "q"),
    ("youtube", "/results", "search_query"),
    ("bing", "/search", "q"),
    ("duckduckgo", "/", "q"),
    ("yahoo", "/search", "p"),
    ("yandex", "/", "text"),
    ("baidu", "/", "wd|word"),
    ("sogou", "/", "query|keyword"),
    ("so", "/s", "q"),
    ("ecosia", "/search", "q"),
    ("startpage", "/", "query|q"),
    ("qwant", "/", "q"),
    ("brave", "/search", "q"),
    ("naver", "/search", "query"),
    ("amazon", "/s", "k"),
    ("ebay", "/sch", "_nkw"),
    ("wikipedia", "/", "search"),
];

/// Services whose links open for everybody who has them: the end of the host, and what must stand
/// behind it.
const PRIVATE_LINKS: &[(&str, &str)] = &[
    ("docs.google.com", "/d/"),
    ("drive.google.com", "/d/"),
    ("drive.google.com", "/folders/"),
    ("drive.google.com", "id="),
    ("dropbox.com", "/s/"),
    ("dropbox.com", "/scl/"),
    ("sharepoint.com", "/:"),
    ("1drv.ms", "/"),
    ("zoom.us", "pwd="),
    ("chat.whatsapp.com", "/"),
    ("t.me", "/+"),
    ("wetransfer.com", "/downloads/"),
];

/// How much the address of a page tells by itself: the site alone, or which page of it.
#[inline(never)]
pub(crate) fn told_by_address(text: &str) -> u8 {
    match url_parts(text) {
        Some((_, "" | "/", "")) if !text.contains('#') => 1,
        Some(_) => 2,
        // The path of one.
        None if !text.contains([' ', '=']) => 2,
        None => 3,
    }
}

/// Takes an address apart and looks at each part.
#[inline(never)]
pub(super) fn look(url: &str, place: Position, inside: &Inner, sink: &mut dyn FnMut(&Match)) {
    let Some((host, path, query)) = url_parts(url) else {
        return;
    };
    let mut emit = |verdict: Verdict, value: &str| place.emit(verdict, value, sink);
    let authority = url.split(['/', '?', '#']).nth(2).unwrap_or_default();
    if let Some((user, _)) = authority.rsplit_once('@') {
        emit(
            (
                &detectors::CREDENTIALS,
                Likely,
                "a name or password is before the host",
            ),
            user,
        );
    }
    if let Some(because) = is_private(host) {
        emit((&detectors::PRIVATE_HOST, Likely, because), host);
    }
    let target = behind(url, host).filter(|target| target.len() > 1);
    let serves = |(end, needle): &(&str, &str)| {
        is_under(host, end) && target.is_some_and(|target| has(target, needle))
    };
    if PRIVATE_LINKS.iter().any(serves) {
        emit(
            (
                &detectors::CAPABILITY,
                Likely,
                "the service opens such links for everybody who has them",
            ),
            url,
        );
    } else if is_one_time(path) {
        emit(
            (
                &detectors::CAPABILITY,
                Likely,
                "the path speaks of a confirmation and contains a long key",
            ),
            url,
        );
    }
    let decoded = percent::decode_text(path);
    of_path(host, &decoded, &mut emit);
    let has = |name: &str| {
        query.split('&').any(|pair| {
            pair.split_once('=')
                .is_some_and(|(found, value)| found == name && value.len() > 3)
        })
    };
    if has("idc") && has("zip") {
        emit(
            (
                &detectors::PARCEL,
                Likely,
                "a parcel number and a postcode are in one address",
            ),
            query,
        );
    }
    (inside.text)(&decoded, place, sink);
    topics(
        host,
        "a word in the host’s name is in a short list for this topic",
        &place,
        sink,
    );
    parameters(host, path, query, place, inside, sink);
    if let Some((_, fragment)) = url.split_once('#') {
        if fragment.contains('=') {
            parameters(host, "/search", fragment, place, inside, sink);
        } else {
            (inside.text)(&percent::decode_text(fragment), place, sink);
        }
    }
}

fn parameters(
    host: &str,
    path: &str,
    query: &str,
    place: Position,
    inside: &Inner,
    sink: &mut dyn FnMut(&Match),
) {
    for pair in query.split('&') {
        let Some((name, value)) = pair.split_once('=').filter(|(_, value)| !value.is_empty())
        else {
            continue;
        };
        let name = percent::decode_text(name);
        let value = parameter(value);
        let step = Step {
            name: &name,
            outer: place.step,
        };
        let inner = place.inside(&step, &name);
        if let Some(verdict) = of_parameter(host, path, &name, &value) {
            inner.emit(verdict, value.trim(), sink);
            if verdict.0.id() == "search-words" {
                topics(&value, SEARCHED, &inner, sink);
            }
        }
        (inside.value)(&value, inner, sink);
    }
}

/// What the name of a parameter says of its value.
#[inline(never)]
fn of_parameter(host: &str, path: &str, name: &str, value: &str) -> Option<Verdict> {
    const CLICKS: &str = "gclid|fbclid|msclkid|yclid|dclid|gbraid|wbraid|ttclid|igshid";
    if is_listed(CLICKS, name) {
        return Some((
            &detectors::CLICK_ID,
            Likely,
            "advertising companies give this name to it",
        ));
    }
    if is_listed("mc_eid|_hsenc|mkt_tok", name) {
        return Some((
            &detectors::RECIPIENT_ID,
            Likely,
            "senders of newsletters give this name to it",
        ));
    }
    if name == "v" && has_label(host, "youtube") && is_video_id(value) {
        return Some((
            &detectors::VIDEO_ID,
            Likely,
            "YouTube’s addresses name the video there",
        ));
    }
    let is_words = shapes::position(value).is_none()
        && !shapes::is_web_address(value)
        && shapes::email(value).is_none();
    let searches = |(engine, start, names): &&(&str, &str, &str)| {
        is_listed(names, name) && has_label(host, engine) && has(path, start)
    };
    if is_words && ENGINES.iter().any(|engine| searches(&engine)) {
        return Some((
            &detectors::SEARCH_WORDS,
            Likely,
            "this search engine takes the words there",
        ));
    }
    let is_usual = is_listed("q|query|search|keyword|kw|search_query", name);
    let is_redirect = has_label(host, "google") && path == "/url";
    (is_words && is_usual && !is_redirect).then_some((
        &detectors::SEARCH_WORDS,
        Possible,
        "many sites take search words under this name",
    ))
}

/// What the path says: videos, places, routes, searches on a map.
#[inline(never)]
fn of_path(host: &str, path: &str, emit: &mut dyn FnMut(Verdict, &str)) {
    let mut steps = path.split('/').skip(1);
    let (first, second, third) = (
        steps.next().unwrap_or_default(),
        steps.next().unwrap_or_default(),
        steps.next().unwrap_or_default(),
    );
    let video = match (host, first) {
        ("youtu.be", _) => first,
        (_, "embed" | "shorts" | "v" | "live") if has_label(host, "youtube") => second,
        _ => "",
    };
    if is_video_id(video) {
        emit(
            (
                &detectors::VIDEO_ID,
                Likely,
                "YouTube’s addresses name the video there",
            ),
            video,
        );
    }
    if first == "maps" && second == "search" && !third.is_empty() {
        let words = parameter(third);
        emit(
            (
                &detectors::SEARCH_WORDS,
                Likely,
                "the words were searched for on a map",
            ),
            &words,
        );
    }
    if first == "maps" && second == "dir" && !third.is_empty() {
        let route = parameter(behind(path, "/dir/").unwrap_or_default());
        emit(
            (
                &detectors::ROUTE,
                Likely,
                "the map’s addresses list the stops there",
            ),
            &route,
        );
    }
    if let Some(rest) = behind(path, "/@") {
        let mut numbers = rest.split(',');
        let place = [numbers.next(), numbers.next()].map(Option::unwrap_or_default);
        emit_location(place, emit);
    }
    if let Some((latitude, rest)) =
        behind(path, "!3d").and_then(|rest| Some((rest.split('!').next()?, behind(rest, "!4d")?)))
    {
        let longitude = rest
            .split(|letter: char| !matches!(letter, '0'..='9' | '.' | '-'))
            .next();
        emit_location([latitude, longitude.unwrap_or_default()], emit);
    }
}

#[inline(never)]
fn emit_location(place: [&str; 2], emit: &mut dyn FnMut(Verdict, &str)) {
    let pair = place.join(",");
    if shapes::position(&pair).is_some() {
        emit(
            (
                &detectors::MAP_PLACE,
                Likely,
                "the map’s addresses name the middle of the picture there",
            ),
            &pair,
        );
    }
}

/// Whether one of the names between the dots of a host is this one, the last aside.
#[inline(never)]
fn has_label(host: &str, label: &str) -> bool {
    host.rsplit('.')
        .skip(1)
        .any(|part| part.eq_ignore_ascii_case(label))
}

#[inline(never)]
fn is_under(host: &str, domain: &str) -> bool {
    host.len()
        .checked_sub(domain.len())
        .and_then(|start| Some((host.get(..start)?, host.get(start..)?)))
        .is_some_and(|(before, end)| {
            end.eq_ignore_ascii_case(domain) && (before.is_empty() || before.ends_with('.'))
        })
}

/// A page that works once or in one name: a telling word and a long key among the steps.
#[inline(never)]
fn is_one_time(path: &str) -> bool {
    const WORDS: &str = "reset|verify|confirm|unsubscribe|invite|magic";
    let is_key = |step: &str| {
        step.len() >= 16
            && shapes::is_random(step)
            && step.bytes().any(|byte| byte.is_ascii_digit())
    };
    path.split('/').any(is_key) && named(path, WORDS)
}

/// Whether only this network or phone can open a host.
#[inline(never)]
fn is_private(host: &str) -> Option<&'static str> {
    // What was masked could be any host.
    if placeholder::whole(host).is_some() {
        return None;
    }
    if shapes::ipv4(host).is_some_and(shapes::is_private) {
        return Some("such numbers are used inside a network only");
    }
    let top = host.rsplit('.').next().unwrap_or_default();
    if top == "onion" {
        return Some("only the Tor network knows such names");
    }
    let is_local = !host.contains(['.', ':', '['])
        || matches!(top, "local" | "lan" | "internal")
        || is_under(host, "home.arpa")
        || is_under(host, "miwifi.com");
    is_local.then_some("only a local network knows such names")
}

/// Words that stand for topics which the law protects or which embarrass, in English and German;
/// each list begins with the name of its topic.
const TOPICS: &[&str] = &[
    "health:|hiv|aids|cancer|depression|abortion|pregnant|pregnancy|miscarriage|diabetes|syphilis|chlamydia|suicide|krebs|abtreibung|schwanger|schwangerschaft|depressionen",
    "sex:|porn|porno|xxx|pornhub|xvideos|xnxx|xhamster|youporn|redtube|onlyfans|chaturbate",
    "sexuality:|gay|lesbian|bisexual|transgender|queer|lgbt|lgbtq|grindr|schwul|lesbisch",
    "religion:|church|mosque|synagogue|quran|koran|bible|kirche|moschee|synagoge|bibel",
    "politics:|communist|socialist|nazi|gewerkschaft|election",
    "money:|debt|debts|bankruptcy|insolvency|payday|schulden|insolvenz",
    "crime:|probation|parole|felony|bewährung|strafanzeige",
    "addiction:|alcoholic|alcoholism|cocaine|heroin|gambling|rehab|sucht|alkoholiker",
];

/// For each first letter the lengths of the words in `TOPICS` that begin with it, as bits: words of
/// addresses are many, and nearly none of them has to be looked up in the lists.
const TOPIC_LENGTHS: [u32; 26] = topic_lengths();

#[expect(
    clippy::indexing_slicing,
    reason = "the compiler runs it, so it cannot fail later"
)]
const fn topic_lengths() -> [u32; 26] {
    let mut lengths = [0; 26];
    let mut list = 0;
    while list < TOPICS.len() {
        let bytes = TOPICS[list].as_bytes();
        let (mut start, mut end) = (0, 0);
        while end <= bytes.len() {
            if end == bytes.len() || bytes[end] == b'|' {
                lengths[(bytes[start] - b'a') as usize] |= 1 << (end - start);
                start = end + 1;
            }
            end += 1;
        }
        list += 1;
    }
    lengths
}

fn may_be_topic(word: &str) -> bool {
    let first = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    let lengths = TOPIC_LENGTHS.get(usize::from(first.wrapping_sub(b'a')));
    word.len() < 32 && lengths.is_some_and(|lengths| lengths >> word.len() & 1 == 1)
}

/// Why a topic is suspected in what was searched for.
pub(super) const SEARCHED: &str = "a word of the search is in a short list for this topic";

/// Topics that the words of a text stand for.
pub(super) fn topics(
    text: &str,
    because: &'static str,
    place: &Position,
    sink: &mut dyn FnMut(&Match),
) {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    for word in words.filter(|word| may_be_topic(word)) {
        for list in TOPICS {
            if is_listed(list, word) {
                let topic = list.split(':').next();
                place.emit_with((&detectors::TOPIC, Possible, because), word, topic, sink);
            }
        }
    }
}
