"""Reads exported HTTP archives, once as plain JSON and once with the package haralyzer, which must find the same.

Reads one JSON object a line, `{"path": "…"}`, and answers each with one line:
`{"method": "…", "url": "…", "headers": [[name, value]], "version": "…", "started": "…", "events": …, "crc": …}`.
"""

import json
import urllib.parse

import haralyzer

from bodies import answer, decode


def read(question):
    with open(question["path"], encoding="utf-8") as file:
        archive = json.load(file)
    [entry] = archive["log"]["entries"]
    request = entry["request"]
    [page] = haralyzer.HarParser(archive).pages
    [seen] = page.entries
    headers = [[header["name"], header["value"]] for header in request["headers"]]
    text = request.get("postData", {}).get("text", "")
    plain = (request["method"], request["url"], headers, text, request["httpVersion"])
    listed = [[header["name"], header["value"]] for header in seen.request.headers]
    parsed = (seen.request.method, seen.request.url, listed, seen.request.text or "", seen.request.httpVersion)
    if plain != parsed:
        raise ValueError(f"the archive says {plain}, haralyzer reads {parsed}")
    for header in headers:
        if seen.request.get_header_value(header[0]) is None:
            raise ValueError(f"haralyzer misses the header {header[0]}")
    address = urllib.parse.urlsplit(request["url"])
    query = urllib.parse.parse_qsl(address.query, keep_blank_values=True, errors="strict")
    if query != [(pair["name"], pair["value"]) for pair in request["queryString"]]:
        raise ValueError("the list of the address's parameters differs from the address")
    return {
        "method": request["method"],
        "url": request["url"],
        "headers": headers,
        "version": request["httpVersion"],
        "started": seen.startTime.isoformat(),
        **decode(f"{address.path}?{address.query}", text),
    }


if __name__ == "__main__":
    answer(read)
