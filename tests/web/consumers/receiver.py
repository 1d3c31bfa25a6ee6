"""Hands exported bodies to the package garbevents, a proxy's add-on that decodes what Sensors Analytics SDKs send.

Its code runs as it is published; only the proxy is made up, of which it uses a type and a log.
Reads one JSON object a line, `{"url": "https://…", "body": "<base64>"}`, and answers each with one line:
`{"events": [{…}], "names": ["…"]}`, the events that it decoded and the names that it wrote down.
"""

import base64
import pathlib
import sys
import tempfile
import types

proxy = types.ModuleType("mitmproxy")
proxy.http = types.ModuleType("mitmproxy.http")
proxy.http.HTTPFlow = object
silent = {name: lambda text: None for name in ("info", "warn", "error")}
proxy.ctx = types.SimpleNamespace(log=types.SimpleNamespace(**silent))
sys.modules.update({"mitmproxy": proxy, "mitmproxy.http": proxy.http})

from garbevents import sensors_events  # noqa: E402
from garbevents.settings import Settings  # noqa: E402

from bodies import answer  # noqa: E402


def received(request):
    found = []
    # It prints every event that it decoded.
    sensors_events.pprint = found.append
    receiver = sensors_events.GetData()
    receiver.events_list = []
    with tempfile.TemporaryDirectory() as folder:
        Settings.url, Settings.report_path = request["url"], folder
        flow = types.SimpleNamespace(url=request["url"], content=base64.b64decode(request["body"]))
        receiver.request(types.SimpleNamespace(request=flow))
        names = pathlib.Path(folder, "now_event.txt").read_text().split("\n")[:-1]
    return {"events": found, "names": sorted(names)}


if __name__ == "__main__":
    answer(received)
