"""What can stand in the place of a plan's file: bytes that are no plan, and what is no file at all."""

import os
import re
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path], None]
DEEP = 100_000
_VALUE = re.compile(rb"(?m)^([a-z_]+ = ).*$")
_DAY = re.compile(rb"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(rb"(?<![\w.:-])\d+(?![\w.:-])")


def _bytes(change: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return damage


def _values(value: str) -> Damage:
    """Give every key of the file the same value."""
    return _bytes(lambda data: _VALUE.sub(lambda found: found[1] + value.encode(), data))


def _instead(put: Callable[[Path], object]) -> Damage:
    """Put something that is no file in its place."""

    def damage(path: Path) -> None:
        path.unlink()
        put(path)

    return damage


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 10 * 1024**3)


NO_FILES: dict[str, Damage] = {
    "a pipe": _instead(os.mkfifo),
    "a folder": _instead(Path.mkdir),
    "a link to nothing": _instead(lambda path: path.symlink_to("nowhere")),
    "a link in a circle": _instead(lambda path: path.symlink_to(path.name)),
    "a link to a folder": _instead(lambda path: path.symlink_to("..")),
    "a device that never ends": _instead(lambda path: path.symlink_to("/dev/zero")),
    "nothing": Path.unlink,
    "10 GiB of zeros": _instead(_huge),
    "no permission": lambda path: path.chmod(0),
}
NO_PLANS: dict[str, Damage] = {
    "empty": _bytes(lambda _: b""),
    "NUL bytes": _bytes(lambda data: data.replace(b"\n", b"\0\n", 3)),
    "nothing but NUL": _bytes(lambda _: bytes(4096)),
    "every byte": _bytes(lambda _: bytes(range(256)) * 64),
    "UTF-16": _bytes(lambda data: data.decode().encode("utf-16")),
    "Latin-1": _bytes(lambda data: b"# \xe5\xe4\xf6\n" + data),
    "a surrogate": _bytes(lambda data: b"# \xed\xa0\x80\n" + data),
    "CR alone": _bytes(lambda data: data.replace(b"\n", b"\r")),
    "two marks": _bytes(lambda data: b"\xef\xbb\xbf\xef\xbb\xbf" + data),
    "half a file": _bytes(lambda data: data[: len(data) // 2 - 3]),
    "twice the same": _bytes(lambda data: data + data),
    "doubled keys": _bytes(lambda data: _VALUE.sub(rb"\g<0>\n\g<0>", data)),
    "git's marks": _bytes(lambda data: b"<<<<<<< ours\n" + data + b"=======\n" + data + b">>>>>>> theirs\n"),
    "lists in lists": _bytes(lambda data: data + b"\nx = " + b"[" * DEEP),
    "whole lists in lists": _bytes(lambda data: data + b"\nx = " + b"[" * DEEP + b"]" * DEEP + b"\n"),
    "tables in tables": _bytes(lambda data: data + b"\nx = " + b"{a=" * DEEP),
    "a key of many parts": _bytes(lambda data: data + b"\n" + b"a." * DEEP + b"a = 1\n"),
    "a table of many parts": _bytes(lambda data: data + b"\n[" + b"a." * 3_000 + b"a]\n"),
    "a line of 1 MiB": _bytes(lambda data: data + b"\n# " + b"x" * 1024**2 + b"\n"),
    "a number of 10 000 digits": _values("9" * 10_000),
}
VALUES = {
    "not a number": "nan",
    "infinity": "-inf",
    "a number beyond every word": "9" * 400,
    "less than nothing": "-1",
    "true": "true",
    "the year 1": "0001-01-01",
    "the year 9999": "9999-12-31",
    "the last moment": "9999-12-31T23:59:59.999999",
    "the first moment with an offset": "0001-01-01T00:00:00+23:59",
    "the last moment with an offset": "9999-12-31T23:59:59-23:59",
    "a time of day": "23:59:59",
    "an empty text": '""',
    "an empty list": "[]",
    "an empty table": "{}",
    "a list of everything": '[1, "a", [], {}, 2018-11-07, nan]',
    "a list of tables": "[{ id = 1 }, { id = [] }]",
    "a nested table": "{ sv = { en = 1 }, from = 9999-12-31, to = 0001-01-01, id = 7 }",
    "a slug": '"a"',
    "an NUL": '"a\\u0000b"',
    "the last character": '"\\U0010ffff"',
    "a million letters": '"' + "a" * 1_000_000 + '"',
}
PLANS: dict[str, Damage] = {
    **{name: _values(value) for name, value in VALUES.items()},
    "days of the year 1": _bytes(lambda data: _DAY.sub(b"0001-01-01", data)),
    "days of the year 9999": _bytes(lambda data: _DAY.sub(b"9999-12-31", data)),
    "the largest numbers": _bytes(lambda data: _NUMBER.sub(b"9999", data)),
    "noughts": _bytes(lambda data: _NUMBER.sub(b"0", data)),
    "the same ids": _bytes(lambda data: re.sub(rb"(?m)^id = .*$", b'id = "ett"', data)),
    "a mark and CR LF": _bytes(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")),
}
DAMAGES = {**NO_FILES, **NO_PLANS, **PLANS}
