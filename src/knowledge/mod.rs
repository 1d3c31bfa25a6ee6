//! What names mean: fields, events, hosts, and the sources that say so.
//!
//! People edit the TOML files in this folder, one vocabulary a file.
//! The test `knowledge` checks them and writes `tables.rs`, which is committed;
//! nothing is parsed when Overshare runs.
//!
//! Nothing here is a guess: an entry says what its sources say and how good they are. What no entry
//! explains is left to the room `detect`.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let body = r#"[{"type":"track","event":"a","distinct_id":"1","lib":{},"properties":{"$device_id":"b5"}}]"#;
//! let analysis = read(body);
//! let event = analysis.event(0).unwrap();
//! let field = event.fields.iter().flatten().find(|field| field.name == "$device_id").unwrap();
//! assert_eq!(field.label.as_deref(), Some("Android ID"));
//! assert!(!field.sources.is_empty());
//! ```

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::json::{Document, Key, Node};
use crate::report::{Certainty, Persistence, Source};
use crate::text::quoted::from_pack;

mod macros;
pub(crate) mod pack;
mod packed;
mod tables;
mod title;
pub(crate) mod vocabulary;

use packed::{BEGINNINGS, BESIDE};
pub(crate) use packed::{EVENTS, FIELDS, HOSTS, SOURCES};
pub(crate) use tables::{KINDS, Scope};
pub(crate) use title::{Title, without_value};
pub(crate) use vocabulary::Vocabulary;

/// What a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldEntry {
    pub(crate) place: Scope,
    /// The name as sent. One that ends in `*` stands for every name with that beginning.
    pub(crate) key: &'static str,
    /// The only event in which the entry holds, or empty for all.
    pub(crate) event: &'static str,
    /// The name and the value that have to stand in the same object for the entry to hold, where it
    /// asks for that. A field may ask for its own value.
    pub(crate) beside: Option<(&'static str, &'static str)>,
    /// Short name for people.
    pub(crate) label: &'static str,
    pub(crate) category: Category,
    /// How revealing the content is, 0 to 4.
    pub(crate) content: u8,
    /// How well it recognizes somebody, 0 to 4.
    pub(crate) identifiability: u8,
    pub(crate) persistence: Option<Persistence>,
    pub(crate) condition: Condition,
    /// What may leave in a shared link.
    pub(crate) share: Share,
    /// How the value is written.
    pub(crate) form: Form,
    /// What it tells the recipient, at most 25 words.
    pub(crate) meaning: &'static str,
    /// Why that matters, or empty.
    pub(crate) matters: &'static str,
    pub(crate) grade: Grade,
    pub(crate) sources: &'static [&'static str],
    /// Name of the pack that it comes from; empty for Overshare's own.
    pub(crate) pack: &'static str,
}

impl FieldEntry {
    /// Its label, with who says it where that is not Overshare.
    #[inline(never)]
    pub(crate) fn name_for_people(&self) -> Cow<'static, str> {
        match self.pack {
            "" => self.label.into(),
            pack => from_pack(self.label, pack).into(),
        }
    }
}

/// What an event of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EventEntry {
    /// Where the records stand that have this name; none for a pack, which means all.
    pub(crate) records: Option<Scope>,
    pub(crate) name: &'static str,
    pub(crate) title: Title,
    pub(crate) category: Category,
    pub(crate) content: u8,
    pub(crate) identifiability: u8,
    pub(crate) meaning: &'static str,
    pub(crate) grade: Grade,
    pub(crate) sources: &'static [&'static str],
    /// Name of the pack that it comes from; empty for Overshare's own.
    pub(crate) pack: &'static str,
}

/// A kind of event that a source describes, with or without a published name.
///
/// The table is in the order in which kinds are to be tried, the more specific ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KindEntry {
    /// Stable identifier: `page-shared`.
    pub(crate) id: &'static str,
    /// What happened, as a noun phrase: `a page was shared`.
    pub(crate) label: &'static str,
    /// What the decisive value looks like.
    pub(crate) shape: Shape,
    /// Lower-case words in an event or property name that suggest this kind.
    pub(crate) words: &'static [&'static str],
    /// Words of which one has to stand there too; empty where the others are enough.
    pub(crate) also: &'static [&'static str],
    /// Words beside which the others mean something else, such as the settings of what they name.
    pub(crate) unless: &'static [&'static str],
    /// Event names that are public; empty where none is.
    pub(crate) names: &'static [&'static str],
    pub(crate) category: Category,
    pub(crate) content: u8,
    pub(crate) identifiability: u8,
    pub(crate) meaning: &'static str,
    /// What the person did, as it follows "You"; empty where an event of this kind does not say so.
    pub(crate) activity: &'static str,
    pub(crate) sources: &'static [&'static str],
}

/// A host that receives data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HostEntry {
    /// The host name; one that begins with `*.` means every name under it, and a `*` further in
    /// for any one label.
    pub(crate) host: &'static str,
    /// Name of the service.
    pub(crate) name: &'static str,
    /// Who runs it.
    pub(crate) recipient: &'static str,
    /// What it receives, in a sentence.
    pub(crate) role: &'static str,
    /// Identifier of the protocol spoken there, or empty where it is not known.
    pub(crate) protocol: &'static str,
    pub(crate) sources: &'static [&'static str],
}

/// Kinds of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Category {
    Account,
    HardwareId,
    DeviceId,
    InstallId,
    Browsing,
    Search,
    Media,
    Interaction,
    DeviceProfile,
    NetworkPlace,
    PreciseLocation,
    Time,
    Content,
    Secret,
    Diagnostics,
    Transport,
}

impl Category {
    /// All of them, in the order of their numbers.
    pub(crate) const ALL: [Category; 16] = [
        Category::Account,
        Category::HardwareId,
        Category::DeviceId,
        Category::InstallId,
        Category::Browsing,
        Category::Search,
        Category::Media,
        Category::Interaction,
        Category::DeviceProfile,
        Category::NetworkPlace,
        Category::PreciseLocation,
        Category::Time,
        Category::Content,
        Category::Secret,
        Category::Diagnostics,
        Category::Transport,
    ];

    /// Stable identifier, as in the TOML files.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Category::Account => "account",
            Category::HardwareId => "hardware_id",
            Category::DeviceId => "device_id",
            Category::InstallId => "install_id",
            Category::Browsing => "browsing",
            Category::Search => "search",
            Category::Media => "media",
            Category::Interaction => "interaction",
            Category::DeviceProfile => "device_profile",
            Category::NetworkPlace => "network_place",
            Category::PreciseLocation => "precise_location",
            Category::Time => "time",
            Category::Content => "content",
            Category::Secret => "secret",
            Category::Diagnostics => "diagnostics",
            Category::Transport => "transport",
        }
    }

    /// Name for people.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Category::Account => "Your account",
            Category::HardwareId => "Hardware IDs",
            Category::DeviceId => "Device IDs",
            Category::InstallId => "Install IDs",
            Category::Browsing => "Pages you visit",
            Category::Search => "What you search for",
            Category::Media => "Videos you watch",
            Category::Interaction => "What you tap and set",
            Category::DeviceProfile => "Your device and its software",
            Category::NetworkPlace => "Your network and country",
            Category::PreciseLocation => "Where you are",
            Category::Time => "When you did it",
            Category::Content => "Texts and contacts",
            Category::Secret => "Keys and logins",
            Category::Diagnostics => "Crashes and errors",
            Category::Transport => "Technical details",
        }
    }
}

/// What may leave in a shared link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// A value that is made of words of techniques, systems and makers and of short numbers.
    Keep,
    /// A country by its code.
    KeepCountry,
    /// A public name of an event, an app of the system, a search engine.
    KeepIfKnown,
    /// A kind of network.
    KeepNetwork,
    /// A version.
    KeepVersion,
    Major,
    Base,
    Round,
    Relative,
    Url,
    Mask,
    Placeholder,
    Drop,
}

/// On what it depends how long a value lasts, where its [`Persistence`] alone does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// On nothing else.
    None,
    /// An advertising number of phones sold in China, of which a source of its own tells.
    ChineseAdvertising,
    /// MiStat makes it of hardware numbers where it may read them, else at random.
    DeviceNumber,
    /// The app changes it after ninety days without use.
    NinetyDays,
    /// It is the number of somebody else.
    OtherPerson,
    /// The server gives it out, and may give out the same one again.
    Reissued,
    /// The receiving server made it for its own use.
    Server,
    /// Android makes one for each maker's key, user and phone.
    SigningKey,
    /// An app of the system may keep a copy.
    SystemCopy,
    /// One number for all apps of one maker.
    Vendor,
    /// The phone's own address up to Android 9, one made up for each network after that.
    WifiAddress,
}

/// How a value is written, so that it can be shown in a better form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It speaks for itself.
    Plain,
    /// Milliseconds since 1970.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Degrees × 1,000,000, truncated.
    Microdegrees,
    /// Minutes to add to local time to get UTC.
    OffsetMinutes,
    /// Base64 of an identifier.
    Base64Text,
    /// Address of a web page.
    Url,
    /// Build number of MIUI, whose last letters are codes.
    MiuiBuild,
    /// Cookie identifier of the JavaScript SDK, which holds a time and a pixel count.
    CookieId,
    /// `key=value` pairs joined by `##`.
    PairList,
    /// Class, method, file and line joined by `##`.
    CodePlace,
    /// One of the SDK's Chinese words.
    Sentinel,
    /// Account number that Mi Store encrypts with a key that is in it.
    StoreAccount,
}

/// How well a meaning is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    /// The sender's source code or documentation.
    A,
    /// Analysis by a named author.
    B,
    /// The name alone, in a pack.
    C,
    /// The shape of the value, in a pack.
    D,
}

impl Grade {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }
}

/// What the decisive value of a kind of event looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A web address.
    Url,
    /// An eleven-character video identifier of YouTube.
    VideoId,
    /// Name of one search engine.
    SearchEngine,
    /// Names of two search engines.
    SearchEngines,
    /// Free text.
    Text,
    /// None that could be told apart.
    None,
}

/// The entry for a field, the most specific first: exact name in this event, exact name, longest beginning.
pub(crate) fn field(place: Scope, event: &str, key: &str) -> Option<&'static FieldEntry> {
    find(&FIELDS, &BEGINNINGS, place, event, key)
}

/// The same among some entries, which are sorted, and those of them that stand for beginnings.
fn find(
    entries: &'static [FieldEntry],
    beginnings: &'static [FieldEntry],
    place: Scope,
    event: &str,
    key: &str,
) -> Option<&'static FieldEntry> {
    let start = entries.partition_point(|entry| (entry.place, entry.key) < (place, key));
    let exact = entries.get(start..)?.iter();
    let mut general = None;
    for entry in exact.take_while(|entry| entry.place == place && entry.key == key) {
        if entry.beside.is_some() {
            continue;
        }
        if entry.event == event && !event.is_empty() {
            return Some(entry);
        }
        if entry.event.is_empty() {
            general = Some(entry);
        }
    }
    general.or_else(|| {
        let beginnings = beginnings.iter().filter(|entry| {
            entry.place == place
                && entry
                    .key
                    .strip_suffix('*')
                    .is_some_and(|prefix| key.starts_with(prefix))
        });
        beginnings.max_by_key(|entry| entry.key.len())
    })
}

/// Values of an object that are looked at for what stands beside another; heads have about forty.
/// A limit, because each value of an object of any size may ask for its siblings.
pub(crate) const SIBLINGS: usize = 100;

/// Whether the meaning of a field may depend on what stands beside it.
pub(crate) fn depends(place: Option<Scope>, key: &str) -> bool {
    entries_beside(place, key).next().is_some()
}

/// The name on which the meaning of a field depends; none where that is several.
pub(crate) fn neighbor(place: Option<Scope>, key: &str) -> Option<&'static str> {
    let mut names = entries_beside(place, key).filter_map(|entry| Some(entry.beside?.0));
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

/// One of 64 bits for a name, by which most names are told from a few at once.
fn name_mark(name: &str) -> u64 {
    let first = name.bytes().next().unwrap_or_default();
    1 << ((usize::from(first) + 7 * name.len()) % 64)
}

/// The marks of all names that have entries in [`BESIDE`].
static NAMES_BESIDE: LazyLock<u64> = LazyLock::new(|| {
    BESIDE
        .iter()
        .fold(0, |marks, entry| marks | name_mark(entry.key))
});

/// The entries of a field that apply because of what is sent with it.
fn entries_beside(place: Option<Scope>, key: &str) -> impl Iterator<Item = &'static FieldEntry> {
    // Nearly all names have none. They are sorted as all entries are.
    let is_likely = *NAMES_BESIDE & name_mark(key) != 0;
    let entries = if is_likely { BESIDE.as_slice() } else { &[] };
    let start = entries.partition_point(|entry| (Some(entry.place), entry.key) < (place, key));
    let entries = entries.get(start..).unwrap_or_default().iter();
    entries.take_while(move |entry| Some(entry.place) == place && entry.key == key)
}

/// Whether a value of this name says what others beside it mean.
pub(crate) fn decides(place: Option<Scope>, key: &str, value: &str) -> bool {
    BESIDE
        .iter()
        .any(|entry| Some(entry.place) == place && entry.beside == Some((key, value)))
}

/// The entry for a field of this object that applies because of what is sent with it, which comes
/// before all that [`field`] finds. None where its meaning depends on nothing or the value beside
/// it is none of those that are known.
pub(crate) fn field_beside(
    place: Option<Scope>,
    event: &str,
    key: &str,
    document: &Document,
    object: usize,
) -> Option<&'static FieldEntry> {
    entry_beside(place, event, key, |name| {
        let (_, found) = sibling(document, object, document.find_key(name)?)?;
        document.string(found.value)
    })
}

/// A value of an object that others in it may depend on. As for all readers of duplicate keys, the last
/// one of its name counts.
pub(crate) fn sibling(document: &Document, object: usize, name: Key) -> Option<(usize, &Node)> {
    let siblings = document.children(object).take(SIBLINGS);
    siblings.filter(|(_, node)| node.key == name).last()
}

/// The same, for values of which `sibling` gives the text by name.
pub(crate) fn entry_beside<'s>(
    place: Option<Scope>,
    event: &str,
    key: &str,
    sibling: impl Fn(&str) -> Option<&'s str>,
) -> Option<&'static FieldEntry> {
    // The value that was asked for last: entries of one field mostly depend on the same one.
    let mut last = None;
    let entries = entries_beside(place, key).filter(|entry| {
        let is_here = entry.event.is_empty() || entry.event == event;
        is_here
            && entry.beside.is_some_and(|(name, value)| {
                let found = match last {
                    Some((known, found)) if known == name => found,
                    _ => sibling(name),
                };
                last = Some((name, found));
                found == Some(value)
            })
    });
    entries.max_by_key(|entry| entry.event.len())
}

/// The entry for an event name in records that stand here.
pub(crate) fn event_at(place: Option<Scope>, name: &str) -> Option<&'static EventEntry> {
    event(name).filter(|entry| entry.records == place)
}

/// The entry for an event name.
pub(crate) fn event(name: &str) -> Option<&'static EventEntry> {
    let index = EVENTS.binary_search_by(|entry| entry.name.cmp(name)).ok()?;
    EVENTS.get(index)
}

/// The entry for a host, and whether the name is listed itself or lies under a listed one.
pub(crate) fn host(name: &str) -> Option<(&'static HostEntry, Certainty)> {
    let name = name.to_ascii_lowercase();
    if let Some(entry) = HOSTS.iter().find(|entry| entry.host == name) {
        return Some((entry, Certainty::Certain));
    }
    HOSTS
        .iter()
        .filter(|entry| entry.host.contains('*') && is_under(&name, entry.host))
        .max_by_key(|entry| entry.host.len())
        .map(|entry| (entry, Certainty::Likely))
}

/// Whether a host name is one that a pattern fits. A `*` is one label, or at the beginning one
/// or more.
fn is_under(name: &str, pattern: &str) -> bool {
    let mut labels = name.rsplit('.');
    let mut wanted = pattern.rsplit('.').peekable();
    while let Some(label) = wanted.next() {
        let Some(found) = labels.next().filter(|found| !found.is_empty()) else {
            return false;
        };
        if label == "*" && wanted.peek().is_none() {
            return true;
        }
        if label != "*" && label != found {
            return false;
        }
    }
    labels.next().is_none()
}

/// The source with this identifier.
pub(crate) fn source(id: &str) -> Option<&'static Source> {
    let index = SOURCES.binary_search_by(|source| source.id.cmp(id)).ok()?;
    SOURCES.get(index)
}

#[cfg(test)]
mod tests;
