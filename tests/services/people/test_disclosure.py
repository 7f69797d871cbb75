"""What may leave the house: who is in a list for whom, with how much, and where it is put."""

import datetime as dt
import stat
from pathlib import Path
from typing import Any

import pytest

from rusctl.errors import PrivacyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.people import Audience, RoleAssignment
from rusctl.services import selection
from rusctl.services.people import counting, disclosure, persons, taking_part
from rusctl.services.people.disclosure import Handout
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from rusctl.storage.untrusted import csv_text, spreadsheet
from tests.services.people.conftest import refused

EN = Language("en")
SECRET = ("ett@example.org", "021-17 00 01", "yes", "Begränsad", "Skyddad")


@pytest.fixture
def met(people: Project) -> Project:
    """Sala with four participants, of whom one is protected and one restricted; Köping with counts alone."""
    persons.correct(people, 3, {"name": "Testperson Begränsad"}, RoleAssignment(role="politiker"))
    sala, koping = (selection.event(people.plan, name) for name in ("sala", "koping"))
    taking_part.enter(
        people, sala, [1, 2, 3, 4], PartSaid(answer="accepted", told=dt.date(2018, 10, 1), told_how="e-post")
    )
    taking_part.enter(people, sala, [2], PartSaid(substitute_for=4))
    taking_part.attend(people, sala, [1, 2, 3])
    persons.restrict(people, 3)
    counting.count(people, koping, counting.read(people.plan, "coming", ["politiker", "6", "naringsliv", "3"]))
    return people


def made(project: Project, audience: Audience, *ids: str, form: str = "csv", output: str = "") -> Handout:
    return disclosure.prepare(project, ids, audience, EN, form=form, output=output)


def rows(handout: Handout) -> list[tuple[str, ...]]:
    sheet = csv_text.read(handout.data)
    return [sheet.heading, *(row.cells for row in sheet.rows)]


def test_colleagues_get_all_that_is_known_of_who_may_be_named(met: Project) -> None:
    handout = made(met, Audience.INTERNAL, "sala")
    assert handout.path == met.folder.path / "register/exports/PERSONUPPGIFTER-deltagare-sala-2018-11-08.csv"
    assert (handout.rows, handout.personal) == (2, True)
    heading, first, second = rows(handout)
    one = dict(zip(heading, first, strict=True))
    assert one.pop("event").endswith("Sala")
    assert one == {
        "day": "2018-11-07",
        "name": "Testperson Ett",
        "organisation": "",
        "municipality": "Sala",
        "email": "ett@example.org",
        "telephone": "021-17 00 01",
        "language": "",
        "role": "Elected politicians",
        "answer": "yes",
        "attendance": "came",
        "walk-in": "no",
        "substitute for": "",
        "told on": "2018-10-01",
        "told how": "e-post",
    }
    assert "Testperson Två" in second
    assert "Skyddad" not in handout.data.decode()  # nor as whom somebody is a substitute for


def test_who_asks_gets_no_address_no_telephone_and_no_answer(met: Project) -> None:
    handout = made(met, Audience.REQUEST)
    assert handout.path.name == "UTLAMNANDE-deltagare-2018-11-08.csv"
    heading, *people = rows(handout)
    assert heading == ("event", "day", "name", "organisation", "municipality", "role", "attendance")
    assert [row[2] for row in people] == ["Testperson Ett", "Testperson Två"]
    assert not [text for text in SECRET if text in handout.data.decode()]


def test_everybody_gets_counts_that_name_nobody_and_give_nobody_away(met: Project) -> None:
    handout = made(met, Audience.PUBLIC, form="csv")
    assert (handout.path.name, handout.personal) == ("deltagare-antal-2018-11-08.csv", False)
    heading, *counts = rows(handout)
    assert heading == ("event", "day", "role", "number", "counted")
    assert [row[1:] for row in counts] == [
        ("2018-11-07", "Elected politicians", "<5", "who came"),
        ("2018-12-06", "Business", "<5", "who said yes"),
        ("2018-12-06", "Elected politicians", "6", "who said yes"),
    ]
    assert "Testperson" not in handout.data.decode()


def test_what_is_shown_of_one_event_hangs_on_all(met: Project) -> None:
    alone, together = made(met, Audience.PUBLIC, "koping"), made(met, Audience.PUBLIC)
    assert rows(alone)[1:] == [row for row in rows(together)[1:] if row[1] == "2018-12-06"]
    assert rows(made(met, Audience.PUBLIC, "norberg"))[1:] == []


def test_a_workbook_has_no_formula(met: Project, tmp_path: Path) -> None:
    taking_part.enter(met, selection.event(met.plan, "sala"), [1], taking_part.PartSaid(organisation="=1+1"))
    handout = made(met, Audience.INTERNAL, "sala", form="xlsx", output=str(tmp_path / "ut"))
    disclosure.write(met, handout)
    assert handout.path == tmp_path / "ut" / "PERSONUPPGIFTER-deltagare-sala-2018-11-08.xlsx"
    sheet = spreadsheet.read(handout.path)
    assert sheet.rows[0].cells[3] == "=1+1"
    assert not any(row.kinds for row in sheet.rows)


def test_the_file_is_its_owners_alone_and_never_written_over(met: Project) -> None:
    handout = made(met, Audience.INTERNAL)
    assert not handout.path.exists()
    disclosure.write(met, handout)
    assert stat.S_IMODE(handout.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(handout.path.parent.stat().st_mode) == 0o700
    with refused("is there already"):
        disclosure.write(met, handout)


@pytest.mark.parametrize("audience", list(Audience))
def test_persons_are_put_nowhere_where_git_keeps_them(met: Project, audience: Audience) -> None:
    inside = str(met.folder.path / "listor")
    if audience is Audience.PUBLIC:
        assert made(met, audience, output=inside).path.parent == Path(inside)
        return
    with pytest.raises(PrivacyError):
        made(met, audience, output=inside)


@pytest.mark.parametrize(
    ("more", "error", "why"),
    [
        ({"form": "pdf"}, UsageError, "pdf is not a format; there are xlsx, csv"),
        ({"ids": ["salo"]}, RusctlError, "salo is not an event; did you mean sala"),
    ],
)
def test_what_there_is_not_is_refused(tour: Project, more: dict[str, Any], error: type[RusctlError], why: str) -> None:
    options: dict[str, Any] = {"ids": None, "form": "csv", **more}
    with refused(why, error):
        disclosure.prepare(tour, options["ids"], Audience.PUBLIC, EN, form=options["form"])
