//! All that the summary can say: each sentence with its basis, what it is about, and its sources.

use super::message::sentences;

sentences! {
    /// `recipient` is nobody, or begins with "to".
    ENCRYPTED = "encrypted" Observed Limits of [], from []
        "This request{recipient} is encrypted, so what it says can’t be read without a key.";
    ALL_ENCRYPTED = "encrypted" Observed Limits of [], from []
        "{all} requests are encrypted, so what they say can’t be read without a key.";
    /// How many of all were read, and what happened to the rest.
    STATES = "requests-read" Observed Content of [], from []
        "{read} of {all} requests {were} read{rest}.";
    NONE_READ = "requests-read" Observed Limits of [], from []
        "None of {all} requests could be read{rest}.";
    UNKNOWN_FORMAT = "unknown-format" Observed Content of [], from []
        "{records} of a format that Overshare doesn’t know, so it can only show the raw values.";
    /// The same of a format that is known by name only.
    UNEXPLAINED_FORMAT = "unknown-format" Observed Content of [], from []
        "{records}. Overshare doesn’t know what names mean in the format of {format}, so it can only show the raw values.";
    SENT_TO = "sent-to" Sourced Content of [], from []
        "{requests} sent to {host}{role}";
    FORM_UNREAD = "format-alone" Inferred Limits of [], from []
        "This request has the format of {format}. Its body is in a form that Overshare can’t read.";
    FORM_ALONE = "format-alone" Inferred Limits of [], from []
        "This request has the format of {format}, and no events that can be read here.";

    /// Which requests tell whom, and what somebody did, first what reveals most.
    TOLD = "told" Observed Content of [Record], from []
        "{which} tell{s} {recipient} {told}.";
    /// The same, where a guess is in it.
    PROBABLY_TOLD = "told" Inferred Content of [Record], from []
        "{which} tell{s} {recipient} {told}.";
    /// The same of requests to several recipients, of which none gets what the others do.
    SEVERAL_TOLD = "told" Observed Content of [Record], from []
        "{which} to {recipient} tell {told}. Each recipient gets only what is sent to it.";
    SEVERAL_PROBABLY_TOLD = "told" Inferred Content of [Record], from []
        "{which} to {recipient} tell {told}. Each recipient gets only what is sent to it.";
    EXPORT_SAYS = "told" Observed Content of [Record], from []
        "A server’s export says {told}.";
    EXPORT_PROBABLY_SAYS = "told" Inferred Content of [Record], from []
        "A server’s export says {told}.";
    /// The same, where nothing of it reveals much.
    GAVE = "use-told" Observed Content of [], from []
        "{which} give{s} {recipient} {records} of how {where}.";
    PROBABLY_GAVE = "use-told" Inferred Content of [], from []
        "{which} give{s} {recipient} {records} of how {where}.";
    SEVERAL_GAVE = "use-told" Observed Content of [], from []
        "{which} to {recipient} contain {records} of how {where}.";
    SEVERAL_PROBABLY_GAVE = "use-told" Inferred Content of [], from []
        "{which} to {recipient} contain {records} of how {where}.";
    EXPORT_HOLDS = "use-told" Observed Content of [], from []
        "A server’s export contains {records} of how {where}.";
    GUESSED_TOO = "guessed-too" Inferred Content of [Record], from []
        "Apparently you also {told}.";
    LOOKS_LIKE_MINT_BROWSER = "mint-browser-names" Inferred Content of [], from ["palant-2020-05-04"]
        "Names in {which} are those of Xiaomi’s Mint Browser, so {they} apparently went to Xiaomi.";
    WHEN = "when" Observed Content of [], from []
        "By the {device}’s clock, that was {when}.";
    /// Where times count from the first event.
    HOW_LONG = "how-long" Observed Content of [], from []
        "That was within {length}.";
    WRONG_CLOCK = "wrong-clock" Inferred Content of [], from []
        "The time {day} can’t be right: the {device}’s clock was wrong, or the program wrote the time in another way.";
    PROFILE = "profile" Observed Content of [Value], from []
        "Details about you were noted for later: {names}{more}.";
    APPS = "apps" Observed Content of [], from []
        "{it} from the app{s} {names}.";
    SCREENS = "screens" Observed Content of [Value], from []
        "{it} the screen{s} {names}.";
    INSTALLED = "installed-apps" Observed Content of [Value], from []
        "{it} installed apps: {names}.";

    POINTS_TO = "recognized" Observed Identification of [Id], from []
        "You can be recognized by one ID in {it}, “{id}”.{more}";
    /// The same, where only the name or the look of a value says that it is an ID.
    PROBABLY_POINTS_TO = "recognized" Inferred Identification of [Value], from []
        "You can probably be recognized by one ID in {it}, “{id}”.{more}";
    /// These two are `more` in the sentences around them.
    ONE_MORE_ID = "recognized" Observed Identification of [], from []
        " One more ID is sent with it.";
    MORE_IDS = "recognized" Observed Identification of [], from []
        " {number} more IDs are sent with it.";
    /// The same of a list that ends before its last.
    MANY_MORE_IDS = "recognized" Observed Identification of [], from []
        " More IDs are sent with it; the list of IDs ends after {number}.";
    PEOPLE_POINTED_TO = "people-recognized" Observed Identification of [Id], from []
        "People with several accounts can be recognized by IDs in {it}, such as “{id}”.{more}";
    LASTS = "id-lasts" Inferred Identification of [Id], from []
        "That ID {lasts}.";
    /// The same, where a source says it.
    LASTS_AS_SOURCED = "id-lasts" Sourced Identification of [Id], from []
        "That ID {lasts}.";
    RENEWED = "id-renewed" Sourced Identification of [Id], from ["palant-2020-05-04"]
        "The browser’s random ID is supposed to change after 90 days. An analysis of May 2020 found that each use restarts the clock, so in practice it stays.";

    XIAOMI_ON_STATISTICS = "xiaomi-on-statistics" Sourced Position of [], from ["xiaomi-blog-2020-05-02"]
        "Xiaomi said in May 2020 that the statistics of its browsers are aggregated and cannot by themselves identify anybody.";
    XIAOMI_ON_ADDRESSES = "xiaomi-on-addresses" Sourced Position of [], from ["xiaomi-blog-2020-05-02"]
        "Xiaomi said in May 2020 that its browsers send the addresses of pages so that it can find those that load slowly, and named that as an example.";
    XIAOMI_ON_INCOGNITO = "xiaomi-on-incognito" Sourced Position of [], from ["xiaomi-trust"]
        "Xiaomi later said, without a date, that its Mi Browser records nothing while incognito mode is on.";

    NOT_SHOWN = "not-shown" Inferred Limits of [], from []
        "The records do not show how long they are kept or who uses them.";
    CODE_OF_2020 = "names-of-2020" Sourced Limits of [], from ["palant-2020-05-04"]
        "What the names of Mint Browser mean comes from an analysis of its code in May 2020, not of its traffic. Later versions may differ.";
    SECOND_STREAM = "second-stream" Sourced Limits of [], from ["palant-2020-05-04"]
        "An analysis of May 2020 found that Mint Browser by default hands each of its events to a second tracking program as well, MiStat.";
    ADDRESS_SEEN = "internet-address" Inferred Limits of [], from []
        "A server that receives it also sees the internet address it comes from, or that of a VPN.{missing}";
    ADDRESSES_SEEN = "internet-address" Inferred Limits of [], from []
        "Servers that receive them also see the internet address they come from, or that of a VPN.{missing}";
    /// These two are `missing` in the sentences around them, where nothing in the capture is such an address.
    NOT_IN_TEXT = "internet-address" Inferred Limits of [], from []
        " That address is not in this text.";
    NOT_IN_CAPTURE = "internet-address" Inferred Limits of [], from []
        " That address is not in this capture.";
    ONE_OTHER = "other-requests" Observed Limits of [], from []
        "This capture also contains one other request, which isn’t analytics that Overshare knows.";
    OTHERS = "other-requests" Observed Limits of [], from []
        "This capture also contains {number} other requests, which aren’t analytics that Overshare knows.";
}
