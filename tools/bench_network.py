"""Measure the network of milestones: the calculation against networkx, the listing against TaskJuggler, and its growth.

    tools/bench_network.py

What is timed of the calculation is `network(plan, today)`, given the plan's records as they were loaded: earliest,
planned and latest days, slack and critical path of everything open. networkx is given a graph of the same ids, and
what is timed is `list(topological_sort(graph))`, which is one step of it; what building that graph takes is shown.
"""

import datetime as dt
import importlib.util
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench_base import DAY, FEW, MANY, ROUNDS, RUSCTL, Measure, shipped

from rusctl.model.plan import Plan
from rusctl.schedule.days.workdays import working
from rusctl.schedule.network.network import network
from rusctl.storage.plan import load

BEFORE = 3  # milestones that each comes after
TIMES_SORTING = 3.0
TIMES_FASTER = 20
GROWTH = 12.0
TASKS = 5_000
A_STEP = dt.timedelta(weeks=3)  # more than a week of work and a week between take, even at Christmas
GAPS = {"workdays": ("gaplength", "d"), "weeks": ("gapduration", "w"), "days": ("gapduration", "d")}
COMMANDS = (
    "milestones",
    "milestones --json",
    "milestones --graph svg",
    "check",
    "forecast",
    "timeline",
    "whatif move m0 2019-03-04",
)
CHAINED, FEWER = 4_000, 400
BODIES = {5: "regionstyrelsen", 9: "regionfullmaktige"}
REFERRED = 99
CHAINED_COMMANDS = ("status", "check", "forecast", "report status", "whatif slip m5 14d")


class Task(NamedTuple):
    """A milestone of a made-up process: its work in working days, what it comes after with the gap, whether it ends."""

    number: int
    days: int
    after: tuple[tuple[int, str], ...]
    end: bool


def tasks(count: int, *, deep: bool = False) -> list[Task]:
    """Give so many milestones, each with three before it, or one long chain; those that nothing waits for are ends."""
    chance = random.Random(1)  # noqa: S311 - the same network every time is what is wanted
    made = []
    for number in range(count):
        before = range(number)[-1:] if deep else sorted(chance.sample(range(number), min(BEFORE, number)))
        after = tuple((one, chance.choice(["", "", f"{chance.randrange(1, 6)} workdays", "1 weeks"])) for one in before)
        made.append(Task(number, chance.randrange(1, 6), after, end=False))
    waited_for = {one for task in made for one, _ in task.after}
    return [task._replace(end=task.number not in waited_for) for task in made]


def last_day(made: list[Task]) -> dt.date:
    """Give a working day on which all of it can have been done."""
    levels: list[int] = []
    for task in sorted(made):
        levels.append(max((levels[one] for one, _ in task.after), default=0) + 1)
    day = dt.date.fromisoformat(DAY) + max(levels) * A_STEP
    while not working(day):
        day += dt.timedelta(days=1)
    return day


def plan_folder(folder: Path, made: list[Task]) -> Path:
    """Write a folder whose process is such milestones, and no event; its ends are promised for one day."""
    shipped(folder)
    process = folder / "config/process.toml"
    written = [process.read_text(encoding="utf-8").split("[[milestone]]")[0]]
    promised = f"date = {last_day(made)}\n"
    for task in made:
        after = ", ".join(f'{{ id = "m{one}", gap = "{gap}" }}' if gap else f'"m{one}"' for one, gap in task.after)
        title = f'{{ sv = "Steg {task.number}", en = "Step {task.number}" }}'
        written.append(
            f'[[milestone]]\nid = "m{task.number}"\ntitle = {title}\nafter = [{after}]\n'
            f'duration = "{task.days} workdays"\n{promised if task.end else ""}'
        )
    process.write_text("\n".join(written), encoding="utf-8")
    for name in ("events.toml", "config/municipalities.toml"):
        (folder / name).write_text("", encoding="utf-8")
    return folder


def chained_folder(folder: Path, count: int) -> Path:
    """Write a folder of one long chain: half its milestones dated, decisions of two bodies, some referred back."""
    plan_folder(folder, tasks(1))
    process = folder / "config/process.toml"
    written = [process.read_text(encoding="utf-8").split("[[milestone]]")[0]]
    for number in range(count):
        day = dt.date.fromisoformat(DAY) + dt.timedelta(days=7 + 2 * number)
        written.append(f'[[milestone]]\nid = "m{number}"\ntitle = "Steg {number}"\nduration = "1 days"')
        written += [f'after = ["m{number - 1}"]'] if number else []
        written += [f"date = {day}"] if number % 2 else []
        written += [f'body = "{BODIES[number % 10]}"'] if number % 10 in BODIES else []
        if number % 100 == REFERRED:
            written.append(f'[[milestone.meeting]]\nfrom = {DAY}\noutcome = "referred-back"\nto_step = "m{number - 6}"')
    process.write_text("\n".join(written), encoding="utf-8")
    return folder


def project_file(path: Path, made: list[Task]) -> Path:
    """Write such milestones as tasks of TaskJuggler, and a report of their days."""
    written = [f'project p "p" {DAY} +20y {{ }}']
    for task in made:
        after = ", ".join(f"t{one} {{ {_gap(gap)} }}" if gap else f"t{one}" for one, gap in task.after)
        begins = f"depends {after}" if after else f"start {DAY}"
        written.append(f'task t{task.number} "Step {task.number}" {{ {begins} length {task.days}d }}')
    written.append('taskreport "out" { formats csv columns id, start, end }')
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def _gap(text: str) -> str:
    number, unit = text.split()
    word, short = GAPS[unit]
    return f"{word} {number}{short}"


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured of whole processes."""
    tj3, some = shutil.which("tj3"), tasks(TASKS)
    peer = [tj3, "--silent", "--output-dir", str(work), str(project_file(work / "net.tjp", some))] if tj3 else None
    ours = [*RUSCTL, "milestones", "--json", "--project", str(plan_folder(work / "net", some))]
    name = f"`milestones --json`, {TASKS} milestones"
    yield Measure(name, ours, "TaskJuggler `tj3`, as many tasks, the same network", peer, 1 / TIMES_FASTER)
    many, few = plan_folder(work / "net-many", tasks(MANY)), plan_folder(work / "net-few", tasks(FEW))
    for words in COMMANDS:
        ours = [*RUSCTL, *words.split(), "--project"]
        name = f"`{words}`, {MANY} milestones"
        yield Measure(name, [*ours, str(many)], f"the same, {FEW} milestones", [*ours, str(few)], GROWTH)
    many, few = chained_folder(work / "chain-many", CHAINED), chained_folder(work / "chain-few", FEWER)
    for words in CHAINED_COMMANDS:
        ours = [*RUSCTL, *words.split(), "--project"]
        name = f"`{words}`, {CHAINED} milestones in one chain"
        yield Measure(name, [*ours, str(many)], f"the same, {FEWER} milestones", [*ours, str(few)], GROWTH)


class Sorted(NamedTuple):
    """The calculation and its peer, in milliseconds: ours, networkx's sort, and making the graph that it sorts."""

    name: str
    ours: float
    peer: float | None
    building: float | None


def critical_paths(work: Path) -> Iterator[Sorted]:
    """Measure the calculation on a process that stands in order in its file, and on one that does not."""
    made = tasks(MANY)
    links = sum(len(task.after) for task in made)
    chance = random.Random(2)  # noqa: S311 - as above
    for how, ordered in (("in order", made), ("shuffled", chance.sample(made, len(made)))):
        plan = load(plan_folder(work / how.replace(" ", "-"), ordered)).plan
        yield _compared(f"{MANY} milestones, {links} dependencies, {how} in the file", plan)


def _compared(name: str, plan: Plan) -> Sorted:
    today = dt.date.fromisoformat(DAY)
    if importlib.util.find_spec("networkx") is None:
        return Sorted(name, statistics.median(_took(lambda: network(plan, today)) for _ in range(ROUNDS)), None, None)
    import networkx as nx

    def built() -> "nx.DiGraph[str]":
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(milestone.id for milestone in plan.milestones)
        graph.add_edges_from((one.id, milestone.id) for milestone in plan.milestones for one in milestone.after)
        return graph

    graph = built()
    calls: list[Callable[[], object]] = [
        lambda: network(plan, today),
        lambda: list(nx.topological_sort(graph)),
        built,
    ]
    rounds = [[_took(call) for call in calls] for _ in range(ROUNDS)]
    ours, peer, building = (statistics.median(took) for took in zip(*rounds, strict=True))
    return Sorted(name, ours, peer, building)


def _took(call: Callable[[], object]) -> float:
    """Give the milliseconds of processor time of a call; what it gave is let go of after the clock has stopped."""
    begun = time.process_time()
    kept = call()
    ended = time.process_time()
    del kept
    return (ended - begun) * 1000


def paths_table(found: list[Sorted]) -> str:
    """Give the calculations as a Markdown table."""
    lines = [
        "| critical path | ours, ms | networkx sort, ms | ratio | at most | making its graph, ms | ratio to both |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in found:
        if one.peer is None or one.building is None:
            lines.append(f"| {one.name} | {one.ours:.0f} | not installed | | {TIMES_SORTING:g} | | |")
            continue
        missed = " **missed**" if one.ours / one.peer > TIMES_SORTING else ""
        both = one.ours / (one.peer + one.building)
        lines.append(
            f"| {one.name} | {one.ours:.0f} | {one.peer:.0f} | {one.ours / one.peer:.2f}{missed} | {TIMES_SORTING:g} "
            f"| {one.building:.0f} | {both:.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(paths_table(list(critical_paths(Path(name)))))
