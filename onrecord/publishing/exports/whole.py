"""Files that are there whole or, after any failure, as they were before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onrecord.errors import WritingError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A new file beside ``path`` that takes its place when the block ends without an error.

    Raises:
        WritingError: where it cannot be written.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        temporary.chmod(0o666 & ~_mask())
        temporary.replace(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise WritingError(str(path), why, "name a place you may write to") from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
