"""TOML documents to try things on: a strategy that writes them, some by hand, and the conformance corpus."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).parent / "toml"
CORPUS = ROOT.parent / "shared" / "toml-test" / "tests"
NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"

BY_HAND = {
    "the shipped events": (ROOT / "events.toml").read_bytes(),
    "the shipped process": (ROOT / "config" / "process.toml").read_bytes(),
    "empty": b"",
    "only a comment": b"# nothing",
    "a mark and no final newline": "\ufeffname = 'Ko\u0308ping' # NFD\r\nn = 1".encode(),
    "strings that look like tables": b"""\
text = '''
[[event]]
# no comment
id = "x" '''
more = \"\"\"\\
   [event]
   "" \\"\"\" end\"\"\"\"
[[event]]
id = "]" # ]
list = [ # [
  "a]", 'b#', # ,
  [1, [2, [3, [4, {x = [{y = "}"}]}]]]],
]
""",
    "all ways to write a table": b"""\
top.a.b = 1
top."a.c" = {x = 1, y.z = [{}, {q = 2}]}
[a]
x = 1
[a.b.c]
[[l]]
[l.sub]
k = 1979-05-27 07:32:00
[[l.in]]
[[l.in]]
n = [nan, -0.0, +inf]
[other]
[l.late]
"key with \\u0022" = true
[[l]]
[l.sub]
'' = ''
""",
    "mixed ends of lines": b"[[event]]\r\nid = 'a'\ndate = 2018-11-07\r\n\n[[event]]\nid = 'b'\r\n",
}


@pytest.fixture(scope="session")
def valid_files() -> dict[str, bytes]:
    """Valid documents by name: those written here, and the corpus where it is beside the repository."""
    files = dict(BY_HAND)
    for name in corpus_names("valid/"):
        files[name] = (CORPUS / name).read_bytes()
    return files


@pytest.fixture(scope="session")
def corpus() -> Callable[[str], list[Path]]:
    """The TOML 1.0 files whose names begin so: our own few, and the corpus's where it is beside the repository."""

    def give(begin: str) -> list[Path]:
        own = sorted((OWN / begin).glob("*.toml"))
        assert own
        return own + [CORPUS / name for name in corpus_names(begin)]

    return give


def corpus_names(begin: str) -> list[str]:
    index = CORPUS / "files-toml-1.0.0"
    if not index.exists():
        return []
    names = index.read_text(encoding="utf-8").split()
    return [name for name in names if name.startswith(begin) and name.endswith(".toml")]


def leaves(data: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Give every value that holds no other, with its route: the tests' own way, apart from the code's."""
    inside = list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []
    for name, value in inside:
        yield from leaves(value, (*route, name))
    if not inside:
        yield route, data


@pytest.fixture(name="leaves", scope="session")
def leaves_fixture() -> Callable[[Any], dict[tuple[str | int, ...], Any]]:
    return lambda data: dict(leaves(data))


# --- documents written at random: always valid, and laid out as badly as TOML lets one ---

NAMES = st.sampled_from(["id", "date", "a-b", "1", '"q.q"', "'lit'", '"\\u00e5"', '"Ko\u0308ping"', '""', "' = 1'"])
SPACE = st.sampled_from(["", " ", "\t", "  "])
COMMENT = st.sampled_from(["", "", " # note", '# [x] = "', " #'''", "#"])
TEXTS = ['"text"', '"\\"#\\\\"', "'lit # [x]'", '""', "''", '"å ä ö \U0001f600"', '"""', "'''"]
NUMBERS = ["1", "-17", "0xff", "1_000", "1.5", "-0.0", "1e9", "nan", "-inf", "true", "false"]
TIMES = ["2018-11-07", "2018-11-07T09:00:00", "2018-11-07 09:00:00.5+01:00", "07:32:00"]
SCALARS = st.sampled_from([*TEXTS, *NUMBERS, *TIMES])
LONG = st.sampled_from(
    ['\n[[event]]\nid = "x"\n', "", "\n# no comment\n", 'a""b', "\\\n   joined", "[", "]", "\r\n= {"]
)
EMPTY_LINES = st.sampled_from(["", "", "\n", "\n\n", "# alone\n", "\n# above\n\n", "  \t\n"])


@st.composite
def values(draw: st.DrawFn, *, deep: int = 3) -> str:
    kind = draw(st.sampled_from(["scalar"] * 5 + ["list", "table"] if deep else ["scalar"]))
    if kind == "scalar":
        text = draw(SCALARS)
        if text in {'"""', "'''"}:
            inside = draw(LONG)
            text = text + (inside if text == '"""' else inside.replace("\\", "")) + text
        return text
    if kind == "list":
        items = draw(st.lists(values(deep=deep - 1), max_size=4))
        gap = st.sampled_from(["", " ", "\n", " # ]\n  "])
        text = ",".join(draw(gap) + item + draw(gap) for item in items)
        return "[" + text + (draw(st.sampled_from(["", ",", ",\n"])) if items else "") + "]"
    names = draw(st.lists(NAMES, max_size=4))
    pairs = [
        f"{name_at(name, n)}{draw(SPACE)}={draw(SPACE)}{draw(values(deep=deep - 1))}" for n, name in enumerate(names)
    ]
    return "{" + draw(SPACE) + (draw(SPACE) + "," + draw(SPACE)).join(pairs) + draw(SPACE) + "}"


def name_at(name: str, number: int) -> str:
    """Make a name unlike the others of its table, in the same style; now and then a dotted one."""
    if name[-1] in "\"'":
        return f"{name[:-1]}{number}{name[-1]}"
    return f"{name}{number}.{name}" if number % 3 == 2 else f"{name}{number}"


@st.composite
def keys(draw: st.DrawFn) -> str:
    lines = []
    for number, name in enumerate(draw(st.lists(NAMES, max_size=4))):
        key = name_at(name, number)
        value = draw(values())
        lines.append(f"{draw(SPACE)}{key}{draw(SPACE)}={draw(SPACE)}{value}{draw(SPACE)}{draw(COMMENT)}\n")
        lines.append(draw(EMPTY_LINES))
    return "".join(lines)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Write a document: keys, tables, lists of tables with tables inside, any layout and any ends of lines."""
    parts = [draw(EMPTY_LINES), draw(keys())]
    for number in range(draw(st.integers(0, 5))):
        headers = draw(
            st.sampled_from([[f"[t{number}]"], ["[[event]]"], ["[[event]]", "[[event.earlier]]", "[[event.earlier]]"]])
        )
        extra = draw(st.sampled_from([[], ["[event.sub]"], ['["event" . "in".deep]']]))
        parts.extend(
            f"{draw(SPACE)}{header}{draw(SPACE)}{draw(COMMENT)}\n{draw(EMPTY_LINES)}{draw(keys())}"
            for header in headers + (extra if headers[0] == "[[event]]" else [])
        )
    text = "".join(parts)
    ends = draw(st.sampled_from(["\n", "\r\n", "mixed"]))
    text = text.replace("\r\n", "\n")
    if ends == "mixed":
        text = "".join(line + draw(st.sampled_from(["\n", "\r\n"])) for line in text.split("\n")[:-1])
    else:
        text = text.replace("\n", ends)
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


@pytest.fixture(name="documents", scope="session")
def documents_fixture() -> st.SearchStrategy[bytes]:
    return documents()


@pytest.fixture(scope="session")
def examples() -> Callable[[int], int]:
    """How many examples a property is tried on: a nightly run takes forty times as many."""
    return lambda usual: usual * 40 if NIGHTLY else usual
