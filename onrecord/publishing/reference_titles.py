"""What a reference is called: the title of its data package beside its short name."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@cache
def called(name: str) -> str:
    """The title of a reference that ships with OnRecord, and its name; else the name alone.

    >>> called("valley-watch")
    'valley-watch'
    """
    if not _PLAIN_NAME.fullmatch(name):
        return name
    package = resources.files("onrecord") / "data" / "references" / name / "datapackage.json"
    try:
        title = json.loads(package.read_text(encoding="utf-8"))["title"]
    except (OSError, ValueError, KeyError):
        return name
    return f"{title} ({name})"
