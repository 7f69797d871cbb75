"""Who replied: rates by kind, the silent ones, and groups of the law, on days on which its wording is known to hold."""

import datetime as dt

import pytest

from rusctl.consultation import store
from rusctl.database.transaction import Transaction
from rusctl.model.consultation import BodyNotice, NewBody, NewReply
from rusctl.services.consultation import analysis, declaring
from rusctl.services.consultation.analysis import ReplyAnalysis
from rusctl.services.consultation.declaring import ConsultationGiven
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from tests.services.conftest import add, said
from tests.services.consultation.split_replies import WHICH, remiss_fixture  # noqa: F401 - fixtures
from tests.services.people.conftest import empty_register_fixture, house  # noqa: F401 - a register that holds nobody

ASKED = dt.date(2019, 5, 20)
BODIES = (
    NewBody(name="Sala kommun", kind="municipality", legal_group="municipalities"),
    NewBody(name="Köpings kommun", kind="municipality"),
    NewBody(name="Länsstyrelsen i Västmanland", kind="county-board"),
    NewBody(name="Handelskammaren", kind="trade-organisation"),
    NewBody(name="Kalle", kind="private-person", private=True, unsolicited=True),
)


def asked(changing: Transaction) -> None:
    numbers = store.add_bodies(changing, WHICH, BODIES)
    rows = [one.row for one in store.listed(changing.connection, WHICH) if one.number in numbers]
    store.tell(changing, rows[:4], BodyNotice.ASKED, ASKED)
    store.add_reply(changing, WHICH, NewReply(bodies=(numbers[0],), arrived=ASKED))
    store.add_reply(changing, WHICH, NewReply(bodies=(numbers[4],), arrived=ASKED))


def on(project: Project, day: str) -> ReplyAnalysis:
    return analysis.analysed(Project(str(project.folder.path), day), WHICH)


def test_rates_are_of_those_asked_and_silent_is_who_did_not_reply_after_the_last_day(remiss: Project) -> None:
    opened(remiss).change("consultation ask", asked)
    found = on(remiss, "2018-11-08")
    rows = {one.kind: one for one in found.kinds}
    assert (rows["municipality"].rate.replied, rows["municipality"].rate.asked) == (1, 2)
    assert (rows["private-person"].rate.asked, rows["private-person"].unsolicited) == (0, 1)
    assert (found.together.rate.per_cent, found.together.unsolicited) == (25.0, 1)
    assert (found.bodies, found.replies, found.comments) == (7, 4, 0)
    assert found.together.silent == ()
    late = on(remiss, "2021-03-01")
    assert [one.name for one in late.together.silent] == [
        "Köpings kommun",
        "Länsstyrelsen i Västmanland",
        "Handelskammaren",
    ]


@pytest.mark.parametrize(
    ("opens", "law", "missing"),
    [
        ("2019-05-20", None, []),  # the wording of that day has not been read
        ("2020-02-03", "10 § förordningen (2017:583)", ["regions", "civil-society"]),
        ("2024-05-02", "10 § förordningen (2017:583)", ["regions", "civil-society"]),
    ],
)
def test_groups_that_nobody_was_asked_of_are_named_where_the_wording_is_known(
    remiss: Project, opens: str, law: str | None, missing: list[str]
) -> None:
    opened(remiss).change("consultation ask", asked)
    add(remiss.folder.path, "config/process.toml", f'[[milestone]]\nid = "oppnar"\ntitle = "Öppnar"\ndate = {opens}')
    project = remiss.again()
    declaring.carry_out(project, declaring.change(project, WHICH, ConsultationGiven(opens="oppnar")))
    found = on(remiss, "2024-06-03")
    assert (found.law.text if found.law else None, [one.id for one in found.missing]) == (law, missing)
    text = analysis.missing_said(found, ["Regioner"])
    assert (text is not None) == bool(missing)
    if text:
        assert said(text) == "no body on the list is of these groups (10 § förordningen (2017:583)): Regioner"
