"""Builds what is handed out, the same bytes from every clone of a commit: the wheel and the source archive, in dist/.

Times are those of the commit (SOURCE_DATE_EPOCH, else of HEAD). The archive is packed once more, since the builder puts
the times and the user of the machine into it. What was built is named with its SHA-256.
"""

import gzip
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = "import sys; from setuptools import build_meta; getattr(build_meta, sys.argv[1])(sys.argv[2])"


def main(words: list[str]) -> int:
    """Build into a folder, dist/ where none is named."""
    out = Path(words[0] if words else ROOT / "dist").resolve()
    out.mkdir(parents=True, exist_ok=True)
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or git("log", "-1", "--format=%ct"))
    with tempfile.TemporaryDirectory() as folder:
        source, built = Path(folder) / "source", Path(folder) / "built"
        built.mkdir()
        for name in git("ls-files", "-z").split("\0"):
            if name and (ROOT / name).is_file():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, source / name)
                (source / name).chmod(0o755 if os.access(ROOT / name, os.X_OK) else 0o644)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0"}
        for step in ("build_sdist", "build_wheel"):
            command = [sys.executable, "-c", BUILD, step, built]
            subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True, umask=0o022)
        for archive in built.glob("*.tar.gz"):
            archive.write_bytes(packed_anew(archive.read_bytes(), epoch))
        for path in sorted(built.iterdir()):
            shutil.copy(path, out)
            print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    return 0


def packed_anew(archive: bytes, epoch: int) -> bytes:
    """Give a source archive in order, with one time, no user and no more rights than it needs."""
    inner, zipped = io.BytesIO(), io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as old,
        tarfile.open(fileobj=inner, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda one: one.name):
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            member.mtime, member.pax_headers = epoch, {}
            member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    with gzip.GzipFile(filename="", mode="wb", fileobj=zipped, mtime=epoch) as file:
        file.write(inner.getvalue())
    return zipped.getvalue()


def git(*words: str) -> str:
    """Give what git says of the repository."""
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
