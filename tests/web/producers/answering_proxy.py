"""Runs mitmproxy's mitmdump, which answers every request by itself, so that none leaves the machine.

Arguments: the file for the flows, the file for the HTTP archive. Ends, and writes them, when it is asked to end.
"""

import sys

from mitmproxy import http
from mitmproxy.tools.main import mitmdump


class Answer:
    """An addon for mitmproxy."""

    def request(self, flow: http.HTTPFlow) -> None:
        flow.response = http.Response.make(200, b'{"code":0}', {"Content-Type": "application/json"})


addons = [Answer()]

if __name__ == "__main__":
    flows, archive = sys.argv[1:]
    mitmdump(
        [
            "--scripts",
            __file__,
            "--listen-host",
            "127.0.0.1",
            "--listen-port",
            "0",
            "--save-stream-file",
            flows,
            "--set",
            f"hardump={archive}",
            "--set",
            "connection_strategy=lazy",
            "--set",
            "termlog_verbosity=info",
        ]
    )
