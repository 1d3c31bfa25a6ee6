//! Problems are data: what was expected, what stood there, what to try.
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

use std::fmt::{self, Write};

use crate::report::{Diagnostic, Severity};

/// Collects the diagnostics of one request or of the whole paste.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic<'static>>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic<'static>) {
        self.list.push(diagnostic);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Diagnostic<'static>> {
        self.list.iter()
    }
}

/// A number with its thousands apart: 20,000.
pub(crate) struct Grouped(pub(crate) usize);

impl fmt::Display for Grouped {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                formatter.write_char(',')?;
            }
            formatter.write_char(digit)?;
        }
        Ok(())
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
    )*};
}

diagnostics! {
    /// A knowledge pack with entries that cannot be used.
    pack_problems(count: usize) = Warning "pack-problems"
        "expected a knowledge pack without problems, found {count}; the entries concerned were left out",
        "Check the pack: each problem is listed with its line and what to try.";
    /// Nothing but white space.
    empty() = Info "empty"
        "expected a captured request, found nothing but white space",
        "Paste what your proxy recorded: the whole request, its address, or its body.";
    /// None of the known ways of pasting.
    unrecognized(bytes: usize) = Error "unrecognized"
        "Overshare found no request and no events in these {bytes} bytes.",
        "Copy the request as raw text or as cURL, or drop the file that your program saved.";
    /// A picture.
    is_picture() = Error "picture"
        "This is a picture. Overshare reads text and files of requests, not screenshots.",
        "Copy the request itself from the program that shows it, as raw text or as cURL.";
    /// A film, or a picture in the same container.
    is_film() = Error "film"
        "This is a film or a picture. Overshare reads text and files of requests.",
        "Copy the request itself from the program that shows it, as raw text or as cURL.";
    /// A document.
    is_document() = Error "document"
        "This is a PDF document. Overshare reads text and files of requests.",
        "Copy the request out of the document and paste it here.";
    /// A database of an app.
    is_database() = Error "database"
        "This is a database file. Events can be in it, but no request was sent with it.",
        "Open it with a program for SQLite, and paste the text of the column with the events.";
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
    /// A form or address without a field that holds events.
    no_data() = Warning "no-data"
        "expected a field named data_list or data that holds the events, found none",
        "Copy the body too: proxies often show the first line and the headers in one pane and the body in another.";
    /// The field that should hold events is empty.
    data_empty() = Warning "data-empty"
        "expected events in the data field, found it empty",
        "The capture may have been cut off: copy the body again, to its end.";
    /// A request head without a body.
    body_missing(length: usize) = Warning "body-missing"
        "expected a body of {length} bytes as the headers announce, found none",
        "Copy the body too: proxies often show it in a pane of its own.";
    /// A body that is in a file.
    body_elsewhere() = Warning "body-elsewhere"
        "the body is in a file that is not part of this capture",
        "Open that file here: the capture has its name where the body would be.";
    /// A command whose end is missing.
    command_cut() = Warning "command-cut"
        "a command ends inside a quoted text, so its end is missing; everything before that was read",
        "Copy the command again, to its end.";
    /// Characters of a command that a browser replaced.
    characters_lost(count: usize) = Warning "characters-lost"
        "characters are missing in a command ({count}): the browser wrote blanks for letters with accents, other scripts and bytes that are no text",
        "Copy the request again as cURL for bash, or as HAR: these keep every character.";
    /// A command that names no address.
    address_missing() = Warning "address-missing"
        "a command does not say where its request went, so it was left out",
        "Copy the whole command again: some programs write the address at its end.";
    /// A body in chunks whose end is missing.
    chunks_cut() = Warning "chunks-cut"
        "the body was sent in chunks and its end is missing; everything before that was read",
        "Copy the request again, to its end.";
    /// A body that is not compressed in the way its headers say, nor in another.
    body_coding() = Warning "body-coding"
        "the headers say that the body is compressed, but it can't be read that way",
        "It may have been changed on its way, or be encrypted: save the capture again in the program's own format.";
    /// A response of a server without its request.
    response_alone() = Warning "response-alone"
        "expected what the phone sent, found the response of a server",
        "Copy the request instead: proxies show it beside the response.";
    /// Bytes written as numbers that hold nothing known.
    dump_unknown() = Warning "dump-unknown"
        "these numbers were read as bytes, but the bytes aren't a request that Overshare knows",
        "Copy the whole request as numbers, from its first line on, or its body alone.";
    /// Rows of a dump that are missing.
    dump_gap() = Warning "dump-gap"
        "some rows of this dump are missing, so the bytes in them are too; the rest was read",
        "Copy the dump again, with all of its rows.";
    /// A dump with more rows than are read.
    limit_rows_of_dump(kept: Grouped) = Warning "limit-rows-of-dump"
        "this dump is longer than Overshare reads at a time; its first {kept} rows were read",
        "Open the file itself, in the place of its dump.";
    /// A list of bytes without its end.
    list_cut() = Warning "list-cut"
        "the program that printed these bytes left out the rest; everything before that was read",
        "Print all of them: in Node.js with .toString('hex'), in other languages without a limit.";
    /// Packets of connections that are encrypted.
    packets_encrypted() = Warning "packets-encrypted"
        "the traffic here is encrypted (TLS), so what was sent can't be read",
        "Record with a program that decrypts it on the way, such as mitmproxy or HTTP Toolkit, and save the requests from there.";
    /// Packets of which some belong to connections that are encrypted.
    packets_partly_encrypted() = Info "packets-partly-encrypted"
        "some of the traffic in this recording is encrypted (TLS), so only the rest was read",
        "To read all of it, record with a program that decrypts it on the way, such as mitmproxy or HTTP Toolkit.";
    /// A recording of packets that ends within one.
    packets_cut() = Warning "packets-cut"
        "the recording ends within a packet, so its end is missing; everything before that was read",
        "Save the recording again, or copy the file to its end.";
    /// Packets that were not recorded, or not to their ends.
    packets_missing() = Warning "packets-missing"
        "some packets of this recording are missing or were cut off, so requests in them are incomplete",
        "Record again, without a limit for the length of packets.";
    /// Packets of another kind of network.
    packets_link() = Warning "packets-link"
        "these packets were recorded in a way that Overshare can't read, such as from the air or from a USB cable",
        "Record them on the phone itself or on the router, for instance with PCAPdroid or tcpdump.";
    /// Packets without a request.
    packets_empty() = Warning "packets-empty"
        "this recording of network packets has no requests that can be read",
        "Record again while you use the app, or save the requests from a program such as mitmproxy.";
    /// Requests of a capture that say nothing about anybody's use of a phone or an app.
    no_analytics(count: usize) = Warning "no-analytics"
        "expected a request with analytics, found {count} of other kinds",
        "The hosts they went to are listed. Record again while you use a Xiaomi phone or app.";
    /// Names of hosts, some of which are known.
    hosts_known(known: &str) = Info "hosts-only"
        "These are names of hosts only; no data is in them. {known}",
        "To see what was sent, record the requests themselves, for example with PCAPdroid or HTTP Toolkit.";
    /// Names of hosts, none of which is known.
    hosts_unknown(count: usize) = Info "hosts-only"
        "These are {count} names of hosts only; no data is in them, and Overshare knows none of the hosts.",
        "To see what was sent, record the requests themselves, for example with PCAPdroid or HTTP Toolkit.";
    /// More problems than are told.
    more_problems(count: usize) = Warning "more-problems"
        "expected requests that can be read, found {count} more that can't",
        "The first of them are listed above; the rest has most likely the same cause.";
    /// Requests behind the place where a limit was reached.
    limit_requests(count: usize) = Warning "limit-requests"
        "this holds more than Overshare reads at a time; {count} requests at its end were not read",
        "Cut the capture into parts and paste one after the other.";
    /// An archive of requests without its end.
    archive_cut(place: &str, entry: usize, requests: usize, were: &str) = Warning "archive-cut"
        "the archive ends {place} entry {entry}; {requests} {were} read",
        "Save it again, or copy it to its end.";
    /// An entry of an archive that holds no request, or a damaged one.
    entry_unreadable(path: &str) = Warning "entry-unreadable"
        "{path} has no request that can be read",
        "Save the archive again: this part of it is damaged or incomplete.";
    /// An archive without requests.
    archive_empty() = Warning "archive-empty"
        "this HAR file has no requests",
        "Save it again while the requests are listed, with all of them selected.";
    /// A file that another program saved, without its end.
    export_cut(requests: Grouped) = Warning "export-cut"
        "the end of this file is missing; requests that were read: {requests}",
        "Save it again, or copy it to its end.";
    /// A file that another program saved, with parts that cannot be read.
    export_damaged() = Warning "export-damaged"
        "a part of this file is damaged; the requests before and after it were read",
        "Save it again, and open the file itself instead of a copy of its text.";
    /// A file that another program saved, without requests.
    export_empty() = Warning "export-empty"
        "this file has no HTTP requests",
        "Save it again while the requests are listed, with all of them selected.";
    /// A capture that has nothing of the format that the reader chose.
    chosen_is_not() = Warning "chosen-is-not"
        "nothing in this capture can be read in the format that was chosen",
        "Choose another format, or let Overshare detect it.";
    /// A file in a form that is not read.
    own_form() = Warning "own-form"
        "only the program that saved this file can read it",
        "Export the requests again from that program, as HAR or, from Charles, as a JSON session.";
    /// A ZIP file in which nothing is a capture.
    zip_empty() = Warning "zip-empty"
        "nothing in this ZIP file is a capture that Overshare can read",
        "Unpack it, and open the files with requests in them one at a time.";
    /// A ZIP file with files that a password protects.
    zip_locked() = Warning "zip-locked"
        "this ZIP file is protected with a password, so Overshare can't read what is in it",
        "Save the capture again without a password.";
    /// A ZIP file without its end.
    zip_cut() = Warning "zip-cut"
        "the end of this ZIP file is missing; only what comes before was read",
        "Copy it again, to its end, or save the capture again.";
    /// A body that whoever wrote the file did not keep.
    body_lost() = Warning "body-lost"
        "the program that wrote this file did not keep the body of this request as it was sent, so nothing in it can be read",
        "Some programs drop or change bytes that are not text. Save the capture in the program's own format, or copy this request as raw text.";
    /// A body in a file beside the archive.
    body_not_in_archive() = Warning "body-not-in-archive"
        "the body of this request is in a file of its own, which is not here",
        "Pass on the whole ZIP file that the archive came in.";
    /// A percent sign that no two hexadecimal digits follow.
    percent_broken(count: usize) = Warning "percent-broken"
        "expected two hexadecimal digits after each percent sign, found {count} without; they were kept as they stand",
        "The text may have been changed on its way: copy it again from the proxy as raw text.";
    /// Percent-encoding inside percent-encoding.
    percent_again(rounds: usize) = Info "percent-again"
        "expected the value to be percent-encoded once, found it encoded {rounds} times",
        "Nothing needs to be done: all rounds were undone. Some proxies encode what they show.";
    /// Spaces stood where plus signs had been.
    plus_restored(count: usize) = Info "plus-restored"
        "expected only Base64 characters, found spaces ({count}) where a program had turned plus signs into spaces; they were turned back",
        "Nothing needs to be done where the checksum passes. Otherwise copy the raw body again.";
    /// Line breaks inside Base64.
    lines_joined(count: usize) = Info "lines-joined"
        "expected Base64 on one line, found line breaks or other white space ({count} characters); they were left out",
        "Nothing needs to be done: the lines were joined.";
    /// The padding at the end of Base64 was missing.
    padding_restored(count: usize) = Info "padding-restored"
        "expected the Base64 text to be padded to whole groups of four, found it shorter by {count}; the padding was added",
        "Nothing needs to be done: the equals signs at the end carry no data. Some tools strip them.";
    /// Base64 with the URL-safe alphabet.
    url_safe() = Info "url-safe"
        "expected the Base64 alphabet with + and /, found the one with - and _; it was read as such",
        "Nothing needs to be done: both alphabets carry the same data.";
    /// A character that is not Base64.
    base64_invalid(offset: usize, length: usize) = Warning "base64-invalid"
        "expected Base64 to the end, found another character at offset {offset} of {length}; what stood before it was read",
        "The text may have been changed or cut there: copy the raw body again from the proxy.";
    /// Not Base64 from the first character on.
    base64_none() = Error "base64-none"
        "expected Base64 or JSON in the data field, found neither",
        "The field may be encrypted by an app's own plug-in, or changed on its way: copy the raw body again.";
    /// Base64 that ends in the middle of a group.
    base64_truncated() = Warning "base64-truncated"
        "expected groups of four Base64 characters, found a lone one at the end; it was left out",
        "The end is missing: copy the body again, to its end.";
    /// Compressed data that ends early.
    gzip_truncated(kept: usize) = Warning "gzip-truncated"
        "expected compressed data to its end, found it cut off; {kept} bytes before the cut were read",
        "The end is missing: copy the body again, to its end. Some proxies shorten long bodies on screen.";
    /// Compressed data with an impossible code.
    gzip_damaged(kept: usize) = Warning "gzip-damaged"
        "expected valid compressed data, found an impossible code; {kept} bytes before it were read",
        "A character was changed or lost on the way: copy the raw body again from the proxy.";
    /// The checksum inside the gzip format does not fit.
    gzip_checksum() = Warning "gzip-checksum"
        "expected the checksum at the end of the compressed data to fit, found that it does not",
        "A character was changed on the way, so single values below may be wrong: copy the raw body again.";
    /// Bytes behind the compressed data.
    gzip_trailing(bytes: usize) = Info "gzip-trailing"
        "expected nothing after the compressed data, found {bytes} more bytes; they were left out",
        "Nothing needs to be done unless events are missing.";
    /// The gzip field does not say what the data are.
    gzip_flag() = Info "gzip-flag"
        "expected the gzip field to say whether the data are compressed, found that it does not fit them; the data were believed",
        "Nothing needs to be done: some senders and proxies get this field wrong.";
    /// Text that is not UTF-8.
    utf8_invalid() = Warning "utf8-invalid"
        "expected UTF-8 text, found other bytes; each was replaced by the character \u{fffd}",
        "Values with that character are not exactly as sent: copy the raw body again from the proxy.";
    /// JSON that ends early.
    json_truncated(offset: usize) = Warning "json-truncated"
        "expected the JSON text to go on, found its end at offset {offset}; all complete values before it were read",
        "The end is missing: copy the body again, to its end.";
    /// The last element of the list of events is missing, as the SDK sometimes sends it.
    array_unterminated() = Info "array-unterminated"
        "expected ] at the end of the list of events, found a comma; all events before it were read",
        "Nothing needs to be done where the checksum passes: the SDK sends such lists when it had to skip a stored event.";
    /// JSON that breaks a rule in a way that cannot be repaired.
    json_damaged(offset: usize, left: usize) = Warning "json-damaged"
        "expected valid JSON, found an error at offset {offset}; {left} bytes after it were not read",
        "A character was changed or lost on the way: copy the raw body again from the proxy.";
    /// JSON that breaks a rule in a way that can be repaired.
    json_mended(count: usize, offset: usize) = Info "json-mended"
        "expected strict JSON, found small errors ({count} in all, the first at offset {offset}); they were read as they were meant",
        "Nothing needs to be done: the values are shown exactly as they stand in the capture.";
    /// No JSON at all.
    json_none() = Error "json-none"
        "expected JSON after the last decoding step, found other bytes",
        "The data may be encrypted, or of a sender that Overshare does not know.";
    /// The checksum of the request does not fit.
    crc_mismatch() = Warning "crc-mismatch"
        "expected the checksum that came with the request to fit, found that it does not",
        "The paste differs from what was sent, so it may be cut off or changed: copy the raw body again.";
    /// The input is longer than the limit.
    limit_input(limit: usize) = Warning "limit-input"
        "expected at most {limit} bytes of pasted text, found more; the rest was not looked at",
        "Paste fewer requests at a time.";
    /// The decoding steps wrote more than the limit.
    limit_output(limit: usize) = Warning "limit-output"
        "expected at most {limit} bytes from all decoding steps together, found more; what came before was read",
        "Data that unpack to so much may be made to exhaust a computer. Paste fewer requests at a time.";
    /// One step unpacked to an implausible multiple of its input.
    limit_ratio(ratio: usize) = Warning "limit-ratio"
        "expected compressed data to unpack to at most {ratio} times their size, found more; what came before was read",
        "Data that unpack to so much may be made to exhaust a computer; analytics events never do.";
    /// More JSON values than the limit.
    limit_nodes(kept: Grouped) = Warning "limit-nodes"
        "this has more values than Overshare can keep; the first {kept} are here, the rest was left out",
        "Paste fewer requests at a time.";
    /// More records than the limit.
    limit_rows(kept: Grouped) = Warning "limit-rows"
        "this has more events than Overshare can keep; the first {kept} are here, the rest was left out",
        "Paste fewer requests at a time.";
    /// More different names than the limit.
    limit_names(kept: Grouped) = Warning "limit-names"
        "this has more different field names than Overshare can keep; everything up to the first {kept} names is here, the rest was left out",
        "Paste fewer requests at a time.";
    /// JSON nested deeper than the limit.
    limit_depth(limit: usize) = Info "limit-depth"
        "expected at most {limit} levels of nesting, found more; deeper values are shown as text",
        "Nothing needs to be done: no value is lost.";
    /// More fields around the events than are listed.
    limit_envelope(limit: usize, left: usize) = Warning "limit-envelope"
        "expected at most {limit} fields around the events, found {left} more; they are not listed",
        "No sender uses so many; the text may be made to exhaust a computer.";
    /// A report longer than the limit.
    limit_report(limit: usize) = Warning "limit-report"
        "expected at most {limit} fields in one report, found more; what stands after them was left out of it",
        "Use Analysis, which hands out events page by page.";
    /// Options that are not a JSON object with known names.
    options() = Warning "options"
        "the options could not be read, so the defaults were used",
        "Options are a JSON object such as {\"limits\":{\"nodes\":1000000}} or {\"as\":\"har\"}.";
    /// Records that a server made, not a phone.
    server_export() = Info "server-export"
        "expected events as a phone sends them, found fields that only the receiving server adds",
        "This is an export from an analytics server, not a capture: some fields were never sent by the phone.";
    /// The format of another company.
    look_alike(name: &str) = Info "look-alike"
        "expected Sensors Analytics, found the similar format of {name}",
        "Overshare does not explain that sender's fields, so it names the format and shows the values without meaning.";
    /// Records of no known sender.
    unknown_format() = Info "unknown-format"
        "expected records of a known sender, found JSON with other names",
        "The values are shown as they stand; what they mean is guessed from their shape alone.";
    /// A known sender whose format is not opened.
    named_only(name: &str) = Info "named-only"
        "expected Sensors Analytics, found {name}",
        "Overshare explains what this sender writes in the clear, and does not open what it locks.";
    /// Encrypted events.
    encrypted(scheme: &str) = Info "encrypted"
        "expected readable events, found encrypted ones ({scheme})",
        "Only what stands outside the encryption can be shown without a key.";
    /// What was to be opened as a link is none.
    link_unknown() = Error "link-unknown"
        "expected a link made by Overshare, which holds #o1. and a capture behind it, found something else",
        "Copy the link again from where it was posted, from its https:// to its end.";
    /// A link of a later version.
    link_newer() = Error "link-newer"
        "expected a link of version 1, found one of a later version",
        "Open it with the newest Overshare: the page where it was made, or this page loaded afresh.";
    /// A link without its end.
    link_cut() = Error "link-cut"
        "expected a whole link, found that its end is missing",
        "Chats and mail programs cut long links: copy it from the place where it was posted first, or ask for a file instead.";
    /// A link whose checksum does not fit.
    link_altered() = Error "link-altered"
        "expected a link as it was made, found that it was altered or damaged on its way",
        "Copy it again from the place where it was posted first. If it stays so, ask for a new one.";
    /// A link whose flags are none that there are, or not what its head says.
    link_contradictory() = Error "link-contradictory"
        "expected a link that says one thing about what was masked, found one that contradicts itself",
        "Overshare makes no such links. Ask whoever gave you this one for a new one.";
    /// A link with a passphrase.
    link_locked() = Error "link-locked"
        "expected a link that anybody can open, found one that is locked with a passphrase",
        "Ask whoever made it for the passphrase: it is not in the link.";
    /// A link that expands to too much.
    link_limit(limit: usize) = Error "link-limit"
        "expected a link that unpacks to at most {limit} bytes, found more",
        "No capture that fits into a link is so large: it may be made to exhaust a computer.";
}
