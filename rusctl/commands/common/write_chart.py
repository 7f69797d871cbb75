"""Writing a drawing beside a table, or in its place."""

from typing import Annotated

from rusctl.commands.common import endings, typed
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

SvgFile = Annotated[str, typed.Option("--svg", metavar="FILE", help="Draw it as a chart (SVG) into this file, too.")]
BEGINS = b"<?xml"


def write_chart(run: Terminal, drawing: str, name: str) -> None:
    """Write a drawing, over an older one but over nothing else."""
    endings.keep_to(name, ".svg")
    path = expanded(name)
    if path.is_dir():
        raise RusctlError(msg("{file} is a folder; name a file", file=str(path)))
    before = atomic.read_if_there(path)
    if before is not None and not before.startswith(BEGINS):
        raise RusctlError(msg("{file} is there and is no chart; name another file", file=str(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside([path])
    atomic.replace(path, drawing.encode(), before)
    run.tell(msg("{file} is written", file=str(path)))
