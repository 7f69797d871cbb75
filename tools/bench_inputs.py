"""Measure inputs on SQLite and on a real PostgreSQL: searched, weighed, and how long who sorts them waits.

    tools/bench_inputs.py [--write docs/benchmarks.md] [--million]

The search is inside this process, with the register open: the words are taken apart, the index asked, fifty rows
fetched and each looked at. Its peer is the driver's own query of the index for the same terms, which fetches fifty rows
and looks at none.
"""

import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import bench_synthesis
from bench_base import ROUNDS, shipped
from bench_databases import Place, on_postgresql, on_sqlite
from bench_register import Figure, timed

HEADING = "## Inputs"
SEARCHED, MILLION, SORTED = 100_000, 1_000_000, 20_000
AT_ONCE, ROWS = 20_000, 50
LATER = "2020-01-01"
WORDS = ("åtgärd", "trafik", "VÄSTERÅS", "ÖP", "kollektivtrafiken kväll")
SAID = (
    "fler bussar på kvällen åtgärder mot trångboddhet kollektivtrafiken i västerås öp behöver göras om unga vill ha "
    "praktik hos företagen klimatet kräver mer än vi gör kompetens saknas inom vården skolan bör byggas ut bättre "
    "vägar till landsbygden bredband bostäder för äldre trygghet i centrum samverkan mellan kommuner och näringsliv"
)
_DRIVER = {
    "SQLite": (
        "SELECT t.id, i.ident, t.text FROM input_search s JOIN input_text t ON t.id = s.rowid "
        "JOIN input i ON i.id = t.input WHERE input_search MATCH ? ORDER BY s.rowid LIMIT 50"
    ),
    "PostgreSQL": (
        "SELECT t.id, i.ident, t.text FROM input_text t JOIN input i ON i.id = t.input "
        "WHERE t.terms @> %s::text[] ORDER BY t.id LIMIT 50"
    ),
}


class Waited(NamedTuple):
    """How long somebody waits: what for, the median in seconds, and how long at most."""

    name: str
    seconds: float
    most: float


def said(count: int) -> Iterator[str]:
    """Give invented texts of eight to forty words, the same every time: common words, and rare ones."""
    chance = random.Random(14)  # noqa: S311 - the same texts every time are what is wanted
    common = SAID.split()
    letters = "abdefghiklmnoprstuvåäö"
    rare = ["".join(chance.choices(letters, k=chance.randint(4, 14))) for _ in range(30_000)]
    for _ in range(count):
        few = chance.randint(8, 40)
        yield " ".join(chance.choices(common, k=few // 2) + chance.choices(rare, k=few - few // 2))


def filled(folder: Path, count: int) -> Any:
    """Store so many inputs, and give the register."""
    from rusctl.database import making
    from rusctl.inputs import store
    from rusctl.model.inputs import NewInput

    register = making.open_register(folder, "")
    texts = said(count)
    for _ in range(0, count, AT_ONCE):
        some = [NewInput(event="sala", text=text) for _, text in zip(range(AT_ONCE), texts, strict=False)]

        def stored(change: Any, some: list[NewInput] = some) -> None:
            store.add(change, some)

        register.change("inputs import", stored)
    return register


def searches(place: Place, folder: Path, count: int) -> Iterator[Figure]:
    """Measure searching, word by word."""
    from rusctl.inputs import search
    from rusctl.inputs.query import Query
    from rusctl.language.stems import Stems

    place.fresh("empty")
    register, stems = filled(folder, count), Stems()
    with contextlib.closing(place.connect()) as driver:
        driver.cursor().execute("ANALYZE")
    with contextlib.closing(place.connect()) as driver, register.reading() as connection:
        for words in WORDS:
            terms = Query(words, stems).terms()
            given = " AND ".join(f'"{term}"' for term in terms) if place.mark == "?" else terms

            def ours(words: str = words) -> None:
                query = Query(words, stems)
                for found, _ in enumerate(search.find(connection, query, ROWS), 1):
                    if found == ROWS:
                        return

            def peer(given: Any = given) -> None:
                driver.cursor().execute(_DRIVER[place.name], (given,)).fetchall()

            mine, theirs = timed(ours, peer, before=lambda: None)
            what = f"`inputs search {words}`, {count} inputs, {ROWS} rows, {place.name}"
            yield Figure(what, "the bare index query", mine, theirs, 3)


def waits(place: Place, folder: Path) -> Iterator[Waited]:
    """Measure what who sorts waits for."""
    from rusctl.language.alike import TextIndex
    from rusctl.language.catalogue import Language
    from rusctl.language.stems import Stems
    from rusctl.services.inputs.desk import SortingDesk
    from rusctl.services.project import Project

    texts = list(said(SORTED))
    yield Waited(f"the index of {SORTED} inputs, built", _median(lambda: TextIndex(texts, Stems())), 3)
    place.fresh("empty")
    filled(folder, SORTED)
    desk = SortingDesk(Project(str(folder)), Language("sv"))

    def accept() -> None:
        desk.put(["klimat"], done=True)
        desk.go_on()
        desk.on_desk()

    yield Waited(f"a key accepts, and the next of {SORTED} inputs is shown, {place.name}", _median(accept), 0.2)


def _median(side: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        side()
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def section() -> str:
    """Measure, and give the page's section."""
    figures: list[Figure] = []
    waited: list[Waited] = []
    counts = (SEARCHED, MILLION) if "--million" in sys.argv[1:] or os.environ.get("RUSCTL_NIGHTLY") else (SEARCHED,)
    os.environ["RUSCTL_TODAY"] = LATER
    for on in (on_sqlite, on_postgresql):
        with tempfile.TemporaryDirectory() as work:
            folder = shipped(Path(work) / "tour")
            with contextlib.chdir(folder), on(folder) as place:
                if place is None:
                    continue
                for one in waits(place, folder):
                    waited.append(one)
                    print(_waited(one), flush=True)
                for figure in bench_synthesis.tables(place, folder, SEARCHED):
                    figures.append(figure)
                    print(_row(figure), flush=True)
                for count in counts:
                    for figure in searches(place, folder, count):
                        figures.append(figure)
                        print(_row(figure), flush=True)
    return SECTION.format(
        heading=HEADING, rounds=ROUNDS, table="\n".join(map(_row, figures)), waited="\n".join(map(_waited, waited))
    )


def _row(figure: Figure) -> str:
    ratio = figure.ours / figure.peer
    missed = " **missed**" if ratio > figure.target else ""
    times = f"{figure.ours * 1_000:.1f} | {figure.peer * 1_000:.1f} | {ratio:.2f}{missed}"
    return f"| {figure.name} | {figure.peer_name} | {times} | {figure.target:g} |"


def _waited(one: Waited) -> str:
    missed = " **missed**" if one.seconds > one.most else ""
    return f"| {one.name} | {one.seconds:.3f}{missed} | {one.most:g} |"


SECTION = """{heading}

Medians of {rounds} rounds in one process, with the register open.

| what | peer | ours, ms | peer, ms | ratio | at most |
|---|---|---|---|---|---|
{table}

- The search takes the words apart, asks the index, fetches the rows and looks at each, since parts of words may stand
  in a text without the word. The peer asks the index for the same parts, fetches as many rows, and looks at none.
- A table of the synthesis is all that is shown: how headings were worded, themes and what is above them, weights and
  empty cells. The peer counts inputs by heading and one column, or by two where a table needs both.

| who sorts waits for | s | at most |
|---|---|---|
{waited}
"""


def main() -> int:
    """Measure, print, and put the section into the page where --write names it."""
    text = section()
    print(text)
    if "--write" in sys.argv[1:]:
        page = Path(sys.argv[sys.argv.index("--write") + 1])
        before, _, rest = page.read_text("utf-8").partition(HEADING)
        after = rest.partition("\n## ")[2]
        page.write_text(f"{before.rstrip()}\n\n{text}" + (f"\n## {after}" if after else ""), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
