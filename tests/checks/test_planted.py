"""Three hundred addresses, numbers and names, planted in files of every kind, are all found, each at its line.

Addresses, telephone numbers and personnummer are found by `check --privacy`, which knows nobody. Names are found only
of those who are in the register: by what the folder is searched with when a person is erased.
"""

import base64
import io
import itertools
import json
import quopri
import subprocess
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from rusctl.storage.files.personal_data_search import traces
from tests.conftest import Run

EACH = 100
# How an address is written, of what stands before the @ and the domain.
ADDRESSES = (
    "{0}@{1}",
    "{0}+rus@SUB.{1}",
    "{0} (at) {1}",
    "{0}[at]{1}",
    "{0}(a){1}",
    "mailto:{0}@{1}?subject=RUS",
    "<{0}@{1}>",
    "åsa.{0}@räksmörgås.{1}",
    "{0}_k-l@{1}.",
    "({0}@{1});",
    "{0}%40{1}",
    "{0}\\u0040{1}",
    "{0}&#64;{1}",
    "{0}\N{FULLWIDTH COMMERCIAL AT}{1}",
)
# How a telephone number is written, but for its two last digits: of those that the authority (PTS) keeps for fiction.
PHONES = (
    "070-17406{0}",
    "070-174 06 {0}",
    "070 174 06 {0}",
    "070-17 40 6{0}",
    "07017406{0}",
    "+467017406{0}",
    "+46 70 174 06 {0}",
    "+46 (0)70-174 06 {0}",
    "0046 70 174 06 {0}",
    "070\N{EN DASH}174\N{NO-BREAK SPACE}06\N{NO-BREAK SPACE}{0}",
    "(070) 174 06 {0}",
    "031-390 06 {0}",
    "+46 31 390 06 {0}",
    "08-465 004 {0}",
    "08-465004{0}",
    "0980-319 2{0}",
    "tel:+46-70-174-06-{0}",
    "070/174 06 {0}",
)
# How a personnummer is written: its century, its day, and its last four digits.
NUMBERS = (
    *("{1}-{2}", "{0}{1}-{2}", "{1}{2}", "{0}{1}{2}", "{1}+{2}", "{0}{1}\N{EN DASH}{2}", "{0}{1} {2}", "{1} - {2}"),
    "{0}{1}\N{NO-BREAK SPACE}{2}",
)
# A file for each kind that a plan has, or may have beside it, and how a text stands in a line of it.
PLACES = {
    "events.toml": (
        'k{0} = "{1}"',
        "# {1}",
        'k{0} = {{ sv = "fråga {1}", en = "ask {1}" }}',
        'note{0} = """före {1}"""',
    ),
    "config/process.toml": ('k{0} = "{1}"', "# {1}, som håller i det"),
    "config/roles.toml": ("k{0} = ['{1}']", "#{1}"),
    "config/municipalities.toml": ('k{0} = "x, {1}, y"', "# {1}"),
    "config/retention.toml": ('k{0} = "{1}"', "# {1}"),
    "config/targets.toml": ('k{0} = "{1}"', "# {1}"),
    "busy/ks.txt": ("# {1}",),
    "ut/sala.ics": ("DESCRIPTION:ring {1}", "X-{0}:{1}"),
    "ut/lista.csv": ("{0};{1};x", '"{1}","{0}"'),
    "ut/plan.json": ('{{"k{0}": "{1}"}},',),
    "ut/index.html": ("<td>{1}</td>", '<a title="{1}">{0}</a>'),
    "LÄSMIG.md": ("| {0} | {1} |", "**{1}**", "[här]({1})"),
}


def plants() -> Iterator[tuple[str, str]]:
    """Give the rule that is to find something, and it: a hundred addresses and a hundred numbers."""
    for number, form in zip(range(EACH), itertools.cycle(ADDRESSES), strict=False):
        yield "personal-email", form.format(f"p{number:03}.al", "example.org")
    for number, form in zip(range(EACH // 2), itertools.cycle(PHONES), strict=False):
        yield "phone-number", form.format(f"{number + 5:02}")
    for number, form in zip(range(EACH // 2), itertools.cycle(NUMBERS), strict=False):
        day = f"9{number % 10}{number % 12 + 1:02}{(number % 28 + 1) + 60 * (number % 5 == 0):02}"
        yield "personnummer", form.format("18", day, _last_four(day, 980 + number % 20))


def _last_four(day: str, serial: int) -> str:
    doubled = [int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(f"{day}{serial}")]
    return f"{serial}{-sum(number - 9 if number > 9 else number for number in doubled) % 10}"


def test_every_address_and_number_is_found_at_its_line(project: Path, rusctl: Run) -> None:
    places = itertools.cycle([(name, form) for name, forms in PLACES.items() for form in forms])
    wanted = []
    (project / "config/process.toml").write_text('name = "x"\nregion = "x"\ntimezone = "Europe/Stockholm"\n', "utf-8")
    for number, ((rule, text), (name, form)) in enumerate(zip(plants(), places, strict=False)):
        path = project / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(f"{before}{form.format(number, text)}\n", "utf-8")
        wanted.append((name, before.count("\n") + 1, rule))
    for words in (["init", "-q"], ["add", "-Af"]):
        subprocess.run(["git", *words], check=True, cwd=project)
    found = rusctl("check", "--privacy", "--json")
    assert found.code == 1
    findings = [(one["file"], one["line"], one["name"]) for one in json.loads(found.out)]
    assert sorted(findings) == sorted(wanted)
    assert len(wanted) == 2 * EACH


def _workbook(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{text}</t>")
    return file.getvalue()


# How a name is written in a file, and where that is.
WRITTEN: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    ("notes/{0}.md", str.encode),
    ("notes/{0}.md", lambda name: name.upper().encode()),
    ("notes/{0}.md", lambda name: unicodedata.normalize("NFD", name).encode()),
    ("config/{0}.toml", lambda name: f'x = "{name.casefold()}"'.encode()),
    ("busy/{0}.txt", lambda name: f"# {name}".encode()),
    ("ut/{0}.csv", lambda name: f"x;{name};y".encode("latin-1")),
    ("ut/{0}.csv", lambda name: name.encode("cp850")),
    ("ut/{0}.csv", lambda name: name.encode("mac_roman")),
    ("ut/{0}.csv", lambda name: f"\N{BYTE ORDER MARK}{name}\r\n".encode("utf-16-le")),
    ("ut/{0}.json", lambda name: json.dumps({"who": name}).encode()),
    ("ut/{0}.html", lambda name: f'<a href="?who={quote(name)}">'.encode()),
    ("ut/{0}.eml", lambda name: quopri.encodestring(f"Hej {name}!".encode())),
    ("ut/{0}.ics", lambda name: name.replace(" ", "\r\n\t").encode()),
    ("ut/{0}.xlsx", _workbook),
    ("notes/{0}.md", lambda name: name.replace(" ", "\N{NO-BREAK SPACE}").encode()),
)


def test_every_name_of_the_register_is_found_in_its_file(project: Path) -> None:
    """The search is asked for each person by itself, as it is when one is erased."""
    names = {
        f"Åsa-Märta {word}öberg Nr{number:03}": number for number, word in enumerate(["Sj", "L", "H", "R", "Z"] * 20)
    }
    wanted = {}
    for (name, number), (place, written) in zip(names.items(), itertools.cycle(WRITTEN), strict=False):
        path = project / place.format(number)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written(name) + b"\n")
        wanted[name] = [place.format(number)]
    found = {name: [one.file for one in traces(project, [name])] for name in names}
    assert found == wanted
    assert len(names) == EACH


def test_what_is_packed_in_another_way_is_not_found(project: Path) -> None:
    """What the search does not reach, so that docs/reliability.md says so: base64 and compressed files."""
    name = "Åsa Sjöberg"
    (project / "mail.eml").write_bytes(base64.b64encode(f"Hej {name}!".encode()))
    (project / "kept.z").write_bytes(zlib.compress(name.encode()))
    assert traces(project, [name]) == []
