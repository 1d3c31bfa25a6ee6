//! Both lists of Wladimir Palant's article of 8 May 2020 are the least that has to be explained.

use crate::read::{Knowledge, read};

/// What explains a bullet.
enum Explained {
    Field(&'static str, &'static str),
    Event(&'static str),
    Kind(&'static str),
}

use Explained::{Event, Field, Kind};

/// The list "Event data".
const EVENT_DATA: &[(&str, &[Explained])] = &[
    (
        "page began or finished loading, with address",
        &[
            Event("page_load_event_start"),
            Event("page_load_event_finish"),
            Kind("page-loaded"),
        ],
    ),
    (
        "default search engine changed, old and new",
        &[Kind("search-engine-changed")],
    ),
    (
        "search in the navigation bar, with words",
        &[Event("search"), Kind("search")],
    ),
    ("reader mode on, with address", &[Kind("reader-mode")]),
    ("tab clicked, with name", &[Kind("tab-clicked")]),
    ("page shared, with address", &[Kind("page-shared")]),
    (
        "reminder of incognito mode, with porn site",
        &[Kind("incognito-reminder")],
    ),
    (
        "YouTube search, with words",
        &[Event("youtube_search_op"), Kind("youtube-search")],
    ),
    (
        "YouTube video details opened or closed, with video",
        &[Kind("video-details")],
    ),
    ("YouTube video played, with video", &[Kind("video-played")]),
    (
        "page or file downloaded, with address",
        &[Event("download_files"), Kind("download")],
    ),
    (
        "speed dial clicked, added or changed, with address",
        &[Kind("speed-dial")],
    ),
];

/// The list "Generic annotations".
const ANNOTATIONS: &[(&str, &[Explained])] = &[
    (
        "random identifier of the browser",
        &[Field("properties", "uuid"), Field("event", "distinct_id")],
    ),
    ("device identifier", &[Field("properties", "$device_id")]),
    ("Mi Account", &[Field("event", "distinct_id")]),
    ("exact time", &[Field("event", "time")]),
    (
        "manufacturer and model",
        &[
            Field("properties", "$manufacturer"),
            Field("properties", "$model"),
        ],
    ),
    ("browser version", &[Field("properties", "$app_version")]),
    (
        "operating system version",
        &[
            Field("properties", "$os_version"),
            Field("properties", "miui_version"),
        ],
    ),
    (
        "language of the system",
        &[Field("properties", "system_language")],
    ),
    ("default search engine", &[Kind("default-search-engine")]),
    ("mobile operator", &[Field("properties", "$carrier")]),
    (
        "kind of network",
        &[
            Field("properties", "$network_type"),
            Field("properties", "$wifi"),
        ],
    ),
    (
        "screen size",
        &[
            Field("properties", "$screen_width"),
            Field("properties", "$screen_height"),
        ],
    ),
];

impl Explained {
    fn missing(&self, all: &Knowledge) -> Option<String> {
        match self {
            Field(place, key) => {
                let found = all.fields.iter().any(|entry| {
                    entry.place == *place && entry.key == *key && entry.event.is_empty()
                });
                (!found).then(|| format!("field {key}"))
            }
            Event(name) => {
                let found = all.events.iter().any(|entry| entry.name == *name);
                (!found).then(|| format!("event {name}"))
            }
            Kind(id) => {
                let found = all.kinds.iter().any(|entry| entry.id == *id);
                (!found).then(|| format!("kind {id}"))
            }
        }
    }
}

#[test]
fn both_lists_of_the_article_are_explained() {
    assert_eq!((EVENT_DATA.len(), ANNOTATIONS.len()), (12, 12));
    let all = read();
    let mut complaints = Vec::new();
    for (bullet, explained) in EVENT_DATA.iter().chain(ANNOTATIONS) {
        assert!(!explained.is_empty(), "{bullet}: nothing explains it");
        for missing in explained
            .iter()
            .filter_map(|explained| explained.missing(&all))
        {
            complaints.push(format!(
                "{bullet}: expected an entry for {missing}, found none"
            ));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// An entry that explains a bullet says so by its source.
#[test]
fn kinds_come_from_the_articles() {
    for kind in &read().kinds {
        assert!(
            kind.sources
                .iter()
                .any(|source| source.starts_with("palant-2020-05-")),
            "{}: {} has no source in the articles",
            kind.file,
            kind.id
        );
    }
}
