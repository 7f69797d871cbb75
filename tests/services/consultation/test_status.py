"""How a consultation stands in numbers: the published counts of real ones come out as they were counted."""

import datetime as dt
from collections.abc import Callable

import pytest

from rusctl.consultation import store
from rusctl.consultation.schema import answer, comment, reply
from rusctl.consultation.standing import arrival
from rusctl.database.transaction import Transaction
from rusctl.language.catalogue import Language
from rusctl.model.consultation import BodyNotice, BodyState, NewBody, NewReply
from rusctl.model.consulted import ConsultationStanding
from rusctl.model.consulting import PRIVATE
from rusctl.output.document import markdown
from rusctl.services.consulting import naming, status
from rusctl.services.consulting.beside import to_be_looked_at
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from rusctl.services.reporting.overview import overview
from rusctl.services.reporting.status_report import status_report
from tests.services.conftest import said

ID, LAST = "remiss-av-strategin", dt.date(2019, 10, 15)
ASKED, ARRIVED = dt.date(2019, 5, 20), dt.date(2019, 9, 2)


def stored(project: Project, work: Callable[[Transaction], None], day: str = "2019-12-01") -> ConsultationStanding:
    opened(project).change("test", work)
    again = project.again()
    again.day = day
    return status.status(again, naming.named(again)).standing


def of_kind(  # noqa: PLR0917 - what a kind has
    change: Transaction, kind: str, asked: int, replied: int, unasked: int = 0, stance: str = ""
) -> None:
    """Put bodies of a kind on the list, of which some are asked, some of those reply, and others reply unasked."""
    new = [
        NewBody(name=f"{kind} {number}", kind=kind, private=kind == PRIVATE, unsolicited=number >= asked)
        for number in range(asked + unasked)
    ]
    numbers = store.add_bodies(change, ID, new)
    rows = {one.number: one.row for one in store.listed(change.connection, ID)}
    store.tell(change, [rows[number] for number in numbers[:asked]], BodyNotice.ASKED, ASKED)
    for number in (*numbers[:replied], *numbers[asked:]):
        store.add_reply(change, ID, NewReply(bodies=(number,), arrived=ARRIVED, stance=stance))


def test_vastra_gotaland_75_answers_are_75_and_no_rate_of_the_112_asked(one: Project) -> None:
    kinds = {"company": 16, "trade-organisation": 7, "university": 5, "state-agency": 4, "faith": 2, PRIVATE: 1}

    def work(change: Transaction) -> None:
        of_kind(change, "municipality", 49, 40)
        for kind, replied in kinds.items():  # there was an open form, so nobody knows which of these were asked
            of_kind(change, kind, 0, 0, unasked=replied)
        of_kind(change, "other", 112 - 49, 0)

    found = stored(one, work)
    assert (found.asked, found.replies, found.states[BodyState.UNSOLICITED]) == (112, 75, 35)
    assert found.rates[0] == ("municipality", 40, 49)
    assert said(status.replied_said(found)) == "40 of 112 asked (36 %)"  # who replied unasked is in no rate
    assert round(100 * 40 / 49, 1) == 81.6


def test_gotland_has_one_number_and_says_what_it_counts(one: Project) -> None:
    def work(change: Transaction) -> None:
        of_kind(change, "municipality", 83, 83)
        of_kind(change, PRIVATE, 0, 0, unasked=47)

    found = stored(one, work)
    assert (found.replies, found.replied, found.states[BodyState.UNSOLICITED]) == (130, 83, 47)


def test_lulea_34_replies_and_320_comments(one: Project) -> None:
    def work(change: Transaction) -> None:
        of_kind(change, "state-agency", 34, 34)
        rows = [store.row_of(change.connection, reply, ID, number) for number in range(1, 35)]
        for number in range(320):
            step = "approved" if number < 100 else "drafted" if number < 160 else "registered"
            row = change.insert(
                comment,
                reply=rows[number % 34],
                number=number // 34 + 1,
                step=step,
                current=int(number < 160),
                due=LAST if number == 319 else None,
                at=change.now,
                noted_by="",
            )
            if number < 160:
                at = dt.datetime(2019, 11, 4, tzinfo=dt.UTC)
                change.insert(answer, comment=row, ordinal=1, disposition="met", at=at, noted_by="")

    found = stored(one, work)
    assert (found.replies, found.comments, found.answered, found.approved) == (34, 320, 160, 100)
    assert found.overdue == ("14.10",)
    today = dt.date(2019, 12, 1)
    assert (found.pace(today), found.ready(today)) == (40.0, dt.date(2019, 12, 29))
    pace = status.pace_said(found, today)
    assert pace
    assert said(pace) == ("40.0 answers a week so far; at that pace the 160 that are left have one on 2019-12-29")


@pytest.mark.parametrize(
    ("found_on", "first_emptying", "late"),
    [
        (dt.date(2019, 10, 15), False, False),
        (dt.date(2019, 10, 16), True, False),  # in the mailbox when it is first emptied: it came in on the 15th
        (dt.date(2019, 10, 16), False, True),
    ],
)
def test_vastmanlands_last_day_lasts_until_its_end(
    one: Project,
    found_on: dt.date,
    first_emptying: bool,
    late: bool,
) -> None:
    def work(change: Transaction) -> None:
        (number,) = store.add_bodies(change, ID, [NewBody(name="Sala kommun", kind="municipality")])
        store.tell(change, [store.listed(change.connection, ID)[0].row], BodyNotice.ASKED, ASKED)
        arrived = arrival(found_on, first_emptying=first_emptying)
        store.add_reply(change, ID, NewReply(bodies=(number,), arrived=arrived))

    found = stored(one, work)
    assert found.states[BodyState.ANSWERED_LATE] == int(late)


def test_what_is_found_for_the_checks(one: Project) -> None:
    def work(change: Transaction) -> None:
        of_kind(change, "municipality", 2, 0)
        for dnr, authored in (("RV 2019/1-2", LAST), ("RV 2019/1-2", ARRIVED), ("", None)):
            store.add_reply(change, ID, NewReply(bodies=(1,), arrived=ARRIVED, authored=authored, dnr=dnr))

    found = stored(one, work)
    assert (found.backdated, found.same_number) == ((1,), (("RV 2019/1-2", (1, 2)),))
    assert (found.silent, found.unlettered, found.undated) == (("municipality 1",), (1, 2, 3), 0)


def test_status_and_the_report_say_it_in_a_sentence(one: Project) -> None:
    assert status.in_short(one) == ()

    def work(change: Transaction) -> None:
        of_kind(change, "municipality", 4, 1)

    stored(one, work)
    again = one.again()
    again.day = "2019-10-01"
    assert [said(line) for line in status.in_short(again)] == [
        "Remiss av strategin: 14 days left; replied: 1 of 4 asked (25 %)"
    ]
    assert status.paces(again) == ()
    assert to_be_looked_at(again)
    found = overview(again.plan, again.today, ())._replace(consultations=status.in_short(again))
    assert "1 of 4 asked (25 %)." in markdown(status_report(found, Language("en")))
