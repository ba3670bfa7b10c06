"""Folders: their files in order, never by way of a link, never into what is no file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.reading.sources.failing import refused
from onrecord.reading.sources.names import printable
from onrecord.reading.sources.types import Failure, Skipped
from onrecord.reading.sources.xarchive import is_posts

_PERMISSIONS = "check its permissions"


def files_in(folder: Path, depth: int) -> Iterator[tuple[str, Path] | Failure | Skipped]:
    """Each file below a folder with its name, sorted; then what was left out, counted.

    Of an X archive only the files of posts count: the rest of it is letters, settings and pages.

    Links are not followed, so there are no loops and no ways out; hidden files are left out.
    """
    skipped: Counter[str] = Counter()
    yield from _below(folder, "", depth, folder.resolve(), skipped)
    for what, count in sorted(skipped.items()):
        yield Skipped(name=".", what=what, count=count)


def _below(
    folder: Path, prefix: str, depth: int, root: Path, skipped: Counter[str]
) -> Iterator[tuple[str, Path] | Failure]:
    try:
        with os.scandir(folder) as listing:
            found = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        why = error.strerror or type(error).__name__
        yield refused(printable(prefix) or ".", f"the folder cannot be read: {why}", _PERMISSIONS)
        return
    posts = _posts_of(folder)
    if posts:
        skipped["X archives of which only the posts are read"] += 1
        yield from ((f"{prefix}data/{path.name}", path) for path in posts)
        return
    for entry in found:
        name = prefix + entry.name
        if entry.name.startswith("."):
            skipped["hidden files"] += 1
        elif entry.is_symlink():
            if _stays_inside(Path(entry.path), root):
                skipped["links to what the folder holds anyway"] += 1
            else:
                why = "it is a link out of the folder, or to nothing"
                yield refused(printable(name), why, "add the file it leads to by itself")
        elif not entry.is_dir(follow_symlinks=False):
            yield name, Path(entry.path)
        elif depth <= 0:
            yield refused(printable(name), "it lies too many folders deep", "add it by itself")
        else:
            yield from _below(Path(entry.path), name + "/", depth - 1, root, skipped)


def _posts_of(folder: Path) -> list[Path]:
    """The files of posts, where a folder is an unpacked X archive."""
    try:
        found = sorted(folder.glob("data/tweet*.js"))
    except OSError:
        return []
    return [path for path in found if is_posts(path.as_posix())]


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_relative_to(root)
