"""The invitations that another date would make wrong: how many, and never whose."""

import datetime as dt
from dataclasses import replace

from rusctl.database.transaction import Transaction
from rusctl.mail import answers
from rusctl.mail.history import State
from rusctl.model.ledger import PublishedEntry
from rusctl.model.people import Answer, Person
from rusctl.model.plan import Days, Plan, Window
from rusctl.model.recipients import Reply
from rusctl.output.consequences import Consequence
from rusctl.register import participants, persons
from rusctl.services.planning import change_events
from rusctl.services.planning.affected_invitations import concerned, told_when
from rusctl.services.project import Project
from rusctl.storage.files.names import PROCESS, PUBLISHED
from rusctl.storage.toml.edits import Set
from tests.services.conftest import change, said
from tests.services.planning.conftest import register, written

OLD, NEW = dt.date(2018, 11, 26), dt.date(2018, 12, 3)
STAMP = dt.datetime(2018, 11, 9, tzinfo=dt.UTC)
TOLD = PublishedEntry(
    uid="norberg@example.org", sequence=0, fingerprint="", created=STAMP, modified=STAMP, status="CONFIRMED", title="N"
)


def moved(project: Project, *names: str, when: Days | Window | None = None) -> Plan:
    """Give the plan in which some events have another date."""
    new = when or Days(first=NEW, last=NEW)
    events = tuple(replace(one, when=new) if one.id in names else one for one in project.plan.events)
    return replace(project.plan, events=events)


def rows(project: Project, settled: Plan) -> list[tuple[str, str, str, dt.date | None, dt.date | None]]:
    return [(one.kind, one.id, said(one.message), one.before, one.after) for one in concerned(project, settled)]


def test_what_was_told_is_days_or_a_window_or_nothing() -> None:
    assert told_when(TOLD) is None
    assert told_when(replace(TOLD, start=OLD)) is None
    assert told_when(replace(TOLD, start=OLD, end=NEW)) == Days(first=OLD, last=NEW)
    hours = replace(TOLD, start=STAMP.replace(hour=9), end=STAMP.replace(hour=12))
    assert told_when(hours) == Days(first=STAMP.date(), last=STAMP.date())
    assert told_when(replace(TOLD, start=STAMP)) == Days(first=STAMP.date(), last=STAMP.date())
    window = replace(TOLD, start=OLD, end=OLD, window_from=OLD, window_to=NEW)
    assert told_when(window) == Window(first=OLD, last=NEW)


def test_where_nobody_was_invited_nobody_is_concerned(tour: Project) -> None:
    assert rows(tour, moved(tour, "norberg")) == []
    register(tour.folder.path)
    assert rows(tour, moved(tour, "norberg")) == []
    assert rows(tour, tour.plan) == []


def test_those_who_were_written_to_are_counted_with_what_they_have_said(tour: Project) -> None:
    project = written(tour, "norberg", State.SENT, State.SENT, State.DRAFT, State.QUEUED, State.FAILED)
    yes = Reply(
        uid="norberg@rus2030.regionvastmanland.se",
        address="person0@example.org",
        status="ACCEPTED",
        answer=Answer.ACCEPTED,
        sequence=0,
        stamp=STAMP,
    )
    register(project.folder.path).change("replies", lambda one: answers.keep(one, yes, "2018-11-09"))
    text = (
        "Kommundialog Norberg: 3 people are invited to 2018-11-26, and must be told the new day and answer "
        "again; once the event is moved, rusctl invite norberg tells them (1 has said yes, 1 got a draft, which may "
        "not have been sent, 1 message in the outbox is removed from the queue)"
    )
    assert rows(project, moved(project, "norberg")) == [("invitation", "norberg", text, OLD, NEW)]


def test_without_a_new_day_their_invitations_are_withdrawn(tour: Project) -> None:
    project = written(tour, "norberg", State.SENT)
    window = Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="i början av 2019")
    text = (
        "Kommundialog Norberg: the invitation of 1 person to 2018-11-26 is to be withdrawn, since no new day is set; "
        "once the event is moved, rusctl invite norberg does it"
    )
    assert rows(project, moved(project, "norberg", when=window)) == [("invitation", "norberg", text, OLD, None)]


def test_of_what_only_waits_the_title_is_said(tour: Project) -> None:
    project = written(tour, "norberg", State.QUEUED)
    text = "Kommundialog Norberg (1 message in the outbox is removed from the queue)"
    assert rows(project, moved(project, "norberg")) == [("invitation", "norberg", text, OLD, NEW)]


def test_of_an_event_that_stays_nobody_is_told(tour: Project) -> None:
    project = written(tour, "arboga", State.SENT)
    assert rows(project, moved(project, "norberg")) == []


def came_uninvited(one: Transaction) -> None:
    """Put somebody down who was not invited, and of whom nobody has said yet that they came."""
    number = persons.add(one, Person(name="Testperson Ett"))
    person = persons.get(one.connection, number)
    participants.put(one, "norberg", person, "politiker", {"walk_in": True})


def test_whom_the_register_alone_has_as_invited_is_counted_where_no_mail_went(tour: Project) -> None:
    def enter(event: str, what: str, number: int) -> None:
        register(tour.folder.path).change(
            "participants",
            lambda one: participants.count(one, event, what, role="politiker", municipality="norberg", number=number),
        )

    project = written(tour, "arboga", State.SENT)
    enter("norberg", "invited", 4)
    enter("norberg", "coming", 2)
    enter("norberg", "declined", 16)
    enter("norberg", "came", 32)
    enter("arboga", "invited", 64)
    enter("koping", "invited", 1)
    register(project.folder.path).change("person", came_uninvited)
    text = "{}: {} invited in the register, and must be told"
    found = rows(project, moved(project, "norberg", "arboga", "koping", "sala"))
    assert [row[1] for row in found] == ["arboga", "norberg", "koping"]
    assert found[1:] == [
        ("invitation", "norberg", text.format("Norberg", "6 people are"), OLD, NEW),
        ("invitation", "koping", text.format("Köping", "1 person is"), found[2][3], NEW),
    ]


def test_where_the_register_cannot_be_asked_that_is_said(tour: Project) -> None:
    change(
        tour.folder.path, PROCESS, 'language = "sv"', 'language = "sv"\nregister = "postgresql://db.example.org/rus"'
    )
    project = tour.again()
    text = (
        "what is not known: you have not agreed on this machine to what the folder asks for here (keep the register on "
        "a server); look at it and agree with rusctl trust"
    )
    assert rows(project, moved(project, "norberg")) == [("invitation", "", text, None, None)] * 2


def test_a_change_that_is_made_says_who_has_been_told_otherwise(tour: Project) -> None:
    project = written(tour, "norberg", State.SENT, State.SENT)
    proposal = change_events.propose(project, [Set(("event", 5, "date"), NEW)])
    assert [said(one) for one in change_events.carry_out(project, proposal, {"norberg"})] == [
        "note: subscribers do not know of the change of norberg; run rusctl publish [not-published]",
        "2 people have been told the old date of norberg; rusctl invite norberg writes the new one",
    ]


def test_a_row_names_nobody(tour: Project) -> None:
    project = written(tour, "norberg", State.SENT)
    (found,) = concerned(project, moved(project, "norberg"))
    assert isinstance(found, Consequence)
    assert "example.org" not in repr(found)


def test_who_was_told_nothing_that_stands_is_not_concerned(tour: Project) -> None:
    project = written(tour, "norberg", State.WITHDRAWN)
    assert rows(project, moved(project, "norberg")) == []
    project = written(project, "arboga", State.SENT)
    assert [row[1] for row in rows(project, moved(project, "arboga"))] == ["arboga"]
    (project.folder.path / PUBLISHED).unlink()
    unknown = project.again()
    assert rows(unknown, moved(unknown, "arboga")) == []
