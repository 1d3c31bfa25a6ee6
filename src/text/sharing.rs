//! All that is said of what somebody is about to share: why it is refused, and what deserves a second
//! thought.

use super::message::sentences;

sentences! {
    BAD_CHOICE = "refused" Observed Limits of [], from []
        "Overshare can’t read this choice. Give a JSON object with mode, times, replayable, reveal, mask, requests (numbers of requests in the capture, from 0) and figure (event, fields, a caption of at most 2,000 characters, page as a web address).";
    NO_REQUEST = "refused" Observed Limits of [], from []
        "None of the requests in this choice is in the capture, which has {count}, numbered from 0. Leave requests out to choose all.";
    NO_FORMAT = "refused" Observed Limits of [], from []
        "There is no such format. Choose one of {formats}.";
    NOT_MASKED = "refused" Observed Limits of [], from []
        "A link never contains a capture with nothing hidden. Hide something, or export a file.";
    TOO_LONG = "refused" Observed Limits of [], from []
        "This link would have {length} characters, more than the {longest} that can be sent. Export a file instead.";
    TOO_MUCH = "refused" Observed Limits of [], from []
        "This capture has more than the 4 MiB or 100,000 values that a link can carry. Export a file instead.";
    UNSEARCHED = "refused" Observed Limits of [], from []
        "Overshare couldn’t search all of this for hidden values, because its compressed data is too large. Hide the fields with compressed data, or share fewer events.";
    LEAK = "refused" Observed Limits of [], from []
        "A hidden value is still readable in {place}{event}{others}. Hide that field too, or show the value it repeats.";
    LEAK_IN_CAPTION = "refused" Observed Limits of [], from []
        "A hidden value is still readable in your caption{event}{others}. Take it out there, or show it.";
    LEAK_IN_FILE = "refused" Observed Limits of [], from []
        "A hidden value is still readable in this file{event}{others}. Share a link or another format instead.";
    LEAK_SOMEWHERE = "refused" Observed Limits of [], from []
        "A hidden value is still readable in what would be shared.";

    FEW_PEOPLE = "second-thought" Inferred Limits of [], from []
        "The phone model together with the network or the place fits few people.";
    REVEALED = "second-thought" Inferred Limits of [], from []
        "Something that you chose to show recognizes somebody or says much about them. Once it is shared, nobody can take it back.";
}
