//! All that comparing two captures can say.

use super::message::sentences;
use crate::report::Persistence;

sentences! {
    FROM_LINK = "from-link" Observed Limits of [], from []
        "At least one of the captures is from a link; its maker says that values were hidden; not verified.";
    REORDERED = "order" Observed Content of [], from []
        "The capture that you gave first is the later one, so they were put in order.";
    ORDER_UNKNOWN = "order" Observed Limits of [], from []
        "The times do not say which capture is the earlier one. The first is taken for it.";
    NOTHING_IN_BOTH = "nothing-to-compare" Observed Limits of [], from []
        "Neither capture contains records that can be read, so there is nothing to compare.";
    NOTHING_IN_ONE = "nothing-to-compare" Observed Limits of [], from []
        "Only one of the captures contains records that can be read, so there is nothing to compare them with.";
    SAME_RECORDS = "same-records" Observed Content of [], from []
        "Both captures contain the same records.";
    OVERLAP = "distance" Observed Content of [], from []
        "Their times overlap.";
    WITHIN_A_DAY = "distance" Observed Content of [], from []
        "Less than a day lies between them.";
    ONE_DAY = "distance" Observed Content of [], from []
        "One day lies between them.";
    DAYS = "distance" Observed Content of [], from []
        "{days} days lie between them.";
    INCOMPLETE = "incomplete" Observed Limits of [], from []
        "One of them is incomplete, so what it lacks may only have been lost.";
    OTHER_FORMATS = "other-formats" Observed Limits of [], from []
        "They are of different formats, so a name that only one has may say nothing about the phone.";

    /// An ID that changed, and one that did not.
    TIED_ALL_THE_SAME = "tied" Inferred Identification of [Id], from []
        "“{changed}” changed, but “{stayed}” stayed. Whoever receives both can tell that the old and the new number belong together.";
    TIED = "tied" Inferred Identification of [Id], from []
        "“{stayed}” ties both captures together.";
    NOT_TIED = "tied" Inferred Identification of [], from []
        "No number that recognizes somebody is in both. A server that receives them also sees the IP address, or that of a VPN, which these records do not show.";
    TOO_EARLY = "too-early" Inferred Limits of [], from []
        "Whether the random number of the browser changes after ninety days, only captures further apart can show.";
    /// `which` is the earlier or the later one.
    ONLY_ONE_TELLS = "only-one-tells" Observed Content of [], from []
        "Only the {which} capture has: {what}. That is what these captures contain, not what a setting does.";
    TOO_MANY = "too-many" Observed Limits of [], from []
        "The captures contain too many {what} to compare them one by one.";
    FIRST_LISTED = "first-listed" Observed Limits of [], from []
        "{all} {what} are only in one of them; the first {number} are listed.";

    /// `moved` and `encoded` are the next two sentences, or nothing.
    STAYED = "id-stayed" Inferred Identification of [Id], from []
        "“{id}” is the same in both captures. Whoever receives both can tell that they come from the same {whose}.{moved}{encoded}";
    MOVED = "id-stayed" Observed Identification of [Id], from []
        " Its name was {before} at first and {after} later.";
    ENCODED = "id-stayed" Observed Identification of [Id], from []
        " In one of them it is written in Base64, which anybody can undo.";
    /// `why` is one of those below, or nothing.
    CHANGED = "id-changed" Observed Identification of [Id], from []
        "“{id}” is another one in the later capture.{why}";
    GONE = "id-gone" Observed Identification of [Id], from []
        "“{id}” is only in the earlier capture.";
    NEW = "id-new" Observed Identification of [Id], from []
        "“{id}” is only in the later capture.";

    PROLONGED = "rotation" Inferred Identification of [Id], from ["palant-2020-05-04", "palant-2020-05-08"]
        "The random number of the browser is the same after {days} days. It was meant to change after ninety. An analysis of May 2020 found that every use prolongs it.";
    RENEWED = "rotation" Inferred Identification of [Id], from ["palant-2020-05-04", "palant-2020-05-08"]
        "The random number of the browser changed within {days} days. Ninety days without use can be the reason, or clearing the app’s data, or installing it again.";
    RENEWED_EARLY = "rotation" Inferred Identification of [Id], from ["palant-2020-05-04", "palant-2020-05-08"]
        "The random number of the browser changed within ninety days. Clearing the app’s data or installing it again does that. So does the end of its ninety days, if they began before.";
}

/// Why an ID may have changed, as a sentence with a blank before it.
pub(crate) fn why(persistence: Option<Persistence>) -> &'static str {
    match persistence {
        Some(Persistence::Event | Persistence::Session) => " It is meant to change often.",
        Some(Persistence::Sim) => " Apparently the SIM card or the contract changed.",
        Some(Persistence::Install) => {
            " It changes when the app’s data are cleared or the app is installed again."
        }
        Some(Persistence::Resettable) => {
            " Apparently somebody reset it in the settings, or this is another phone."
        }
        Some(Persistence::FactoryReset) => {
            " Apparently the phone was reset to factory settings, or this is another phone or another person’s space on it."
        }
        Some(Persistence::Hardware) => " Apparently this is another phone.",
        Some(Persistence::Account) => " Apparently the app named another account.",
        Some(Persistence::Depends) | None => "",
    }
}
