//! All that exports say beside the sentences of the report.

use super::message::sentences;

sentences! {
    NOTHING_MASKED = "masking" Observed Limits of [], from []
        "Nothing in it is hidden: it contains every value as it was recorded.";
    /// `provenance` is how it came, in the words of the report.
    MASKED_BY_MAKER = "masking" Observed Limits of [], from []
        "{provenance}. Its maker says that {what}, with {generator}.";
    /// The same of what this very program masked, which says so of itself.
    MASKED = "masking" Observed Limits of [], from []
        "The capture says of itself that {what}, by {generator}. Nobody has verified that.";
    RELATIVE_TIMES = "masking" Observed Limits of [], from []
        " Times count from the first event.";
    READ = "read" Observed Content of [], from []
        "Read by {generator} from {what} of {bytes}: {requests} with {events} and {fields}.";
    MEANINGS = "read" Observed Limits of [], from []
        " Of the fields, the meaning of {guessed} is guessed, that of {unknown} not known.";

    DELAY = "times" Observed Content of [], from []
        "Time from event to upload: {shortest} at least, {longest} at most, {median} usually";
    CLOCK = "times" Inferred Content of [], from []
        "The device’s clock was {hours} hours {side} UTC";
    SESSIONS = "times" Inferred Content of [], from []
        "{sessions} by the device’s clock; a gap of {minutes} starts a new one:";
    BROKEN_EVENT = "broken-event" Observed Limits of [], from []
        "The capture ends or breaks inside this event; what came before is shown.";
    CHECKSUM = "checksum" Observed Content of [], from []
        "The checksum {name} {result}{values}.";

    UNEXPLAINED = "unexplained" Observed Limits of [], from []
        "No source that is known here explains this field.";
    GUESSED = "guessed" Inferred Content of [], from []
        " Guessed, because {because}.";
    MATTERS = "matters" Inferred Content of [], from []
        " Why it matters: {matters}";
    LOOKS_LIKE = "looks-like" Inferred Content of [], from []
        " Looks like: {what}.";
    SAME_VALUE = "same-value" Observed Content of [], from []
        " The same value is in {place}.";

    /// Of a figure: `what` is how many requests tell, `whom` their recipient.
    TELLS = "figure" Observed Content of [], from []
        "What {what} {whom}.";
    FIGURE_MASKED = "figure" Observed Limits of [], from []
        " Read with Overshare; ⟦words in brackets⟧ replace hidden values.";
    FIGURE_MASKED_BY_MAKER = "figure" Observed Limits of [], from []
        " Read with Overshare; ⟦words in brackets⟧ replace hidden values, its maker says.";
    FIGURE_NOT_MASKED = "figure" Observed Limits of [], from []
        " Read with Overshare; nothing is hidden.";

    ANNEX = "annex" Observed Limits of [], from []
        "Made by the program {generator} from {what}. It lists what is in the capture and what sources say about it. It draws no legal conclusion and is not legal advice.";
    COUNTED_FROM_ONE = "annex" Observed Limits of [], from []
        "Events, requests and bytes are counted from 1. Times are those of the device’s own clock.";
    EXAMINED = "examined" Observed Content of [], from []
        "A text of {bytes}, with {requests} and {events}.";
    NO_CHECKSUM = "nothing-of-it" Observed Limits of [], from []
        "No checksum came with it.";
    NO_ID = "nothing-of-it" Observed Content of [], from []
        "No value in it recognizes a person, a device or an app by itself.";
    NO_TIME = "nothing-of-it" Observed Limits of [], from []
        "No event in it has a time.";
    NO_SOURCE = "nothing-of-it" Observed Limits of [], from []
        "No source was used.";
    LABELS = "annex" Observed Limits of [], from []
        "Each has a label: “Observed” is in the capture itself, “Inferred” follows from several values in it, “Sourced” is what a named source says.";
    FATE_UNKNOWN = "not-shown" Observed Limits of [], from []
        "It shows what was sent, not what happened to it next: whether it was received, stored, combined with other data, shared with others or deleted.";
    USER_UNKNOWN = "not-shown" Observed Limits of [], from []
        "It does not show who used the device.";
    IS_COPY = "not-shown" Observed Limits of [], from []
        "It is a copy that somebody made; only a checksum that matches, named above, says that a part of it is as it was sent.";
    MEANINGS_UNKNOWN = "not-shown" Observed Limits of [], from []
        "For {fields} no published meaning is known here.";
    MEANINGS_GUESSED = "not-shown" Inferred Limits of [], from []
        "For {fields} the meaning is a guess.";
    ENCRYPTED_PARTS = "not-shown" Observed Limits of [], from []
        "{encrypted} parts could not be read.";

    HAR_MASKED = "har-comment" Observed Limits of [], from []
        "values of this capture were hidden before it was shared, as it says itself; nobody has verified it";
    HAR_TIME_OF_EVENT = "har-comment" Observed Limits of [], from []
        "startedDateTime is the time of the latest event, since the capture does not say when it was sent";
    HAR_TIME_MADE_UP = "har-comment" Observed Limits of [], from []
        "startedDateTime is made up, since no date of the request is in this export";
    HAR_DECRYPTED = "har-comment" Observed Limits of [], from []
        "; the sender encrypted the records, which are in the clear here";
    HAR_PROTOBUF = "har-comment" Observed Limits of [], from []
        "; the sender wrote the records with Protocol Buffers, they are JSON here";
    HAR_NO_METHOD = "har-comment" Observed Limits of [], from []
        "; the capture does not name the method";
    HAR_NO_ADDRESS = "har-comment" Observed Limits of [], from []
        "; the capture does not name the address";
    HAR_NO_SCHEME = "har-comment" Observed Limits of [], from []
        "; the capture does not say whether it went by http or https";
    HAR_BYTES = "har-comment" Observed Limits of [], from []
        "the body is not text: each character, from U+0000 to U+00FF, stands for the byte of that number";
}
