//! All that is said of what can be seen of encrypted data without a key.

use super::message::{Argument, SentenceText, sentences};
use super::quoted::Quoted;

sentences! {
    /// Behind some of the details below.
    SIZE = "encrypted" Observed Content of [], from [] "The size: {value} bytes.";
    REGISTRATION = "encrypted" Observed Content of [], from []
        "The size: an encrypted registration of at most {value} bytes.";
    SENDER = "encrypted" Observed Content of [], from [] "The app that sent it: {value}. ";
    NETWORK = "encrypted" Observed Content of [], from [] "The network: {value}. ";
    APP_NUMBER = "encrypted" Observed Content of [], from []
        "The app’s number at Xiaomi: {value}. ";
    REGION = "encrypted" Observed Content of [], from [] "The region: {value}. ";
    SDK_VERSION = "encrypted" Observed Content of [], from []
        "The version of the SDK: {value}. ";
    AT = "encrypted" Observed Content of [], from [] "The time: {value}. ";
    MADE_AT = "encrypted" Observed Content of [], from []
        "The minute in which it was made: {value}. ";

    /// `details` are some of those below, in each of the next sentences.
    EVENT_BATCH = "encrypted" Observed Content of [], from []
        "An encrypted batch of events of {bytes} bytes, an encrypted key of {key} bytes{details}.";
    EVENT = "encrypted" Observed Content of [], from []
        "One encrypted event of {bytes} bytes, an encrypted key of {key} bytes{details}.";
    EVENTS = "encrypted" Observed Content of [], from []
        "{number} encrypted events of {bytes} bytes in all, an encrypted key of {key} bytes{details}.";
    RECORD = "encrypted" Observed Content of [], from []
        "One record of {bytes} encrypted bytes{details}.";
    RECORDS = "encrypted" Observed Content of [], from []
        "{number} records of {bytes} encrypted bytes in all{details}.";

    IN_BATCHES = "encrypted" Observed Content of [], from [] ", in {value} batches";
    KEY_VERSION = "encrypted" Observed Content of [], from [] ", public key version {value}";
    KEY_NUMBER = "encrypted" Observed Content of [], from [] ", key number {value}";
    SENT_AT = "encrypted" Observed Content of [], from [] ", sent at {value}";

    /// Behind one of the sentences above.
    PROJECT = "encrypted" Observed Content of [], from []
        " It went to the project {value}.";
}

/// Adds a detail, or a sentence, of which one value is known.
#[inline(never)]
pub(crate) fn add(said: &mut Quoted, detail: &SentenceText, value: Argument) {
    said.add(&detail.filled(&[("value", value)]));
}
