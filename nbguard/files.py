"""Read a file whole; write it whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat

from nbguard.errors import UnreadableFile

LARGEST = 512 * 2**20


def read(path: str) -> bytes:
    """The bytes of a regular file of at most 512 MiB; raises UnreadableFile with the reason."""
    try:
        # Looked at before it is opened: opening a named pipe would wait for its writer.
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile('not a regular file; pipe its content into "-" instead')
        if status.st_size > LARGEST:
            raise UnreadableFile(f"larger than {LARGEST // 2**20} MiB")
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise UnreadableFile(_reason(error)) from None


def write(path: str, data: bytes, *, private: bool = False) -> None:
    """Put ``data`` in place of the file at ``path``, atomically.

    Whoever looks, at any instant and even after a crash, sees the old file or the new one. A
    symbolic link stays and its target is written; mode, owner and extended attributes stay. A
    ``private`` file can be read by its owner alone, whatever its mode was. Raises
    UnreadableFile; then the file is as it was and no draft is left.
    """
    try:
        target = os.path.realpath(path)
        draft = f"{_draft_base(target)}.{os.urandom(6).hex()}.nbguard"
        try:
            _write_draft(draft, data, 0o600 if private else 0o666)
            _dress_like(target, draft)
            if private:
                os.chmod(draft, 0o600)
            os.replace(draft, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            raise
        _sync_folder(os.path.dirname(target))
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        reason = "no such folder" if missing else _reason(error)
        raise UnreadableFile(f"cannot be written: {reason}") from None


def make_private(folder: str | os.PathLike[str]) -> None:
    """Make a folder that its owner alone may enter, and likewise those above it that are missing.

    ``os.makedirs`` gives its mode to the last one only: who may write to one above can put
    another in its place. A folder that is there is left as it is. Raises OSError.
    """
    if os.path.isdir(folder):
        return
    above = os.path.dirname(os.path.abspath(folder))
    if above != folder:  # a drive that is not there has none above it
        make_private(above)
    with contextlib.suppress(FileExistsError):  # somebody was faster; or a file, which shows later
        os.mkdir(folder, 0o700)


def _draft_base(target: str) -> str:
    folder, name = os.path.split(target)
    # Shortened: the draft's name must fit where the file's own name just does.
    return os.path.join(folder, f".{name[:48]}")


def _write_draft(draft: str, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(draft, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _dress_like(target: str, draft: str) -> None:
    """Give the draft the mode, owner and attributes of the file it will replace."""
    try:
        old = os.stat(target)
    except FileNotFoundError:
        return
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "it is read-only")
    if hasattr(os, "chown"):
        new = os.stat(draft)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            _give_back(draft, old)
    os.chmod(draft, stat.S_IMODE(old.st_mode))
    _copy_attributes(target, draft)


def _give_back(draft: str, old: os.stat_result) -> None:
    try:
        os.chown(draft, old.st_uid, old.st_gid)
    except PermissionError:
        lost = "another user's" if old.st_uid != os.geteuid() else "of a group you are not in"
        raise PermissionError(1, f"it is {lost}, and would be so no more") from None


def _copy_attributes(target: str, draft: str) -> None:
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):  # many file systems have none
        for name in os.listxattr(target):
            os.setxattr(draft, name, os.getxattr(target, name))


def _sync_folder(folder: str) -> None:
    """Make the rename itself survive a power cut, where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return str(getattr(error, "strerror", None) or type(error).__name__)
