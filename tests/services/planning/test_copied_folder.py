"""A new folder made out of an old one: what is kept, and that neither dates nor people come along."""

import datetime as dt
import re
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.services.planning import copied_folder, new_folder
from rusctl.services.project import Project
from rusctl.storage import template
from rusctl.storage.files.names import DEADLINES, MUNICIPALITIES, PROCESS, ROLES
from rusctl.storage.template import Answers
from tests.services.conftest import change

FIRST, LAST = dt.date(2027, 1, 11), dt.date(2028, 6, 30)
LEAD = """
# Anna Svensson, anna@example.org, svarar för det här
[[lead]]
id = "papers"
title = { sv = "Handlingarna skickas", en = "The papers are sent" }
body = "regionfullmaktige"
before = "11 dagar"
"""


def made(tour: Project, region: str = "", towns: tuple[str, ...] = ()) -> tuple[Project, dict[str, bytes]]:
    """Make a folder out of the tour."""
    old = copied_folder.old_folder(str(tour.folder.path))
    offered = copied_folder.offered(old, "sv", region or None)
    region = region or offered.region or ""
    answers = Answers(
        name="RUS 2040",
        region=region,
        timezone=offered.timezone,
        language=offered.language,
        contact=offered.contact,
        uid_domain=copied_folder.uid_domain(old, "RUS 2040", region, FIRST.year),
        first=FIRST,
        last=LAST,
        kinds=offered.kinds or {},
        municipalities=new_folder.municipalities(towns) if towns else offered.municipalities or (),
    )
    folder = tour.folder.path.parent / "next"
    files, _ = new_folder.files(folder, answers)
    files = copied_folder.filled(files, old, answers)
    template.write(folder, files)
    return Project(str(folder)), files


def test_what_a_region_keeps_is_kept_and_nothing_has_a_day(tour: Project) -> None:
    change(tour.folder.path, DEADLINES, "#:schema", LEAD + "#:schema")
    change(tour.folder.path, ROLES, 'id = "politiker"\n', 'id = "politiker"\nvacant_from = 2019-01-01\n')
    old = Project(str(tour.folder.path)).plan
    project, files = made(tour)
    new = project.readable().plan
    assert project.loaded.faults == ()
    assert new.municipalities == old.municipalities
    assert new.travels == old.travels
    assert [(one.id, one.name, one.kind) for one in new.bodies] == [(one.id, one.name, one.kind) for one in old.bodies]
    assert [one.id for one in new.roles] == [one.id for one in old.roles]
    assert all(one.vacant_from is None for one in new.roles)
    assert [one.id for one in new.leadtimes.leads] == ["papers"]
    assert dict(new.process.kinds) == dict(old.process.kinds)
    assert (new.process.tour_kind, new.process.region) == (old.process.tour_kind, old.process.region)
    assert {event.municipality for event in new.events} == {one.id for one in old.municipalities}
    assert all(event.when is None and not event.earlier and not event.source for event in new.events)
    assert all(milestone.when is None for milestone in new.milestones)
    written = b"".join(files[name] for name in (PROCESS, MUNICIPALITIES, ROLES, DEADLINES)).decode()
    assert "Anna" not in written
    assert not re.search("(?m)^[^#]*(2018|2019|2020)-", written)


def test_a_sister_region_has_its_own_towns_and_name(tour: Project) -> None:
    project, _ = made(tour, region="Region Exempel", towns=("Åby=0163", "Vik"))
    new = project.readable().plan
    assert project.loaded.faults == ()
    assert [one.id for one in new.municipalities] == ["aby", "vik"]
    assert new.travels == ()
    assert new.process.contact == ""
    assert "Region Exempel" in {one.name.get("sv") or one.name.get("") for one in new.bodies}
    assert not any("Västmanland" in str(one.name) for one in new.bodies)


def test_its_entries_are_never_taken_for_the_old_ones(tour: Project) -> None:
    old = copied_folder.old_folder(str(tour.folder.path))
    same = new_folder.default_domain("RUS", "R")
    change(tour.folder.path, PROCESS, old.plan.process.uid_domain, same)
    old = copied_folder.old_folder(str(tour.folder.path))
    assert copied_folder.uid_domain(old, "RUS", "R", 2027) == "rus-2027.r.rusctl"
    assert copied_folder.uid_domain(old, "Other", "R", 2027) == "other.r.rusctl"
    assert copied_folder.own_domain(None, same) == same
    with pytest.raises(RusctlError) as refused:
        copied_folder.own_domain(old, same)
    assert "choose another" in refused.value.message.id


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RusctlError):
        copied_folder.old_folder(str(tmp_path))


def test_without_an_old_folder_what_is_usual_is_offered() -> None:
    assert copied_folder.offered(None, "sv") == copied_folder.Offered(None, "Europe/Stockholm", "sv", "")
    assert copied_folder.uid_domain(None, "RUS", "R", 2027) == "rus.r.rusctl"
