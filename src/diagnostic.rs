//! Problems are data: what happened, what was read all the same, what to do.
//!
//! Codes are stable; each is made by exactly one function here, so that this file is their list.
//! No message repeats pasted text: it may hold what its owner would not want in a screenshot.
//!
//! # Example
//!
//! ```
//! # let read = |text: &str| overshare::Analysis::new(text.as_bytes(), "", &mut |_, _| {});
//! let analysis = read("hello");
//! let overview = analysis.overview();
//! let [problem] = &overview.diagnostics[..] else { unreachable!() };
//! assert_eq!(problem.code, "unrecognized");
//! assert!(!problem.message.contains("hello"));
//! ```

use crate::report::{Diagnostic, Severity};
pub(crate) use crate::text::numbers::Grouped;

/// Collects the diagnostics of one request or of the whole paste.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic<'static>>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic<'static>) {
        self.list.push(diagnostic);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Takes back all but so many.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.list.truncate(length);
    }

    /// Takes the last one back if it is this one.
    pub(crate) fn take_last(&mut self, last: &Diagnostic) -> bool {
        self.list.pop_if(|one| one.code == last.code).is_some()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic<'static>> {
        self.list.iter()
    }
}

macro_rules! diagnostics {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) = $severity:ident $code:literal $message:literal, $help:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name($($argument: $type),*) -> Diagnostic<'static> {
            Diagnostic {
                code: $code,
                severity: Severity::$severity,
                message: format!($message).into(),
                help: $help.into(),
                request: None,
            }
        }
    )*

    /// All of them: code, what happened, and what to do.
    #[cfg(test)]
    pub(crate) const ALL: &[[&str; 3]] = &[$([$code, $message, $help]),*];
    };
}

diagnostics! {
    /// A knowledge pack with entries that cannot be used.
    pack_problems(count: usize) = Warning "pack-problems"
        "Entries of this knowledge pack can’t be used ({count}); they were left out.",
        "Each problem is listed with its line and what to try.";
    /// Nothing but white space.
    empty() = Info "empty"
        "There is nothing here but white space.",
        "Paste what your proxy recorded: the whole request, its address, or its body.";
    /// None of the known ways of pasting.
    unrecognized(bytes: usize) = Error "unrecognized"
        "Overshare found no request and no events in these {bytes} bytes.",
        "Copy the request as raw text or as cURL, or drop the file that your program saved.";
    /// A picture.
    is_picture() = Error "picture"
        "This is a picture. Overshare reads text and files of requests, not screenshots.",
        "Copy the request itself from the program that shows it, as raw text or as cURL.";
    /// A film, or a picture or sound in a container that films have too.
    is_film() = Error "film"
        "This is a film, a picture or a sound. Overshare reads text and files of requests.",
        "Copy the request itself from the program that shows it, as raw text or as cURL.";
    /// A document.
    is_document() = Error "document"
        "This is a document. Overshare reads text and files of requests.",
        "Copy the request out of the document and paste it here.";
    /// A file that is packed in a way that is not undone.
    is_archive() = Error "archive"
        "This file is compressed in a way that Overshare doesn’t undo.",
        "Unpack it, and drop the files with requests that are in it.";
    /// A program.
    is_program() = Error "program"
        "This is a program, or a part of one. Nothing that was sent is in it.",
        "Record what the app sends, for example with PCAPdroid or HTTP Toolkit, and drop the recording.";
    /// A certificate, or keys that are no private key in the clear.
    is_certificate() = Error "certificate"
        "This is a certificate or a key. Nothing that was sent is in it.",
        "Record what the app sends, for example with PCAPdroid or HTTP Toolkit, and drop the recording.";
    /// Keys of TLS as programs log them.
    is_key_log() = Error "key-log"
        "These are keys of encrypted connections (TLS). What was sent over them is in another file.",
        "Open the recording of packets in Wireshark, name this file there as the key log of TLS, and save the requests.";
    /// One value, in which there is no room for a request.
    is_value() = Error "value-alone"
        "This is a single value, not a request.",
        "Paste the whole request that it came from. To learn whether it was sent, open a capture and look for it there.";
    /// A database of an app.
    is_database() = Error "database"
        "This is a database file. Events can be in it, but no request was sent with it.",
        "Open it with a program for SQLite, and paste the text of the column with the events.";
    /// A binary property list.
    is_property_list() = Error "property-list"
        "This is a binary property list, as iPhones and Macs store settings.",
        "Open it with a program such as plutil or Xcode, and paste its text.";
    /// Encrypted traffic.
    is_encrypted() = Error "encrypted"
        "This is encrypted traffic (TLS). Without its keys nobody can read what was sent.",
        "Record with a program that opens the encryption on your phone, such as HTTP Toolkit or PCAPdroid.";
    /// A web page.
    is_page() = Error "web-page"
        "This is a web page, with no events in it. Overshare reads what was sent, not what came back.",
        "Copy the request from the list of requests of the browser’s own tools.";
    /// A text in which a program put signs for bytes that it could not show.
    bytes_lost() = Error "bytes-lost"
        "The program that this was copied from replaced bytes that are no text with the sign �, so they are lost.",
        "Save the request as a file there, or export it as HAR, and drop the file here.";
    /// A form without a field that holds events.
    no_data() = Warning "no-data"
        "This form has no field that contains events.",
        "Its fields are shown. The events may be in another request of the same app.";
    /// An address without events, of which nothing but it is there.
    no_body() = Warning "no-data"
        "There are no events in this address.",
        "If the request has a body, copy it too: many programs show it in a pane of its own.";
    /// A request of a kind that has no body.
    no_body_wanted() = Warning "no-data"
        "This request has no body and no events in its address.",
        "Its fields are shown. The events may be in another request of the same app.";
    /// The field that should hold events is empty.
    data_empty() = Warning "data-empty"
        "The field for the events is empty in this capture.",
        "If your program shows more of the request, copy it again.";
    /// A request head without a body.
    body_missing(length: usize) = Warning "body-missing"
        "The headers announce a body of {length} bytes, but it is not here.",
        "Copy the body too: many programs show it in a pane of its own.";
    /// A body that is in a file.
    body_elsewhere() = Warning "body-elsewhere"
        "The body is in a file that is not part of this capture.",
        "Open that file here: the capture has its name where the body would be.";
    /// A command whose end is missing.
    command_cut() = Warning "command-cut"
        "The end of a command is missing; everything before that was read.",
        "Copy the command again, to its end.";
    /// Characters of a command that a browser replaced.
    characters_lost(count: usize) = Warning "characters-lost"
        "Characters of a command are missing ({count}): the browser wrote blanks for accents, other scripts and bytes that are no text.",
        "Copy the request again as cURL for bash, or as HAR: these keep every character.";
    /// A command that names no address.
    address_missing() = Warning "address-missing"
        "A command does not say where its request went, so it was left out.",
        "Copy the whole command again: some programs write the address at its end.";
    /// A body in chunks whose end is missing.
    chunks_cut() = Warning "chunks-cut"
        "The end of the body is missing; everything before that was read.",
        "Copy the request again, to its end.";
    /// A body that is not compressed in the way its headers say, nor in another.
    body_coding() = Warning "body-coding"
        "The headers say that the body is compressed, but Overshare can’t decompress it.",
        "Save the capture again in the program’s own format, which keeps every byte.";
    /// A response of a server without its request.
    response_alone() = Warning "response-alone"
        "This is the response of a server, not what the phone sent.",
        "Copy the request instead: proxies show it beside the response.";
    /// Bytes written as numbers that hold nothing known.
    dump_unknown() = Warning "dump-unknown"
        "These numbers are bytes, but not those of a request that Overshare knows.",
        "Copy the whole request as numbers, from its first line on, or its body alone.";
    /// Rows of a dump that are missing.
    dump_gap() = Warning "dump-gap"
        "Some rows of this dump are missing; the rest was read.",
        "Copy the dump again, with all of its rows.";
    /// A dump with more rows than are read.
    limit_rows_of_dump(kept: Grouped) = Warning "limit-rows-of-dump"
        "This dump is longer than Overshare reads at a time; its first {kept} rows were read.",
        "Open the file itself instead of its dump.";
    /// A list of bytes without its end.
    list_cut() = Warning "list-cut"
        "The program that printed these bytes left out the rest; everything before that was read.",
        "Print all of them: in Node.js with .toString('hex'), in other languages without a limit.";
    /// Packets of connections that are encrypted.
    packets_encrypted() = Warning "packets-encrypted"
        "The traffic here is encrypted (TLS), so Overshare can’t read what was sent.",
        "Record with a program that decrypts it on the way, such as mitmproxy or HTTP Toolkit, and save the requests from there.";
    /// Packets of which some belong to connections that are encrypted.
    packets_partly_encrypted() = Info "packets-partly-encrypted"
        "Some of the traffic in this recording is encrypted (TLS); the rest was read.",
        "To read all of it, record with a program that decrypts it on the way, such as mitmproxy or HTTP Toolkit.";
    /// A recording of packets that ends within one.
    packets_cut() = Warning "packets-cut"
        "The end of this recording is missing; everything before that was read.",
        "Save the recording again, or copy the file to its end.";
    /// Packets that were not recorded, or not to their ends.
    packets_missing() = Warning "packets-missing"
        "Some packets of this recording are missing or incomplete, so parts of requests are too; the rest was read.",
        "Record again, without a limit for the length of packets.";
    /// Packets of another kind of network.
    packets_link() = Warning "packets-link"
        "These packets were recorded in a way that Overshare can’t read, such as from the air or from a USB cable.",
        "Record them on the phone itself or on the router, for instance with PCAPdroid or tcpdump.";
    /// Packets of connections in which requests are frames of bytes.
    packets_in_frames() = Warning "packets-http2"
        "Requests in this recording are in HTTP/2, which Overshare can’t read from packets.",
        "Record with a program such as mitmproxy or HTTP Toolkit, and save the requests from there.";
    /// Packets without a request.
    packets_empty() = Warning "packets-empty"
        "This recording of network packets has no requests that Overshare can read.",
        "Record again while you use the app, or save the requests from a program such as mitmproxy.";
    /// Requests of a capture that say nothing about anybody's use of a phone or an app.
    no_analytics(count: usize) = Warning "no-analytics"
        "None of these {count} requests is analytics that Overshare knows.",
        "The hosts they went to are listed. Record again while you use a Xiaomi phone or app.";
    /// Names of hosts, some of which are known.
    hosts_known(known: &str) = Info "hosts-only"
        "Only names of hosts are here, not what was sent to them. {known}",
        "To see what was sent, record the requests themselves, for example with PCAPdroid or HTTP Toolkit.";
    /// Known hosts that are named in a text without a request.
    hosts_named(known: &str) = Info "hosts-named"
        "This text names hosts that Overshare knows. {known}",
        "To see what was sent, record the requests themselves, for example with PCAPdroid or HTTP Toolkit.";
    /// Names of hosts, none of which is known.
    hosts_unknown(count: usize) = Info "hosts-only"
        "Only names of hosts are here ({count}), not what was sent to them; Overshare knows none of the hosts.",
        "To see what was sent, record the requests themselves, for example with PCAPdroid or HTTP Toolkit.";
    /// More problems than are told.
    more_problems(count: usize) = Warning "more-problems"
        "Further requests can’t be read ({count}).",
        "What is wrong with the first of them is listed above.";
    /// Requests behind the place where a limit was reached.
    limit_requests(count: usize) = Warning "limit-requests"
        "This contains more than Overshare reads at a time; requests at its end that were not read: {count}.",
        "Cut the capture into parts and paste one after the other.";
    /// An archive of requests without its end.
    archive_cut(place: &str, entry: usize, requests: usize, were: &str) = Warning "archive-cut"
        "The archive ends {place} entry {entry}; {requests} {were} read.",
        "Save it again, or copy it to its end.";
    /// An entry of an archive that holds no request, or a damaged one.
    entry_unreadable(path: &str) = Warning "entry-unreadable"
        "{path} has no request that can be read.",
        "Save the archive again: this part of it is damaged or incomplete.";
    /// An archive without requests.
    archive_empty() = Warning "archive-empty"
        "This HAR file has no requests.",
        "Save it again while the requests are listed, with all of them selected.";
    /// A file that another program saved, without its end.
    export_cut(requests: Grouped) = Warning "export-cut"
        "The end of this file is missing; requests that were read: {requests}.",
        "Save it again, or copy it to its end.";
    /// A file that another program saved, with parts that cannot be read.
    export_damaged() = Warning "export-damaged"
        "A part of this file is damaged; the requests before and after it were read.",
        "Save it again, and open the file itself instead of a copy of its text.";
    /// A file that another program saved, without requests.
    export_empty() = Warning "export-empty"
        "This file has no HTTP requests.",
        "Save it again while the requests are listed, with all of them selected.";
    /// A capture that has nothing of the format that the reader chose.
    chosen_is_not() = Warning "chosen-is-not"
        "Nothing in this capture can be read in the format that was chosen.",
        "Choose another format, or let Overshare detect it.";
    /// A file in a form that is not read.
    own_form() = Warning "own-form"
        "Only the program that saved this file can read it.",
        "Export the requests again from that program, as HAR or, from Charles, as a JSON session.";
    /// An archive in which nothing is a capture.
    zip_empty() = Warning "zip-empty"
        "Nothing in this file is a capture that Overshare can read.",
        "If it is an archive, unpack it and open the files with requests in them one at a time.";
    /// A ZIP file with files that a password protects.
    zip_encrypted() = Warning "zip-locked"
        "This ZIP file is protected with a password, so Overshare can’t read what is in it.",
        "Save the capture again without a password.";
    /// An archive without its end.
    zip_cut() = Warning "zip-cut"
        "The end of this archive is missing; only what comes before was read.",
        "Copy it again, to its end, or save the capture again.";
    /// A body that whoever wrote the file did not keep.
    body_lost() = Warning "body-lost"
        "The program that wrote this file did not keep the body of this request as it was sent, so Overshare can’t read it.",
        "Some programs drop or change bytes that are not text. Save the capture in the program’s own format, or copy this request as raw text.";
    /// A body in a file beside the archive.
    body_not_in_archive() = Warning "body-not-in-archive"
        "The body of this request is in a file of its own, which is not here.",
        "Open the whole ZIP file that the archive came in.";
    /// A percent sign that no two hexadecimal digits follow.
    percent_broken(count: usize) = Warning "percent-broken"
        "Some percent signs have no two hexadecimal digits behind them ({count}); they were kept as they are.",
        "If values look wrong, copy the request again as raw text.";
    /// Percent-encoding inside percent-encoding.
    percent_again(rounds: usize) = Info "percent-again"
        "The events were percent-encoded {rounds} times instead of once; all of it was decoded.",
        "Nothing to do: some proxies encode what they show.";
    /// Spaces stood where plus signs had been.
    plus_restored(count: usize) = Info "plus-restored"
        "A program had turned plus signs into spaces ({count}); they were turned back.",
        "Nothing to do if the checksum matches. If it doesn’t, copy the raw body again.";
    /// Line breaks inside Base64.
    lines_joined(count: usize) = Info "lines-joined"
        "The events were broken into lines; {count} line breaks and blanks were left out.",
        "Nothing to do: nothing is lost by that.";
    /// The padding at the end of Base64 was missing.
    padding_restored(count: usize) = Info "padding-restored"
        "Equals signs were missing at the end of the encoded events ({count}); they were added.",
        "Nothing to do: they carry no data, and some tools leave them out.";
    /// Base64 with the URL-safe alphabet.
    url_safe() = Info "url-safe"
        "The events are encoded with the letters for addresses, - and _ instead of + and /; they were read as such.",
        "Nothing to do: both ways carry the same data.";
    /// A list of events with nothing in it.
    list_empty() = Info "list-empty"
        "The list of events here is empty.",
        "Nothing to do: the app had no events to send. If your program shows more of the request, copy it again.";
    /// A character that is not Base64.
    base64_invalid() = Warning "base64-invalid"
        "The encoded events contain a character that can’t be in them; everything before it was read.",
        "Copy the raw body again, or save the request as a file or as HAR.";
    /// What should hold events holds something else.
    events_none() = Error "json-none"
        "Overshare can’t read the data that should contain the events.",
        "Copy the request again as raw text or as HAR, so that nothing in it is changed.";
    /// A body of no known sender that is no JSON.
    body_unknown() = Info "body-unknown"
        "Overshare doesn’t know this kind of request, and its body isn’t JSON.",
        "Its address, headers and fields are shown.";
    /// Base64 that ends in the middle of a group.
    base64_truncated() = Warning "base64-truncated"
        "The encoded events end with half a group of characters; everything before that was read.",
        "Copy the body again, to its end.";
    /// Compressed data that end early.
    gzip_truncated(read: &str) = Warning "gzip-truncated"
        "The end of the compressed data is missing; {read}.",
        "Copy the body again, to its end. Some programs shorten long bodies on screen.";
    /// Compressed data that are not as they were made.
    gzip_damaged(read: &str) = Warning "gzip-damaged"
        "The compressed data is damaged; {read}.",
        "Copy the raw body again, or save the request as a file or as HAR.";
    /// The checksum inside the gzip format does not fit.
    gzip_checksum() = Warning "gzip-checksum"
        "The checksum of the compressed data doesn’t match, so single values may be wrong.",
        "Copy the raw body again.";
    /// Bytes behind the compressed data.
    gzip_trailing(bytes: usize) = Info "gzip-trailing"
        "Something follows the compressed data ({bytes} bytes); it was left out.",
        "Nothing to do unless events are missing.";
    /// The gzip field does not say what the data are.
    gzip_flag() = Info "gzip-flag"
        "The gzip field is wrong about whether the events are compressed; Overshare went by the events themselves.",
        "Nothing to do: some senders and proxies get this field wrong.";
    /// Text that is not UTF-8.
    utf8_invalid() = Warning "utf8-invalid"
        "Some bytes are no text; each is shown as \u{fffd}, everything else as it was sent.",
        "Copy the raw body again, or save the request as a file or as HAR.";
    /// JSON that ends early.
    json_truncated() = Warning "json-truncated"
        "The end of the data is missing; everything complete before that was read.",
        "Copy the body again, to its end.";
    /// The last element of the list of events is missing, as the SDK sometimes sends it.
    array_unterminated() = Info "array-unterminated"
        "The list of events has no mark at its end; all events in it were read.",
        "Nothing to do if the checksum matches: the SDK sends such lists when it had to skip a stored event.";
    /// JSON that breaks a rule in a way that cannot be repaired.
    json_damaged() = Warning "json-damaged"
        "There is an error in the data; everything before it was read, nothing behind it.",
        "Copy the raw body again, or save the request as a file or as HAR.";
    /// Something behind a list of events.
    json_trailing() = Warning "json-trailing"
        "Something follows the list of events; only the list was read.",
        "If it is another request, paste it by itself.";
    /// JSON that breaks a rule in a way that can be repaired.
    json_repaired(count: usize) = Info "json-mended"
        "The data has small errors ({count}); they were read as they were meant.",
        "Nothing to do: the values are shown exactly as they are in the capture.";
    /// The checksum of the request does not fit.
    crc_mismatch() = Warning "crc-mismatch"
        "The checksum doesn’t match, so this request is not exactly what was sent.",
        "Copy the raw body again.";
    /// The input is longer than the limit.
    limit_input(limit: usize) = Warning "limit-input"
        "This is longer than Overshare reads at a time; its first {limit} bytes were read.",
        "Paste fewer requests at a time.";
    /// The decoding steps wrote more than the limit.
    limit_output(limit: usize) = Warning "limit-output"
        "This unpacks to more than Overshare reads at a time; its first {limit} bytes were read.",
        "Paste fewer requests at a time. Data that unpacks to so much may be made to exhaust a computer.";
    /// One step unpacked to an implausible multiple of its input.
    limit_ratio(ratio: usize) = Warning "limit-ratio"
        "This unpacks to more than {ratio} times its size, as analytics never does; what came before was read.",
        "Data that unpacks to so much may be made to exhaust a computer.";
    /// More JSON values than the limit.
    limit_nodes(kept: Grouped) = Warning "limit-nodes"
        "This has more values than Overshare can keep; the first {kept} were read.",
        "Paste fewer requests at a time.";
    /// More records than the limit.
    limit_rows(kept: Grouped) = Warning "limit-rows"
        "This has more events than Overshare can keep; the first {kept} were read.",
        "Paste fewer requests at a time.";
    /// More different names than the limit.
    limit_names(kept: Grouped) = Warning "limit-names"
        "This has more field names than Overshare can keep; everything up to the first {kept} names was read.",
        "Paste fewer requests at a time.";
    /// JSON nested deeper than the limit.
    limit_depth(limit: usize) = Info "limit-depth"
        "Some values are nested more than {limit} levels deep; they are shown as text.",
        "Nothing to do: no value is lost.";
    /// More fields around the events than are listed.
    limit_envelope(limit: usize, left: usize) = Warning "limit-envelope"
        "The request has more fields around its events than Overshare lists: the first {limit} are here, {left} more are not.",
        "No sender uses so many; the text may be made to exhaust a computer.";
    /// An answer with more values than are listed.
    limit_answer(listed: usize, left: usize) = Info "limit-answer"
        "The server’s answer has more values than Overshare lists: the first {listed} are here, {left} more are not.",
        "They are in your capture, which stays as it is.";
    /// A report longer than the limit.
    limit_report(limit: usize) = Warning "limit-report"
        "The report lists the first {limit} fields; those after them are not in it.",
        "Use Analysis, which hands out events page by page.";
    /// Options that are not a JSON object with known names.
    options() = Warning "options"
        "The options could not be read, so the defaults were used.",
        "Options are a JSON object such as {\"limits\":{\"nodes\":1000000}} or {\"as\":\"har\"}.";
    /// Records that a server made, not a phone.
    server_export() = Info "server-export"
        "These events have fields that only the receiving server adds, so this is an export of that server.",
        "Some fields were never sent by the phone.";
    /// The format of another company.
    look_alike(name: &str) = Info "look-alike"
        "This is the format of {name}, not that of Xiaomi’s analytics.",
        "The values are shown as they are, without meaning.";
    /// Records of no known sender.
    unknown_format() = Info "unknown-format"
        "Overshare doesn’t know who sent this JSON.",
        "The values are shown as they are; what they mean is guessed from their form alone.";
    /// A known sender whose format is not opened.
    named_only(name: &str) = Info "named-only"
        "This request belongs to {name}, and Overshare found no events in it that it can read.",
        "Its address, headers and fields are shown.";
    /// Encrypted events.
    encrypted() = Info "encrypted"
        "The events are encrypted, so Overshare can’t read them without the key.",
        "What is not encrypted is shown.";
    /// Hexadecimal digits that end before their text does.
    hex_invalid(kept: usize, length: usize) = Warning "hex-invalid"
        "Part of the encrypted data is not written in hexadecimal digits; the first {kept} of {length} characters were read.",
        "It may have been changed on its way: copy the raw body again.";
    /// Encrypted data that a key does not open.
    cipher_key() = Warning "cipher-key"
        "The key that belongs to this request doesn’t open its encrypted part.",
        "Something in the request was changed on its way: copy the raw body again.";
    /// Encrypted data that none of the reader's keys opens.
    key_wrong() = Warning "key-wrong"
        "None of the keys that you gave opens this request.",
        "A key is valid for one app and some days only: give the one that the app used when the request was sent.";
    /// Texts that were given as keys and are none.
    key_unknown(count: usize) = Warning "key-unknown"
        "Of what you gave as keys, {count} can’t be read as one.",
        "A key is hexadecimal digits or Base64 of at least 16 bytes, a private key (PEM or DER), or the text of an answer that has a key in it.";
    /// A key where a capture should be.
    key_alone() = Warning "key-alone"
        "This is a key, and no request that it could open.",
        "Add the captured request: drop both files together, or paste the request and give the key where the page asks for it.";
    /// A private key with which nothing is opened.
    key_private() = Warning "key-private"
        "You gave a private key that Overshare can’t use.",
        "Usable are complete keys of RSA up to 4,096 bits and of SM2. Otherwise give the key of the session: 16 bytes as hexadecimal digits or Base64.";
    /// A private key that is encrypted itself.
    key_protected() = Warning "key-protected"
        "You gave a private key that is itself encrypted with a passphrase.",
        "Take the passphrase off first, with openssl pkey -in locked.pem -out open.pem, and give the new file.";
    /// A public key in the place of a private one.
    key_public() = Warning "key-public"
        "You gave a public key. It encrypts, and opens nothing.",
        "Give the private key that belongs to it, or the key of the session.";
    /// Keys of sessions that are not tried any more.
    limit_keys() = Warning "limit-keys"
        "This capture has very many encrypted session keys. Only the first of them were tried.",
        "Give Overshare a part of the capture at a time.";
    /// Keys beyond those that are tried.
    keys_left_out(most: usize, more: usize) = Warning "limit-keys-given"
        "Overshare tries {most} keys for a capture. The other {more} were left out.",
        "Give only the keys that the app used when the requests were sent.";
    /// Batches that stay encrypted while others were opened.
    batches_encrypted(which: &str) = Warning "batches-encrypted"
        "None of the keys opens {which} in this request. The rest was read.",
        "The app used another key for that: give that key too.";
    /// Encrypted events that end within a block.
    payloads_short(which: &str) = Warning "payloads-short"
        "The end is missing of {which}. What comes before it was read.",
        "Copy the raw body again, to its end.";
    /// Encrypted events whose padding is wrong.
    payloads_padding(which: &str) = Warning "payloads-padding"
        "The padding is wrong at the end of {which}: the end was changed or cut off. The rest was read.",
        "Copy the raw body again, to its end.";
    /// Encrypted events with damage inside.
    payloads_damaged(which: &str) = Warning "payloads-damaged"
        "There is damage in {which}. What comes before it was read, and what comes after it where possible.",
        "Something was changed on the way: copy the raw body again.";
    /// The key of somebody's account in a request.
    credential() = Warning "credential"
        "This request contains a key of a Xiaomi account (the field ssecurity). Whoever has it can act in the name of the account.",
        "Don’t share this capture as it is: a copy with hidden values does not contain the key.";
    /// Encrypted data without their end.
    cipher_cut() = Warning "cipher-cut"
        "The end of the encrypted part is missing or damaged. What comes before it was read.",
        "Copy the raw body again, to its end.";
    /// Encrypted data that were changed, so that blocks of them decrypt to noise.
    cipher_damaged() = Warning "cipher-damaged"
        "Part of the encrypted data was changed, so some of what is shown here is not what was sent.",
        "Something in the request was changed on its way: copy the raw body again.";
    /// A message of Protocol Buffers with something in it that is none of its fields.
    protobuf_damaged() = Warning "protobuf-damaged"
        "Part of the data can’t be read; the rest is shown.",
        "Something in the request was changed on its way: copy the raw body again.";
    /// What was to be opened as a link is none.
    link_unknown() = Error "link-unknown"
        "This is not a link made by Overshare.",
        "Copy the link again from where it was posted, from its https:// to its end.";
    /// A link of a later version.
    link_newer() = Error "link-newer"
        "This link was made by a later version of Overshare.",
        "Open it with the newest Overshare: the page where it was made, or this page loaded afresh.";
    /// A link without its end.
    link_cut() = Error "link-cut"
        "The end of this link is missing, so Overshare can’t open it.",
        "Chats and mail programs cut long links: copy it from where it was posted first, or ask for a file instead.";
    /// A link whose checksum does not fit.
    link_altered() = Error "link-altered"
        "This link was changed on its way, so Overshare can’t open it.",
        "Copy it again from where it was posted first. If that doesn’t help, ask for a new one.";
    /// A link whose flags are none that there are, or not what its head says.
    link_contradictory() = Error "link-contradictory"
        "This link contradicts itself about what is hidden in it, so Overshare doesn’t open it.",
        "Overshare makes no such links. Ask whoever gave you this one for a new one.";
    /// A link with a passphrase.
    link_needs_passphrase() = Error "link-locked"
        "This link needs a passphrase, so Overshare can’t open it.",
        "Ask whoever made it for the passphrase: it is not in the link.";
    /// A link that expands to too much.
    link_limit(limit: usize) = Error "link-limit"
        "This link unpacks to more than {limit} bytes, so Overshare doesn’t open it.",
        "No capture that fits into a link is so large: it may be made to exhaust a computer.";
}
