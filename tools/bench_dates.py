"""Measure the searches for dates: the figure to compare with is the limit, since there is no peer."""

import json
import random
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench_base import ROUNDS, RUSCTL, run, shipped


class Found(NamedTuple):
    """A search for dates: what was asked, how long it took, how long it may take, and how good the answer is."""

    name: str
    seconds: float
    target: float
    answer: str


def searches(work: Path) -> Iterator[tuple[str, list[str], float]]:
    """Give what is searched for: a name, the command and the seconds it may take."""
    tour = shipped(work / "ten")
    events = tour / "events.toml"
    text = events.read_text(encoding="utf-8").replace('status = "confirmed"', 'status = "planned"')
    events.write_text(text, encoding="utf-8")
    words = [*RUSCTL, "propose", "--all", "--count", "1", "--json", "--today", "2018-10-01", "--project"]
    yield "the ten stops of the shipped tour, all anew", [*words, str(tour)], 2.0
    crews = many_crews(work / "crews", stops=100, crews=20)
    yield "100 stops with 20 crew, at most 8 a week, 20 pairs that may share a day", [*words, str(crews)], 60.0


def many_crews(folder: Path, stops: int, crews: int) -> Path:
    """Write a folder of stops without a date, each with one to three of the crew, and some travel times."""
    shipped(folder)
    chance = random.Random(1)  # noqa: S311 - the same folder every time is what is wanted
    names = [f"ort-{number}" for number in range(stops)]
    pairs = [chance.sample(names, 2) for _ in range(20)]
    roles = [f'[[role]]\nid = "roll-{n}"\nname = "Roll {n}"\ngroup = "crew"\n' for n in range(crews)]
    places = [f'[[municipality]]\nid = "{name}"\nname = "{name}"\n' for name in names]
    roads = [
        f'[[travel]]\nbetween = ["{names[0]}", "{name}"]\nminutes = {chance.randrange(20, 120)}\n' for name in names[1:]
    ]
    roads += [f"[[travel]]\nbetween = {json.dumps(pair)}\nminutes = {chance.randrange(20, 120)}\n" for pair in pairs]
    events = []
    for name in names:
        crew = chance.sample([f"roll-{n}" for n in range(crews)], chance.choice([1, 2, 3]))
        events.append(
            f'[[event]]\nid = "{name}"\nkind = "kommundialog"\nmunicipality = "{name}"\nstatus = "planned"\n'
            f"crew = {json.dumps(crew)}\n"
        )
    (folder / "events.toml").write_text("\n".join(events), encoding="utf-8")
    (folder / "config/roles.toml").write_text("\n".join(roles), encoding="utf-8")
    (folder / "config/municipalities.toml").write_text("\n".join(places + roads), encoding="utf-8")
    (folder / "config/workdays.toml").write_text(
        f'[propose]\nmost_a_week = 8\nhome = "{names[0]}"\nshare = {json.dumps(pairs)}\n', encoding="utf-8"
    )
    return folder


def found_dates(work: Path) -> Iterator[Found]:
    """Measure the searches for dates."""
    for name, words, target in searches(work):
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        first = json.loads(said)[0]
        answer = "proven best" if first["proven"] else f"at most {first['gap_percent']} % from the best"
        seconds = statistics.median(run(words).seconds for _ in range(ROUNDS))
        yield Found(name, seconds, target, answer)


def dates_table(found: list[Found]) -> str:
    """Give the searches for dates as a Markdown table."""
    lines = ["| `propose` | s | at most | answer |", "|---|---|---|---|"]
    for one in found:
        missed = " **missed**" if one.seconds > one.target else ""
        lines.append(f"| {one.name} | {one.seconds:.2f}{missed} | {one.target:g} | {one.answer} |")
    return "\n".join(lines)
