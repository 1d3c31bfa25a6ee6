"""Reads feeds as programs that show them do: prints each entry as it stands there and as two cleaners leave it, as JSON."""

import json
import sys

import feedparser
import nh3


def content(entry):
    """The longest text of an entry: some feeds carry a summary beside it."""
    texts = [part.value for part in entry.get("content", [])] + [entry.get("summary", "")]
    return max(texts, key=len)


def entries(path):
    sent = feedparser.parse(path, sanitize_html=False, resolve_relative_uris=False).entries
    shown = feedparser.parse(path).entries
    for one, other in zip(sent, shown, strict=True):
        yield {"title": one.title, "sent": content(one), "feedparser": content(other), "nh3": nh3.clean(content(one))}


json.dump({path: list(entries(path)) for path in sys.argv[1:]}, sys.stdout)
