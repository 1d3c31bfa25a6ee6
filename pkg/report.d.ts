// @generated from src/report/mod.rs by the test `types_for_the_page_are_fresh`.
/**
 * All that Overshare has to say about one capture.
 */

export type Report = { 
/**
 * Always 2.
 */
schema: number, 
/**
 * Name and version of the program that wrote the report.
 */
generator: string, 
/**
 * The capture.
 */
input: Input, 
/**
 * What came by a link, which nobody here has seen recorded; absent for any other capture.
 */
provenance?: Provenance, 
/**
 * What was masked before the capture was shared; absent where nobody says that anything was.
 */
masking?: Masking, 
/**
 * The requests found in it, in order.
 */
requests: Array<Request>, 
/**
 * The requests beside them that are no analytics; absent where there are none.
 */
others?: Others, 
/**
 * How much was found.
 */
counts: Counts, 
/**
 * First and last moment an event speaks of, or null where no event has a time.
 */
period: Period | null, 
/**
 * Sessions, delays and the time zone, or null where no event has a time.
 */
timing: Timing | null, 
/**
 * Values that recognize somebody, the strongest first.
 */
identifiers: Array<Identifier>, 
/**
 * What kinds of data were sent, the most severe first.
 */
categories: Array<CategoryCount>, 
/**
 * Event names and how often each occurs, in order of first appearance.
 */
names: Array<NameCount>, 
/**
 * What follows from several fields together.
 */
findings: Array<Finding>, 
/**
 * The report in sentences.
 */
summary: Array<Sentence>, 
/**
 * What went wrong or deserves notice, in the order of discovery.
 */
diagnostics: Array<Diagnostic>, 
/**
 * What happened to each key in the option `keys`, in that order, then of those found in the capture;
 * absent where there are none.
 */
keys?: Array<KeyUse>, 
/**
 * The sources that the claims above and the events' fields refer to.
 */
sources: Array<Source>, };
/**
 * What the capture was taken for.
 */

export type Input = { 
/**
 * The kind of capture.
 */
kind: InputKind, 
/**
 * What it is called, with its article, where `kind` is `export`; absent elsewhere.
 */
name?: string, 
/**
 * Why it was taken for that, as the end of a sentence.
 */
because: string, 
/**
 * The IDs of other formats whose signs it has too, for the option `as`; absent where there are none.
 */
could_be?: Array<string>, 
/**
 * The ID of the format that the reader chose with the option `as`; absent where nobody did.
 */
chosen?: string, 
/**
 * Size of the capture in bytes of UTF-8.
 */
bytes: number, };
/**
 * A format that a reader can say a capture is in.
 */

export type CaptureFormat = { 
/**
 * For the option `as`: `{"as": "har"}`.
 */
id: string, 
/**
 * What such a capture is called, with its article; null where `id` says it.
 */
name: string | null, };
/**
 * Kinds of captures.
 */

export type InputKind = "http-request" | "curl" | "har" | "url" | "form" | "json" | "base64" | "gzip" | "log-line" | "export" | "shared-link" | "empty" | "unrecognized";
/**
 * One request to an analytics server.
 */

export type Request = { 
/**
 * Whose format it is.
 */
protocol: Protocol, 
/**
 * Whose program wrote its events, null where nothing says it.
 */
sender: Sender | null, 
/**
 * What that program runs on.
 */
device: Device, 
/**
 * Where it is in the capture; absent where it is all of the capture.
 */
at?: CaptureRange, 
/**
 * When it was sent, in milliseconds since 1970; absent where the capture does not say so.
 */
started?: number, 
/**
 * HTTP method, null where the capture did not say.
 */
method: string | null, 
/**
 * Full address, null where the capture did not say. It begins with `//` where the capture says the
 * host, but not whether it was http or https.
 */
url: string | null, 
/**
 * Host name, null where the capture did not say.
 */
host: string | null, 
/**
 * What the host receives, null where it is not known.
 */
role: string | null, 
/**
 * How far it was read.
 */
state: RequestState, 
/**
 * Decoding steps from the capture to the events, outermost first.
 */
layers: Array<Layer>, 
/**
 * Checksums that the sender attached.
 */
checks: Array<Check>, 
/**
 * The details around the events: query, form, headers, cookies.
 */
fields: Array<Field>, 
/**
 * Whether its fields are left out, as in the overview of a capture of more than 100 requests;
 * then they are asked for one request at a time. Absent where they are not.
 */
short?: boolean, 
/**
 * Index of its first event among all events of the report.
 */
first_event: number, 
/**
 * How many events it holds.
 */
event_count: number, 
/**
 * The events; absent in an overview.
 */
events?: Array<Event>, 
/**
 * What is known of a body that is encrypted, null where it is not.
 */
locked: Encryption | null, 
/**
 * What the server answered, where it encrypts that with the key of the request and it was captured
 * too; absent otherwise. What is in it are fields whose paths begin with `answer.`; it is no event.
 */
answer?: Answer, };
/**
 * How far a request was read.
 */

export type RequestState = "read" | "partial" | "encrypted" | "unexplained" | "empty" | "unknown";
/**
 * Where a request is in the capture.
 */

export type CaptureRange = { 
/**
 * Offset of its first byte.
 */
start: number, 
/**
 * Offset behind its last byte.
 */
end: number, 
/**
 * Its path where the capture is JSON, for example `log.entries[17].request`; null where it is not.
 */
path: string | null, };
/**
 * Requests of a capture that are no analytics: they are counted, not read.
 */

export type Others = { 
/**
 * How many there are.
 */
requests: number, 
/**
 * The hosts they went to, the most frequent first.
 */
hosts: Array<HostCount>, 
/**
 * Requests to further hosts, which are not listed.
 */
unlisted: number, };
/**
 * A host, and how many requests went to it.
 */

export type HostCount = { 
/**
 * Host name.
 */
host: string, 
/**
 * How many requests.
 */
requests: number, };
/**
 * A sender's format.
 */

export type Protocol = { 
/**
 * Stable identifier, for example `sensors-analytics`; `unknown` where none fits.
 */
id: string, 
/**
 * Name for people.
 */
name: string, 
/**
 * How sure the recognition is.
 */
certainty: Certainty, 
/**
 * Why, as the end of a sentence.
 */
because: string, 
/**
 * Who receives the data, null where the capture did not say.
 */
recipient: string | null, };
/**
 * Whose program wrote the events of a request. It decides whose meanings explain their names.
 */

export type Sender = { 
/**
 * Stable identifier: a program that is known, for example `mint-browser`; `app` for one that names
 * itself; else what kind of program it is, for example `web-page`.
 */
id: string, 
/**
 * Name for people; of an app the package by which it calls itself.
 */
name: string, 
/**
 * How sure that is.
 */
certainty: Certainty, 
/**
 * Why, as the end of a sentence.
 */
because: string, };
/**
 * What a program runs on.
 */

export type Device = "phone" | "browser" | "computer" | "unknown";
/**
 * How sure a statement is.
 */

export type Certainty = "possible" | "likely" | "certain";
/**
 * One decoding step.
 */

export type Layer = { 
/**
 * The coding that was undone.
 */
codec: Codec, 
/**
 * Why it was undone, and what had to be repaired, as the end of a sentence.
 */
because: string, 
/**
 * Bytes that went in.
 */
bytes_in: number, 
/**
 * Bytes that came out.
 */
bytes_out: number, 
/**
 * How it went.
 */
status: LayerStatus, 
/**
 * How another program decrypts it; absent where it is no encryption.
 */
cipher?: Cipher, };
/**
 * Codings that can lie around the events.
 */

export type Codec = "http" | "shell" | "chunked" | "multipart" | "form" | "percent" | "base64" | "gzip" | "zlib" | "deflate" | "brotli" | "zstd" | "json" | "json-string" | "utf-16" | "latin-1" | "escapes" | "numbers" | "lines" | "archive" | "hex" | "aes" | "rc4" | "sm4" | "protobuf";
/**
 * How a decoding step went.
 */

export type LayerStatus = "ok" | "partial" | "failed";
/**
 * A checksum that came with the request.
 */

export type Check = { 
/**
 * Its name in the request.
 */
name: string, 
/**
 * Outcome.
 */
status: CheckStatus, 
/**
 * The value that was sent, null where none was.
 */
expected: string | null, 
/**
 * The value computed from the capture, null where none could be.
 */
actual: string | null, };
/**
 * Outcome of a check.
 */

export type CheckStatus = "pass" | "fail" | "absent" | "unverifiable";
/**
 * One event of a request.
 */

export type Event = { 
/**
 * Index among all events of the report.
 */
index: number, 
/**
 * Index of its request.
 */
request: number, 
/**
 * Name that the sender gave it, null for records that have none.
 */
name: string | null, 
/**
 * Kind of record as sent (`track`, `track_signup`, `profile_set`, …), null where absent.
 */
type: string | null, 
/**
 * Milliseconds since 1970 as sent, in digits, null where absent.
 */
time: string | null, 
/**
 * What happened, in words, with the decisive value: `You searched for “…”`.
 */
title: string, 
/**
 * Where values are in the title.
 */
quotes: [number, number][], 
/**
 * What an event of this name is, null where nothing is known.
 */
meaning: string | null, 
/**
 * Whether the name is explained, guessed from its shape, or unknown.
 */
known: Known, 
/**
 * Name of the knowledge pack that title and meaning come from, null where it is none.
 */
pack: string | null, 
/**
 * Sources of the meaning.
 */
sources: Array<string>, 
/**
 * How sensitive it is, 0 to 4: by what it tells that other events of the capture do not. An ID and a
 * place count where they come first; `docs/truth.md` has the rule of each level.
 */
severity: number, 
/**
 * How many of its fields are explained, guessed and unknown.
 */
counts: FieldCounts, 
/**
 * Offset of its text in the decoded JSON, in bytes.
 */
offset: number, 
/**
 * Length of its text in the decoded JSON, in bytes.
 */
bytes: number, 
/**
 * False where the capture ended or broke inside this event.
 */
complete: boolean, 
/**
 * Every field; absent in lists of events.
 */
fields?: Array<Field>, 
/**
 * How many fields a limit left out of `fields`.
 */
omitted: number, 
/**
 * Its text exactly as sent; only where one event was asked for.
 */
json?: string, 
/**
 * The first places where the text of the filter is; only in lists that were filtered by one.
 */
hits?: Array<TextHit>, };
/**
 * One value and what it means.
 */

export type Field = { 
/**
 * Where it is: `properties.$device_id`, `properties.list[0]`, `query.project`.
 */
path: string, 
/**
 * The last part of the path.
 */
name: string, 
/**
 * JSON text exactly as sent.
 */
value: string, 
/**
 * The value in a better form (a date, an address taken apart), null where it speaks for itself.
 */
display: string | null, 
/**
 * Whether Overshare knows this field.
 */
known: Known, 
/**
 * Short name for people, null for unknown fields.
 */
label: string | null, 
/**
 * What the recipient learns from it, null for unknown fields.
 */
meaning: string | null, 
/**
 * Why that matters, null where there is nothing to add.
 */
matters: string | null, 
/**
 * Why a guess was made, null for explained and unknown fields.
 */
because: string | null, 
/**
 * Kind of data, null for unknown fields.
 */
category: string | null, 
/**
 * How revealing the content is, 0 to 4.
 */
content: number, 
/**
 * How well it recognizes somebody, 0 to 4.
 */
identifiability: number, 
/**
 * How sensitive it is, 0 to 4, on the scale of an event: the level of one that has nothing else and
 * is the first with it; `docs/truth.md` has the rule of each level.
 */
severity: number, 
/**
 * How long it keeps recognizing, null where it does not.
 */
persistence: Persistence | null, 
/**
 * How well the meaning is supported: `A` vendor's source, `B` published analysis, `C` name only, `D` shape of the value.
 */
grade: string | null, 
/**
 * Identifiers of entries in `sources`.
 */
sources: Array<string>, 
/**
 * Name of the knowledge pack that the meaning comes from, null where it is Overshare’s own.
 */
pack: string | null, 
/**
 * What the value is by its own shape.
 */
detected: Array<Detection>, };
/**
 * How much Overshare knows of a field or an event name.
 */

export type Known = "explained" | "guessed" | "unknown";
/**
 * How long a value keeps recognizing the same phone, app or person.
 */

export type Persistence = "event" | "session" | "sim" | "install" | "depends" | "resettable" | "factory-reset" | "hardware" | "account";
/**
 * What a value, or a part of it, is by its own shape.
 */

export type Detection = { 
/**
 * For example `url`, `uuid`, `android-id`.
 */
kind: string, 
/**
 * How sure.
 */
certainty: Certainty, 
/**
 * Short name for people.
 */
label: string, 
/**
 * What the recipient would learn from it.
 */
meaning: string, 
/**
 * Why, as the end of a sentence.
 */
because: string, 
/**
 * 0 to 4, on the scale of a field; 0 where it is only possible.
 */
severity: number, 
/**
 * The part that was found, as decoded; null where it is the whole value.
 */
value: string | null, 
/**
 * How one gets there: `percent`, `base64`, `json`, `url`, names of parameters and keys.
 */
within: Array<string>, 
/**
 * The value that this one is a fingerprint or a Base64 copy of, as `request.event.path`.
 */
matches: string | null, };
/**
 * What is known of an encrypted body.
 */

export type Encryption = { 
/**
 * Name of the scheme.
 */
scheme: string, 
/**
 * What can be read without a key, in a sentence.
 */
visible: string, 
/**
 * Where values are in that sentence.
 */
quotes: [number, number][], 
/**
 * What would open it, one alternative each.
 */
needs: Array<string>, };
/**
 * How much was found.
 */

export type Counts = { 
/**
 * Requests.
 */
requests: number, 
/**
 * Events in all of them.
 */
events: number, 
/**
 * Fields of all events.
 */
fields: FieldCounts, };
/**
 * Fields by how much is known of them.
 */

export type FieldCounts = { 
/**
 * With a sourced meaning.
 */
explained: number, 
/**
 * With a meaning guessed from name or shape.
 */
guessed: number, 
/**
 * Without.
 */
unknown: number, };
/**
 * The time that the events span, by the phone's clock.
 */

export type Period = { 
/**
 * Earliest event, milliseconds since 1970.
 */
first: number, 
/**
 * Latest event, milliseconds since 1970.
 */
last: number, };
/**
 * What the times of the events say together.
 */

export type Timing = { 
/**
 * Sessions in the order of time, the first fifty. A pause of `session_gap_minutes` ends one.
 */
sessions: Array<Session>, 
/**
 * How many sessions there are.
 */
session_count: number, 
/**
 * The pause that ends a session, in minutes: a convention, not something that was sent.
 */
session_gap_minutes: number, 
/**
 * How long records waited before they were uploaded, null where none says when it was.
 */
delay: Delay | null, 
/**
 * Minutes that the phone’s clock is ahead of UTC, null where nothing says it or requests do not agree.
 */
utc_offset_minutes: number | null, };
/**
 * Events without a long pause between them.
 */

export type Session = { 
/**
 * Its earliest event, milliseconds since 1970.
 */
first: number, 
/**
 * Its latest event, milliseconds since 1970.
 */
last: number, 
/**
 * How many events fall into it.
 */
events: number, };
/**
 * Milliseconds between an event and its upload, both by the phone’s clock.
 */

export type Delay = { 
/**
 * The shortest.
 */
shortest: number, 
/**
 * The one in the middle.
 */
median: number, 
/**
 * The longest.
 */
longest: number, };
/**
 * A value that recognizes a person, a phone or a copy of the app.
 */

export type Identifier = { 
/**
 * Short name for people: `Android ID`.
 */
label: string, 
/**
 * The names under which the value was sent.
 */
names: Array<string>, 
/**
 * JSON text exactly as sent.
 */
value: string, 
/**
 * The value in a better form, null where it speaks for itself.
 */
display: string | null, 
/**
 * What the recipient learns from it.
 */
meaning: string, 
/**
 * Kind of data.
 */
category: string, 
/**
 * How well it recognizes somebody, 0 to 4.
 */
identifiability: number, 
/**
 * How sensitive it is, 0 to 4, on the scale of a field.
 */
severity: number, 
/**
 * How long.
 */
persistence: Persistence | null, 
/**
 * What it survives, one row of the survival table.
 */
survives: Array<Survival>, 
/**
 * How many events carry it.
 */
events: number, 
/**
 * Where it was first seen under each name, as `request.event.path`; the event is its index among all events.
 * Around the events it is `request.path`, for example `0.form.devid`.
 */
paths: Array<string>, 
/**
 * Identifiers of entries in `sources`.
 */
sources: Array<string>, };
/**
 * Whether an identifier outlives something its owner can do.
 */

export type Survival = { 
/**
 * What is done.
 */
action: UserAction, 
/**
 * Whether the identifier stays the same after it.
 */
outcome: Outcome, 
/**
 * What it depends on or why, in a sentence; null where there is nothing to add.
 */
because: string | null, 
/**
 * Identifier of an entry in `sources`, null for what Overshare concludes itself.
 */
source: string | null, };
/**
 * What the owner of a phone can do against being recognized.
 */

export type UserAction = "restart" | "clear-data" | "reinstall" | "ad-id-reset" | "ninety-days" | "factory-reset" | "new-sim" | "new-phone";
/**
 * Whether something stays the same.
 */

export type Outcome = "stays" | "changes" | "depends";
/**
 * A kind of data and how often it occurs.
 */

export type CategoryCount = { 
/**
 * Stable identifier.
 */
category: string, 
/**
 * Name for people.
 */
label: string, 
/**
 * The largest severity among its fields.
 */
severity: number, 
/**
 * Fields of that category in all events.
 */
fields: number, 
/**
 * Events with at least one of them.
 */
events: number, };
/**
 * An event name and how often it occurs.
 */

export type NameCount = { 
/**
 * The name, or null for records without one.
 */
name: string | null, 
/**
 * Kind of record, null where absent.
 */
type: string | null, 
/**
 * Whether it is known.
 */
known: Known, 
/**
 * How often.
 */
events: number, };
/**
 * What follows from several fields together.
 */

export type Finding = { 
/**
 * Stable identifier of the rule: `LINK-1`.
 */
id: string, 
/**
 * 0 to 4.
 */
severity: number, 
/**
 * Its basis.
 */
basis: Basis, 
/**
 * What differs in `title` and `text` from those of the same `id`, by the name of the gap that it fills.
 */
args: Record<string, string>, 
/**
 * One line.
 */
title: string, 
/**
 * The consequence, in a sentence or two.
 */
text: string, 
/**
 * Where values, or names that the sender gave, are in `text`.
 */
quotes: [number, number][], 
/**
 * How many requests it holds for.
 */
requests: number, 
/**
 * Evidence, as `request.event.path`; the event is its index among all events. Around the events it is
 * `request.path`. Of several requests, places in the first five.
 */
paths: Array<string>, 
/**
 * Identifiers of entries in `sources`.
 */
sources: Array<string>, };
/**
 * A sentence of the summary.
 */

export type Sentence = { 
/**
 * Stable identifier of what it says: `id-lasts`. Sentences share it that say the same with another
 * basis or of another number of things; `docs/truth.md` lists them.
 */
id: string, 
/**
 * What differs in it from those of the same `id`, by the name of the gap that it fills.
 */
args: Record<string, string>, 
/**
 * The sentence.
 */
text: string, 
/**
 * Where values, or names that the sender gave, are in it.
 */
quotes: [number, number][], 
/**
 * Its basis.
 */
basis: Basis, 
/**
 * What it is about.
 */
topic: Topic, 
/**
 * Evidence, as `request.event.path`; the event is its index among all events. Around the events it is
 * `request.path`.
 */
paths: Array<string>, 
/**
 * Identifiers of entries in `sources`.
 */
sources: Array<string>, };
/**
 * What a sentence of the summary is about.
 */

export type Topic = "content" | "identification" | "position" | "limits";
/**
 * What a sentence is based on.
 */

export type Basis = "observed" | "inferred" | "sourced";
/**
 * Something that went wrong or deserves notice.
 */

export type Diagnostic = { 
/**
 * Stable code: `gzip-truncated`.
 */
code: string, 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * What happened, and what was read all the same.
 */
message: string, 
/**
 * What to try.
 */
help: string, 
/**
 * Index of the request, null where it concerns the whole capture.
 */
request: number | null, };
/**
 * How bad a diagnostic is.
 */

export type Severity = "info" | "warning" | "error";
/**
 * Where a claim comes from.
 */

export type Source = { 
/**
 * The identifier that claims refer to.
 */
id: string, 
/**
 * Author, title and date.
 */
title: string, 
/**
 * Address.
 */
url: string, 
/**
 * The day on which it was read, `YYYY-MM-DD`.
 */
read: string, 
/**
 * Address of a kept copy, null where none is known.
 */
archive: string | null, 
/**
 * Name of the knowledge pack that it comes from, null where it is Overshare’s own.
 */
pack: string | null, };
/**
 * A page of a list of events.
 */

export type EventPage = { 
/**
 * How many events match the filter.
 */
total: number, 
/**
 * The events asked for, without their fields.
 */
events: Array<Event>, };
/**
 * The events in the order of time, counted in slots of equal length.
 */

export type Timeline = { 
/**
 * The first millisecond that the slots cover, null where nothing in the capture has a moment.
 */
from: number | null, 
/**
 * The last millisecond that the slots cover, null where nothing in the capture has a moment.
 */
to: number | null, 
/**
 * Milliseconds that a slot covers; it begins at a multiple of it.
 */
step: number, 
/**
 * What is left of the time without the pauses that dwarf it, in order.
 */
segments: Array<Segment>, 
/**
 * Events in all slots.
 */
events: number, 
/**
 * Events of the capture without a moment that a calendar could name.
 */
undated: number, 
/**
 * The last moment before the slots, null where there is none.
 */
before: number | null, 
/**
 * The first moment behind the slots, null where there is none.
 */
after: number | null, 
/**
 * Sessions that reach into the slots, the first fifty.
 */
sessions: Array<Session>, 
/**
 * How many sessions do.
 */
session_count: number, 
/**
 * When records were uploaded, each moment once, the first fifty.
 */
uploads: number[], 
/**
 * How many such moments there are.
 */
upload_count: number, };
/**
 * An answer that was encrypted like its request.
 */

export type Answer = { 
/**
 * Where it is in the capture.
 */
at: CaptureRange, 
/**
 * The step of the answer as it was captured, for its bytes; its layers follow it.
 */
step: number, 
/**
 * Decoding steps from the capture to what it says, outermost first.
 */
layers: Array<Layer>, };
/**
 * Slots one after another, without a pause that dwarfs the rest.
 */

export type Segment = { 
/**
 * Where its first slot begins, milliseconds since 1970.
 */
from: number, 
/**
 * Its first moment, or where the range begins that was asked for.
 */
first: number, 
/**
 * Its last moment, or where that range ends.
 */
last: number, 
/**
 * What lies in each slot.
 */
slots: Array<Slot>, };
/**
 * What lies in a slot of a timeline.
 */

export type Slot = { 
/**
 * How many events.
 */
events: number, 
/**
 * The largest severity among them, 0 where there are none.
 */
severity: number, 
/**
 * How many events have severity 0, 1, 2, 3 and 4.
 */
severities: number[], 
/**
 * How many records were uploaded in it.
 */
sent: number, };
/**
 * Where a value came from, layer by layer.
 */

export type Trace = { 
/**
 * Index of its request.
 */
request: number, 
/**
 * Index of its event, null for a field around the events.
 */
event: number | null, 
/**
 * Its path; empty for the whole event.
 */
path: string, 
/**
 * Which of several values with this path, from 0.
 */
nth: number, 
/**
 * Its places from the JSON text to the capture; a layer that it did not pass through is missing.
 */
steps: Array<TraceStep>, 
/**
 * Its place in the capture, of which its request can be a part, with the path of the value in a JSON
 * file that holds it; null where it has none.
 */
file: CaptureRange | null, };
/**
 * The place of a value in the data after a layer.
 */

export type TraceStep = { 
/**
 * After how many of the request’s layers; 0 is the capture.
 */
step: number, 
/**
 * Offset of its first byte.
 */
start: number, 
/**
 * Offset behind its last byte.
 */
end: number, 
/**
 * Whether these bytes hold the value and nothing else.
 */
exact: boolean, 
/**
 * Why they hold other things too, null where they do not.
 */
because: Imprecision | null, };
/**
 * Why bytes belong to more than one value.
 */

export type Imprecision = "compressed" | "shared-characters" | "framing" | "block" | "payload";
/**
 * What happened to a key that the reader gave or that the capture holds.
 */

export type KeyUse = { 
/**
 * What its text was taken for.
 */
kind: KeyKind, 
/**
 * Whether it was found in the capture; absent where it was given as a key.
 */
in_capture?: boolean, 
/**
 * Indexes of the requests that it opened.
 */
opened: number[], };
/**
 * What the text of a key was taken for.
 */

export type KeyKind = "symmetric" | "answer" | "private" | "protected" | "public" | "unknown";
/**
 * A cipher whose key is known, for OpenSSL in a shell, or for RC4, of which OpenSSL passes over nothing,
 * for a few lines of Python. It has no part of the capture in it.
 */

export type Cipher = { 
/**
 * Its name, for example `AES-128-CBC`.
 */
name: string, 
/**
 * A word of a shell that gives the key in hexadecimal digits, in which `f name` writes a field of the
 * form, and `KEY` is what the reader has; empty where that is the key.
 */
key: string, 
/**
 * The same for the initialization vector; empty where there is none.
 */
vector: string, 
/**
 * How records are encrypted that are so one by one in a JSON text, where one command opens them all;
 * absent elsewhere.
 */
payloads?: Payloads, };
/**
 * Payloads in a JSON text, each in Base64 and with its initialization vector in front.
 */

export type Payloads = { 
/**
 * How the session key beside them is encrypted that a private key of the reader opens; null where the
 * reader has the key of the session.
 */
wrapping: Wrapping | null, 
/**
 * Whether they are compressed.
 */
compressed: boolean, 
/**
 * Whether each is a string of JSON with the records in it.
 */
quoted: boolean, 
/**
 * Whether each is a list of records.
 */
list: boolean, };
/**
 * How the key of a session was encrypted.
 */

export type Wrapping = "rsa" | "rsa-oaep" | "sm2";
/**
 * A field at a place of some data.
 */

export type FieldAddress = { 
/**
 * Index of its event, null for a field around the events.
 */
event: number | null, 
/**
 * Its path.
 */
path: string, 
/**
 * Which of several values with this path, from 0.
 */
nth: number, 
/**
 * Whether other fields are there too.
 */
more: boolean, };
/**
 * What two captures say together, the earlier one first.
 */

export type Comparison = { 
/**
 * Whole days from the last event of the earlier capture to the first of the later one, null where one has no times.
 */
days: number | null, 
/**
 * What happened to the values that recognize somebody, the strongest first.
 */
identifiers: Array<IdentifierChange>, 
/**
 * What happened to the ID that Xiaomi’s browsers were meant to change after ninety days, null where the captures cannot say.
 */
rotation: Rotation | null, 
/**
 * Event names that only one of the captures has.
 */
events: Array<EventChange>, 
/**
 * Fields of events that only one of the captures has.
 */
fields: Array<FieldChange>, 
/**
 * The comparison in sentences.
 */
text: Array<string>, 
/**
 * Stable identifiers of what each of these sentences says: `distance`. `docs/truth.md` lists them.
 */
ids: Array<string>, 
/**
 * Where names are in each of these sentences.
 */
quotes: [number, number][][], 
/**
 * The sources that the claims above refer to.
 */
sources: Array<Source>, };
/**
 * What happened to a value that recognizes somebody.
 */

export type IdentifierChange = { 
/**
 * Short name for people: `Android ID`.
 */
label: string, 
/**
 * The names under which it was sent, in either capture.
 */
names: Array<string>, 
/**
 * What happened to it.
 */
outcome: Change, 
/**
 * JSON text exactly as sent in the earlier capture, null where it is not there.
 */
before: string | null, 
/**
 * JSON text exactly as sent in the later capture, null where it is not there.
 */
after: string | null, 
/**
 * What follows, in a sentence or two.
 */
text: string, 
/**
 * Where names that the senders gave are in it.
 */
quotes: [number, number][], };
/**
 * What happened to something between two captures.
 */

export type Change = "stayed" | "changed" | "gone" | "new";
/**
 * Whether the random identifier of Xiaomi’s browsers changed between two captures.
 */

export type Rotation = { 
/**
 * Whether the later capture has another one. False only where more than ninety days lie between them.
 */
happened: boolean, 
/**
 * What that means, in a few sentences.
 */
text: string, 
/**
 * Its basis.
 */
basis: Basis, 
/**
 * Identifiers of entries in `sources`.
 */
sources: Array<string>, };
/**
 * How often an event occurs in two captures.
 */

export type EventChange = { 
/**
 * Its name, or the kind of record where it has none; null where it has neither.
 */
name: string | null, 
/**
 * Events in the earlier capture.
 */
before: number, 
/**
 * Events in the later capture.
 */
after: number, };
/**
 * How many events of two captures have a field.
 */

export type FieldChange = { 
/**
 * Where it is; `list[]` is any element of a list.
 */
path: string, 
/**
 * Short name for people, null for unknown fields.
 */
label: string | null, 
/**
 * Events of the earlier capture that have it.
 */
before: number, 
/**
 * Events of the later capture that have it.
 */
after: number, };
/**
 * Where a value that the reader typed is in a capture.
 */

export type ValueSearch = { 
/**
 * The forms that were looked for, in words; empty where nothing was.
 */
searched: Array<string>, 
/**
 * Every form in which the value was found, the plainest first.
 */
hits: Array<ValueMatch>, 
/**
 * Why nothing was looked for and what to type, null where something was.
 */
hint: string | null, };
/**
 * A form in which a typed value was found.
 */

export type ValueMatch = { 
/**
 * How the value is written there.
 */
encoding: Encoding, 
/**
 * How what was written differs from what was typed, in words: `in lower case`.
 */
variant: string, 
/**
 * Whether nothing else is in the first place.
 */
whole: boolean, 
/**
 * The name in the first place.
 */
name: string, 
/**
 * The first place, as `request.event.path`; `request.path` where it is around the events.
 */
path: string, 
/**
 * How many events have it; 0 where it is around them.
 */
events: number, };
/**
 * A place in an event where the text of a filter is.
 */

export type TextHit = { 
/**
 * Path of the value, or of what has the name.
 */
path: string, 
/**
 * The name or the value, decoded, as far as it reaches around the text.
 */
excerpt: string, 
/**
 * Where the text begins in the excerpt, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends there.
 */
end: number, };
/**
 * Ways of writing a value.
 */

export type Encoding = "plain" | "percent-encoded" | "base64" | "hex" | "md5" | "sha-1" | "sha-256" | "name-uuid";
/**
 * What a knowledge pack holds, and what is wrong with it.
 */

export type PackReport = { 
/**
 * Its name.
 */
name: string, 
/**
 * How many fields it explains.
 */
fields: number, 
/**
 * How many events it explains.
 */
events: number, 
/**
 * What is wrong; the entries concerned are left out.
 */
problems: Array<PackProblem>, };
/**
 * Something wrong in a knowledge pack.
 */

export type PackProblem = { 
/**
 * The line on which it is, from 1.
 */
line: number, 
/**
 * What happened, and what was read all the same.
 */
message: string, 
/**
 * What to try.
 */
help: string, };
/**
 * Where a capture came from that somebody else shared.
 */

export type Provenance = { 
/**
 * How it came.
 */
from: Origin, 
/**
 * What there is to say of that, without a full stop. Nothing that is said of the capture is more
 * than what its maker says.
 */
text: string, };
/**
 * Ways in which a capture is shared.
 */

export type Origin = "link" | "link-of-link";
/**
 * What was done to the values of a capture before it was shared, as the capture says itself:
 * nobody has verified it.
 */

export type Masking = { 
/**
 * How much was masked.
 */
mode: MaskMode, 
/**
 * Whether times count from the first event instead of from 1970.
 */
relative_times: boolean, 
/**
 * The program that masked it.
 */
generator: string, 
/**
 * The placeholders in it, in the order of first appearance.
 */
placeholders: Array<PlaceholderCount>, };
/**
 * How much of a capture is masked.
 */

export type MaskMode = "structure" | "masked" | "reviewed" | "full";
/**
 * Placeholders of one kind.
 */

export type PlaceholderCount = { 
/**
 * The word in the placeholder: `device` of `⟦device-1⟧`.
 */
word: string, 
/**
 * Short name for people.
 */
label: string, 
/**
 * How many different values they replace, as far as they are numbered.
 */
values: number, 
/**
 * How often they are in the capture.
 */
count: number, };
/**
 * What would be shared, field by field, beside what is in the capture.
 */

export type Preview = { 
/**
 * How much is masked.
 */
mode: MaskMode, 
/**
 * Whether times count from the first event.
 */
relative_times: boolean, 
/**
 * Characters of the link's payload, null where no link may be made.
 */
link: number | null, 
/**
 * How many requests a link holds: those that somebody chose, or as many, from the first, as fit
 * into one.
 */
requests: number, 
/**
 * How many requests the capture has.
 */
requests_total: number, 
/**
 * One for each path, those around the events first. Elements of lists share one.
 */
rows: Array<PreviewRow>, 
/**
 * How many rows a limit left out.
 */
omitted: number, 
/**
 * Names of fields that are not in the knowledge base or that somebody decided about, in the order
 * of the alphabet, those that are shared first.
 */
names: Array<PreviewName>, 
/**
 * How many of those names are shared as they are, also where a limit left them out.
 */
names_kept: number, 
/**
 * How many names a limit left out.
 */
names_omitted: number, 
/**
 * Masked values that would be shared all the same: while there is one, nothing is.
 */
leaks: Array<Leak>, 
/**
 * What deserves a second thought, one sentence each.
 */
warnings: Array<string>, };
/**
 * The name of a field, as it is in the capture and as it would be shared.
 */

export type PreviewName = { 
/**
 * Shortened where it is long.
 */
before: string, 
/**
 * Whether `before` is not the whole name.
 */
shortened: boolean, 
/**
 * The same or a placeholder.
 */
after: string, 
/**
 * What happens to it: kept or masked.
 */
action: MaskAction, 
/**
 * Whether somebody chose that.
 */
choice: MaskChoice, };
/**
 * A field, as it is in the capture and as it would be shared.
 */

export type PreviewRow = { 
/**
 * Where it is: `properties.$device_id`, `properties.list[]`, `query.project`.
 */
path: string, 
/**
 * The placeholder that is shared instead of its name, null where the name is shared.
 */
name_after: string | null, 
/**
 * Short name for people, null for unknown fields.
 */
label: string | null, 
/**
 * Kind of data, null for unknown fields.
 */
category: string | null, 
/**
 * How sensitive it is, 0 to 4, on the scale of an event.
 */
severity: number, 
/**
 * How much it matters that it stays hidden, 0 to 4: the larger of how revealing its content is and
 * how well it recognizes somebody.
 */
risk: number, 
/**
 * How many events have it, 0 where it is around them.
 */
events: number, 
/**
 * What happens to it.
 */
action: MaskAction, 
/**
 * Whether somebody chose that.
 */
choice: MaskChoice, 
/**
 * Whether it is shared where somebody reveals it: no credential is.
 */
can_reveal: boolean, 
/**
 * Its values, the first twenty different ones.
 */
values: Array<PreviewValue>, 
/**
 * How many different values more there are.
 */
more: number, };
/**
 * What happens to a value.
 */

export type MaskAction = "kept" | "reduced" | "masked" | "dropped";
/**
 * Who decided what happens to a value.
 */

export type MaskChoice = "rule" | "revealed" | "masked";
/**
 * A value, as it is in the capture and as it would be shared.
 */

export type PreviewValue = { 
/**
 * A string without its quotes, any other value as it was sent; shortened where it is long.
 */
before: string, 
/**
 * The same as it would be shared, null where it is dropped.
 */
after: string | null, 
/**
 * Whether `before` is not the whole value.
 */
shortened: boolean, 
/**
 * How often it is there.
 */
count: number, };
/**
 * A masked value that would be shared all the same.
 */

export type Leak = { 
/**
 * Where it would still be, as `request.event.path` or `request.path`; `caption` for a text
 * written beside the capture, empty where no field can be named.
 */
path: string, 
/**
 * The path of the field in the event or in the request, without what is hidden itself.
 */
field: string, 
/**
 * The number of the first event with it, from 1; none for a field of the request.
 */
event: number | null, 
/**
 * Its placeholder elsewhere.
 */
placeholder: string, 
/**
 * How it is written there.
 */
encoding: Encoding, };
/**
 * The modules of a QR code.
 */

export type QrCode = { 
/**
 * Modules in a row and rows.
 */
size: number, 
/**
 * Each row from the top, `1` for a dark module and `0` for a light one.
 */
rows: Array<string>, };
/**
 * Sizes that the core keeps to, for whoever shows captures.
 */

export type Bounds = { 
/**
 * Bytes of the largest knowledge pack that is read.
 */
pack: number, 
/**
 * Characters of the longest payload of a link that is made.
 */
link: number, 
/**
 * Events of a figure.
 */
figure_events: number, 
/**
 * Characters of its caption.
 */
caption: number, 
/**
 * Risk from which a value identifies somebody or says much about them, so that revealing it
 * needs to be confirmed.
 */
severe: number, 
/**
 * The limits for a capture that an article shows, whose readers did not ask for work.
 */
article: ArticleLimits, };
/**
 * What reading a capture in an article may cost, as the options of a capture name it.
 */

export type ArticleLimits = { 
/**
 * Bytes that are looked at.
 */
input: number, 
/**
 * Bytes that decoding may write.
 */
output: number, 
/**
 * Values that may be read.
 */
nodes: number, 
/**
 * Fields that are written out.
 */
report_fields: number, };
