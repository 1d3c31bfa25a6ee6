"""Decodes exported bodies with nothing but Python's standard library.

Reads one JSON object a line, `{"target": "/sa?…", "body": "<base64>"}`, and answers each with one line:
`{"events": [[[path, kind, value]]], "crc": {"sent": "…", "computed": "…"} or null}`, with leaves as `decode.py` has them.
"""

import base64
import gzip
import json
import pathlib
import sys
import urllib.parse
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "producers"))

from decode import Literal, Members, leaves, pairs  # noqa: E402

NAMES = ("data_list", "data")


def read(text):
    return json.loads(text, parse_int=Literal, parse_float=Literal, object_pairs_hook=Members)


def java_hash(text):
    """Java's `String.hashCode`, which the senders call `crc`."""
    result = 0
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        result = (31 * result + unit) & 0xFFFFFFFF
    return result - (1 << 32) if result >= 1 << 31 else result


def unpacked(payload):
    """The text in a payload: JSON as it is, or Base64, or Base64 of something compressed."""
    if payload.lstrip()[:1] in ("{", "["):
        return payload
    data = base64.b64decode(payload, validate=True)
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    elif data[:1] == b"\x78":
        data = zlib.decompress(data)
    return data.decode("utf-8")


def events_of(text):
    try:
        documents = [read(text)]
    except json.JSONDecodeError:
        documents = [read(line) for line in text.splitlines()]
    batch = documents[0] if len(documents) == 1 and not isinstance(documents[0], Members) else documents
    return [leaves(event, "", []) for event in batch]


def parameters_of(target, body):
    """Names and values of the address and of the body, where it is a form or an object that wraps the events."""
    found = dict(pairs(target.partition("?")[2]))
    if body[:1] == "{":
        document = dict(read(body.splitlines()[0]))
        if any(isinstance(document.get(name), str) for name in NAMES):
            found.update(document)
    elif any(f"{name}=" in body for name in NAMES):
        found.update(pairs(body))
    return found


def decode(target, body):
    parameters = parameters_of(target, body)
    payload = next((parameters[name] for name in NAMES if name in parameters), None)
    crc = None
    if payload is None:
        payload = urllib.parse.unquote(body, errors="strict") if "%" in body and body[:1] not in "[{" else body
    elif "crc" in parameters:
        crc = {"sent": str(parameters["crc"]), "computed": str(java_hash(payload))}
    return {"events": events_of(unpacked(payload)), "crc": crc}


def answer(program):
    """Answers every line of the standard input; what goes wrong is an answer too."""
    for line in sys.stdin:
        try:
            result = program(json.loads(line))
        except Exception as error:
            result = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(result))


if __name__ == "__main__":
    answer(lambda request: decode(request["target"], base64.b64decode(request["body"]).decode("utf-8")))
