"""What git knows of a folder: its files at a revision, and what is staged.

Git is asked through its plumbing commands, whose output does not change with a user's settings. Names go to it after
``--``, and contents are asked for by their ids, so that nothing is taken for an option.

A folder's .git/config may have come with the folder. So every call is made with what git would run for it turned off,
and with no way to fetch, since fetching what a partial clone lacks runs programs that the config names.
"""

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.language.system_words import system_words

NOT_A_REPOSITORY = b"not a git repository"
SUBMODULE = "160000"
NOTHING = "0"
_LACKING = msg("some of it is missing in this clone; fetch it first (git fetch --refetch), and try again")


class _Result(NamedTuple):
    code: int
    out: bytes
    err: bytes


def files_at(folder: Path, revision: str, names: Iterable[str]) -> dict[str, bytes]:
    """Give a folder's files as they were at a revision, by name; what was not there then is left out.

    RusctlError when there is no repository or no such revision; EnvironmentFailureError when there is no git.
    """
    _prefix(folder)
    commit = _commit(folder, revision)
    listed = _asked(folder, "ls-tree", "-z", commit, "--", *names)
    blobs = {}
    for entry in _split(listed):
        about, _, name = entry.partition("\t")
        _mode, kind, blob = about.split(" ")
        if kind == "blob":
            blobs[name] = blob
    return _contents(folder, blobs)


def staged(folder: Path) -> dict[str, bytes]:
    """Give the files that the next commit adds or changes, as they are staged, by their path as seen from the folder.

    A file above the folder has a path that begins with ``../``.
    """
    prefix = _prefix(folder)
    parts = iter(_split(_asked(folder, "diff", "--cached", "--raw", "-z", *_PLAIN_DIFF, "--")))
    blobs = {}
    for about, path in zip(parts, parts, strict=True):
        _old_mode, mode, _old, blob, _status = about.removeprefix(":").split(" ")
        if mode != SUBMODULE and blob.strip(NOTHING):
            blobs[posixpath.relpath(path, prefix or ".")] = blob
    return _contents(folder, blobs)


# what a setting of the command line says counts before what the folder's says
_SETTINGS = (
    "diff.relative=false",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.sshCommand=false",
    "diff.external=",
)
_PLAIN_DIFF = ("--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--diff-filter=d")


def toplevel(folder: Path) -> Path:
    """Give the folder that holds the repository."""
    _prefix(folder)
    return Path(os.fsdecode(_asked(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))


def tracked(folder: Path, *under: str) -> tuple[str, ...]:
    """Give the files whose names begin so, that git has; none where there is no repository, or no git."""
    try:
        _prefix(folder)
        return tuple(_split(_asked(folder, "ls-files", "-z", "--", *(f"{one}*" for one in under))))
    except RusctlError:
        return ()


def work_tree_of(path: Path) -> Path | None:
    """Give the folder of the git work tree that a path lies in, which need not be there yet; no process is started."""
    real = Path(os.path.realpath(path))
    return next((one for one in real.parents if os.path.lexists(one / ".git")), None)


def keeps(path: Path) -> bool:
    """Whether git would keep a file: it lies in a work tree and is not ignored there, or is tracked already.

    Where git cannot be asked, it is taken to keep what lies in a work tree.
    """
    tree = work_tree_of(path)
    if tree is None:
        return False
    name = Path(os.path.realpath(path)).relative_to(tree)
    try:
        return _run(tree, "check-ignore", "--quiet", "--", str(name)).code != 0
    except EnvironmentFailureError:
        return True


def _prefix(folder: Path) -> str:
    """Give the folder's path from the top of the repository, with a slash at its end; empty at the top."""
    result = _run(folder, "rev-parse", "--show-prefix")
    if result.code and NOT_A_REPOSITORY in result.err:
        text = msg("{folder} is in no git repository, so there is nothing to compare with", folder=str(folder))
        raise RusctlError(text)
    return os.fsdecode(_checked(result).removesuffix(b"\n"))


def _commit(folder: Path, revision: str) -> str:
    """Give the id of the commit that a revision names."""
    # git has no revision that begins with a hyphen; what does is an option
    if not revision.startswith("-"):
        found = _run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.code == 0:
            return found.out.decode("ascii").split()[-1]
    text = msg(
        "git knows no revision {revision} here; name a commit, a tag or a branch, such as HEAD~1", revision=revision
    )
    raise RusctlError(text)


def _contents(folder: Path, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """Give the contents of objects, by the name each has in `blobs`."""
    if not blobs:
        return {}
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode("ascii")
    return dict(zip(blobs, _batch(_asked(folder, "cat-file", "--batch", given=asked)), strict=True))


def _batch(data: bytes) -> Iterator[bytes]:
    """Take the answers of ``git cat-file --batch`` apart: a line that ends with the size, the content, a line break."""
    position = 0
    while position < len(data):
        end = data.index(b"\n", position)
        _blob, _kind, *rest = data[position:end].split(b" ")
        if not rest:
            raise RusctlError(_LACKING)
        size = int(rest[0])
        yield data[end + 1 : end + 1 + size]
        position = end + 1 + size + 1


def _split(data: bytes) -> list[str]:
    return [os.fsdecode(part) for part in data.split(b"\0") if part]


def _asked(folder: Path, *words: str, given: bytes = b"") -> bytes:
    return _checked(_run(folder, *words, given=given))


def _checked(result: _Result) -> bytes:
    if result.code:
        said = result.err.decode("utf-8", "replace").strip().partition("\n")[0]
        raise RusctlError(msg("git could not answer: {said}", said=said.removeprefix("fatal: ")))
    return result.out


def _run(folder: Path, *words: str, given: bytes = b"") -> _Result:
    """Run git in a folder; what it says is in English, since it is looked at."""
    import subprocess  # only this starts git

    command: Sequence[str] = ("git", *(word for setting in _SETTINGS for word in ("-c", setting)), *words)
    try:
        done = subprocess.run(command, cwd=folder, env=_environment(), input=given, capture_output=True, check=False)  # noqa: S603 - no shell, and no user's word is an option
    except OSError as error:
        text = msg(
            "git could not be started ({reason}); install it, or see that it is on the PATH", reason=system_words(error)
        )
        raise EnvironmentFailureError(text) from None
    return _Result(done.returncode, done.stdout, done.stderr)


# the older git that knows nothing of GIT_NO_LAZY_FETCH is allowed no protocol
_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}


def _environment() -> dict[str, str]:
    """Give git's surroundings.

    A hook is run with GIT_DIR, which would make git take any folder for the top of the repository, and with the index
    of the commit being made, whose path is relative to where the hook was started.
    """
    environment = {**os.environ, **_QUIET}
    if "GIT_WORK_TREE" not in environment:
        environment.pop("GIT_DIR", None)
    if "GIT_INDEX_FILE" in environment:
        environment["GIT_INDEX_FILE"] = str(Path(environment["GIT_INDEX_FILE"]).absolute())
    return environment
