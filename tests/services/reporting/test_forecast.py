"""What is said of promises agrees with what the check finds, whatever the plan."""

import os
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

BATCHES, BATCH = (40, 50) if os.environ.get("RUSCTL_NIGHTLY") else (2, 30)
NOTHING = "Nothing speaks against what is promised"


def written(folder: Path, seed: int) -> Project:
    for name, text in Folders(seed).files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(str(folder), TODAY.isoformat())


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_the_check_calls_an_error_of_order_stands_as_not_kept(batch: int, tmp_path: Path) -> None:
    wrong = 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        project = written(tmp_path / str(seed), seed)
        found = findings_of(project.loaded, TODAY)
        errors = {one.record for one in found if one.code in ORDER and one.severity is Severity.ERROR}
        told = {one.record.id: one.risk for one in outlook(project).forecasts}
        assert {told.get(name) for name in errors} <= {Risk.BROKEN}, seed
        report = markdown(status_report(overview(project.loaded.plan, TODAY, found), Language("en")))
        assert not (errors and NOTHING in report), seed
        wrong += len(errors)
    assert wrong > BATCH // 3
