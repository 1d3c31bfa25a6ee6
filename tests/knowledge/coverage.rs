//! How much of what is sent is explained: what real SDKs send, both lists of the article, and all names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::exports::documents;
use crate::names;
use crate::read::{Knowledge, read};

/// The least share of what an SDK sends by itself that has to be explained, in percent.
const LEAST: usize = 98;

/// What the tests that ran the SDKs define by themselves begins with these, and nobody can know it.
const OWN: [&str; 2] = ["properties.our_", "query.producer"];

const HEAD: &str = "\
# What is explained

Written by a test from the entries in [`src/knowledge/`](../src/knowledge/) and from stored captures; [`knowledge.md`](knowledge.md) lists the entries themselves.
A change that explains less fails the test.
";

/// What real SDKs sent, as `tests/web/producers/record.mjs` wrote it down.
#[derive(Deserialize)]
struct Recorded {
    sdk: String,
    requests: Vec<RecordedRequest>,
}

#[derive(Deserialize)]
struct RecordedRequest {
    /// Every byte as the character of its number.
    request: String,
}

fn recorded() -> Vec<Recorded> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge/recorded");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("recordings can be listed")
        .map(|entry| entry.expect("and each of them").path())
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a recording can be read");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    files.iter().map(read).collect()
}

fn report(paste: &[u8]) -> Value {
    serde_json::from_str(&overshare::decode(paste, "")).expect("a report is JSON")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// How many fields are known how well, and which are not explained.
#[derive(Default)]
struct Count {
    events: usize,
    explained: usize,
    guessed: usize,
    unknown: usize,
    rest: BTreeSet<String>,
}

impl Count {
    fn add(&mut self, field: &Value) {
        let path = field["path"].as_str().expect("a field has a path");
        if OWN.iter().any(|own| path.starts_with(own)) {
            return;
        }
        match field["known"].as_str() {
            Some("explained") => self.explained += 1,
            Some("guessed") => self.guessed += 1,
            _ => self.unknown += 1,
        }
        if field["known"] != "explained" {
            self.rest.insert(path.to_owned());
        }
    }

    fn all(&self) -> usize {
        self.explained + self.guessed + self.unknown
    }

    fn row(&self, name: &str, events: &str) -> String {
        let rest: Vec<String> = self.rest.iter().map(|path| format!("`{path}`")).collect();
        let tenths = self.explained * 1000 / self.all().max(1);
        format!(
            "| {name} | {events} | {} | {} | {} | {} | {}.{} % | {} |\n",
            self.all(),
            self.explained,
            self.guessed,
            self.unknown,
            tenths / 10,
            tenths % 10,
            rest.join(", ")
        )
    }
}

/// What a recording holds, in its events and around them.
fn count(recorded: &Recorded) -> (Count, Count) {
    let (mut inside, mut around) = (Count::default(), Count::default());
    for one in &recorded.requests {
        let bytes: Vec<u8> = one
            .request
            .chars()
            .map(|letter| u8::try_from(u32::from(letter)).expect("a letter is a byte"))
            .collect();
        for request in list(&report(&bytes), "requests") {
            for field in list(request, "fields") {
                around.add(field);
            }
            for event in list(request, "events") {
                inside.events += 1;
                for field in list(event, "fields") {
                    inside.add(field);
                }
            }
        }
    }
    (inside, around)
}

fn sdks() -> String {
    let mut text = format!(
        "\n## What real SDKs send\n\n\
         The SDKs of the vendor were run, unmodified, and fed invented data; `tests/web/producers/record.mjs` writes down what they sent.\n\
         A leaf is a value in a record; what the test defines by itself is left out, because nobody can know it.\n\
         At least {LEAST} % have to be explained for each SDK.\n\
         Those for Android and iOS need a phone and were not run; [their names](#names) are counted instead.\n\n\
         | SDK | Records | Leaves | Explained | Guessed | Unknown | Share | Not explained |\n\
         |---|---:|---:|---:|---:|---:|---:|---|\n"
    );
    for recorded in recorded() {
        let (inside, around) = count(&recorded);
        text += &inside.row(&recorded.sdk, &inside.events.to_string());
        text += &around.row(&format!("{}: around the records", recorded.sdk), "–");
    }
    text
}

/// A bullet of the article in few words, and where a fixture shows what the page says to it.
struct Bullet {
    text: &'static str,
    shown: &'static [Shown],
}

/// An event, by its number, or a field of it.
enum Shown {
    /// Number and kind of the event, and the title that the page gives it.
    Event(usize, &'static str, &'static str),
    /// Number of the event, path of the field, and the label that the page gives it.
    Field(usize, &'static str, &'static str),
}

use Shown::{Event, Field};

/// The capture in which everything that the article lists stands once.
const FIXTURE: &str = "sensors-analytics/article-bullets";

const EVENT_DATA: &[Bullet] = &[
    Bullet {
        text: "A page began or finished loading, with its address",
        shown: &[
            Event(0, "explained", "A page began to load"),
            Event(1, "explained", "A page finished loading"),
            Field(0, "properties.url", "Page address"),
        ],
    },
    Bullet {
        text: "The default search engine was changed, with the old and the new one",
        shown: &[
            Event(2, "guessed", "Apparently another search engine chosen"),
            Field(2, "properties.from", "Search engine"),
            Field(2, "properties.to", "Search engine"),
        ],
    },
    Bullet {
        text: "A search in the navigation bar, with the words",
        shown: &[
            Event(3, "explained", "You searched for"),
            Field(3, "properties.search_word", "Search terms"),
        ],
    },
    Bullet {
        text: "Reader mode was switched on, with the page",
        shown: &[
            Event(4, "guessed", "Apparently reader mode switched on"),
            Field(4, "properties.page_url", "Web address"),
        ],
    },
    Bullet {
        text: "A tab was clicked, with its name",
        shown: &[
            Event(5, "guessed", "Apparently a tab clicked"),
            Field(5, "properties.tab_name", "Name of a tab"),
        ],
    },
    Bullet {
        text: "A page was shared, with its address",
        shown: &[
            Event(6, "guessed", "Apparently a page shared"),
            Field(6, "properties.page_url", "Web address"),
        ],
    },
    Bullet {
        text: "A reminder of incognito mode was shown, with the porn site",
        shown: &[
            Event(7, "guessed", "Apparently a reminder to use incognito mode"),
            Field(7, "properties.site", "Web address"),
        ],
    },
    Bullet {
        text: "A YouTube search, with the words",
        shown: &[
            Event(8, "explained", "You searched YouTube for"),
            Field(8, "properties.search_word", "YouTube search terms"),
        ],
    },
    Bullet {
        text: "Details of a YouTube video were opened or closed, with the video",
        shown: &[
            Event(
                9,
                "guessed",
                "Apparently details of a YouTube video opened or closed",
            ),
            Event(
                10,
                "guessed",
                "Apparently details of a YouTube video opened or closed",
            ),
            Field(9, "properties.video_id", "YouTube video"),
        ],
    },
    Bullet {
        text: "A YouTube video was played, with the video",
        shown: &[
            Event(11, "guessed", "Apparently a YouTube video played"),
            Field(11, "properties.video_id", "YouTube video"),
        ],
    },
    Bullet {
        text: "A page or file was downloaded, with its address",
        shown: &[
            Event(12, "explained", "A download"),
            Field(12, "properties.url", "Download address"),
        ],
    },
    Bullet {
        text: "A speed dial was clicked, added or changed, with its address",
        shown: &[
            Event(
                13,
                "guessed",
                "Apparently a home page shortcut clicked, added or changed",
            ),
            Event(
                14,
                "guessed",
                "Apparently a home page shortcut clicked, added or changed",
            ),
            Event(
                15,
                "guessed",
                "Apparently a home page shortcut clicked, added or changed",
            ),
            Field(13, "properties.link", "Web address"),
        ],
    },
];

const ANNOTATIONS: &[Bullet] = &[
    Bullet {
        text: "Random identifier of the browser",
        shown: &[
            Field(0, "properties.uuid", "Random ID"),
            Field(0, "distinct_id", "User ID"),
        ],
    },
    Bullet {
        text: "Device identifier",
        shown: &[Field(0, "properties.$device_id", "Android ID")],
    },
    Bullet {
        text: "Identifier of the Mi account",
        shown: &[
            Event(16, "explained", "Your account was named"),
            Field(16, "distinct_id", "User ID"),
        ],
    },
    Bullet {
        text: "Exact time",
        shown: &[Field(0, "time", "Exact time")],
    },
    Bullet {
        text: "Manufacturer and model of the device",
        shown: &[
            Field(0, "properties.$manufacturer", "Maker"),
            Field(0, "properties.$model", "Device model"),
        ],
    },
    Bullet {
        text: "Version of the browser",
        shown: &[Field(0, "properties.$app_version", "App version")],
    },
    Bullet {
        text: "Version of the operating system",
        shown: &[
            Field(0, "properties.$os_version", "System version"),
            Field(0, "properties.miui_version", "Exact system build"),
        ],
    },
    Bullet {
        text: "Language of the system",
        shown: &[Field(0, "properties.system_language", "System language")],
    },
    Bullet {
        text: "Default search engine",
        shown: &[Field(
            0,
            "properties.standin_default_search_engine",
            "Search engine",
        )],
    },
    Bullet {
        text: "Mobile network operator",
        shown: &[Field(0, "properties.$carrier", "Mobile operator")],
    },
    Bullet {
        text: "Type of network",
        shown: &[
            Field(0, "properties.$network_type", "Kind of network"),
            Field(0, "properties.$wifi", "On Wi-Fi"),
        ],
    },
    Bullet {
        text: "Size of the screen",
        shown: &[
            Field(0, "properties.$screen_width", "Screen width"),
            Field(0, "properties.$screen_height", "Screen height"),
        ],
    },
];

impl Bullet {
    /// The stories in which one of its events stands.
    fn stories(&self, stories: &BTreeMap<String, Vec<String>>) -> Vec<String> {
        let titles = self.shown.iter().filter_map(|shown| match shown {
            Event(_, _, title) => Some(*title),
            Field(..) => None,
        });
        let titles: Vec<&str> = titles.collect();
        let tells = |shown: &String| titles.iter().any(|title| shown.starts_with(title));
        stories
            .iter()
            .filter(|(_, shown)| shown.iter().any(tells))
            .map(|(name, _)| format!("[`{name}`](../tests/fixtures/stories/{name}/)"))
            .collect()
    }
}

impl Shown {
    /// What the page shows there; panics where it is not what the table says.
    fn says(&self, events: &[Value]) -> String {
        match self {
            Event(index, known, title) => {
                let event = &events[*index];
                let shown = event["title"].as_str().expect("an event has a title");
                assert!(shown.starts_with(title), "event {index}: {shown}");
                assert_eq!(event["known"], *known, "event {index}");
                let meaning = event["meaning"].as_str().expect("it has a meaning");
                let name = event["name"].as_str().expect("it has a name");
                format!("`{name}`: **{shown}** {meaning}")
            }
            Field(index, path, label) => {
                let fields = list(&events[*index], "fields");
                let field = fields.iter().find(|field| field["path"] == *path);
                let field = field.unwrap_or_else(|| panic!("event {index} has no {path}"));
                assert_eq!(field["label"], *label, "event {index}, {path}");
                assert_ne!(field["known"], "unknown", "event {index}, {path}");
                let meaning = field["meaning"].as_str().expect("it has a meaning");
                format!("`{path}`: **{label}.** {meaning}")
            }
        }
    }
}

/// The report of a fixture.
fn read_fixture(case: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let paste = fs::read(folder.join(case).join("paste.txt"));
    report(&paste.unwrap_or_else(|error| panic!("{case}: {error}")))
}

/// The longer captures that tell of one person, each with the titles of its events.
fn stories() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stories");
    let mut stories = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the stories can be listed") {
        let path = entry.expect("and each of them").path();
        if path.is_dir() {
            let name = path.file_name().expect("a folder has a name").display();
            let report = read_fixture(&format!("stories/{name}"));
            let requests = list(&report, "requests").iter();
            let titles = requests
                .flat_map(|request| list(request, "events"))
                .filter_map(|event| Some(event["title"].as_str()?.to_owned()));
            stories.insert(name.to_string(), titles.collect());
        }
    }
    stories
}

fn bullets() -> String {
    let report = read_fixture(FIXTURE);
    let events = list(&report["requests"][0], "events");
    let stories = stories();
    let mut text = format!(
        "\n## Both lists of the article\n\n\
         Wladimir Palant’s article of 8 May 2020 lists what Xiaomi’s browsers told: twelve kinds of event and twelve annotations.\n\
         The fixture `tests/fixtures/{FIXTURE}/` holds each of them once, and this is what the page says to it.\n\
         Where the articles give no name, the one in the fixture begins with `standin_`, and the page says that it guesses.\n"
    );
    for (title, list, in_stories) in [
        ("Event data", EVENT_DATA, true),
        ("Generic annotations", ANNOTATIONS, false),
    ] {
        assert_eq!(list.len(), 12);
        write!(text, "\n### {title}\n\n| Point | What the page says |").unwrap();
        text += if in_stories {
            " Also in |\n|---|---|---|\n"
        } else {
            "\n|---|---|\n"
        };
        for bullet in list {
            let says: Vec<String> = bullet
                .shown
                .iter()
                .map(|shown| shown.says(events))
                .collect();
            write!(text, "| {} | {} |", bullet.text, says.join("<br>")).unwrap();
            if in_stories {
                write!(text, " {} |", bullet.stories(&stories).join(", ")).unwrap();
            }
            text.push('\n');
        }
    }
    text
}

fn listed(all: &Knowledge) -> String {
    let mut by_file: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in &all.fields {
        let count = by_file.entry(&entry.file).or_default();
        count.0 += 1;
        count.1 += usize::from(entry.key.starts_with('$'));
    }
    for entry in &all.events {
        let count = by_file.entry(&entry.file).or_default();
        count.0 += 1;
        count.1 += usize::from(entry.name.starts_with('$'));
    }
    let keys = all.fields.iter().map(|entry| entry.key.as_str());
    let keys: Vec<&str> = keys
        .chain(all.events.iter().map(|entry| entry.name.as_str()))
        .collect();
    let of_the_vendor = names::names();
    let (found, missing): (Vec<&str>, Vec<&str>) = of_the_vendor
        .keys()
        .partition(|name| keys.iter().any(|key| names::explains(key, name)));
    let mut text = format!(
        "\n## Names\n\n\
         The published versions of the SDKs of Sensors Data for Android, iOS and the web hold {} names that begin with `$`, \
         found in all tags of their repositories: {} are explained, {} are not{}.\n\
         The files beside them hold more, among them those of mini programs, of Xiaomi’s browsers and of its other senders.\n\n\
         | File | Names | Of these with `$` |\n|---|---:|---:|\n",
        of_the_vendor.len(),
        found.len(),
        missing.len(),
        missing
            .iter()
            .map(|name| format!(" `{name}`"))
            .collect::<String>()
    );
    for (file, (names, dollar)) in &by_file {
        writeln!(text, "| `{file}` | {names} | {dollar} |").unwrap();
    }
    let sum = |of: fn(&(usize, usize)) -> usize| by_file.values().map(of).sum::<usize>();
    writeln!(
        text,
        "| all | {} | {} |",
        sum(|one| one.0),
        sum(|one| one.1)
    )
    .unwrap();
    let xiaomi = all.hosts.iter().filter(|host| host.recipient == "Xiaomi");
    writeln!(
        text,
        "\n{} hosts are known, {} of them Xiaomi’s; {} kinds of event are known from what the article says of them.",
        all.hosts.len(),
        xiaomi.count(),
        all.kinds.len()
    )
    .unwrap();
    text
}

#[test]
fn the_coverage_is_as_documented() {
    let text = HEAD.to_owned() + &sdks() + &bullets() + &listed(&read());
    expect_test::expect_file![documents().join("coverage.md")].assert_eq(&text);
}

#[test]
fn what_real_sdks_send_is_explained() {
    for recorded in recorded() {
        let (inside, around) = count(&recorded);
        assert!(inside.all() > 300, "{}: {}", recorded.sdk, inside.all());
        for count in [inside, around] {
            assert!(
                count.explained * 100 >= count.all() * LEAST,
                "{}: {} of {} explained, not these: {:?}",
                recorded.sdk,
                count.explained,
                count.all(),
                count.rest
            );
        }
    }
}

/// The base holds at least as many names as it did.
#[test]
fn no_name_got_lost() {
    let all = read();
    let dollar = all.fields.iter().filter(|entry| entry.key.starts_with('$'));
    let events = all
        .events
        .iter()
        .filter(|entry| entry.name.starts_with('$'));
    assert!(dollar.count() + events.count() >= 265);
    assert!(all.fields.len() + all.events.len() >= 700);
    assert!(all.hosts.len() >= 48 && all.kinds.len() >= 16);
}
