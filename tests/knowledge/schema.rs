//! The shape of the TOML files in `src/knowledge`.
//!
//! The enums repeat those of the crate, which are private to it.
//! They cannot drift apart: the generated table names every variant, and the compiler checks it.

use serde::Deserialize;

/// One file. Which tables it may hold follows from nothing but what it is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Where the fields of this file stand.
    pub place: Option<String>,
    /// Where the records stand that have the events of this file.
    pub records: Option<String>,
    #[serde(default)]
    pub field: Vec<Field>,
    #[serde(default)]
    pub event: Vec<Event>,
    #[serde(default)]
    pub kind: Vec<Kind>,
    #[serde(default)]
    pub host: Vec<Host>,
    #[serde(default)]
    pub source: Vec<Source>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub key: String,
    #[serde(default)]
    pub event: String,
    /// What has to stand beside the field for the entry to hold.
    pub beside: Option<Beside>,
    pub label: String,
    pub category: Category,
    #[serde(default)]
    pub content: u8,
    #[serde(default)]
    pub identifiability: u8,
    pub persistence: Option<Persistence>,
    /// On what it depends how long the value lasts.
    pub condition: Option<Condition>,
    pub share: Share,
    #[serde(default)]
    pub form: Form,
    pub meaning: String,
    #[serde(default)]
    pub matters: String,
    /// Versions of the software in whose source the name stands: `android 3.2.10–6.8.5`.
    #[serde(default)]
    pub emitted: Vec<String>,
    pub grade: Grade,
    pub sources: Vec<String>,
}

/// A name and its value in the same object: `{ key = "uid_type", value = "session_id" }`.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    pub key: String,
    pub value: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: String,
    pub title: String,
    /// What the person did, as it follows "You", where the title does not begin so.
    #[serde(default)]
    pub activity: String,
    pub category: Category,
    #[serde(default)]
    pub content: u8,
    #[serde(default)]
    pub identifiability: u8,
    pub meaning: String,
    /// Versions of the software in whose source the name stands: `android 3.2.10–6.8.5`.
    #[serde(default)]
    pub emitted: Vec<String>,
    pub grade: Grade,
    pub sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub label: String,
    #[serde(default)]
    pub shape: Shape,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default)]
    pub names: Vec<String>,
    pub category: Category,
    #[serde(default)]
    pub content: u8,
    #[serde(default)]
    pub identifiability: u8,
    pub meaning: String,
    #[serde(default)]
    pub activity: String,
    pub sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    pub host: String,
    pub name: String,
    pub recipient: String,
    pub role: String,
    #[serde(default)]
    pub protocol: String,
    pub sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    /// Who speaks there.
    pub kind: SourceKind,
    pub title: String,
    pub url: String,
    pub read: String,
    /// Copy in a web archive, where one is known.
    pub archive: Option<String>,
    /// What has to be minded when using the source itself; its facts are free.
    pub license: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Code or documentation of whoever made the software.
    Vendor,
    Standard,
    /// Software of a vendor that others took apart.
    Decompiled,
    /// A named author who looked.
    Analysis,
    Press,
    /// Lists and encyclopedias that others keep.
    Reference,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Category {
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

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Persistence {
    Event,
    Session,
    Sim,
    Install,
    Depends,
    Resettable,
    FactoryReset,
    Hardware,
    Account,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    ChineseAdvertising,
    DeviceNumber,
    NinetyDays,
    OtherPerson,
    Reissued,
    Server,
    SigningKey,
    SystemCopy,
    Vendor,
    WifiAddress,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    Keep,
    KeepCountry,
    KeepIfKnown,
    KeepNetwork,
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

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    #[default]
    Plain,
    Milliseconds,
    Seconds,
    Microdegrees,
    OffsetMinutes,
    Base64Text,
    Url,
    MiuiBuild,
    CookieId,
    PairList,
    CodePlace,
    StoreAccount,
    Sentinel,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Grade {
    A,
    B,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    Url,
    VideoId,
    SearchEngine,
    SearchEngines,
    Text,
    #[default]
    None,
}
