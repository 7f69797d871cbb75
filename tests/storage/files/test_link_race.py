"""A link that comes and goes while rusctl writes leads nothing out of the folder."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.errors import EnvironmentFailureError
from rusctl.storage.files import exchange, inside
from tests.faults import NIGHTLY

SWAPS = 10_000 if NIGHTLY else 200
PARTS = pytest.mark.parametrize("part", ["folder", "file"])


def names(folder: Path, part: str) -> tuple[Path, Path, Path]:
    """Lay out a plan, and a link beside what rusctl writes to: the folder or the file; give also what is outside."""
    plan, outside = folder / "plan", folder / "outside"
    (plan / ".rusctl").mkdir(parents=True)
    outside.mkdir()
    (outside / "precious").write_bytes(b"precious")
    (plan / ".rusctl" / "precious").write_bytes(b"own")
    link = plan / "link"
    link.symlink_to(outside if part == "folder" else outside / "precious")
    return (plan / ".rusctl" if part == "folder" else plan / ".rusctl" / "precious"), link, outside


def write(plan: Path) -> bool:
    """Write a file of the state, and remove it, as changes do; False where it is refused."""
    path = plan / ".rusctl" / "precious"
    try:
        handle = inside.opened(plan, path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    except (OSError, EnvironmentFailureError):
        return False
    os.write(handle, b"new")
    os.close(handle)
    return True


def held(outside: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in outside.iterdir()}


@PARTS
def test_a_link_that_is_swapped_again_and_again_is_not_followed(
    part: str, tmp_path: Path, counted: Callable[[str], None]
) -> None:
    name, link, outside = names(tmp_path, part)
    child = os.fork()
    if child == 0:
        for _ in range(SWAPS):
            exchange.exchange(name, link)
        os._exit(0)
    written = tried = 0
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        tried += 1
        written += write(tmp_path / "plan")
        if part == "folder":
            with contextlib.suppress(OSError, EnvironmentFailureError):
                inside.remove(tmp_path / "plan", tmp_path / "plan" / ".rusctl" / "precious")
    assert held(outside) == {"precious": b"precious"}
    counted(f"links swapped, {part}: {SWAPS} times, {written} of {tried} writes made, none outside")


@PARTS
@pytest.mark.parametrize("act", ["write", "remove"])
def test_a_link_that_is_put_there_after_the_look_is_not_followed(
    part: str, act: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, link, outside = names(tmp_path, part)
    plan = tmp_path / "plan"
    look = inside.refuse_links

    def looked(below: Path, path: Path) -> None:
        look(below, path)
        assert exchange.exchange(name, link)

    monkeypatch.setattr(inside, "refuse_links", looked)
    if act == "write":
        assert not write(plan)
    else:
        with contextlib.suppress(OSError):
            inside.remove(plan, plan / ".rusctl" / "precious")
    assert held(outside) == {"precious": b"precious"}
