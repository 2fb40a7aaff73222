"""Files: read only what is a plain file inside the workspace, write so that a crash leaves old or new, whole.

Paths are strings relative to the workspace, with `/`. Nothing here imports more than `os`, because catching
an idea passes through it. Everything that changes a file of the workspace goes through here, so here it is known what
an act wrote (`written`); only git writes by itself.
"""

import errno
import os
import stat
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from cocreate.locale import N_, Sentence, _
from cocreate.model.errors import NotWritten, Unreadable
from cocreate.model.host import OfHost
from cocreate.workspace.paths import LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 1 << 20
"""Bytes; a larger file is refused by name (docs/format.md)."""

LARGEST_FRONT_MATTER = 64 << 10
"""Bytes between the lines ---."""

_listening: "ContextVar[tuple[list[str], ...]]" = ContextVar("listening", default=())
"""The lists of paths of those who want to know what is written here."""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read(root: str, path: str) -> bytes:
    """The bytes of the plain file at `path`.

    Raises:
        Unreadable: it is a link, a pipe, a device or a folder, is too large, or the disk will not give it.
        FileNotFoundError: there is none.
    """
    try:
        _refuse_links(root, path)
        handle = os.open(f"{root}/{path}", _READ)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unreadable(error) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(N_("it is not a plain file"))
        if status.st_size > LARGEST_FILE:
            raise Unreadable(N_("it is larger than 1 MiB"))
        return _read_all(handle)
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        os.close(handle)


def _refuse_links(root: str, path: str) -> None:
    """Raise ELOOP where a folder on the way to `path` is a link: it could lead out of the workspace."""
    end = path.find("/")
    while end > 0:
        if stat.S_ISLNK(os.lstat(f"{root}/{path[:end]}").st_mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        end = path.find("/", end + 1)


def _read_all(handle: int) -> bytes:
    """Everything behind `handle`, within the limit even where the file grew meanwhile."""
    data = os.read(handle, LARGEST_FILE + 1)
    while chunk := os.read(handle, LARGEST_FILE + 1):
        data += chunk
        if len(data) > LARGEST_FILE:
            break
    if len(data) > LARGEST_FILE:
        raise Unreadable(N_("it is larger than 1 MiB"))
    return data


def _unreadable(error: OSError) -> Unreadable:
    """What the disk said in plain words, without the path."""
    if error.errno == errno.ELOOP:
        return Unreadable(N_("it is a link, and links are not followed"))
    if error.errno == errno.EACCES:
        return Unreadable(N_("this computer does not allow reading it"))
    return Unreadable(N_("it cannot be read: {reason}"), reason=error.strerror or str(error))


@contextmanager
def written() -> "Iterator[list[str]]":
    """The paths of the files that are written, or taken out, from here on: a list that grows.

    Whoever shows a workspace looks only at these after an act, also where the act failed in the middle:

        with files.written() as paths:
            contribute(root, …)
        index.refresh(paths=paths)

    A path is noted before anything is done to it, because what failed may have been done all the same. Told is what
    this context writes, threads by `asyncio.to_thread` included (PEP 567), and nobody else; not what is local to a
    copy, such as drafts.
    """
    paths: list[str] = []
    before = _listening.set((*_listening.get(), paths))
    try:
        yield paths
    finally:
        _listening.reset(before)


def _tell(path: str) -> None:
    """Note that the file at `path` is about to be another, or gone."""
    for paths in _listening.get():
        if path not in paths and not path.startswith("."):
            paths.append(path)


def check_size(data: bytes) -> None:
    """Raise NotWritten where `data` is more than a file may hold."""
    if len(data) > LARGEST_FILE:
        raise NotWritten(
            _("The text is too long: a file holds at most 1 MiB."), _("Split it into several contributions.")
        )


def create(root: str, path: str, data: bytes) -> None:
    """Write a new file at `path`, folders and all; on return it is on the disk under its name.

    Raises:
        FileExistsError: the name is taken; nothing was changed.
        NotWritten: the disk said no; there is no file, or none but a whole one.
    """
    _tell(path)
    try:
        folder = make_folders(root, path.rpartition("/")[0])
        temporary = _write_beside(f"{root}/{path}", data)
        try:
            _take_name(temporary, f"{root}/{path}")
        finally:
            if os.path.lexists(temporary):
                os.unlink(temporary)
        _sync_folder(folder)
    except FileExistsError:
        raise
    except OSError as error:
        raise not_written(error) from error


def replace(root: str, path: str, data: bytes, seen: bytes | None = None) -> bool:
    """Put `data` in the place of the file at `path` in one step, with the mode of the old one.

    With `seen`, only if the file holds just that at the last moment; where somebody else saved while the new
    file went to the disk, nothing is changed and the answer is False.

    Raises:
        NotWritten: the disk said no; the old file stands.
        Unreadable, FileNotFoundError: the file that was `seen` is one no more; nothing was changed.
    """
    _tell(path)
    try:
        make_folders(root, path.rpartition("/")[0])
        mode = _mode(f"{root}/{path}")
        if stat.S_ISLNK(mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))  # noqa: TRY301 - as the system would
        temporary = _write_beside(f"{root}/{path}", data)
    except OSError as error:
        raise not_written(error) from error
    try:
        if seen is not None and read(root, path) != seen:
            return False
        _rename(temporary, f"{root}/{path}", mode)
    finally:
        if os.path.lexists(temporary):
            os.unlink(temporary)
    return True


def _rename(temporary: str, path: str, mode: int) -> None:
    """Give `temporary` the name `path`, and `mode`, that of the file there, if any."""
    try:
        if mode:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, path)
        _sync_folder(path.rpartition("/")[0])
    except OSError as error:
        raise not_written(error) from error


def remove(root: str, path: str) -> None:
    """Take the file at `path` away, and the folders that it leaves empty, but for the first on the way.

    Raises:
        FileNotFoundError: there is none.
        NotWritten: the disk said no; the file stands.
    """
    _tell(path)
    try:
        _refuse_links(root, path)
        os.unlink(f"{root}/{path}")
        folder = path.rpartition("/")[0]
        with suppress(OSError):  # it is not empty
            while "/" in folder:
                os.rmdir(f"{root}/{folder}")
                folder = folder.rpartition("/")[0]
        _sync_folder(f"{root}/{folder}")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise not_written(error) from error


def make_folders(root: str, folder: str) -> str:
    """Make the folders down to `folder`, each synced into its parent; refuse to pass through a link."""
    at = root
    for name in folder.split("/") if folder else ():
        if name in {"", ".", ".."}:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        parent, at = at, f"{at}/{name}"
        try:
            os.mkdir(at)
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(at).st_mode):
                raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        else:
            _sync_folder(parent)
    return at


def local_folder(root: str, *names: str) -> str:
    """The folder `.cocreate/…`, which belongs to this copy alone, made if need be; it tells git to ignore all of it.

    Raises:
        OSError: it cannot be made.
    """
    if not os.path.exists(f"{root}/{LOCAL}/.gitignore"):
        make_folders(root, LOCAL)
        with suppress(FileExistsError):
            create(root, f"{LOCAL}/.gitignore", b"*\n")
    return make_folders(root, "/".join((LOCAL, *names)))


def _mode(path: str) -> int:
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return 0


def _write_beside(path: str, data: bytes) -> str:
    """A synced temporary file next to `path`, with `data`; its path."""
    folder, _slash, name = path.rpartition("/")
    temporary = f"{folder}/.{name[:80]}.{os.urandom(6).hex()}.tmp"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    except BaseException:
        os.unlink(temporary)
        raise
    finally:
        os.close(handle)
    return temporary


def is_begun(path: str) -> bool:
    """Whether the file at `path` is called as those are that are written beside another, until they take its name."""
    first, _dot, rest = path.rpartition("/")[2].partition(".")
    *_name, mark, ending = ["", *rest.split(".")]
    return not first and ending == "tmp" and len(mark) == 12 and not mark.strip("0123456789abcdef")


def _take_name(temporary: str, path: str) -> None:
    """Give the file its name only if nobody has it; by a copy where the disk knows no hard links."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
        try:
            os.replace(temporary, path)
        except OSError:
            os.unlink(path)
            raise


def _sync_folder(folder: str) -> None:
    """Bring a folder's list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def not_written(error: OSError) -> NotWritten:
    """The disk's refusal as a sentence and what to do."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NotWritten(
            Sentence(N_("The disk is full; nothing was changed.")), Sentence(N_("Make room, then try again."))
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return NotWritten(
            Sentence(N_("This computer does not allow writing there; nothing was changed.")),
            Sentence(N_("Look at who may write in the workspace folder.")),
        )
    reason = error.strerror or OfHost(error)
    return NotWritten(
        Sentence(N_("It could not be written: {reason}."), reason=reason), Sentence(N_("Nothing was changed."))
    )
