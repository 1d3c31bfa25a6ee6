//! All that is said of a single event or value, beside the knowledge base and what values are by their
//! look; and what is said behind a finding.

use super::message::sentences;

sentences! {
    /// Of a name that another sender uses too, whose meaning is published.
    KNOWN_ELSEWHERE = "guessed" Inferred Content of [], from []
        "Its name suggests this. What this sender means by it is not published.";
    LIKELY_EVENT = "guessed-event" Inferred Content of [], from []
        "The name of this event is not published. Its name and what it carries suggest {kind}.";
    POSSIBLE_EVENTS = "guessed-event" Inferred Content of [], from []
        "The name of this event is not published. Events known to carry {what}: {kinds}.";
    BASE64_COPY = "copy" Observed Identification of [], from []
        "The same value as another one in this capture, written in Base64.";
    MADE_FROM_OTHER = "copy" Observed Identification of [], from []
        "Made from another value in this capture, so it recognizes as well as that one.";

    /// What to type where one looks for a value of one’s own.
    TOO_SHORT = "typed" Observed Limits of [], from []
        "Type at least 4 characters. Shorter texts occur everywhere by chance.";
    TOO_LONG = "typed" Observed Limits of [], from []
        "Type one value, not a whole text. At most 400 characters are looked for.";

    /// Of a finding in a capture of several requests: `both`, `all 12`, `one of 3`.
    FOUND_IN = "found-in" Observed Content of [], from []
        " Found in {number} requests.";
    /// Of a capture in which nothing lasts: details that few share.
    SMALLER_CROWD = "few-share" Inferred Identification of [], from []
        " The {detail} makes that crowd smaller.";
    SMALLER_CROWD_BY_SEVERAL = "few-share" Inferred Identification of [], from []
        " The {detail} make that crowd smaller.";
}
