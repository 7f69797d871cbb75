"""Writing a file that was made for another program, over an older one of its kind but over nothing else."""

from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded


def write_made(run: Terminal, octets: bytes, name: str, begins: bytes, *, dry_run: bool = False) -> None:
    """Write a file; `begins` is how files of its kind begin."""
    path = expanded(name)
    if path.is_dir():
        raise RusctlError(msg("{file} is a folder; name a file", file=str(path)))
    before = atomic.read_if_there(path)
    if before is not None and not before.startswith(begins):
        raise RusctlError(msg("{file} is there and is no such file; name another file", file=str(path)))
    if dry_run:
        run.dry_run(to_file=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside([path])
    atomic.replace(path, octets, before)
    run.tell(msg("{file} is written", file=str(path)))
