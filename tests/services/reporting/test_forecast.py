"""What is said of promises agrees with what the check finds, whatever the plan."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rusctl.diagnostics import Severity
from rusctl.language.catalogue import Language
from rusctl.model.baselines import Risk
from rusctl.output.document import markdown
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.services.reporting.forecast import ORDER, outlook
from rusctl.services.reporting.overview import overview
from rusctl.services.reporting.status_report import status_report
from tests.services.planning.test_proposed_folders import TODAY, Folders

BATCHES, BATCH = (4, 500) if os.environ.get("RUSCTL_NIGHTLY") else (1, 30)
"""How many tests, each of so many folders that by chance alone what waits is not found less often than is asked."""
NOTHING = "Nothing suggests that a promised date will be missed"


class Lived(Folders):
    """Random folders of a process that is under way: rounds, what was postponed or given up, years, other's events."""

    def past(self, most: int = 200) -> dt.date:
        return TODAY - dt.timedelta(days=self.draw.randint(0, most))

    def milestone(self, name: str, others: list[str]) -> Iterator[str]:
        lines = list(super().milestone(name, others))
        dated = any(line.startswith(("date", "window", "done")) for line in lines)
        turn = self.draw.choice(["", "meeting", "meeting", "postponed", "given_up", "earlier", "every"])
        if turn == "every":
            yield f'[[milestone]]\nid = "{name}"\ntitle = "{name.upper()}"\nevery = "year"\nmonth = 2\nday = 21'
            yield "first = 2016"
            for year in (2016, 2017, 2018):
                if self.chance(0.7):
                    yield f"[[milestone.occurrence]]\nyear = {year}\ndone = {year}-02-{self.draw.choice([19, 26])}"
            return
        yield from lines
        if turn in {"postponed", "given_up"} and not dated:
            yield f'{turn} = {self.past(60)}\nreason = "pandemi"'
        if turn == "earlier" or (turn == "postponed" and not dated):
            yield f'[[milestone.earlier]]\ndate = {self.past()}\nreason = "underlaget dröjde"'
        if turn == "meeting":
            yield from self.meeting([one for one in others if one[0] == "m"])

    def meeting(self, others: list[str]) -> Iterator[str]:
        outcome = self.draw.choice(["adopted", "referred-back", "tabled", "rejected"])
        first = self.past()
        yield f'[[milestone.meeting]]\nfrom = {first}\noutcome = "{outcome}"'
        if self.chance(0.3) and first < TODAY:
            yield f"to = {first + dt.timedelta(days=1)}"
        if outcome == "referred-back" and others:
            yield f'to_step = "{self.draw.choice(others)}"'

    def event(self, name: str, others: list[str]) -> Iterator[str]:
        lines = "\n".join(super().event(name, others)).splitlines()
        dated = any(line.startswith(("date", "start")) for line in lines)
        window = any(line.startswith("window") for line in lines)
        turn = self.draw.choice(["", "postponed", "cancelled", "held", "partner", "series", "count"])
        if turn == "postponed" and not dated and not window:
            lines += [f"postponed = {self.past(30)}", 'reason = "snö"']
            lines += [f"[[event.earlier]]\ndate = {self.past()}"] if self.chance(0.5) else []
        elif turn == "cancelled":
            lines = [line if not line.startswith("status") else 'status = "cancelled"' for line in lines]
        elif turn == "held" and dated:
            lines = [line for line in lines if not line.startswith(("date", "start", "end", "status"))]
            lines += ['status = "held"', f"date = {self.past()}"]
        elif turn == "partner":
            lines.append('partner = "Studieförbundet"')
        elif turn == "series":
            lines += ['series = "grupp"', 'papers = "14 days"']
        elif turn == "count" and window:
            lines += ["count = 40", "people = 600"]
        yield from lines


def written(folder: Path, drawn: Folders) -> Project:
    for name, text in drawn.files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(str(folder), TODAY.isoformat())


@pytest.mark.parametrize("kind", [Folders, Lived])
@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_the_check_finds_out_of_order_overdue_or_postponed_is_told_so(
    batch: int, kind: type[Folders], tmp_path: Path
) -> None:
    wrong = waiting = 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        project = written(tmp_path / str(seed), kind(seed))
        assert not project.loaded.faults, (seed, project.loaded.faults)
        plan, found = project.loaded.plan, findings_of(project.loaded, TODAY)
        errors = {one.record for one in found if one.code in ORDER and one.severity is Severity.ERROR}
        overdue, postponed = ({one.record for one in found if one.code == code} for code in ("RUS403", "RUS408"))
        told = {one.record.id: one.risk for one in outlook(project).forecasts}
        assert {told.get(name) for name in errors | overdue} <= {Risk.BROKEN}, (seed, errors, overdue, told)
        behind = {one.id for one in plan.records if postponed & {link.id for link in one.after}}
        assert Risk.HOLDS not in {told.get(name) for name in behind | postponed}, (seed, postponed, behind, told)
        report = markdown(status_report(overview(plan, TODAY, found), Language("en")))
        assert not ((errors or overdue) and NOTHING in report), seed
        wrong, waiting = wrong + len(errors | overdue), waiting + len(behind & told.keys())
    assert wrong > BATCH // 3
    assert waiting > BATCH // 10 or kind is Folders
