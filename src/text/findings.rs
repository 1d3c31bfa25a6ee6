//! All that a finding can say: a title, a text, its basis, its sources, and what it must point at.

use super::message::FindingText;
use crate::report::Basis;

macro_rules! findings {
    ($($(#[$doc:meta])* $name:ident = $id:literal $basis:ident of [$($evidence:ident),*], from [$($source:literal),*]
        $title:literal, $text:literal;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: FindingText = FindingText {
                id: $id,
                basis: Basis::$basis,
                title: $title,
                text: $text,
                sources: &[$($source),*],
                #[cfg(test)]
                evidence: &[$(super::message::Evidence::$evidence),*],
            };
        )*

        /// All of them.
        #[cfg(test)]
        pub(crate) static ALL: &[&FindingText] = &[$(&$name),*];
    };
}

findings! {
    /// Which records, what was done (`deed`), and an account.
    TIED_TO_ACCOUNT = "COMBO-1" Observed of [Deed, Account], from ["palant-2020-02-18"]
        "Your activity and your account are sent together",
        "{which} both {deed} and an account. So what you did can be tied to that account, and whoever runs the account may know who you are.";
    /// The same, with an identifier that a person does not follow from.
    TIED_TO_ID = "COMBO-1" Observed of [Deed, Id], from ["palant-2020-02-18"]
        "What you did and {id} are sent together",
        "{which} both {deed} and {id}. All such events can be put together; who it is takes more.";
    /// The same, where only the name or the look of a value says what it is.
    APPARENTLY_TIED_TO_ACCOUNT = "COMBO-1" Inferred of [Value], from ["palant-2020-02-18"]
        "What you did and probably your account are sent together",
        "{which} both {deed} and {looks}an account. If it is one, what you did can be tied to it.";
    TIED_TO_CONTACT = "COMBO-1" Inferred of [Value], from ["palant-2020-02-18"]
        "What you did and {id} are sent together",
        "{which} both {deed} and {id}. If that is yours, it ties what you did to you.";
    APPARENTLY_TIED_TO_ID = "COMBO-1" Inferred of [Value], from ["palant-2020-02-18"]
        "What you did and {id} are sent together",
        "{which} both {deed} and {looks}{id}. All such events can be put together; who it is takes more.";
    BRIDGE = "LINK-1" Inferred of [InstallId, LastingId], from ["android-identifiers"]
        "Clearing the app’s data won’t hide you",
        "The value of “{short}” would change when the app’s data are cleared, but that of “{long}” would not. Whoever receives both can tell that the new value belongs to the same device or person.";
    /// The same of a page.
    COOKIE_BRIDGE = "LINK-1" Inferred of [InstallId, LastingId], from []
        "Clearing your cookies won’t hide you",
        "The value of “{short}” would change when you clear your cookies, but that of “{long}” would not. Whoever receives both can tell that the new value belongs to the same device or person.";
    ADVERTISING = "LINK-2" Inferred of [AdvertisingId, LastingId], from ["android-identifiers"]
        "The advertising ID is sent with an ID that lasts",
        "Resetting the advertising ID doesn’t help here: the other ID stays and shows that the new one is yours. Google’s rules for apps of its store restrict linking the two; preinstalled apps and those of other stores are not under them.";
    SIGN_IN = "LINK-3" Observed of [Value, Account], from ["sensors-android-3.2.10"]
        "Your past is linked to your account",
        "This record names an account and the ID that was used before. Everything recorded under that ID can now be filed under the account.";
    SEVERAL_NAMES = "LINK-4" Observed of [Id], from []
        "The same ID is sent under several names",
        "{names} and “{last}” have the same value. Where one of them is changed, for example by a sign-in, the others still identify you.";
    /// The same where no sign-in changes any of them.
    SAME_VALUE = "LINK-4" Observed of [Id], from []
        "The same ID is sent under several names",
        "{names} and “{last}” have the same value. Leaving one of them out would change nothing.";
    RESPELLED = "LINK-5" Inferred of [Value], from []
        "One ID is another one re-encoded",
        "The value of “{copy}” is that of “{source}”, only written in another alphabet, which anybody can turn back.";
    COMPUTED = "LINK-5" Inferred of [Value], from ["ftc-2024-07-24"]
        "One ID is another one re-encoded",
        "The value of “{copy}” can be computed from that of “{source}”, so the two belong together. The US authority FTC wrote in 2024 that such computed values can still identify people.";
    /// `country` is a code.
    SIM_ABROAD = "LINK-7" Inferred of [Value], from ["sensors-android-3.2.10"]
        "The SIM card and the phone name two countries",
        "The SIM card is from an operator of mainland China, the phone is set to {country}. Possibly its owner travels, has moved, or bought the phone abroad.";
    /// `zone` is written as UTC+2.
    TIME_ZONE = "LINK-8" Inferred of [Value, Time], from ["sensors-android-3.2.10"]
        "Two times show the time zone",
        "The first visit is written in local time. Beside the exact time of the record it shows a clock at {zone}.";
    SEVERAL_SERVERS = "LINK-9" Inferred of [Id], from []
        "Requests to several servers carry the same identifier",
        "“{id}” has the same value in requests to {number} servers. {who} can tell that they come from the same {whole}.";
    TWO_ACCOUNTS = "LINK-10" Inferred of [Account, LastingId], from []
        "Several accounts can be linked to each other",
        "“{account}” has different values in records that have the same “{id}”. Whoever receives them can see that these accounts belong together, as those of one person or of people who share a device.";
    TWO_DEVICES = "LINK-12" Inferred of [Account, LastingId], from []
        "Several devices can be linked to one account",
        "“{id}” has different values in records that have the same “{account}”. Whoever receives them can see that these devices belong together, as those of one person or of people who share the account. One device can have several, too: another one after a reset to factory settings, for example, or one for each SIM card.";
    TWO_PROGRAMS = "LINK-11" Inferred of [Value], from []
        "Two tracking programs share one ID of yours",
        "What {one} sends as “{id}” is the same value that {other} sends as “{name}”. {who} can put together what the two programs report about you.";

    GUESSED_PLACE = "CONT-PLACE" Inferred of [Value], from []
        "A position is possibly in the events",
        "Values look like the latitude and longitude of a place. Whether it is where you were can’t be told from them.";
    GUESSED_ROUTER = "CONT-PLACE" Inferred of [Value], from []
        "The address of a Wi-Fi router is possibly in the events",
        "A value looks like the address of a Wi-Fi router. Public databases turn such an address into a place on the map.";
    ROUTER = "CONT-PLACE" Observed of [Router], from []
        "The address of a Wi-Fi router is in the events",
        "Public databases turn the address of a router into a place on the map, so it can show where you were.";
    /// `distance` says to how many meters, `shows` what that is worth.
    ROUGH_PLACE = "CONT-PLACE" Observed of [Coordinates], from []
        "Your approximate position is in the events",
        "The position is written {distance}. {shows}";
    PLACE = "CONT-PLACE" Observed of [Coordinates], from []
        "Your position is in the events",
        "The position is written {distance}. {shows}";
    SECRET = "CONT-SECRET" Inferred of [Value], from ["palant-2020-02-18"]
        "A key is apparently in the events",
        "A value apparently contains a key, a password or a private link. Whoever reads it may be able to act in your place.";
    CONTACT = "CONT-CONTACT" Inferred of [Value], from ["palant-2020-02-18"]
        "A value apparently identifies a person",
        "It contains what looks like an e-mail address, a phone number or a parcel number. The person need not be you.";
    MONEY = "CONT-MONEY" Inferred of [Value], from []
        "A value apparently is the number of a card or an account",
        "It has the form and the check digits of such a number, which leads to its owner.";
    MAP = "CONT-MAP" Inferred of [Value], from ["palant-2020-02-18"]
        "A place or a route apparently was looked up",
        "An address contains what looks like a place or a route on a map. That need not be where you were.";
    TOPIC = "CONT-TOPIC" Inferred of [Value], from []
        "A word possibly points to a sensitive topic",
        "Single words can mislead, and nobody has checked what the page or the search was about.";
    INCOGNITO_ADDRESS = "CONT-TOPIC" Inferred of [Record], from []
        "An event about incognito mode contains an address",
        "Xiaomi’s browser is reported to send one such event from adult sites. Whether this is it cannot be told.";
    PRIVATE_FOLDER = "CONT-PRIVATE" Inferred of [Value], from ["palant-2020-05-04"]
        "A download marked as private was reported too",
        "The browser marks downloads “general” or “privacy”. The second apparently means a private folder, which is not verified. The address of the file is sent either way.";

    /// `which` records, and whether that is one.
    DECLINED = "OPT-OUT" Observed of [Refusal], from []
        "You don’t take part in the tracking, and it was sent all the same",
        "{which} that you don’t take part in the tracking. {it} sent all the same.";
    DO_NOT_TRACK = "OPT-OUT" Observed of [Record], from ["tracking-dnt"]
        "Your “do not track” request was sent along with the data",
        "The header “DNT” of this request says that you do not want to be tracked. The records in it tell what you did all the same. What the recipient makes of the wish can’t be seen here.";
    PRIVACY_CONTROL = "OPT-OUT" Observed of [Record], from ["w3c-gpc"]
        "Your “do not sell or share” request was sent along with the data",
        "The header “Sec-GPC” of this request asks that data about you be neither sold nor shared. The records in it tell what you did all the same. What the recipient makes of the wish can’t be seen here.";
    INCOGNITO = "OPT-OUT" Inferred of [Value], from []
        "You were probably in incognito mode, and that was sent",
        "A field of this record says that incognito mode was on. The record tells what you did all the same.";
    SWITCHED_OFF = "OPT-OUT" Observed of [Record], from ["sensors-android"]
        "Recording went on after it was switched off",
        "One record says that recording was switched off. Others tell what you did after that.";

    DELAY = "TIME-DELAY" Inferred of [Time], from ["sensors-android-3.2.10"]
        "What you did was stored, then uploaded later",
        "One of these records was uploaded {wait} after it was made. Records are kept until they can be sent.";
    /// The same of what is no Android app.
    PLAIN_DELAY = "TIME-DELAY" Inferred of [Time], from []
        "What you did was stored, then uploaded later",
        "One of these records was uploaded {wait} after it was made.";
    SKEW = "TIME-SKEW" Inferred of [Time], from []
        "The clock was set, or the program chose the time",
        "{which} a time after the moment of upload. The times in this capture may be wrong.";
    SESSIONS = "TIME-SESSIONS" Inferred of [Time], from []
        "The times show when you were active",
        "The events fall into {sessions} sessions; a gap of {minutes} minutes starts a new one.";
    /// `number` of the numbers that the app gave.
    NUMBERED_SESSIONS = "TIME-SESSIONS" Inferred of [Value], from ["sensors-android"]
        "The times show when you were active",
        "The records have a number for every session: {number} in this capture.";
    /// Both.
    SESSIONS_TWICE = "TIME-SESSIONS" Inferred of [Value], from ["sensors-android"]
        "The times show when you were active",
        "The events fall into {sessions} sessions; a gap of {minutes} minutes starts a new one. The records also have a number for every session: {number} in this capture.";

    /// `smaller` is the sentence about details that few share, or nothing.
    NO_LASTING_ID = "CROWD-1" Sourced of [Record], from ["forbes-2020-04-30"]
        "No ID here recognizes you for long",
        "What is left says that Mint Browser was used. By April 2020 it and Mi Browser Pro had been downloaded more than 15 million times from Google Play. Both are also on phones when these are sold.{smaller}";
}

/// What coordinates with so many decimals show, as a sentence.
pub(crate) fn shows(decimals: u8) -> &'static str {
    match decimals {
        0 => "That shows a region, not a town.",
        1 => "That shows a town.",
        2 => "That shows a part of a town.",
        3 => "That shows a street or a block of houses.",
        _ => {
            "It may be known less exactly, but what is written shows a home or a doctor’s practice."
        }
    }
}
