//! What an identifier survives, by its persistence.

use crate::report::{Act, Outcome, Persistence, Survival};

const ACTS: [Act; 8] = [
    Act::Restart,
    Act::ClearData,
    Act::Reinstall,
    Act::AdIdReset,
    Act::NinetyDays,
    Act::FactoryReset,
    Act::NewSim,
    Act::NewPhone,
];

/// One row of the survival table, in the order of [`ACTS`].
///
/// Google's scale of identifiers gives the first columns (developer.android.com, "Best practices
/// for unique identifiers"); ninety days of use do not renew what is renewed at every use.
pub(super) fn survives(persistence: Persistence) -> Vec<Survival> {
    use Outcome::{Changes as C, Depends as D, Stays as S};
    let outcomes = match persistence {
        Persistence::Event => [C; 8],
        Persistence::Session => [C, C, C, S, C, C, S, C],
        Persistence::Sim => [S, S, S, S, S, S, C, D],
        Persistence::Install => [S, C, C, S, S, C, S, C],
        Persistence::Resettable => [S, S, S, C, S, C, S, C],
        Persistence::FactoryReset => [S, S, S, S, S, C, S, C],
        Persistence::Hardware => [S, S, S, S, S, S, S, C],
        // The app reads the account again where the phone is still signed in.
        Persistence::Account => [S, D, D, S, S, S, S, S],
    };
    ACTS.into_iter()
        .zip(outcomes)
        .map(|(act, outcome)| Survival { act, outcome })
        .collect()
}
