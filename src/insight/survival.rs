//! What an identifier survives: by how long it lasts, with what is known of single ones.

use crate::annotate::{Judgment, Remark};
use crate::knowledge::Category;
use crate::report::{Outcome, Persistence, Survival, UserAction};
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
    notes: &'static [(UserAction, &'static str)],
}

const fn outcomes(outcomes: [Outcome; 8], source: &'static str) -> Outcomes {
    Outcomes {
        outcomes,
        source: Some(source),
        notes: &[],
    }
}

/// Google’s scale of identifiers, whose steps the persistences are.
const SCALE: &str = "android-identifiers";

const SIGNED_IN: &str = "The app can read it again while the phone is signed in.";
const SIGN_IN: &str = "It comes back as soon as you sign in again.";
const LISTED: &str = "It changes with what it lists.";
const REISSUED: &str = "Possibly the server gives out the same number again for the same hardware.";

/// What an identifier survives.
pub(super) fn survives(judgment: &Judgment, is_browser: bool) -> Vec<Survival> {
    let Some(persistence) = judgment.persistence else {
        return Vec::new();
    };
    let entry = judgment.entry;
    let mut outcomes = match persistence {
        _ if judgment.note == Some(Remark::Chosen) => Outcomes {
            outcomes: [D; 8],
            source: None,
            notes: &[],
        },
        // A list, such as that of all apps, is no number that somebody gives out anew.
        _ if judgment.category == Some(Category::Interaction) => Outcomes {
            outcomes: [S, S, S, S, D, D, S, D],
            source: None,
            notes: &[
                (UserAction::NinetyDays, LISTED),
                (UserAction::FactoryReset, LISTED),
                (UserAction::NewPhone, LISTED),
            ],
        },
        Persistence::Event => outcomes([C; 8], SCALE),
        Persistence::Session => outcomes([C, C, C, S, C, C, S, C], SCALE),
        Persistence::Sim => Outcomes {
            outcomes: [S, S, S, S, S, S, C, D],
            source: None,
            notes: &[(UserAction::NewPhone, "It moves with the SIM card.")],
        },
        Persistence::Install => outcomes([S, C, C, S, S, C, S, C], SCALE),
        Persistence::Resettable => outcomes([S, S, S, C, S, C, S, C], SCALE),
        Persistence::FactoryReset => Outcomes {
            notes: &[(
                UserAction::Reinstall,
                "It stays as long as the maker signs the app with the same key.",
            )],
            ..outcomes([S, S, S, S, S, C, S, C], SCALE)
        },
        Persistence::Hardware => outcomes([S, S, S, S, S, S, S, C], SCALE),
        Persistence::Account => Outcomes {
            outcomes: [S, D, D, S, S, S, S, S],
            source: is_browser.then_some("palant-2020-05-04"),
            notes: &[
                (UserAction::ClearData, SIGNED_IN),
                (UserAction::Reinstall, SIGNED_IN),
                (UserAction::FactoryReset, SIGN_IN),
                (UserAction::NewPhone, SIGN_IN),
            ],
        },
    };
    let key = entry.map_or("", |entry| entry.key);
    let own_source = entry.and_then(|entry| entry.sources.first().copied());
    match key.trim_start_matches('$') {
        "va" | "vaid" => {
            outcomes = Outcomes {
                outcomes: [S, S, C, S, S, C, S, C],
                source: Some("msa-oaid"),
                notes: &[],
            }
        }
        "oaid" => outcomes.source = Some("msa-oaid"),
        "ii" | "aii" => {
            outcomes.source = own_source;
            outcomes.notes = &[(
                UserAction::NinetyDays,
                "Only ninety days without use change it, and in versions for China nothing does.",
            )];
        }
        "id" if persistence >= Persistence::FactoryReset => {
            outcomes = Outcomes {
                outcomes: [S, D, D, S, S, D, S, C],
                source: own_source,
                notes: &[
                    (UserAction::ClearData, REISSUED),
                    (UserAction::Reinstall, REISSUED),
                    (UserAction::FactoryReset, REISSUED),
                ],
            }
        }
        _ => {}
    }
    let is_browser_id = is_browser
        && persistence == Persistence::Install
        && (key == "uuid" || judgment.note == Some(Remark::RandomId));
    let mut row = Vec::with_capacity(ACTIONS.len());
    for (action, outcome) in ACTIONS.into_iter().zip(outcomes.outcomes) {
        let note = outcomes.notes.iter().find(|(noted, _)| *noted == action);
        let mut cell = Survival {
            action,
            outcome,
            because: note.map(|(_, because)| *because),
            source: outcomes.source,
        };
        if judgment.note == Some(Remark::Chosen) {
            cell.because = Some("It depends on what the app chose.");
        } else if is_browser_id && action == UserAction::NinetyDays {
            cell.because = Some("It was meant to change, but every use of the browser renews it.");
            cell.source = Some("palant-2020-05-04");
        }
        row.push(cell);
    }
    row
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
        let row = survives(&judgment, true);
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
        check(Scope::Properties, "uuid", uuid, "sccsscsc", &[NinetyDays]);
        check(Scope::Event, "distinct_id", uuid, "sccsscsc", &[NinetyDays]);
        check(
            Scope::Properties,
            "$device_id",
            "3c9f1a7be2d84056",
            "ssssscsc",
            &[Reinstall],
        );
        check(
            Scope::MistatBasic,
            "installed_package/value",
            "a,b",
            "ssssddsd",
            &[NinetyDays, FactoryReset, NewPhone],
        );
        check(Scope::Mistat3Values, "mistat_dau/va", uuid, "sscsscsc", &[]);
        check(Scope::Mistat3, "aii", uuid, "sccsscsc", &[NinetyDays]);
        check(
            Scope::Mistat3,
            "id",
            "8f2c61",
            "sddssdsc",
            &[ClearData, Reinstall, FactoryReset],
        );
        check(Scope::Properties, "$gaid", uuid, "ssscscsc", &[]);
        check(
            Scope::Properties,
            "$oaid",
            "3c9f1a7be2d84057",
            "ssscscsc",
            &[],
        );
        check(
            Scope::Event,
            "distinct_id",
            "6204418",
            "sddsssss",
            &[ClearData, Reinstall, FactoryReset, NewPhone],
        );
        check(
            Scope::Event,
            "distinct_id",
            "mary's phone",
            "dddddddd",
            &ACTIONS,
        );
    }

    #[test]
    fn what_does_not_recognize_has_no_row() {
        let os = field(Scope::Properties, "", "$os");
        let judgment = annotate::judge(MINT, os, Some("Android"), None);
        assert!(survives(&judgment, true).is_empty());
    }
}
