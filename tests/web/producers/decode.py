"""Decodes recorded requests with nothing but Python's standard library, to compare with other decoders.

Reads one JSON object a line, `{"target": "/sa?…", "body": "<base64>"}`, and answers each with one line:
`{"query": [[name, value]], "form": [[name, value]], "events": [[[path, kind, value]]]}`.
`kind` is `string`, with the text as value, or `literal`, with the characters as sent.
"""

import base64
import gzip
import json
import sys
import urllib.parse


class Literal(str):
    """A number exactly as it was sent."""


def leaves(value, path, found):
    if isinstance(value, Members) and value:
        for key, inner in value:
            leaves(inner, f"{path}.{key}" if path else key, found)
    elif isinstance(value, list) and value and not isinstance(value, Members):
        for index, inner in enumerate(value):
            leaves(inner, f"{path}[{index}]", found)
    elif isinstance(value, str) and not isinstance(value, Literal):
        found.append([path, "string", value])
    elif isinstance(value, Literal):
        found.append([path, "literal", str(value)])
    elif isinstance(value, Members):
        found.append([path, "literal", "{}"])
    else:
        found.append([path, "literal", json.dumps(value)])
    return found


class Members(list):
    """An object as its members in order, so that duplicate keys stay."""


def pairs(text):
    return urllib.parse.parse_qsl(text, keep_blank_values=True, errors="strict")


def decode(request):
    query = pairs(request["target"].partition("?")[2])
    form = pairs(base64.b64decode(request["body"]).decode("ascii"))
    parameters = dict(query + form)
    payload = parameters.get("data_list", parameters.get("data"))
    events = []
    if parameters.get("gzip") != "9" and not payload.startswith("{"):
        plain = base64.b64decode(payload, validate=True)
        if parameters.get("gzip") == "1":
            plain = gzip.decompress(plain)
        document = json.loads(
            plain.decode("utf-8"),
            parse_int=Literal,
            parse_float=Literal,
            object_pairs_hook=Members,
        )
        batch = [document] if isinstance(document, Members) else document
        events = [leaves(event, "", []) for event in batch]
    return {"query": query, "form": form, "events": events}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(decode(json.loads(line))))
