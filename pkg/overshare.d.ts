/* tslint:disable */
/* eslint-disable */
import type * as report from './report.d.ts';

/** JSON text that holds a `T`. */
export type Json<T> = string & { readonly json?: T };


/**
 * A capture kept in WebAssembly memory; the caller asks for what it shows.
 */
export class Analysis {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * `count` bytes from the `start`th on of the data after so many layers of a request; 0 is what
     * was pasted.
     */
    bytes(request: number, step: number, start: number, count: number): Uint8Array;
    /**
     * What this capture and a later one say together, as JSON of the type `Comparison`.
     */
    compare(later: Analysis): Json<report.Comparison>;
    /**
     * One event with its fields and its text, as JSON of the type `Event`; `null` where there is
     * none of this index.
     */
    event(index: number): Json<report.Event | null>;
    /**
     * `count` events from the `start`th on of those that `filter` lets through, without their
     * fields, as JSON of the type `EventPage`. `filter` is a text that stands in a name or a
     * value, or JSON of any of `text`, `category`, `severity` (at least), `name`, `host`,
     * `request`, `from` and `to` (milliseconds since 1970), all of which must hold.
     */
    events(start: number, count: number, filter?: string): Json<report.EventPage>;
    /**
     * A name for the file of an export, which says how much is masked; empty for a format that
     * there is not.
     */
    exportName(format: string, choice?: string): string;
    /**
     * The capture in a format for others, masked; the mode `full` of `choice` masks nothing. Throws
     * for a format that there is not, and where a masked value would leave all the same.
     */
    export(format: string, choice?: string): Uint8Array;
    /**
     * Which field stands between two offsets of the data after so many layers, as JSON of the type
     * `FieldAddress`; `null` where there is none.
     */
    fieldAt(request: number, step: number, start: number, end: number): Json<report.FieldAddress | null>;
    /**
     * Where a typed value is in the capture, in every form in which senders write one, as
     * JSON of the type `ValueSearch`. What is typed is not kept.
     */
    findValue(typed: string): Json<report.ValueSearch>;
    /**
     * What may be shared of the capture, as a capture of its own. `choice` is JSON of any of
     * `mode` (`structure`, `masked`), `times` (`relative`, `exact`), `requests` (a list of their
     * indexes), and `reveal` and `mask`, each with any of `fields`, `categories` and `values`, which
     * are lists of texts.
     */
    masked(choice?: string): Analysis;
    /**
     * Reads a capture. `progress` is called at most a hundred times with what is done and the
     * total.
     */
    constructor(input: string | Uint8Array, options?: string, progress?: (done: number, total: number) => void);
    /**
     * The report without its events, as JSON of the type `Report`.
     */
    overview(): Json<report.Report>;
    /**
     * What would leave beside what is in the capture, as JSON of the type `Preview`.
     */
    preview(choice?: string): Json<report.Preview>;
    /**
     * The paths of the fields that every event has with one and the same value, as JSON; none where there
     * are fewer than two events.
     */
    repeated(): Json<string[]>;
    /**
     * One request with what stands around its events, as JSON of the type `Request`; `null` where
     * there is none of this index.
     */
    request(index: number): Json<report.Request | null>;
    /**
     * The end of a link to the capture, masked; `openShared` opens it. Without `requests` in the
     * choice it holds as many requests as fit. Throws where a masked value
     * would leave all the same, and where the link would be longer than 32,000 characters.
     */
    share(choice?: string): string;
    /**
     * The events in the order of time, counted in slots, as JSON of the type `Timeline`.
     */
    timeline(options: string): Json<report.Timeline>;
    /**
     * Where the value of a field around the events came from, as JSON of the type `Trace`; `null`
     * where there is none.
     */
    traceRequest(request: number, path: string, nth?: number | null): Json<report.Trace | null>;
    /**
     * Where a value of an event came from, layer by layer, as JSON of the type `Trace`; of several
     * with this path the `nth`. The event itself where the path is empty, `null` where there is
     * none.
     */
    trace(event: number, path: string, nth?: number | null): Json<report.Trace | null>;
    /**
     * How many events the capture holds.
     */
    readonly eventCount: number;
}

/**
 * Sizes that the core keeps to, for whoever shows captures, as JSON of the type `Bounds`.
 */
export function bounds(): Json<report.Bounds>;

/**
 * What a knowledge pack holds and what is wrong with it, as JSON of the type `PackReport`.
 */
export function checkPack(text: string): Json<report.PackReport>;

/**
 * Whole report as JSON, of the type `Report`. For embeds, scripts and small captures.
 * Never throws for any input.
 */
export function decode(input: string | Uint8Array, options?: string): Json<report.Report>;

/**
 * The formats in which captures can be read, for the option `as`, as JSON of a list of `CaptureFormat`.
 */
export function formats(): Json<report.CaptureFormat[]>;

/**
 * Opens what `Analysis.share` made: a link, or the end of one. Never throws: what is wrong with a
 * link is a diagnostic of its report.
 */
export function openShared(payload: string): Analysis;

/**
 * A text as a QR code, as JSON of the type `QrCode`; `null` where it is longer than 1,465 bytes.
 */
export function qrCode(text: string): Json<report.QrCode | null>;

/**
 * Version of this package.
 */
export function version(): string;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_analysis_free: (a: number, b: number) => void;
    readonly analysis_bytes: (a: number, b: number, c: number, d: number, e: number) => [number, number];
    readonly analysis_compare: (a: number, b: number) => [number, number];
    readonly analysis_event: (a: number, b: number) => [number, number];
    readonly analysis_eventCount: (a: number) => number;
    readonly analysis_events: (a: number, b: number, c: number, d: any) => [number, number];
    readonly analysis_export: (a: number, b: number, c: number, d: any) => [number, number, number, number];
    readonly analysis_exportName: (a: number, b: number, c: number, d: any) => [number, number];
    readonly analysis_fieldAt: (a: number, b: number, c: number, d: number, e: number) => [number, number];
    readonly analysis_findValue: (a: number, b: number, c: number) => [number, number];
    readonly analysis_masked: (a: number, b: any) => number;
    readonly analysis_new: (a: any, b: any, c: any) => number;
    readonly analysis_overview: (a: number) => [number, number];
    readonly analysis_preview: (a: number, b: any) => [number, number];
    readonly analysis_repeated: (a: number) => [number, number];
    readonly analysis_request: (a: number, b: number) => [number, number];
    readonly analysis_share: (a: number, b: any) => [number, number, number, number];
    readonly analysis_timeline: (a: number, b: number, c: number) => [number, number];
    readonly analysis_trace: (a: number, b: number, c: number, d: number, e: number) => [number, number];
    readonly analysis_traceRequest: (a: number, b: number, c: number, d: number, e: number) => [number, number];
    readonly bounds: () => [number, number];
    readonly checkPack: (a: number, b: number) => [number, number];
    readonly decode: (a: any, b: any) => [number, number];
    readonly formats: () => [number, number];
    readonly openShared: (a: number, b: number) => number;
    readonly qrCode: (a: number, b: number) => [number, number];
    readonly start: () => void;
    readonly version: () => [number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
