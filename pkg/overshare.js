/* @ts-self-types="./overshare.d.ts" */

/**
 * A capture kept in WebAssembly memory; the caller asks for what it shows.
 */
export class Analysis {
    static __wrap(ptr) {
        const obj = Object.create(Analysis.prototype);
        obj.__wbg_ptr = ptr;
        AnalysisFinalization.register(obj, obj.__wbg_ptr, obj);
        return obj;
    }
    __destroy_into_raw() {
        const ptr = this.__wbg_ptr;
        this.__wbg_ptr = 0;
        AnalysisFinalization.unregister(this);
        return ptr;
    }
    free() {
        const ptr = this.__destroy_into_raw();
        wasm.__wbg_analysis_free(ptr, 0);
    }
    /**
     * `count` bytes from the `start`th on of the data after so many layers of a request; 0 is what
     * was pasted.
     * @param {number} request
     * @param {number} step
     * @param {number} start
     * @param {number} count
     * @returns {Uint8Array}
     */
    bytes(request, step, start, count) {
        const ret = wasm.analysis_bytes(this.__wbg_ptr, request, step, start, count);
        var v1 = getArrayU8FromWasm0(ret[0], ret[1]).slice();
        wasm.__wbindgen_free(ret[0], ret[1] * 1, 1);
        return v1;
    }
    /**
     * What this capture and a later one say together, as JSON of the type `Comparison`.
     * @param {Analysis} later
     * @returns {Json<report.Comparison>}
     */
    compare(later) {
        let deferred1_0;
        let deferred1_1;
        try {
            _assertClass(later, Analysis);
            const ret = wasm.analysis_compare(this.__wbg_ptr, later.__wbg_ptr);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * How many events the capture holds.
     * @returns {number}
     */
    get eventCount() {
        const ret = wasm.analysis_eventCount(this.__wbg_ptr);
        return ret >>> 0;
    }
    /**
     * One event with its fields and its text, as JSON of the type `Event`; `null` where there is
     * none of this index.
     * @param {number} index
     * @returns {Json<report.Event | null>}
     */
    event(index) {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_event(this.__wbg_ptr, index);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * `count` events from the `start`th on of those that `filter` lets through, without their
     * fields, as JSON of the type `EventPage`. `filter` is a text that stands in a name or a
     * value, or JSON of any of `text`, `category`, `severity` (at least), `name`, `host`,
     * `request`, `from` and `to` (milliseconds since 1970), all of which must hold.
     * @param {number} start
     * @param {number} count
     * @param {string} [filter]
     * @returns {Json<report.EventPage>}
     */
    events(start, count, filter) {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_events(this.__wbg_ptr, start, count, filter);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * A name for the file of an export, which says how much is masked; empty for a format that
     * there is not.
     * @param {string} format
     * @param {string} [choice]
     * @returns {string}
     */
    exportName(format, choice) {
        let deferred2_0;
        let deferred2_1;
        try {
            const ptr0 = passStringToWasm0(format, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len0 = WASM_VECTOR_LEN;
            const ret = wasm.analysis_exportName(this.__wbg_ptr, ptr0, len0, choice);
            deferred2_0 = ret[0];
            deferred2_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
        }
    }
    /**
     * The capture in a format for others, masked; the mode `full` of `choice` masks nothing. Throws
     * for a format that there is not, and where a masked value would leave all the same.
     * @param {string} format
     * @param {string} [choice]
     * @returns {Uint8Array}
     */
    export(format, choice) {
        const ptr0 = passStringToWasm0(format, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len0 = WASM_VECTOR_LEN;
        const ret = wasm.analysis_export(this.__wbg_ptr, ptr0, len0, choice);
        if (ret[3]) {
            throw takeFromExternrefTable0(ret[2]);
        }
        var v2 = getArrayU8FromWasm0(ret[0], ret[1]).slice();
        wasm.__wbindgen_free(ret[0], ret[1] * 1, 1);
        return v2;
    }
    /**
     * Which field stands between two offsets of the data after so many layers, as JSON of the type
     * `FieldAddress`; `null` where there is none.
     * @param {number} request
     * @param {number} step
     * @param {number} start
     * @param {number} end
     * @returns {Json<report.FieldAddress | null>}
     */
    fieldAt(request, step, start, end) {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_fieldAt(this.__wbg_ptr, request, step, start, end);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * Where a typed value is in the capture, in every form in which senders write one, as
     * JSON of the type `ValueSearch`. What is typed is not kept.
     * @param {string} typed
     * @returns {Json<report.ValueSearch>}
     */
    findValue(typed) {
        let deferred2_0;
        let deferred2_1;
        try {
            const ptr0 = passStringToWasm0(typed, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len0 = WASM_VECTOR_LEN;
            const ret = wasm.analysis_findValue(this.__wbg_ptr, ptr0, len0);
            deferred2_0 = ret[0];
            deferred2_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
        }
    }
    /**
     * What may be shared of the capture, as a capture of its own. `choice` is JSON of any of
     * `mode` (`structure`, `masked`), `times` (`relative`, `exact`), `requests` (a list of their
     * indexes), and `reveal` and `mask`, each with any of `fields`, `categories` and `values`, which
     * are lists of texts.
     * @param {string} [choice]
     * @returns {Analysis}
     */
    masked(choice) {
        const ret = wasm.analysis_masked(this.__wbg_ptr, choice);
        return Analysis.__wrap(ret);
    }
    /**
     * Reads a capture. `progress` is called at most a hundred times with what is done and the
     * total.
     * @param {string | Uint8Array} input
     * @param {string} [options]
     * @param {(done: number, total: number) => void} [progress]
     */
    constructor(input, options, progress) {
        const ret = wasm.analysis_new(input, options, progress);
        this.__wbg_ptr = ret;
        AnalysisFinalization.register(this, this.__wbg_ptr, this);
        return this;
    }
    /**
     * The report without its events, as JSON of the type `Report`.
     * @returns {Json<report.Report>}
     */
    overview() {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_overview(this.__wbg_ptr);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * What would leave beside what is in the capture, as JSON of the type `Preview`.
     * @param {string} [choice]
     * @returns {Json<report.Preview>}
     */
    preview(choice) {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_preview(this.__wbg_ptr, choice);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * The paths of the fields that every event has with one and the same value, as JSON; none where there
     * are fewer than two events.
     * @returns {Json<string[]>}
     */
    repeated() {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_repeated(this.__wbg_ptr);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * One request with what stands around its events, as JSON of the type `Request`; `null` where
     * there is none of this index.
     * @param {number} index
     * @returns {Json<report.Request | null>}
     */
    request(index) {
        let deferred1_0;
        let deferred1_1;
        try {
            const ret = wasm.analysis_request(this.__wbg_ptr, index);
            deferred1_0 = ret[0];
            deferred1_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
        }
    }
    /**
     * The end of a link to the capture, masked; `openShared` opens it. Without `requests` in the
     * choice it holds as many requests as fit. Throws where a masked value
     * would leave all the same, and where the link would be longer than 32,000 characters.
     * @param {string} [choice]
     * @returns {string}
     */
    share(choice) {
        let deferred2_0;
        let deferred2_1;
        try {
            const ret = wasm.analysis_share(this.__wbg_ptr, choice);
            var ptr1 = ret[0];
            var len1 = ret[1];
            if (ret[3]) {
                ptr1 = 0; len1 = 0;
                throw takeFromExternrefTable0(ret[2]);
            }
            deferred2_0 = ptr1;
            deferred2_1 = len1;
            return getStringFromWasm0(ptr1, len1);
        } finally {
            wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
        }
    }
    /**
     * The events in the order of time, counted in slots, as JSON of the type `Timeline`.
     * @param {string} options
     * @returns {Json<report.Timeline>}
     */
    timeline(options) {
        let deferred2_0;
        let deferred2_1;
        try {
            const ptr0 = passStringToWasm0(options, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len0 = WASM_VECTOR_LEN;
            const ret = wasm.analysis_timeline(this.__wbg_ptr, ptr0, len0);
            deferred2_0 = ret[0];
            deferred2_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
        }
    }
    /**
     * Where the value of a field around the events came from, as JSON of the type `Trace`; `null`
     * where there is none.
     * @param {number} request
     * @param {string} path
     * @param {number | null} [nth]
     * @returns {Json<report.Trace | null>}
     */
    traceRequest(request, path, nth) {
        let deferred4_0;
        let deferred4_1;
        try {
            const val2 = +request;
            const val3 = +(isLikeNone(nth) ? Number.MAX_SAFE_INTEGER : (nth) >>> 0);
            const ptr0 = passStringToWasm0(path, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len0 = WASM_VECTOR_LEN;
            const ret = wasm.analysis_traceRequest(this.__wbg_ptr, val2, ptr0, len0, val3);
            deferred4_0 = ret[0];
            deferred4_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred4_0, deferred4_1, 1);
        }
    }
    /**
     * Where a value of an event came from, layer by layer, as JSON of the type `Trace`; of several
     * with this path the `nth`. The event itself where the path is empty, `null` where there is
     * none.
     * @param {number} event
     * @param {string} path
     * @param {number | null} [nth]
     * @returns {Json<report.Trace | null>}
     */
    trace(event, path, nth) {
        let deferred4_0;
        let deferred4_1;
        try {
            const val2 = +event;
            const val3 = +(isLikeNone(nth) ? Number.MAX_SAFE_INTEGER : (nth) >>> 0);
            const ptr0 = passStringToWasm0(path, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            const len0 = WASM_VECTOR_LEN;
            const ret = wasm.analysis_trace(this.__wbg_ptr, val2, ptr0, len0, val3);
            deferred4_0 = ret[0];
            deferred4_1 = ret[1];
            return getStringFromWasm0(ret[0], ret[1]);
        } finally {
            wasm.__wbindgen_free(deferred4_0, deferred4_1, 1);
        }
    }
}
if (Symbol.dispose) Analysis.prototype[Symbol.dispose] = Analysis.prototype.free;

/**
 * Sizes that the core keeps to, for whoever shows captures, as JSON of the type `Bounds`.
 * @returns {Json<report.Bounds>}
 */
export function bounds() {
    let deferred1_0;
    let deferred1_1;
    try {
        const ret = wasm.bounds();
        deferred1_0 = ret[0];
        deferred1_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
}

/**
 * What a knowledge pack holds and what is wrong with it, as JSON of the type `PackReport`.
 * @param {string} text
 * @returns {Json<report.PackReport>}
 */
export function checkPack(text) {
    let deferred2_0;
    let deferred2_1;
    try {
        const ptr0 = passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len0 = WASM_VECTOR_LEN;
        const ret = wasm.checkPack(ptr0, len0);
        deferred2_0 = ret[0];
        deferred2_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
    }
}

/**
 * Whole report as JSON, of the type `Report`. For embeds, scripts and small captures.
 * Never throws for any input.
 * @param {string | Uint8Array} input
 * @param {string} [options]
 * @returns {Json<report.Report>}
 */
export function decode(input, options) {
    let deferred1_0;
    let deferred1_1;
    try {
        const ret = wasm.decode(input, options);
        deferred1_0 = ret[0];
        deferred1_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
}

/**
 * The formats in which captures can be read, for the option `as`, as JSON of a list of `CaptureFormat`.
 * @returns {Json<report.CaptureFormat[]>}
 */
export function formats() {
    let deferred1_0;
    let deferred1_1;
    try {
        const ret = wasm.formats();
        deferred1_0 = ret[0];
        deferred1_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
}

/**
 * Opens what `Analysis.share` made: a link, or the end of one. Never throws: what is wrong with a
 * link is a diagnostic of its report.
 * @param {string} payload
 * @returns {Analysis}
 */
export function openShared(payload) {
    const ptr0 = passStringToWasm0(payload, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const len0 = WASM_VECTOR_LEN;
    const ret = wasm.openShared(ptr0, len0);
    return Analysis.__wrap(ret);
}

/**
 * A text as a QR code, as JSON of the type `QrCode`; `null` where it is longer than 1,465 bytes.
 * @param {string} text
 * @returns {Json<report.QrCode | null>}
 */
export function qrCode(text) {
    let deferred2_0;
    let deferred2_1;
    try {
        const ptr0 = passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        const len0 = WASM_VECTOR_LEN;
        const ret = wasm.qrCode(ptr0, len0);
        deferred2_0 = ret[0];
        deferred2_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
    }
}

export function start() {
    wasm.start();
}

/**
 * Version of this package.
 * @returns {string}
 */
export function version() {
    let deferred1_0;
    let deferred1_1;
    try {
        const ret = wasm.version();
        deferred1_0 = ret[0];
        deferred1_1 = ret[1];
        return getStringFromWasm0(ret[0], ret[1]);
    } finally {
        wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg___wbindgen_is_function_741ff2bb612836f5: function(arg0) {
            const ret = typeof(arg0) === 'function';
            return ret;
        },
        __wbg___wbindgen_string_get_7ce8eee7fd327545: function(arg0, arg1) {
            const obj = arg1;
            const ret = typeof(obj) === 'string' ? obj : undefined;
            var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
            var len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
        },
        __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
            throw new Error(getStringFromWasm0(arg0, arg1));
        },
        __wbg_call_fc92fee6137d452d: function() { return handleError(function (arg0, arg1, arg2, arg3) {
            const ret = arg0.call(arg1, arg2, arg3);
            return ret;
        }, arguments); },
        __wbg_error_d1fc0193610e0e39: function(arg0) {
            console.error(arg0);
        },
        __wbg_instanceof_Uint8Array_d7aeb0dcb3108fea: function(arg0) {
            let result;
            try {
                result = arg0 instanceof Uint8Array;
            } catch (_) {
                result = false;
            }
            const ret = result;
            return ret;
        },
        __wbg_length_186163212ffe79c3: function(arg0) {
            const ret = arg0.length;
            return ret;
        },
        __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
            const ret = new Error(getStringFromWasm0(arg0, arg1));
            return ret;
        },
        __wbg_prototypesetcall_13162965d1fe7aa3: function(arg0, arg1, arg2) {
            Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
        },
        __wbindgen_generic_0000000000000001: function(arg0) {
            // Cast intrinsic for `F64 -> Externref`.
            const ret = arg0;
            return ret;
        },
        __wbindgen_generic_0000000000000002: function(arg0, arg1) {
            // Cast intrinsic for `Ref(String) -> Externref`.
            const ret = getStringFromWasm0(arg0, arg1);
            return ret;
        },
        __wbindgen_init_externref_table: function() {
            const table = wasm.__wbindgen_externrefs;
            table.set(0, undefined);
            table.set(1024, undefined);
            table.set(1025, null);
            table.set(1026, true);
            table.set(1027, false);
        },
    };
    return {
        __proto__: null,
        "./overshare_bg.js": import0,
    };
}

const AnalysisFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_analysis_free(ptr, 1));

function addToExternrefTable0(obj) {
    const idx = wasm.__externref_table_alloc();
    wasm.__wbindgen_externrefs.set(idx, obj);
    return idx;
}

function _assertClass(instance, klass) {
    if (!(instance instanceof klass)) {
        throw new Error(`expected instance of ${klass.name}`);
    }
}

function getArrayU8FromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
}

let cachedDataViewMemory0 = null;
function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
        cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
    }
    return cachedDataViewMemory0;
}

function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}

let cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
        cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
}

function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        const idx = addToExternrefTable0(e);
        wasm.__wbindgen_exn_store(idx);
    }
}

function isLikeNone(x) {
    return x === undefined || x === null;
}

function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }

    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;

    const mem = getUint8ArrayMemory0();

    let offset = 0;

    for (; offset < len; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        if (offset !== 0) {
            arg = arg.slice(offset);
        }
        ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
        const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
        const ret = cachedTextEncoder.encodeInto(arg, view);

        offset += ret.written;
        ptr = realloc(ptr, len, offset, 1) >>> 0;
    }

    WASM_VECTOR_LEN = offset;
    return ptr;
}

function takeFromExternrefTable0(idx) {
    const value = wasm.__wbindgen_externrefs.get(idx);
    wasm.__externref_table_dealloc(idx);
    return value;
}

let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = 0;
function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
        cachedTextDecoder.decode();
        numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
}

const cachedTextEncoder = new TextEncoder();

if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}

let WASM_VECTOR_LEN = 0;

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    cachedDataViewMemory0 = null;
    cachedUint8ArrayMemory0 = null;
    wasm.__wbindgen_start();
    return wasm;
}

async function __wbg_load(module, imports) {
    if (typeof Response === 'function' && module instanceof Response) {
        if (!module.ok) {
            throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
        }

        if (typeof WebAssembly.instantiateStreaming === 'function') {
            try {
                return await WebAssembly.instantiateStreaming(module, imports);
            } catch (e) {
                const validResponse = expectedResponseType(module.type);

                if (validResponse && module.headers.get('Content-Type') !== 'application/wasm') {
                    console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);

                } else { throw e; }
            }
        }

        const bytes = await module.arrayBuffer();
        return await WebAssembly.instantiate(bytes, imports);
    } else {
        const instance = await WebAssembly.instantiate(module, imports);

        if (instance instanceof WebAssembly.Instance) {
            return { instance, module };
        } else {
            return instance;
        }
    }

    function expectedResponseType(type) {
        switch (type) {
            case 'basic': case 'cors': case 'default': return true;
        }
        return false;
    }
}

function initSync(module) {
    if (wasm !== undefined) return wasm;


    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }

    const imports = __wbg_get_imports();
    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance, module);
}

let __wbg_init_promise;
async function __wbg_init(module_or_path) {
    if (wasm !== undefined) return wasm;
    if (__wbg_init_promise === undefined) {
        __wbg_init_promise = __wbg_init_once(module_or_path);
        __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
    }
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path) {

    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }

    if (module_or_path === undefined) {
        module_or_path = new URL('overshare_bg.wasm', import.meta.url);
    }
    const imports = __wbg_get_imports();

    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }

    const { instance, module } = await __wbg_load(await module_or_path, imports);

    return __wbg_finalize_init(instance, module);
}

export { initSync, __wbg_init as default };
