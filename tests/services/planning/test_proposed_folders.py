"""Random folders: whatever is proposed and written, the check finds nothing then that it did not find before."""

import datetime as dt
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from rusctl.diagnostics import Finding, Severity
from rusctl.model.people import RegisterSummary, RoleAtEvent
from rusctl.schedule.proposing import solver
from rusctl.schedule.proposing.proposals import Certainty
from rusctl.services.planning import proposals as proposing
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml import edits

NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))
FOLDERS = 5000 if NIGHTLY else 200
BATCH = 100
"""Folders in one test: half of all have a proposal, and among so many that is never by chance less than a fifth."""
TODAY = dt.date(2018, 11, 5)
FIRST, LAST = dt.date(2018, 11, 19), dt.date(2019, 2, 15)
ORDER = frozenset({"RUS401", "RUS402", "RUS411", "RUS412", "RUS416", "RUS703"})
SLACK = "RUS413"
KEPT_TO = ORDER | frozenset(
    {
        *("RUS112", "RUS113", "RUS115", "RUS117"),  # crew, travel, venues, those who take part
        *("RUS201", "RUS203", "RUS204", "RUS205", "RUS207", "RUS208", "RUS221"),  # days off and the period
        *("RUS301", "RUS306"),  # how firm it is
        *(SLACK, "RUS811", "RUS951"),  # slack, capacity, the folder's own rules
        *("RUS415", "RUS421", "RUS650"),  # vacancies, consultations, busy times
    }
)


class Folders:
    """Random folders, each drawn from its own seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.places = ["sala", "norberg", "arboga"]
        self.roles = ["leder", "skriver"]
        self.milestones = [f"m{number}" for number in range(self.draw.randint(0, 4))]
        self.events = [f"e{number}" for number in range(self.draw.randint(2, 5))]

    def chance(self, share: float) -> bool:
        return self.draw.random() < share

    def day(self, first: dt.date = FIRST, last: dt.date = LAST) -> dt.date:
        return first + dt.timedelta(days=self.draw.randint(0, (last - first).days))

    def span(self) -> str:
        return f"{self.draw.randint(0, 6)} {self.draw.choice(['days', 'workdays', 'weeks'])}".replace(
            "6 weeks", "1 weeks"
        )

    def after(self, others: list[str]) -> Iterator[str]:
        some = [name for name in others if self.chance(0.4)][:2]
        links = [f'{{ id = "{name}", gap = "{self.span()}" }}' if self.chance(0.5) else f'"{name}"' for name in some]
        if links:
            yield f"after = [{', '.join(links)}]"

    def limits(self) -> Iterator[str]:
        if self.chance(0.15):
            yield f"not_before = {self.day()}"
        if self.chance(0.15):
            yield f"not_after = {self.day()}"
        if self.chance(0.2):
            yield f'duration = "{self.span()}"'
        if self.chance(0.2):
            yield f'owner = "{self.draw.choice(self.roles)}"'

    def window(self) -> str:
        first = self.day()
        return f"window = {{ from = {first}, to = {first + dt.timedelta(days=self.draw.randint(5, 50))} }}"

    def milestone(self, name: str, others: list[str]) -> Iterator[str]:
        yield f'[[milestone]]\nid = "{name}"\ntitle = "{name.upper()}"'
        yield from self.after(others)
        yield from self.limits()
        if self.chance(0.4):
            yield f'body = "{self.draw.choice(["rs", "rf"])}"'
        if self.chance(0.04):
            yield 'after_kinds = ["dialog"]'
        kind = self.draw.choice(["", "", "date", "window", "baseline", "done"])
        if kind == "window":
            yield self.window()
        elif kind:
            day = TODAY if kind == "done" else self.day(FIRST, LAST + dt.timedelta(days=60))
            yield f"{kind} = {day}"

    def event(self, name: str, others: list[str]) -> Iterator[str]:
        yield f'[[event]]\nid = "{name}"\nkind = "dialog"\ntitle = "{name.upper()}"'
        yield f'municipality = "{self.draw.choice(self.places)}"'
        yield from self.after(others)
        yield from self.limits()
        if self.chance(0.5):
            yield f'crew = ["{self.draw.choice(self.roles)}"]'
        if self.chance(0.3):
            yield f'venue = "Rådhuset"\nroom = "{self.draw.choice(["A", "B"])}"'
        if self.chance(0.3):
            yield 'roles = ["politiker"]'
        if self.chance(0.2):
            yield f"capacity = {self.draw.choice([5, 50])}"
        stands = self.chance(0.3)
        again = not stands and self.chance(0.3)
        yield f'status = "{"confirmed" if stands else "tentative" if again else "planned"}"'
        day = self.day(TODAY + dt.timedelta(days=1))
        if self.chance(0.4):
            hour = self.draw.choice([9, 11, 13])
            yield f"start = {day}T{hour:02}:00:00"
            if self.chance(0.8):
                yield f"end = {day}T{hour + 3:02}:00:00"
        elif stands or again:
            yield f"date = {day}"
        elif self.chance(0.3):
            yield self.window()

    def files(self) -> dict[str, str]:
        names = self.milestones + self.events
        self.draw.shuffle(names)
        process, events = [PROCESS], [""]
        for number, name in enumerate(names):
            text = "\n".join((self.milestone if name[0] == "m" else self.event)(name, names[:number]))
            (process if name[0] == "m" else events).append(text)
        files = {"config/process.toml": "\n\n".join(process), "events.toml": "\n\n".join(events)}
        files["config/municipalities.toml"] = self.municipalities()
        files["config/roles.toml"] = "\n".join(self.role(name) for name in self.roles)
        files["config/workdays.toml"] = self.workdays()
        files["config/checks.toml"] = self.checks()
        if self.milestones and self.chance(0.3):
            lead = f'id = "{self.draw.choice(self.milestones)}"\nbody = "rf"\nbefore = "{self.span()}"\n'
            files["config/deadlines.toml"] = f"[[lead]]\n{lead}"
        if self.chance(0.3):
            first = self.day()
            times = (f"{first + dt.timedelta(days=number)}T{hour:02}:00" for number in range(3) for hour in (8, 12))
            files["busy/leder.txt"] = "\n".join(" ".join(pair) for pair in zip(*[iter(times)] * 2, strict=True)) + "\n"
            files["config/workdays.toml"] += '[[busy]]\nid = "leder"\nfile = "busy/leder.txt"\ncrew = ["leder"]\n'
        return files

    def municipalities(self) -> str:
        tables = [f'[[municipality]]\nid = "{name}"\nname = "{name.title()}"' for name in self.places]
        minutes = self.draw.choice([30, 90, 240])
        tables.append(f'[[travel]]\nbetween = ["sala", "norberg"]\nminutes = {minutes}')
        return "\n".join(tables)

    def role(self, name: str) -> str:
        vacant = f"vacant_from = {self.day()}\nvacant_until = {self.day(LAST, LAST)}" if self.chance(0.2) else ""
        return f'[[role]]\nid = "{name}"\nname = "{name.title()}"\ngroup = "crew"\n{vacant}'

    def workdays(self) -> str:
        share = '\nshare = [["sala", "norberg"]]' if self.chance(0.3) else ""
        text = f"[propose]\nnotice_days = {self.draw.choice([0, 7])}\nrest_days = {self.draw.randint(0, 1)}{share}\n"
        if self.chance(0.4):
            first = self.day()
            text += f'[[school_break]]\nname = "Lov"\nfrom = {first}\nto = {first + dt.timedelta(days=6)}\n'
        days = ", ".join(str(self.day()) for _ in range(3))
        return f'{text}[[meeting_day]]\nbody = "rs"\ndays = [{days}]\n'

    def checks(self) -> str:
        text = f"slack_days = {self.draw.choice([0, 3, 10])}\ntentative_days = {self.draw.choice([0, 10, 20])}\n"
        if self.chance(0.2):
            text += OWN_RULE
        if len(self.milestones) < 2 or self.chance(0.6):
            return text
        opens, closes = self.draw.sample(self.milestones, 2)
        return f'{text}[[consultation]]\nopens = "{opens}"\ncloses = "{closes}"\ndays = {self.draw.randint(1, 40)}\n'

    def register(self) -> RegisterSummary:
        """Give how many are coming where, as the register has it."""
        return RegisterSummary(
            roles=tuple(RoleAtEvent(event=name, role="leder", coming=self.draw.choice([0, 20])) for name in self.events)
        )


OWN_RULE = """
[[rule]]
name = "own-soon"
over = "events"
when = 'status == "tentative" and days_left < 25'
severity = "warning"
sentence = "{title} is soon"
"""
PROCESS = f"""
name = "S"
region = "R"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = {{ from = {FIRST}, to = {LAST} }}
[kinds]
dialog = "Dialog"
[[body]]
id = "rs"
name = "RS"
kind = "board"
[[body]]
id = "rf"
name = "RF"
kind = "council"
"""


def project_of(folder: Path) -> Project:
    return Project(str(folder), TODAY.isoformat())


def counted(found: tuple[Finding, ...]) -> set[tuple[str, str]]:
    """Give what is found of which record; several rules about order count as one, since one silences another.

    Of too little slack it is the end of the chain that counts: on one that had too little before, nothing is new.
    """
    kept_to = [one for one in found if one.code in KEPT_TO and one.severity >= Severity.WARNING]
    return {("order" if one.code in ORDER else one.code, _record(one)) for one in kept_to}


def _record(found: Finding) -> str:
    return str(found.message.args["path"]).rsplit(" ", 1)[-1] if found.code == SLACK else found.record


def proposed(folder: Path, seed: int) -> bool:
    """Propose and write; whether there was a proposal. The check must find nothing new then."""
    drawn = Folders(seed)
    for name, text in drawn.files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project, register = project_of(folder), drawn.register()
    plan = project.loaded.plan
    assert not project.loaded.faults, (seed, project.loaded.faults)
    events = tuple(event for event in plan.events if event.status in {"planned", "tentative"})
    if not events:
        return False
    about = proposing.asked(project, events, proposing.preferences(plan, [], {}), None, None, register)
    if not all(about.question.days.values()):
        return False
    answer, *_ = about.answers(solver.best, 1)
    if answer.certainty not in {Certainty.BEST, Certainty.FOUND}:
        return False
    before = counted(findings_of(project.loaded, TODAY, register))
    raw = (folder / EVENTS).read_bytes()
    written = edits.apply(raw, proposing.tentative(project, events, answer)).raw
    (folder / EVENTS).write_bytes(written)
    new = counted(findings_of(project_of(folder).loaded, TODAY, register)) - before
    assert not new, (seed, new, answer.days, raw.decode(), (folder / "config/process.toml").read_text())
    return True


@pytest.mark.timeout(3600 if NIGHTLY else 300)
@pytest.mark.parametrize("batch", range(FOLDERS // BATCH))
def test_what_is_proposed_brings_no_finding_with_it(batch: int, tmp_path: Path) -> None:
    found = [proposed(tmp_path / str(seed), seed) for seed in range(batch * BATCH, (batch + 1) * BATCH)]
    assert sum(found) > BATCH // 5
