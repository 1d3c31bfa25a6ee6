//! Statistics of Xiaomi's shop app Mi Store: a message of Protocol Buffers that is neither encrypted nor
//! compressed. Read in a decompiled app.

use super::cipher::undo_text;
use super::common::{by_host, note_unopened, opens, whole_body};
use super::payload::{OPENED, read_value};
use super::{Decoder, Format, Match, protobuf};
use crate::bytes::codec::protobuf::Schema;
use crate::capture::Request;
use crate::knowledge::vocabulary::{Container, Naming, Unnamed};
use crate::knowledge::{Scope, Vocabulary};
use crate::report::{Certainty, Device};

/// What one record is, or the details of one.
const fn value(name: &'static str) -> Container {
    Container::anywhere(Scope::MiStoreValues, name, Scope::MiStoreValues)
}

pub(super) const FORMAT: Format = Format {
    id: "mi-store",
    name: "Mi Store statistics",
    vocabulary: &Vocabulary {
        records: Some(Scope::MiStore),
        containers: &[
            Container::anywhere(Scope::MiStore, "stat_values", Scope::MiStoreValues),
            value("val_event"),
            value("val_page"),
            value("val_startup"),
            value("val_view_show"),
            value("val_view_click"),
            value("val_session"),
            value("val_rn_download"),
            value("value_rn_loadBundle"),
            value("value_rn_activity"),
            value("data"),
        ],
        naming: Naming {
            device: Device::Phone,
            ..Vocabulary::NONE.naming
        },
        unnamed: &[Unnamed {
            kind: "",
            title: "Usage records of Mi Store",
            meaning: "What Xiaomi’s shop app recorded over some time, gathered for one upload.",
            sources: &["mihome-decompiled"],
        }],
        ..Vocabulary::NONE
    },
    is_by_analysis: true,
    segments: &["app", "stat", "micra", "crash", "state", "server"],
    payload: &[],
    recognize,
    recognize_records: |shape, _| {
        let because = "the record has names of Mi Store’s statistics: sdk_version, stat_values";
        shape.by_names(FORMAT.id, &["sdk_version", "stat_values"], because)
    },
    read,
};

const SCHEMA: Schema = Schema {
    text: include_str!("mi_store.proto"),
    message: "Stat",
    is_list: false,
};

/// Where the messages are sent.
const PATH: &str = "/app/stat";

fn recognize(request: &Request) -> Option<Match> {
    let found = || {
        let body = request.store.in_memory(whole_body(request)?);
        // The number of the app comes first.
        let [b'\n', _, b'0'..=b'9', ..] = body else {
            return None;
        };
        let json = protobuf::fits(body, SCHEMA)?;
        let json = String::from_utf8_lossy(&json);
        let app = json.strip_prefix("{\"app_key\":\"")?;
        let (app, _) = app.split_once('"')?;
        let is_number = app.bytes().all(|byte| byte.is_ascii_digit());
        let has_values = json.contains("\"stat_values\":[{\"val");
        (is_number && has_values).then_some(())
    };
    if found().is_some() {
        let because =
            "its body has the fields of Mi Store’s statistics: app_key, a number, and stat_values";
        return Some(Match::new(
            match request.path == PATH {
                true => Certainty::Certain,
                false => Certainty::Likely,
            },
            because,
        ));
    }
    by_host(request, FORMAT.id)
}

fn read(request: &Request, decoder: &mut Decoder) {
    let Some(mut from) = whole_body(request) else {
        return note_unopened("Mi Store’s statistics", decoder);
    };
    let data = request.store.in_memory(from);
    // A masked copy has the records as JSON.
    if opens(data) {
        return read_value(&OPENED, data, from, None, None, decoder);
    }
    let data = undo_text(data, &mut from, decoder);
    if !data.starts_with(b"\n") {
        return note_unopened("Mi Store’s statistics", decoder);
    }
    let text = protobuf::undo(&data, SCHEMA, &mut from, decoder);
    read_value(&OPENED, &text, from, None, None, decoder);
}
