//! All that is said of identifiers beside what the knowledge base says of their fields: what a value
//! is by its look, how long it stays, and on what that depends.

use crate::report::Persistence;

/// What a value is called and what it is.
pub(crate) type Named = (&'static str, &'static str);

pub(crate) static RANDOM_ID: Named = (
    "Random ID of this app",
    "A random number that identifies this copy of the app, on every record it sends.",
);
pub(crate) static RANDOM_ID_OF_PAGE: Named = (
    "Random ID of this page",
    "A random number that the page keeps in the browser and sends with every record.",
);
pub(crate) static RANDOM_ID_OF_PROGRAM: Named = (
    "Random ID",
    "A random number under which the program files its records.",
);
pub(crate) static COOKIE_ID: Named = (
    "Cookie ID",
    "A number that the web page keeps in a cookie. It contains the time of the first visit.",
);
pub(crate) static ANDROID_ID: Named = (
    "Android ID",
    "An ID of the device that survives clearing or reinstalling the app.",
);
pub(crate) static ACCOUNT: Named = (
    "Account",
    "Apparently an account that the app named. It leads to a person.",
);
pub(crate) static CHOSEN: Named = (
    "ID chosen by the app",
    "What the app files its records under. It may be an account.",
);
pub(crate) static NAMELESS: Named = ("Identifier", "A value that recognizes somebody.");

/// How long something in a browser stays, as the end of a sentence.
pub(crate) const COOKIE_LASTS: &str = "stays the same until you clear the browser’s cookies";
pub(crate) const PAGE_LASTS: &str =
    "stays the same until you clear what the browser keeps for the page";

/// How long a mailbox or the number of a telephone or of a bank leads to somebody.
pub(crate) const CONTACT_LASTS: &str = "leads to the same person on every device";

/// How long a list stays, such as that of all apps.
pub(crate) const LIST_LASTS: &str = "stays the same until what it lists changes";

/// How long something keeps recognizing, as the end of a sentence.
pub(crate) fn lasts(persistence: Persistence) -> &'static str {
    match persistence {
        Persistence::Event => "changes with every record",
        Persistence::Session => "changes when the app is restarted",
        Persistence::Sim => "stays the same until the SIM card changes",
        Persistence::Install => "stays the same until the app’s data are cleared",
        Persistence::Depends => "may stay the same even when the app’s data are cleared",
        Persistence::Resettable => "stays the same until you reset it in the settings",
        Persistence::FactoryReset => {
            "stays the same until a reset to factory settings, even if the app is cleared or reinstalled"
        }
        Persistence::Hardware => "stays the same as long as the device exists",
        Persistence::Account => "follows you to every device on which you sign in",
    }
}

macro_rules! notes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $(
            $(#[$doc])*
            pub(crate) const $name: &str = $text;
        )*

        /// All of them.
        #[cfg(test)]
        pub(crate) const NOTES: &[&str] = &[$($name),*];
    };
}

notes! {
    BACKUP = "A backup may restore it, unless the app rules that out.";
    UNUSED = "Only ninety days without use change it, and in versions for China nothing does.";
    GIVEN_BACK = "On Xiaomi’s phones a system app may keep a copy and give it back.";
    MADE_OF = "It stays if it was made of hardware numbers, and changes if it is random.";
    SAME_AGAIN = "Possibly the server gives out the same number again for the same hardware.";
    CHANGES_WITH = "It changes with what it lists.";
    READ_AGAIN = "The app can read it again while the device is signed in.";
    COMES_BACK = "It comes back as soon as you sign in again.";
    RANDOM_ADDRESS = "The device’s own address stays. Since Android 10 most apps see one made up for each network, which changes.";
    SAME_KEY = "It stays as long as the maker signs the app with the same key.";
    CARD = "It moves with the SIM card.";
    RENEWED = "It was meant to change, but every use of the browser renews it.";
    APP_CHOSE = "It depends on what the app chose.";
    SERVER_KNOWS = "Only whoever runs the server knows when the number changes.";
    PROGRAM_KEEPS = "Where the program got it and keeps it isn’t known.";
    PAGE_KEEPS = "Where the page got it and keeps it isn’t known.";
    ONLY_LOOKS = "Only its look suggests an ID; what it was made for isn’t known.";
    NOT_ANDROID = "How long it stays on iOS isn’t known here.";
    NOT_KNOWN = "What it depends on is not known.";
}
