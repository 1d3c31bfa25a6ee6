//! What one value means: its name looked up, and what the value itself says.

use crate::detect::{self, Guess, Match};
use crate::json::{Document, Value};
use crate::knowledge::{Category, Condition, FieldEntry, Form, Grade, Scope, pack};
use crate::placeholder;
use crate::report::{Certainty, Known, Persistence};

/// What is known of one value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judgment {
    pub(crate) entry: Option<&'static FieldEntry>,
    pub(crate) guess: Option<Guess>,
    pub(crate) known: Known,
    pub(crate) category: Option<Category>,
    pub(crate) content: u8,
    pub(crate) identifiability: u8,
    pub(crate) persistence: Option<Persistence>,
    /// Set where the value says something else than the name promises.
    pub(crate) note: Option<Remark>,
    /// How revealing is what lies inside the value, and how well it recognizes somebody.
    pub(crate) inside: [u8; 2],
    /// How much the value tells, on the scale of an event ([`EventInfo::score`](super::EventInfo)).
    pub(crate) told: u8,
}

impl Judgment {
    /// Whether the entry says what another sender means by the name.
    pub(crate) fn is_hint(&self) -> bool {
        self.known == Known::Guessed && self.entry.is_some_and(|entry| entry.grade <= Grade::B)
    }

    /// How much it matters that the value stays hidden.
    pub(crate) fn risk(&self) -> u8 {
        self.whole_content().max(self.whole_identifiability())
    }

    /// How sensitive the value is, on the scale of an event: that of one which has nothing else and
    /// is the first with it.
    pub(crate) fn severity(&self) -> u8 {
        self.told.max(level_of_id(self.whole_identifiability()))
    }

    /// How revealing the value is with all that lies inside it.
    pub(crate) fn whole_content(&self) -> u8 {
        // That an account is called by a mailbox or a number says who somebody is, not what they did.
        let is_account =
            |entry: &FieldEntry| entry.category == Category::Account && !is_of_pack(entry);
        match self.entry.is_some_and(is_account) {
            true => self.content,
            false => self.content.max(self.inside[0]),
        }
    }

    /// How well the value recognizes somebody with all that lies inside it.
    pub(crate) fn whole_identifiability(&self) -> u8 {
        self.identifiability.max(self.inside[1])
    }

    /// How long a value recognizes somebody, where it does and where that does not depend on what
    /// the app chose or on what a list holds.
    pub(crate) fn lasting(&self) -> Option<Persistence> {
        let is_own =
            self.note != Some(Remark::Chosen) && self.category != Some(Category::Interaction);
        self.persistence
            .filter(|_| self.identifiability >= 3 && is_own)
    }
}

/// How sensitive it is that something recognizes somebody so well, on the scale of an event. An ID shows
/// who, and not what they did, so it has a level less than what it would make of that.
pub(crate) const fn level_of_id(identifiability: u8) -> u8 {
    match identifiability {
        0 => 0,
        1..=2 => 1,
        strong => strong - 1,
    }
}

/// One bit for how long a value lasts. What lasts for one event only has none, since nothing
/// follows from it.
pub(crate) const fn bit(persistence: Persistence) -> u8 {
    match persistence {
        Persistence::Event => 0,
        longer => 1 << (longer as u8 - 1),
    }
}

/// What a value says that its name does not, or whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    /// It stands for "none".
    Placeholder,
    /// The "who" key holds a random identifier.
    RandomId,
    /// The "who" key holds an identifier that a web page keeps in a cookie.
    CookieId,
    /// The "who" key holds an Android ID.
    AndroidId,
    /// The "who" key holds an account: the record is a sign-in, or the value is a number or a
    /// mailbox, neither of which an SDK makes up.
    Account,
    /// The "who" key holds what the app chose, an account or not.
    Chosen,
    /// It recognizes somebody else than whose phone it is.
    OtherPerson,
}

/// A field of a record, as far as its meaning depends on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'f> {
    /// Where it stands.
    pub(crate) place: Option<Scope>,
    /// The name of the record that it belongs to.
    pub(crate) event: &'f str,
    pub(crate) name: &'f str,
    /// The entry that applies because of what is sent with it.
    pub(crate) beside: Option<&'static FieldEntry>,
}

impl Field<'_> {
    /// What explains it.
    pub(crate) fn entry(&self, pack: pack::Extra) -> Option<&'static FieldEntry> {
        let own = || pack::field(pack, self.place?, self.event, self.name);
        self.beside.or_else(own)
    }
}

/// Judges one value by its field and itself. `text` is null for values that are not strings.
pub(crate) fn judge(
    pack: pack::Extra,
    field: Field,
    text: Option<&str>,
    number: Option<u64>,
) -> Judgment {
    let entry = field.entry(pack);
    let Field { event, name, .. } = field;
    judge_as(pack, entry, event, name, text, number, &mut |_| {})
}

/// Judges one value whose entry was looked up before, and tells what was found inside it.
pub(super) fn judge_as(
    extra: pack::Extra,
    entry: Option<&'static FieldEntry>,
    event: &str,
    name: &str,
    text: Option<&str>,
    number: Option<u64>,
    sink: &mut dyn FnMut(&Match),
) -> Judgment {
    let mut judgment = judge_whole(entry, event, name, text, number);
    let mut told_inside = 0;
    // A pack cannot make a value look more harmless than it does by itself.
    if entry.is_some_and(is_of_pack)
        && let Some(own) = guess(name, text, number).filter(counts)
    {
        if own.identifiability > judgment.identifiability {
            judgment.identifiability = own.identifiability;
            judgment.persistence = own.persistence;
            judgment.category = Some(own.category);
        }
        if own.content > judgment.content {
            judgment.content = own.content;
            judgment.category = Some(own.category);
        }
    }
    // What rests on a name or a shape, or is said of another sender, is a guess.
    if entry.is_some_and(|entry| !extra.explains(entry.grade, entry.sources, entry.pack)) {
        judgment.known = Known::Guessed;
    }
    if let Some(text) = text
        && entry.is_none_or(is_searched)
        && judgment.note != Some(Remark::Placeholder)
        && (is_search(entry) || detect::may_hold_more(text))
    {
        let category = judgment.category;
        let told_inside = &mut told_inside;
        let [content, identifiability] = &mut judgment.inside;
        detect::search(name, text, &mut |found| {
            // Under a name with a meaning of its own, a form alone proves nothing.
            let counts =
                entry.is_none_or(is_of_pack) || found.within.is_some() || found.kind.is_telling;
            // What was read or looked for is sensitive already where a word is.
            let is_topic = *found.kind == detect::TOPIC
                && matches!(category, Some(Category::Search | Category::Browsing));
            if is_topic || counts && found.certainty >= Certainty::Likely {
                *content = found.kind.content.max(*content);
                *identifiability = found.kind.identifiability.max(*identifiability);
                if *found.kind != detect::URL {
                    *told_inside = found.kind.content.max(*told_inside);
                }
            } else if *found.kind == detect::SEARCH_WORDS {
                *told_inside = found.kind.content.max(*told_inside);
            }
            sink(found);
        });
    }
    judgment.told = match (judgment.category, judgment.whole_content()) {
        // By what somebody is called they did nothing; that it recognizes them counts elsewhere.
        (Some(Category::Account), content) if !entry.is_some_and(is_of_pack) => content.min(1),
        (Some(Category::Browsing), 3) => match text {
            Some(text) => detect::told_by_address(text).max(told_inside),
            None => 3,
        },
        (_, 4) if entry.is_some_and(|entry| entry.form == Form::Microdegrees) => {
            let digits = text.and_then(|text| text.trim_start_matches('-').parse().ok());
            number.or(digits).map_or(4, told_by_degrees)
        }
        (_, content) => content,
    };
    judgment
}

/// How much a part of a position tells, in millionths of a degree: those that are zero at its end were
/// left out.
fn told_by_degrees(number: u64) -> u8 {
    let steps = [1_000_000, 100_000, 10_000];
    let rounded = steps.iter().position(|step| number.is_multiple_of(*step));
    rounded.map_or(4, |step| step as u8 + 1)
}

/// Whether an entry is the word of whoever made a pack.
pub(super) fn is_of_pack(entry: &FieldEntry) -> bool {
    !entry.pack.is_empty()
}

/// Whether a field holds what was searched for, of which every word can tell something.
pub(super) fn is_search(entry: Option<&FieldEntry>) -> bool {
    entry.is_some_and(|entry| entry.category == Category::Search)
}

/// Whether the values of a field are chosen by people and sites, so that they can hold anything.
pub(super) fn is_searched(entry: &FieldEntry) -> bool {
    is_of_pack(entry)
        || !matches!(
            entry.category,
            Category::DeviceProfile
                | Category::NetworkPlace
                | Category::PreciseLocation
                | Category::Time
                | Category::Transport
        )
}

/// What a value looks like by its name and its form.
#[inline(never)]
fn guess(name: &str, text: Option<&str>, number: Option<u64>) -> Option<Guess> {
    match (text, number) {
        (Some(text), _) => detect::text(name, text),
        (None, Some(number)) => detect::number(name, number),
        (None, None) => None,
    }
}

/// Whether a guess counts for anything.
fn counts(guess: &Guess) -> bool {
    guess.certainty >= Certainty::Likely
}

fn judge_whole(
    entry: Option<&'static FieldEntry>,
    event: &str,
    name: &str,
    text: Option<&str>,
    number: Option<u64>,
) -> Judgment {
    if let Some(entry) = entry {
        let mut judgment = Judgment {
            entry: Some(entry),
            guess: None,
            known: Known::Explained,
            category: Some(entry.category),
            content: entry.content,
            identifiability: entry.identifiability,
            persistence: entry.persistence,
            note: None,
            inside: [0; 2],
            told: 0,
        };
        if value_decides(entry) {
            // An account number may be sent as a number.
            let digits = number.map(|number| number.to_string());
            if let Some(text) = text.or(digits.as_deref()) {
                refine(&mut judgment, entry, event, text);
            }
        }
        return judgment;
    }
    let guess = guess(name, text, number);
    let likely = guess.filter(counts);
    Judgment {
        entry: None,
        guess,
        known: if likely.is_some() {
            Known::Guessed
        } else {
            Known::Unknown
        },
        category: likely.map(|guess| guess.category),
        content: likely.map_or(0, |guess| guess.content),
        identifiability: likely.map_or(0, |guess| guess.identifiability),
        persistence: likely.and_then(|guess| guess.persistence),
        note: None,
        inside: [0; 2],
        told: 0,
    }
}

/// Whether the value of this field decides what the field means.
pub(super) fn value_decides(entry: &FieldEntry) -> bool {
    // A field for search words reveals nothing where the SDK writes “no value” into it.
    entry.identifiability >= 2 || entry.content >= 3 || is_of_pack(entry)
}

/// Whether a value that recognizes somebody is a number or name of its own: a place or a packed
/// body recognizes too, but is shown as what it is, and so is the number of somebody else.
pub(super) fn is_identifier(judgment: &Judgment) -> bool {
    !matches!(
        judgment.category,
        Some(Category::PreciseLocation | Category::Transport | Category::Browsing)
    ) && judgment.note != Some(Remark::OtherPerson)
}

/// The names under which the SDK sends "who": an account after sign-in, something else before.
pub(crate) fn is_distinct_id(entry: &FieldEntry) -> bool {
    entry.place == Scope::Event
        && matches!(entry.key, "distinct_id" | "anonymous_id" | "original_id")
}

fn refine(judgment: &mut Judgment, entry: &FieldEntry, event: &str, text: &str) {
    // No phone is at a millionth of a degree from the equator or from Greenwich.
    let is_nowhere = entry.form == Form::Microdegrees && matches!(text.trim(), "0" | "-0");
    let is_nobody = entry.identifiability >= 3 && detect::is_nobody(text);
    if is_nowhere || is_nobody || detect::means_none(text) {
        refine_nothing(judgment);
        return;
    }
    if entry.condition == Condition::OtherPerson {
        judgment.note = Some(Remark::OtherPerson);
        return;
    }
    if entry.form == Form::PairList {
        refine_bundle(judgment, text);
        return;
    }
    // A placeholder says what the value was before it was masked.
    let masked = placeholder::whole(text).map_or("", |token| token.word);
    if !is_distinct_id(entry) {
        // On a web page the SDK has no other number of the device than the one in its cookie.
        if entry.key == "$device_id" && (detect::is_cookie_id(text) || masked == "install") {
            judgment.note = Some(Remark::CookieId);
            judgment.category = Some(Category::InstallId);
            judgment.persistence = Some(Persistence::Install);
        }
        return;
    }
    let signed_in = event == "$SignUp" && entry.key == "distinct_id"
        || detect::is_account(text)
        || matches!(masked, "email" | "phone");
    let (note, category, identifiability, persistence) = if signed_in {
        (Remark::Account, Category::Account, 4, Persistence::Account)
    } else if detect::is_uuid(text) || masked == "install" {
        (
            Remark::RandomId,
            Category::InstallId,
            3,
            Persistence::Install,
        )
    } else if detect::is_cookie_id(text) {
        (
            Remark::CookieId,
            Category::InstallId,
            3,
            Persistence::Install,
        )
    } else if detect::is_android_id(text) || masked == "device" {
        (
            Remark::AndroidId,
            Category::DeviceId,
            3,
            Persistence::FactoryReset,
        )
    } else {
        (Remark::Chosen, Category::Account, 3, Persistence::Install)
    };
    judgment.note = Some(note);
    judgment.category = Some(category);
    judgment.identifiability = identifiability;
    judgment.persistence = Some(persistence);
}

/// A value that means "none" says nothing.
fn refine_nothing(judgment: &mut Judgment) {
    judgment.note = Some(Remark::Placeholder);
    judgment.content = 0;
    judgment.identifiability = 0;
    judgment.persistence = None;
}

/// A bundle of device numbers recognizes as well, and for as long, as the best of those in it that
/// are not empty: `android_id=…##imei=##mac=02:00:00:00:00:00`.
fn refine_bundle(judgment: &mut Judgment, text: &str) {
    let pairs = text.split("##").filter_map(|pair| pair.split_once('='));
    let mut strongest = None;
    let mut is_bundle = false;
    for (name, value) in pairs {
        is_bundle = true;
        if value.is_empty() || detect::means_none(value) {
            continue;
        }
        let (identifiability, persistence, category) = match name {
            "android_id" => (3, Persistence::FactoryReset, Category::DeviceId),
            "oaid" | "oaid_reflection" | "gaid" | "idfa" => {
                (3, Persistence::Resettable, Category::DeviceId)
            }
            "idfv" => (3, Persistence::Install, Category::InstallId),
            "mac" => (4, Persistence::Depends, Category::HardwareId),
            _ => (4, Persistence::Hardware, Category::HardwareId),
        };
        strongest = strongest.max(Some((identifiability, persistence, category)));
    }
    match strongest {
        Some((identifiability, persistence, category)) => {
            judgment.identifiability = identifiability;
            judgment.persistence = Some(persistence);
            judgment.category = Some(category);
        }
        None if is_bundle => refine_nothing(judgment),
        None => {}
    }
}

/// The text that a value is judged by: the content of a string, and the digits of a number with a
/// point or a sign where it can be a position. Other such numbers say nothing by themselves.
pub(crate) fn text_of<'d>(
    document: &'d Document,
    value: Value,
    name: &str,
    exact: &'d str,
) -> Option<&'d str> {
    match value {
        Value::Number => Some(exact).filter(|_| detect::is_axis(name)),
        // It means “none” under every name.
        Value::Null => Some("null"),
        Value::Bool(true) if detect::is_private_browsing(name) => Some("true"),
        _ => document.string(value),
    }
}

/// What a value counts for: the few bytes of a judgment that the pass over all values needs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    /// Explained, guessed or unknown, in this order.
    pub(super) known: u8,
    pub(super) content: u8,
    pub(super) told: u8,
    pub(super) severity: u8,
    pub(super) identifiability: u8,
    /// The [`bit`] of how long a value recognizes somebody.
    pub(super) lasting: u8,
    pub(super) category: Option<Category>,
    pub(super) has_inside: bool,
}

impl Score {
    pub(super) fn of(judgment: &Judgment) -> Score {
        Score {
            known: match judgment.known {
                Known::Explained => 0,
                Known::Guessed => 1,
                Known::Unknown => 2,
            },
            content: judgment.whole_content(),
            told: judgment.told,
            severity: judgment.severity(),
            identifiability: judgment.whole_identifiability(),
            lasting: judgment.lasting().map_or(0, bit),
            category: judgment.category,
            has_inside: judgment.inside != [0; 2],
        }
    }
}
