"""Compile the catalogues of texts (.po) into what the program reads (.mo); a step of every build, and of `make`.

A compiled catalogue is made where it is needed and never kept: the build of a wheel, an install for editing, `make`
and the tests make it. English has no catalogue, since its texts are the keys.
"""

import io
from pathlib import Path

from setuptools.command.build_py import build_py

LOCALE = Path(__file__).resolve().parents[1] / "rusctl" / "language" / "locale"


def compiled(po: bytes) -> bytes:
    """Compile the bytes of a catalogue; the same texts give the same bytes."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    target = io.BytesIO()
    write_mo(target, read_po(io.BytesIO(po), locale="sv"))
    return target.getvalue()


def stale(po: Path) -> bool:
    """Whether a catalogue has changed since it was compiled, or never was."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns <= po.stat().st_mtime_ns


def build() -> None:
    """Compile every catalogue that has changed."""
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        if stale(po):
            beside = po.with_suffix(".mo.new")
            beside.write_bytes(compiled(po.read_bytes()))
            beside.replace(po.with_suffix(".mo"))


class BuildPy(build_py):
    """The step of a build that gathers the package, with its catalogues compiled first."""

    def run(self) -> None:
        """Compile, then gather."""
        build()
        super().run()


if __name__ == "__main__":
    build()
