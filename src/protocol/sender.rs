//! Whose program wrote the records.
//!
//! Many apps use the software of Sensors Analytics and add names of their own. What such names mean
//! is published for one of them, Xiaomi's Mint Browser, and must not be told of any other.

use crate::json::Document;
use crate::knowledge;

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

/// How many of them have to stand in one record; who cuts or masks a capture may take some out.
const TOGETHER: usize = 3;

/// Records that are looked into: notes about a person lack what other records have.
const TRIED: usize = 1_000;

/// Whether records are those of Xiaomi's Mint Browser: by names that only it sends together, or by
/// what it calls itself to Xiaomi's server. A host of anybody else, another app and another kind of
/// software contradict.
pub(super) fn is_mint_browser(
    host: Option<&str>,
    project: Option<&str>,
    document: Option<&Document>,
) -> bool {
    if let Some(host) = host {
        let entry = knowledge::host(host);
        if entry.is_none_or(|(entry, _)| entry.recipient != "Xiaomi") {
            return false;
        }
        if project == Some("global_browser_mini") {
            return true;
        }
    }
    let Some(document) = document else {
        return false;
    };
    let known = |name: &&&str| document.find_key(name).is_some();
    if NAMES.iter().filter(known).count() < TOGETHER {
        return false;
    }
    let rows = document.rows.iter().take(TRIED);
    rows.map(|row| row.node as usize).any(|root| {
        let text = |parent: &str, name: &str| {
            let (parent, _) = document.child(root, parent)?;
            document.child_string(parent, name)
        };
        let Some((properties, _)) = document.child(root, "properties") else {
            return false;
        };
        let names = NAMES.iter().filter(|name| match **name {
            "platform" => text("properties", name) == Some("AndroidApp"),
            _ => document.child(properties, name).is_some(),
        });
        // A web page and a server have other SDKs.
        text("lib", "$lib").is_none_or(|sdk| sdk == "Android")
            && text("properties", "$app_id")
                .is_none_or(|app| app.starts_with("com.mi.globalbrowser"))
            && names.count() >= TOGETHER
    })
}
