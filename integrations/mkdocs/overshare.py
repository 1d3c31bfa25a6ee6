"""A hook for MkDocs: the script of the element stands on the pages that have one, and on no other.

Its address is `overshare_script` under `extra` in mkdocs.yml; where none stands there, nothing happens.
"""

from html import escape


def on_post_page(output, config, **_):
    """Adds the script at the end of a page, as MkDocs calls it for each."""
    address = config.extra.get("overshare_script")
    if not address or "<overshare-capture" not in output:
        return output
    start, end, rest = output.rpartition("</body>")
    return f'{start}<script type="module" src="{escape(address)}"></script>\n{end}{rest}'
