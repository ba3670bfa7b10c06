"""The archive: the bytes of every report as they were received, under their SHA-256, read-only."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from onrecord.errors import WorkspaceError

_UNFINISHED = ".unfinished-"
_STEP = 1024 * 1024
_NO_ROOM = "see that the disk has room and that you may write there, and run this again"


class Archive:
    """A folder of files named by the SHA-256 of what they hold; a file is there whole or not.

    >>> archive = Archive(Path(tempfile.mkdtemp()))
    >>> archive.keep(b"The bridge stands.")[:8]
    'b5f2c743'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of that digest stand, or would stand."""
        return self.folder / sha256

    def keep(self, content: bytes) -> str:
        """Puts bytes into the archive, once; returns their digest in hex.

        Raises:
            WorkspaceError: where they cannot be written.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            if not self._holds(sha256, len(content)):
                self._write((content,), self.path(sha256), sha256)
        except OSError as error:
            raise self._failed(sha256, error, _NO_ROOM) from error
        return sha256

    def keep_file(self, path: Path, sha256: str) -> None:
        """Puts a copy of a file into the archive, once, without holding it in memory.

        Raises:
            WorkspaceError: where it cannot be read or written, or is no longer what it was.
        """
        try:
            if self._holds(sha256, path.stat().st_size):
                return
            with path.open("rb") as source:
                self._write(iter(partial(source.read, _STEP), b""), self.path(sha256), sha256)
        except OSError as error:
            raise self._failed(sha256, error, _NO_ROOM) from error

    def read(self, sha256: str) -> bytes:
        """The bytes of that digest.

        Raises:
            WorkspaceError: where they are missing, or are not what they were.
        """
        remedy = "put the file back from a copy of the archive, or add the source again"
        try:
            content = self.path(sha256).read_bytes()
        except OSError as error:
            raise self._failed(sha256, error, remedy) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise WorkspaceError(
                f"archive/{sha256}", "the file is not what was received: it was altered", remedy
            )
        return content

    def sweep(self) -> None:
        """Removes what killed runs left unfinished; what a living one writes stays."""
        for path in self.folder.glob(f"{_UNFINISHED}*"):
            pid = path.name.removeprefix(_UNFINISHED).partition("-")[0]
            if not (pid.isdigit() and _lives(int(pid))):
                with suppress(OSError):
                    path.unlink()

    def _holds(self, sha256: str, size: int) -> bool:
        """Whether a whole file is there; one cut short by a failing disk is written again."""
        try:
            return self.path(sha256).stat().st_size == size
        except FileNotFoundError:
            return False

    def _write(self, pieces: Iterable[bytes], target: Path, sha256: str) -> None:
        handle, name = tempfile.mkstemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=self.folder)
        digest = hashlib.sha256()
        try:
            with os.fdopen(handle, "wb") as stream:
                for piece in pieces:
                    stream.write(piece)
                    digest.update(piece)
                stream.flush()
                os.fchmod(stream.fileno(), 0o444)
                os.fsync(stream.fileno())
            self._refuse_changed(sha256, digest.hexdigest())
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise

    def _refuse_changed(self, wanted: str, found: str) -> None:
        if found != wanted:
            why = "the file was changed while it was read"
            raise WorkspaceError(f"{self.folder.name}/{wanted}", why, "add it again")

    def sync(self) -> None:
        """Makes the names of what was kept outlast a power failure; called before a commit."""
        try:
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise self._failed("", error, _NO_ROOM) from error

    def _failed(self, sha256: str, error: OSError, remedy: str) -> WorkspaceError:
        why = error.strerror or type(error).__name__
        return WorkspaceError(f"{self.folder.name}/{sha256}", why, remedy)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
