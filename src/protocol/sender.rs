//! Whose program wrote the records, how sure that is, and why.
//!
//! Many apps use the software of Sensors Analytics and add names of their own. What such names mean
//! is published for one of them, Xiaomi's Mint Browser, and must not be told of any other.

use super::{EnvelopeField, sensors};
use crate::json::{Document, Key};
use crate::knowledge::vocabulary::Program;
use crate::knowledge::{self, Vocabulary};
use crate::placeholder;
use crate::report::{Certainty, Device, Sender, Text};

/// Xiaomi's Mint Browser, of whose names the meaning is published.
pub(crate) const MINT_BROWSER: &str = "mint-browser";

/// What may be one of Xiaomi's browsers: nothing but the server speaks for it.
pub(crate) const XIAOMI_BROWSER: &str = "xiaomi-browser";

/// An app that names itself, and kinds of programs.
const NAMED_APP: &str = "app";
const PHONE_APP: &str = "phone-app";
const WEB_PAGE: &str = "web-page";
const SERVER: &str = "server";
const IOS_APP: &str = "an iOS app";
const WITHOUT_WINDOW: &str = "a server or another program without a window";

/// The project under which Xiaomi's server files what Mint Browser sends.
const MINT_PROJECT: &str = "global_browser_mini";

/// How the packages of Mint Browser and of its builds for other stores begin.
const MINT_PACKAGE: &str = "com.mi.globalbrowser";

/// What Mint Browser adds to every record, beside what the SDK adds. Each of these names is common;
/// nobody else is known to send several of them together.
const NAMES: [&str; 6] = [
    "internet_status",
    "miui_region",
    "miui_version",
    "platform",
    "system_language",
    "uuid",
];

/// How many of them have to be in one record; who cuts or masks a capture may take some out.
const TOGETHER: usize = 3;

/// Those of which one has to be among them, the second with the value that this browser gives it, where the
/// record is none of [`EVENTS`]. Whoever makes an app for Xiaomi’s phones may note network, language, system
/// and a random number.
const RARE: [&str; 2] = ["miui_region", "platform"];

/// Events of which nobody else is known to use the names.
const EVENTS: [&str; 4] = [
    "page_load_event_finish",
    "page_load_event_start",
    "rv_crashed",
    "youtube_search_op",
];

/// Records that are looked into: notes about a person lack what other records have.
const TRIED: usize = 1_000;

/// What is known of a request beside its records.
pub(super) struct Around<'a> {
    pub(super) protocol: &'static str,
    pub(super) vocabulary: &'static Vocabulary,
    pub(super) host: Option<&'a str>,
    pub(super) project: Option<&'a str>,
    pub(super) envelope: &'a [EnvelopeField],
}

/// Whose program wrote the records of a request; none where nothing says it.
pub(super) fn of(around: &Around, document: Option<&Document>) -> Option<Sender<'static>> {
    let is_sensors = around.protocol == sensors::FORMAT.id;
    let records = document.map(Records);
    let browser = || browser(around, records.as_ref()).filter(|_| is_sensors);
    let own = || named_app(around, records.as_ref());
    let kind = || kind(records.as_ref()?).filter(|_| is_sensors);
    let sure = browser().filter(|sender| sender.certainty > Certainty::Possible);
    sure.or_else(own).or_else(kind).or_else(browser)
}

/// One of Xiaomi's browsers. A host of anybody else, another app and another kind of software
/// contradict.
fn browser(around: &Around, records: Option<&Records>) -> Option<Sender<'static>> {
    let entry = around
        .host
        .map(|host| knowledge::host(host).map(|(entry, _)| entry));
    let is_to_xiaomi = match entry {
        Some(Some(entry)) if entry.recipient == "Xiaomi" => true,
        Some(_) => return None,
        None => false,
    };
    if records.is_some_and(Records::contradict) {
        return None;
    }
    let mint = |certainty, because: &'static str| Sender {
        id: MINT_BROWSER,
        name: "Xiaomi’s Mint Browser".into(),
        certainty,
        because: because.into(),
    };
    let has_names = records.is_some_and(Records::have_names_of_mint);
    match around.project {
        Some(MINT_PROJECT) if is_to_xiaomi => Some(mint(
            Certainty::Certain,
            "it is addressed to Xiaomi’s server and the project global_browser_mini, which is that of this browser",
        )),
        // Xiaomi has more browsers, of whose names few are published.
        Some(_) if has_names && is_to_xiaomi => Some(mint(
            Certainty::Likely,
            "it is addressed to Xiaomi’s server, and its records have several names that only this browser is known to use together; its project is another than the known one",
        )),
        _ if has_names && is_to_xiaomi => Some(mint(
            Certainty::Certain,
            "it is addressed to Xiaomi’s server, and its records have several names that only this browser uses together",
        )),
        _ if has_names => Some(mint(
            Certainty::Likely,
            "its records have several names that only this browser uses together; the capture does not say where they went",
        )),
        None if is_to_xiaomi => Some(Sender {
            id: XIAOMI_BROWSER,
            name: "one of Xiaomi’s browsers".into(),
            certainty: Certainty::Possible,
            because:
                "the server is the one to which Xiaomi’s browsers report; others report to it too"
                    .into(),
        }),
        _ => None,
    }
}

/// The app that a request or its records name.
fn named_app(around: &Around, records: Option<&Records>) -> Option<Sender<'static>> {
    let naming = &around.vocabulary.naming;
    if let Some(records) = records {
        let is_of = |program: &&Program| {
            records.top(around.vocabulary, &[program.field]) == Some(program.value)
        };
        if let Some(program) = naming.programs.iter().find(is_of) {
            return Some(Sender {
                id: program.id,
                name: program.name.into(),
                certainty: Certainty::Certain,
                because: "its records have the number of this program".into(),
            });
        }
    }
    // An app that sends for others names them in the records.
    let in_records = records.and_then(|records| records.top(around.vocabulary, naming.apps));
    let (app, because) = match in_records {
        Some(app) => (app, "its records name this app"),
        None => {
            let mut fields = around.envelope.iter();
            let named = fields.find(|field| {
                let name = field.path.get(field.name..).unwrap_or_default();
                naming.apps.contains(&name) && !field.text.trim().is_empty()
            });
            (named?.text.as_str(), "the request names this app")
        }
    };
    Some(Sender {
        id: NAMED_APP,
        name: Text::Owned(app.to_owned()),
        certainty: Certainty::Certain,
        because: because.into(),
    })
}

/// SDKs of Sensors Analytics that are made for one kind of program: how they call themselves in small
/// letters, the kind, and what it runs on.
const SDKS: [(&str, &str, &str, Device); 8] = [
    ("js", WEB_PAGE, "a web page", Device::Browser),
    (
        "miniprogram",
        "mini-program",
        "a program within another app",
        Device::Unknown,
    ),
    ("android", PHONE_APP, "an Android app", Device::Phone),
    ("ios", PHONE_APP, IOS_APP, Device::Phone),
    ("harmonyos", PHONE_APP, "a HarmonyOS app", Device::Phone),
    ("java", SERVER, WITHOUT_WINDOW, Device::Computer),
    ("python", SERVER, WITHOUT_WINDOW, Device::Computer),
    ("php", SERVER, WITHOUT_WINDOW, Device::Computer),
];

/// What kind of program the SDK is made for.
fn kind(records: &Records) -> Option<Sender<'static>> {
    let &(_, id, name, _) = sdk(records)?;
    Some(Sender {
        id,
        name: name.into(),
        certainty: Certainty::Certain,
        because: "its records name the SDK that wrote them, which is made for that".into(),
    })
}

/// Whether the records name the SDK for iOS, of which nothing holds that is known of Android.
pub(super) fn is_ios(document: Option<&Document>) -> bool {
    let records = document.map(Records);
    let sdk = records.as_ref().and_then(sdk);
    sdk.is_some_and(|&(_, _, name, _)| name == IOS_APP)
}

/// The SDK that the records name.
fn sdk(records: &Records) -> Option<&'static (&'static str, &'static str, &'static str, Device)> {
    let mut roots = records.roots();
    let [object, name] = ["lib", "$lib"].map(|name| records.0.find_key(name));
    let sdk = roots.find_map(|root| records.text(root, object, name))?;
    SDKS.iter()
        .find(|(name, ..)| sdk.eq_ignore_ascii_case(name))
}

/// What the program runs on.
pub(super) fn device(
    around: &Around,
    document: Option<&Document>,
    sender: Option<&Sender>,
) -> Device {
    let id = sender.map_or("", |sender| sender.id);
    let naming = &around.vocabulary.naming;
    let records = document.map(Records);
    let program = naming.programs.iter().find(|program| program.id == id);
    let device = match (program, records.as_ref().and_then(sdk)) {
        (Some(program), _) => program.device,
        (None, Some(&(.., device))) if around.protocol == sensors::FORMAT.id => device,
        // What has the name of a package is an app.
        _ if id == NAMED_APP && around.protocol != sensors::FORMAT.id => Device::Phone,
        _ if matches!(id, MINT_BROWSER | XIAOMI_BROWSER) => Device::Phone,
        _ => naming.device,
    };
    match device {
        // Televisions, watches and cars have the same software as a phone.
        Device::Phone if is_no_phone(around, records.as_ref(), sender) => Device::Unknown,
        device => device,
    }
}

/// Names of a model and of an app, under which records say what they come from.
const MODELS: [&str; 4] = ["$model", "model", "$app_id", "$app_name"];

/// How a word begins that speaks of a television, or of a box that is put to one.
const TELEVISIONS: [&str; 2] = ["mitv", "mibox"];

/// Words that speak of something else than a phone.
const NO_PHONES: [&str; 8] = [
    "stb",
    "settop",
    "watch",
    "wear",
    "wearable",
    "wearos",
    "car",
    "automotive",
];

/// Whether the host, the app, the model or the header of the program has a word for something else than a
/// phone. What is taken for that by mistake is called a device, which a phone is too.
fn is_no_phone(around: &Around, records: Option<&Records>, sender: Option<&Sender>) -> bool {
    let is_one = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        words.any(|word| {
            let word = word.to_ascii_lowercase();
            word.ends_with("tv")
                || TELEVISIONS.iter().any(|start| word.starts_with(start))
                || NO_PHONES.contains(&&*word)
        })
    };
    let app = sender.filter(|sender| sender.id == NAMED_APP);
    let mut programs = around.envelope.iter();
    let program = programs.find(|field| field.path == "header.user-agent");
    let of_model = |name| records?.top(around.vocabulary, &[name]);
    [around.host, app.map(|sender| &*sender.name)]
        .into_iter()
        .chain([program.map(|field| &*field.text)])
        .chain(MODELS.map(of_model))
        .flatten()
        .any(is_one)
}

/// The records of a request.
struct Records<'d>(&'d Document);

impl<'d> Records<'d> {
    /// The first records.
    fn roots(&self) -> impl Iterator<Item = usize> {
        let rows = self.0.rows.iter().take(TRIED);
        rows.map(|row| row.node as usize)
    }

    /// A text in an object of a record, where the records have such names at all.
    fn text(&self, root: usize, object: Option<Key>, name: Option<Key>) -> Option<&'d str> {
        let (object, name) = object.zip(name)?;
        let (object, _) = self.0.child_of_key(root, object)?;
        let (_, node) = self.0.child_of_key(object, name)?;
        self.0.string(node.value)
    }

    /// The text that one of the first records has under one of these names at its top.
    fn top(&self, vocabulary: &Vocabulary, names: &[&str]) -> Option<&'d str> {
        let known = |name: &&&str| self.0.find_key(name).is_some();
        let names: Vec<&&str> = names.iter().filter(known).collect();
        if names.is_empty() {
            return None;
        }
        let holder = match vocabulary.keys.head {
            "" => "properties",
            head => head,
        };
        self.roots().find_map(|root| {
            let mut found = names.iter().filter_map(|name| {
                let own = self.0.child_string(root, name);
                own.or_else(|| self.text(root, self.0.find_key(holder), self.0.find_key(name)))
            });
            found.find(|text| !text.trim().is_empty())
        })
    }

    /// Whether the first records are of another app than Mint Browser, or of no app.
    fn contradict(&self) -> bool {
        let key = |name| self.0.find_key(name);
        let [properties, lib] = ["properties", "lib"].map(key);
        let [sdk, id, name] = ["$lib", "$app_id", "$app_name"].map(key);
        if [sdk, id, name].iter().all(Option::is_none) {
            return false;
        }
        let is_other = |text: Option<&str>, is_own: &dyn Fn(&str) -> bool| {
            text.is_some_and(|text| !is_own(text) && placeholder::whole(text).is_none())
        };
        self.roots().any(|root| {
            let detail = |name| self.text(root, properties, name);
            is_other(detail(id), &|app| app.starts_with(MINT_PACKAGE))
                || is_other(detail(name), &|name| name.contains("Mint"))
                || is_other(self.text(root, lib, sdk), &|sdk| sdk == "Android")
        })
    }

    /// Whether one of the first records has several of the names that Mint Browser uses together.
    fn have_names_of_mint(&self) -> bool {
        let known = |name: &&&str| self.0.find_key(name).is_some();
        if NAMES.iter().filter(known).count() < TOGETHER {
            return false;
        }
        self.roots().any(|root| {
            let Some((properties, _)) = self.0.child(root, "properties") else {
                return false;
            };
            let is_there = |name: &&&str| match **name {
                "platform" => self.0.child_string(properties, name) == Some("AndroidApp"),
                _ => self.0.child(properties, name).is_some(),
            };
            let is_rare = || {
                let event = self.0.child_string(root, "event").unwrap_or_default();
                EVENTS.contains(&event) || RARE.iter().any(|name| is_there(&name))
            };
            NAMES.iter().filter(is_there).count() >= TOGETHER && is_rare()
        })
    }
}
