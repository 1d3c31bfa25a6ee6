//! What an identifier survives: by how long it lasts, with what is known of single ones.

use crate::annotate::{Judgment, Remark};
use crate::knowledge::{Category, Condition, Form};
use crate::protocol::Decoded;
use crate::report::{Device, Outcome, Persistence, Survival, UserAction};
use crate::text::identifiers as text;
use Outcome::{Changes as C, Depends as D, Stays as S};

const ACTIONS: [UserAction; 8] = [
    UserAction::Restart,
    UserAction::ClearData,
    UserAction::Reinstall,
    UserAction::AdIdReset,
    UserAction::NinetyDays,
    UserAction::FactoryReset,
    UserAction::NewSim,
    UserAction::NewPhone,
];

/// One row of the table: outcomes in the order of [`ACTIONS`], their source, and what there is to add.
struct Outcomes {
    outcomes: [Outcome; 8],
    source: Option<&'static str>,
    notes: &'static [Note],
}

/// What there is to add to the outcome of an act, and a source where it is not that of the row.
struct Note {
    action: UserAction,
    because: &'static str,
    source: Option<&'static str>,
}

const fn row(
    outcomes: [Outcome; 8],
    source: Option<&'static str>,
    notes: &'static [Note],
) -> Outcomes {
    Outcomes {
        outcomes,
        source,
        notes,
    }
}

const fn note(action: UserAction, because: &'static str) -> Note {
    Note {
        action,
        because,
        source: None,
    }
}

const fn backup(action: UserAction) -> Note {
    Note {
        action,
        because: text::BACKUP,
        source: Some("android-backup"),
    }
}

/// Google’s scale of identifiers, whose steps the persistences are.
const SCALE: &str = "android-identifiers";

/// Of a number that the app keeps itself.
const KEPT: Outcomes = Outcomes {
    outcomes: [S, C, D, S, S, D, S, D],
    source: Some(SCALE),
    notes: RESTORED,
};

const RESTORED: &[Note] = &[
    backup(UserAction::Reinstall),
    backup(UserAction::FactoryReset),
    backup(UserAction::NewPhone),
];

const UNUSED: &[Note] = &[
    backup(UserAction::Reinstall),
    note(UserAction::NinetyDays, text::UNUSED),
    backup(UserAction::FactoryReset),
    backup(UserAction::NewPhone),
];

const COPIED: &[Note] = &[
    note(UserAction::ClearData, text::GIVEN_BACK),
    note(UserAction::Reinstall, text::GIVEN_BACK),
    backup(UserAction::FactoryReset),
    backup(UserAction::NewPhone),
];

const MADE: &[Note] = &[
    note(UserAction::ClearData, text::MADE_OF),
    note(UserAction::Reinstall, text::MADE_OF),
    note(UserAction::FactoryReset, text::MADE_OF),
];

const REISSUED: &[Note] = &[
    note(UserAction::ClearData, text::SAME_AGAIN),
    note(UserAction::Reinstall, text::SAME_AGAIN),
    note(UserAction::FactoryReset, text::SAME_AGAIN),
];

const LISTED: &[Note] = &[
    note(UserAction::NinetyDays, text::CHANGES_WITH),
    note(UserAction::FactoryReset, text::CHANGES_WITH),
    note(UserAction::NewPhone, text::CHANGES_WITH),
];

const SIGNED_IN: &[Note] = &[
    note(UserAction::ClearData, text::READ_AGAIN),
    note(UserAction::Reinstall, text::READ_AGAIN),
    note(UserAction::FactoryReset, text::COMES_BACK),
    note(UserAction::NewPhone, text::COMES_BACK),
];

const RANDOM_ADDRESS: &[Note] = &[Note {
    action: UserAction::FactoryReset,
    because: text::RANDOM_ADDRESS,
    source: Some("android-random-mac"),
}];

const SAME_KEY: &[Note] = &[note(UserAction::Reinstall, text::SAME_KEY)];

const CARD: &[Note] = &[note(UserAction::NewPhone, text::CARD)];

/// What sent an identifier, as far as it decides what the identifier survives.
#[derive(Clone, Copy, Debug)]
pub(super) struct SentBy {
    is_mint_browser: bool,
    device: Device,
    is_ios: bool,
}

impl SentBy {
    pub(super) fn of(decoded: &Decoded) -> SentBy {
        SentBy {
            is_mint_browser: decoded.is_of_mint_browser(),
            device: decoded.device,
            is_ios: decoded.is_ios,
        }
    }
}

/// What an identifier survives.
pub(super) fn survives(judgment: &Judgment, by: SentBy) -> Vec<Survival> {
    let Some(persistence) = judgment.persistence else {
        return Vec::new();
    };
    let entry = judgment.entry;
    let is_cookie = judgment.note == Some(Remark::CookieId)
        || entry.is_some_and(|entry| entry.form == Form::CookieId);
    // What the value says holds rather than what the entry says of other values.
    let condition = entry
        .filter(|entry| entry.persistence == Some(persistence))
        .map_or(Condition::None, |entry| entry.condition);
    let is_elsewhere = matches!(by.device, Device::Browser | Device::Computer);
    let own_source = entry.and_then(|entry| entry.sources.first().copied());
    let all_depend = |because: &'static str| {
        let cell = |action| Survival {
            action,
            outcome: D,
            because: Some(because),
            source: None,
        };
        ACTIONS.map(cell).into()
    };
    let row = match (persistence, condition) {
        _ if judgment.note == Some(Remark::Chosen) => {
            return all_depend(text::APP_CHOSE);
        }
        // A list, such as that of all apps, is no number that somebody gives out anew.
        _ if judgment.category == Some(Category::Interaction) => {
            row([S, S, S, S, D, D, S, D], None, LISTED)
        }
        (Persistence::Install, _) if entry.is_none() => return all_depend(text::ONLY_LOOKS),
        (_, Condition::Server) => return all_depend(text::SERVER_KNOWS),
        // What is known of phones holds of no page and no server.
        (Persistence::Event, _) if is_elsewhere => row([C; 8], None, &[]),
        (Persistence::Account, _) if is_elsewhere => row([S; 8], None, &[]),
        (Persistence::Install, _) if is_cookie || by.device == Device::Browser => {
            row([S, C, C, S, S, C, S, C], None, &[])
        }
        _ if by.device == Device::Browser => return all_depend(text::PAGE_KEEPS),
        _ if by.is_ios && persistence != Persistence::Account => {
            return all_depend(text::NOT_ANDROID);
        }
        _ if by.device == Device::Computer => return all_depend(text::PROGRAM_KEEPS),
        (_, Condition::Vendor) => row([S, S, C, S, S, C, S, C], Some("msa-oaid"), &[]),
        (_, Condition::Reissued) => row([S, D, D, S, S, D, S, C], own_source, REISSUED),
        (_, Condition::SystemCopy) => row([S, D, D, S, S, D, S, D], own_source, COPIED),
        (_, Condition::DeviceNumber) => row([S, D, D, S, S, D, S, C], own_source, MADE),
        (_, Condition::WifiAddress) => row([S, S, S, S, S, D, S, C], Some(SCALE), RANDOM_ADDRESS),
        (Persistence::Event, _) => row([C; 8], Some(SCALE), &[]),
        (Persistence::Session, _) => row([C, C, C, S, C, C, S, C], Some(SCALE), &[]),
        (Persistence::Sim, _) => row([S, S, S, S, S, S, C, D], None, CARD),
        (Persistence::Install, Condition::NinetyDays) => row(KEPT.outcomes, own_source, UNUSED),
        (Persistence::Install, _) => KEPT,
        (Persistence::Depends, _) => return all_depend(text::NOT_KNOWN),
        (Persistence::Resettable, Condition::ChineseAdvertising) => {
            row([S, S, S, C, S, C, S, C], Some("msa-oaid"), &[])
        }
        (Persistence::Resettable, _) => row([S, S, S, C, S, C, S, C], Some(SCALE), &[]),
        (Persistence::FactoryReset, Condition::SigningKey) => {
            row([S, S, S, S, S, C, S, C], Some(SCALE), SAME_KEY)
        }
        (Persistence::FactoryReset, _) => row([S, S, S, S, S, C, S, C], Some(SCALE), &[]),
        (Persistence::Hardware, _) => row([S, S, S, S, S, S, S, C], Some(SCALE), &[]),
        (Persistence::Account, _) => row([S, D, D, S, S, S, S, S], None, SIGNED_IN),
    };
    let is_browser_id = by.is_mint_browser
        && persistence == Persistence::Install
        && (entry.is_some_and(|entry| entry.key == "uuid")
            || judgment.note == Some(Remark::RandomId));
    let mut cells = Vec::with_capacity(ACTIONS.len());
    for (action, outcome) in ACTIONS.into_iter().zip(row.outcomes) {
        let note = row.notes.iter().find(|note| note.action == action);
        let mut cell = Survival {
            action,
            outcome,
            because: note.map(|note| note.because),
            source: note.and_then(|note| note.source).or(row.source),
        };
        if is_browser_id && action == UserAction::NinetyDays {
            cell.because = Some(text::RENEWED);
            cell.source = Some("palant-2020-05-04");
        }
        cells.push(cell);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate;
    use crate::knowledge::{Scope, pack};

    const MINT: pack::Extra = pack::Extra {
        pack: None,
        is_browser: true,
    };

    const PHONE: SentBy = SentBy {
        is_mint_browser: true,
        device: Device::Phone,
        is_ios: false,
    };

    fn field<'f>(place: Scope, event: &'f str, name: &'f str) -> annotate::Field<'f> {
        annotate::Field {
            place: Some(place),
            event,
            name,
            beside: None,
        }
    }

    /// The outcomes of a field as letters, and the acts that have something to add.
    #[track_caller]
    fn check(place: Scope, name: &str, value: &str, letters: &str, noted: &[UserAction]) {
        // A name that means something in one event only stands behind the event's.
        let (event, name) = name.split_once('/').unwrap_or(("", name));
        let judgment = annotate::judge(MINT, field(place, event, name), Some(value), None);
        let row = survives(&judgment, PHONE);
        let found: String = row
            .iter()
            .map(|cell| match cell.outcome {
                Outcome::Stays => 's',
                Outcome::Changes => 'c',
                Outcome::Depends => 'd',
            })
            .collect();
        assert_eq!(found, letters, "{name}");
        let with_note = row.iter().filter(|cell| cell.because.is_some());
        assert_eq!(
            with_note.map(|cell| cell.action).collect::<Vec<_>>(),
            noted,
            "{name}"
        );
        for cell in row {
            assert!(
                cell.outcome != Outcome::Depends || cell.because.is_some(),
                "{name}: {:?} depends on something that is not said",
                cell.action
            );
        }
    }

    #[test]
    fn rows_are_those_of_the_table() {
        use UserAction::{ClearData, FactoryReset, NewPhone, NinetyDays, Reinstall};
        let uuid = "5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31";
        let renewed = [Reinstall, NinetyDays, FactoryReset, NewPhone];
        let own = [ClearData, Reinstall, FactoryReset];
        let copied = [ClearData, Reinstall, FactoryReset, NewPhone];
        let android_id = "3c9f1a7be2d84056";
        let digest = "0eaed834a1e6f4b2bf0c024e0013dea1";
        let place = Scope::Properties;
        check(place, "uuid", uuid, "scdssdsd", &renewed);
        check(Scope::Event, "distinct_id", uuid, "scdssdsd", &renewed);
        // A number that Android makes for a maker's key says so, and no other does.
        check(place, "$device_id", android_id, "ssssscsc", &[Reinstall]);
        check(Scope::MiPush, "devid", digest, "ssssscsc", &[]);
        let apps = [NinetyDays, FactoryReset, NewPhone];
        let basic = Scope::MistatBasic;
        check(basic, "installed_package/value", "a,b", "ssssddsd", &apps);
        check(Scope::Mistat3Values, "mistat_dau/va", uuid, "sscsscsc", &[]);
        check(Scope::Mistat3, "aii", uuid, "scdssdsd", &renewed);
        check(Scope::Mistat3, "id", "8f2c61", "sddssdsc", &own);
        check(place, "$gaid", uuid, "ssscscsc", &[]);
        check(place, "$oaid", "3c9f1a7be2d84057", "ssscscsc", &[]);
        check(Scope::Event, "distinct_id", "6204418", "sddsssss", &copied);
        check(
            Scope::Event,
            "distinct_id",
            "mary's phone",
            "dddddddd",
            &ACTIONS,
        );
        // A system app may give it back; MiStat's is made of what the app may read.
        check(
            Scope::OnetrackHead,
            "instance_id",
            uuid,
            "sddssdsd",
            &copied,
        );
        check(Scope::Mistat, "device_id", digest, "sddssdsc", &own);
        check(basic, "device_id/value", digest, "sddssdsc", &own);
        check(Scope::MiHome, "msid", digest, "sddssdsc", &own);
        let wifi = [FactoryReset];
        check(Scope::Mistat3, "mcm", digest, "sssssdsc", &wifi);
        check(basic, "mac_md5/value", digest, "sssssdsc", &wifi);
        check(Scope::MiuiAnalytics, "imei", digest, "sssssssc", &[]);
        check(Scope::Event, "user_id", "918273", "dddddddd", &ACTIONS);
        // A browser that is installed again has no cookies.
        let cookie = "17c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-17c6dfc74c1def";
        check(place, "$device_id", cookie, "sccsscsc", &[]);
        check(Scope::Event, "first_id", cookie, "sccsscsc", &[]);
    }

    /// What a bundle of numbers survives is what the best of those in it survives.
    #[test]
    fn a_bundle_lasts_as_long_as_what_is_in_it() {
        let check_bundle = |value: &str, letters: &str| {
            check(
                Scope::Properties,
                "$ios_install_source",
                value,
                letters,
                &[],
            );
        };
        check_bundle("android_id=3c9f1a7be2d84056##imei=0eaed834", "sssssssc");
        check_bundle(
            "android_id=3c9f1a7be2d84056##imei=##mac=02:00:00:00:00:00##oaid=",
            "ssssscsc",
        );
        check_bundle("android_id=##imei=##oaid=3c9f1a7be2d84057", "ssscscsc");
        check_bundle("android_id=##imei=##mac=02:00:00:00:00:00", "");
    }

    /// How a field with an entry is judged, where the entry says how long it lasts.
    fn judgment(entry: &'static crate::knowledge::FieldEntry) -> Option<annotate::Judgment> {
        let persistence = Some(entry.persistence?);
        let found = field(entry.place, entry.event, entry.key);
        Some(annotate::Judgment {
            entry: Some(entry),
            persistence,
            note: None,
            ..annotate::judge(MINT, found, None, None)
        })
    }

    /// Of every entry: what depends says on what, what Android may restore says so, and no source is
    /// named for what follows an account, since none of them says so of every sender.
    #[test]
    fn no_entry_promises_more_than_is_known() {
        for entry in crate::knowledge::FIELDS.iter() {
            let Some(judgment) = judgment(entry) else {
                continue;
            };
            let row = survives(&judgment, PHONE);
            let name = (entry.place, entry.key);
            for cell in &row {
                let depends = cell.outcome == Outcome::Depends;
                assert!(!depends || cell.because.is_some(), "{name:?}");
            }
            let outcome = |wanted| {
                let cell = row.iter().find(|cell| cell.action == wanted);
                cell.map(|cell| cell.outcome)
            };
            let is_list = judgment.category == Some(Category::Interaction);
            let is_restored = !matches!(entry.condition, Condition::Vendor)
                && entry.form != Form::CookieId
                && !is_list;
            if judgment.persistence == Some(Persistence::Install) && is_restored {
                assert_eq!(outcome(UserAction::Reinstall), Some(D), "{name:?}");
            }
            if judgment.persistence == Some(Persistence::Depends) {
                assert!(row.iter().any(|cell| cell.outcome == D), "{name:?}");
                assert!(entry.condition != Condition::None, "{name:?}");
            }
            if judgment.persistence == Some(Persistence::Account) && !is_list {
                assert!(row.iter().all(|cell| cell.source.is_none()), "{name:?}");
            }
        }
    }

    /// Of no entry is anything said of a phone where none sent it.
    #[test]
    fn a_page_and_a_server_are_no_phone() {
        for device in [Device::Browser, Device::Computer] {
            for entry in crate::knowledge::FIELDS.iter() {
                let Some(judgment) = judgment(entry) else {
                    continue;
                };
                let by = SentBy {
                    is_mint_browser: false,
                    device,
                    is_ios: false,
                };
                for cell in survives(&judgment, by) {
                    let because = cell.because.unwrap_or_default();
                    assert!(!because.contains("hone"), "{}: {because}", entry.key);
                    assert_eq!(cell.source, None, "{}", entry.key);
                }
            }
        }
    }

    #[test]
    fn what_does_not_recognize_has_no_row() {
        let os = field(Scope::Properties, "", "$os");
        let judgment = annotate::judge(MINT, os, Some("Android"), None);
        assert!(survives(&judgment, PHONE).is_empty());
    }
}
