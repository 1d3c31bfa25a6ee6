//! What values can be taken for: the words for people and what each says about a person.

use super::Guess;
use crate::knowledge::Category;
use crate::report::{Certainty, Persistence};

/// One thing that a value can be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Stable identifier, short name, and what it would tell the recipient, one a line. One text
    /// takes less room than three.
    words: &'static str,
    category: Category,
    pub(crate) content: u8,
    pub(crate) identifiability: u8,
    persistence: Option<Persistence>,
    /// Whether the value alone is evidence, so that it counts under a name that means something
    /// else too.
    pub(crate) is_telling: bool,
}

impl Kind {
    fn word(&self, index: usize) -> &'static str {
        self.words.split('\n').nth(index).unwrap_or_default()
    }

    pub(crate) fn id(&self) -> &'static str {
        self.word(0)
    }

    pub(crate) fn label(&self) -> &'static str {
        self.word(1)
    }

    pub(crate) fn meaning(&self) -> &'static str {
        self.word(2)
    }

    /// Whether values of this kind are numbers that stand for somebody or something.
    pub(crate) fn is_identifier(&self) -> bool {
        self.identifiability >= 3
            && !matches!(self.category, Category::PreciseLocation | Category::Secret)
    }

    /// A guess that counts nothing unless it is likely.
    #[inline(never)]
    pub(crate) fn guess(&'static self, certainty: Certainty, because: &'static str) -> Guess {
        let counts = certainty >= Certainty::Likely;
        Guess {
            of: self,
            kind: self.id(),
            certainty,
            label: self.label(),
            meaning: self.meaning(),
            because,
            category: self.category,
            content: if counts { self.content } else { 0 },
            identifiability: if counts { self.identifiability } else { 0 },
            persistence: self.persistence.filter(|_| counts),
        }
    }
}

const fn kind(
    words: &'static str,
    category: Category,
    content: u8,
    identifiability: u8,
    persistence: Option<Persistence>,
) -> Kind {
    Kind {
        words,
        category,
        content,
        identifiability,
        persistence,
        is_telling: false,
    }
}

const fn telling(kind: Kind) -> Kind {
    Kind {
        is_telling: true,
        ..kind
    }
}

use Category::{
    Account, Browsing, Content, DeviceId, DeviceProfile, HardwareId, InstallId, Interaction, Media,
    NetworkPlace, PreciseLocation, Search, Secret, Time, Transport,
};
use Persistence::{FactoryReset, Hardware, Install, Sim};

macro_rules! kinds {
    ($($name:ident = $kind:expr;)*) => {
        $(pub(crate) static $name: Kind = $kind;)*

        /// All of them.
        pub(crate) static ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    URL = kind("url\nWeb address\nAddress of a web page or file; it can name what was read, searched or opened.", Browsing, 3, 2, None);
    EMAIL = telling(kind("email\nE-mail address\nIt has the form of an e-mail address, which names a person and recognizes them everywhere.", Content, 4, 4, Some(Persistence::Account)));
    PHONE = telling(kind("phone\nPhone number\nIt has the form of a phone number, which leads to a person.", Content, 4, 4, Some(Sim)));
    UUID = kind("uuid\nRandom identifier\nApparently a random number that recognizes whatever it was made for: a person, a copy of the app, or a single item.", InstallId, 0, 3, Some(Install));
    ANDROID_ID = kind("android-id\nAndroid ID\nIt has the form of an Android ID, which survives clearing or reinstalling the app.", DeviceId, 0, 3, Some(FactoryReset));
    IMEI = kind("imei\nIMEI\nApparently the serial number of the phone’s radio, which recognizes the phone in every app for as long as it exists.", HardwareId, 0, 4, Some(Hardware));
    IMEISV = kind("imeisv\nIMEI with software version\nApparently the serial number of the phone’s radio, which recognizes the phone for as long as it exists.", HardwareId, 0, 4, Some(Hardware));
    MEID = kind("meid\nMEID\nApparently the serial number of the phone’s radio, which recognizes the phone for as long as it exists.", HardwareId, 0, 4, Some(Hardware));
    IMSI = kind("imsi\nIMSI\nApparently the number of a mobile contract, which recognizes the SIM card in every phone.", HardwareId, 0, 4, Some(Sim));
    ICCID = kind("iccid\nSIM card number\nApparently the number printed on a SIM card, which recognizes the card in every phone.", HardwareId, 0, 4, Some(Sim));
    MAC = telling(kind("mac\nHardware address\nIt has the form of an address built into a network card, which recognizes the device for as long as it exists.", HardwareId, 0, 4, Some(Hardware)));
    RANDOM_MAC = kind("mac\nRandom network address\nApparently a made-up network address that changes from time to time.", HardwareId, 0, 2, Some(Install));
    BSSID = kind("bssid\nAddress of a Wi-Fi router\nApparently the address of a router, which public maps of routers turn into a place.", PreciseLocation, 4, 3, None);
    DIGEST = kind("digest\nChecksum or random number\nPossibly the checksum of another value, or a random number.", Transport, 0, 0, None);
    JWT = telling(kind("jwt\nSign-in token\nA token that a service may have given to a signed-in person; anybody can read what it claims.", Secret, 4, 3, None));
    SECRET = kind("secret\nKey or password\nApparently a key, token or password: whoever has it may act in your place.", Secret, 4, 2, None);
    CREDENTIALS = telling(kind("url-credentials\nName and password in an address\nThe address apparently contains a user name or password for the site.", Secret, 4, 3, None));
    CAPABILITY = telling(kind("capability-link\nPrivate link\nWhoever has this link can perhaps open what lies behind it without signing in.", Secret, 4, 2, None));
    PARCEL = telling(kind("parcel\nParcel of a person\nParcel number and postcode together can lead to the name of the recipient.", Content, 4, 3, None));
    COORDINATES = kind("coordinates\nPosition\nApparently a position on the map.", PreciseLocation, 4, 3, None);
    MAP_PLACE = kind("coordinates\nPlace on a map\nApparently a place that was looked at on a map, which need not be where the person was.", PreciseLocation, 3, 1, None);
    ROUTE = kind("route\nPlanned route\nApparently a planned route; such a route may begin or end at home.", PreciseLocation, 3, 1, None);
    SEARCH_WORDS = kind("search-words\nSearch words\nApparently words that were searched for.", Search, 3, 2, None);
    PRIVATE_BROWSING = kind("private-browsing\nPrivate browsing\nApparently private browsing was on, which suggests a wish to leave no traces.", Interaction, 2, 0, None);
    TAB_NAME = kind("tab-name\nName of a tab\nApparently the name of a tab; it can be the title of the page in it.", Browsing, 2, 1, None);
    SEARCH_ENGINE = kind("search-engine\nSearch engine\nApparently the name of a search engine.", Interaction, 1, 0, None);
    VIDEO_ID = kind("video-id\nYouTube video\nIt has the form of a YouTube video’s number, from which anybody can look up its title.", Media, 3, 1, None);
    IP = kind("ip\nInternet address\nIt has the form of an internet address, which shows the provider and roughly the place.", NetworkPlace, 2, 2, Some(Sim));
    PRIVATE_HOST = kind("private-host\nPrivate address\nApparently a page or file that only this network or phone can open, so it says something about home or workplace.", NetworkPlace, 2, 1, None);
    TIMESTAMP = kind("timestamp\nTime\nApparently a moment in time.", Time, 1, 1, None);
    CARD = kind("card\nPayment card number\nApparently the number of a payment card.", Content, 4, 4, None);
    IBAN = telling(kind("iban\nBank account number\nApparently the number of a bank account, which leads to its owner.", Content, 4, 4, Some(Persistence::Account)));
    MIUI_BUILD = kind("miui-build\nSystem build\nApparently the exact build of the phone’s system; its last letters name model, region and operator.", DeviceProfile, 0, 2, None);
    CLICK_ID = kind("click-id\nAd click\nApparently the number of one click on an ad, by which the advertising company can find the click again.", Interaction, 1, 2, None);
    RECIPIENT_ID = kind("click-id\nNewsletter recipient\nApparently the number of the recipient of a newsletter; its sender knows who that is.", Interaction, 1, 3, None);
    ACCOUNT = kind("account\nAccount number\nApparently the number of an account.", Account, 0, 4, Some(Persistence::Account));
    TOPIC = kind("sensitive-topic\nSensitive topic\nA word suggests a sensitive topic.", Browsing, 4, 0, None);
    FREE_TEXT = kind("free-text\nFree text\nSeveral words, which may contain anything.", Content, 0, 0, None);
}

/// The identifiers of all kinds.
#[cfg(test)]
pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|kind| kind.id())
}

/// The first kind with an identifier.
pub(crate) fn by_id(id: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|kind| kind.id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_words_and_counts_only_when_likely() {
        for kind in ALL {
            assert_eq!(kind.words.split('\n').count(), 3, "{}", kind.words);
            assert!(kind.meaning().ends_with('.'), "{}", kind.words);
            let possible = kind.guess(Certainty::Possible, "");
            assert_eq!((possible.content, possible.identifiability), (0, 0));
            let likely = kind.guess(Certainty::Likely, "");
            assert_eq!(
                (likely.content, likely.identifiability),
                (kind.content, kind.identifiability)
            );
        }
    }
}
