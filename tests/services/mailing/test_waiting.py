"""Who waits for a place when the room is full, whom a place is offered to, and the thanks to those who came."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import PolicyError, RusctlError
from rusctl.mail.message import Attachment
from rusctl.register import participants, waiting
from rusctl.register.inviting import asked_anew
from rusctl.services import selection
from rusctl.services.mailing import answered, inviting, offering, sending, thanking
from rusctl.services.people import taking_part
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from rusctl.services.register_summary import register_summary
from tests.services.conftest import change
from tests.services.mailing.conftest import EN, NOW, entered, heard, invite, registered, states
from tests.services.mailing.test_first_contact import texts
from tests.services.mailing.test_take_replies import reply, taken
from tests.services.planning.conftest import register

NAMES = ("ett", "tva", "tre", "fyra")


def said(project: Project, number: int, answer: str, *, place: bool = False) -> None:
    event = selection.event(project.again().plan, "norberg")
    taking_part.enter(project.again(), event, [number], PartSaid(answer=answer, place=place))


def queue(project: Project) -> list[int]:
    with register(project.folder.path).reading() as connection:
        return waiting.queue(connection, "norberg")


def taken_places(project: Project) -> tuple[int, int, int]:
    with register(project.folder.path).reading() as connection:
        at = waiting.at_event(connection, "norberg")
    return at.taken, at.offered, at.waiting


def run(project: Project, decide: str, *, send: bool = False, attached: Attachment | None = None) -> list[str]:
    project = project.again()
    what = {"offer": offering.offered, "thank": thanking.thanked}[decide]
    with sending.outbox(project, EN, NOW, what=decide) as box:
        prepared = inviting.prepare(project, box, what(project, box, "norberg", NOW), send=send, attached=attached)
        if prepared.nothing:
            return []
        told = [turn.recipient.address.partition("@")[0] for one in prepared.mailings for turn in one.messages]
        assert inviting.MailingRun(project, box, prepared, NOW).carry_out()
        return told


@pytest.fixture
def full(tour: Project) -> Project:
    """Norberg with a room for two, in which two have a place and two wait."""
    change(tour.folder.path, "events.toml", 'id = "norberg"', 'id = "norberg"\ncapacity = 2')
    entered(tour, *map(registered, NAMES))
    for number in (1, 2, 3, 4):
        said(tour, number, "accepted")
    return tour


def test_who_says_yes_to_a_full_room_waits_in_the_order_of_the_answers(full: Project) -> None:
    assert (queue(full), taken_places(full)) == ([3, 4], (2, 0, 2))
    found = taking_part.listed(full.again(), selection.event(full.again().plan, "norberg"))
    assert found.queue == {3: 1, 4: 2}
    assert [one.accepted for one in found.sums] == [2]  # who waits is not coming


def test_a_place_that_becomes_free_goes_to_nobody_by_itself(full: Project) -> None:
    said(full, 1, "declined")
    assert (queue(full), taken_places(full)) == ([3, 4], (1, 0, 2))
    said(full, 1, "accepted")  # who changes their mind does not pass those who wait
    assert queue(full) == [3, 4, 1]


def test_a_place_is_offered_to_the_first_and_kept_for_them(full: Project) -> None:
    with pytest.raises(PolicyError):
        run(full, "offer")
    said(full, 1, "declined")
    assert run(full, "offer") == ["tre"]
    assert states(full) == ["tre place 0 draft"]
    (text,) = texts(full.folder.path)
    assert text.startswith("En plats på mötet nedan har blivit ledig")
    assert (queue(full), taken_places(full)) == ([4], (2, 1, 1))
    with pytest.raises(PolicyError):
        run(full, "offer")


@pytest.mark.parametrize(("answer", "places"), [("accepted", (2, 0, 1)), ("declined", (1, 0, 1))])
def test_who_is_offered_a_place_takes_it_or_leaves_it_to_the_next(
    full: Project, answer: str, places: tuple[int, int, int]
) -> None:
    said(full, 1, "declined")
    run(full, "offer")
    said(full, 3, answer)
    assert (queue(full), taken_places(full)) == ([4], places)
    if answer == "declined":
        assert run(full, "offer") == ["fyra"]


def test_answers_by_mail_queue_by_the_moment_of_the_answer(tour: Project, tmp_path: Path) -> None:
    change(tour.folder.path, "events.toml", 'id = "norberg"', 'id = "norberg"\ncapacity = 1')
    entered(tour, *map(registered, NAMES))
    invite(tour)
    taken(tour, tmp_path, *(reply(name, hour=hour) for name, hour in (("ett", 9), ("tva", 11), ("tre", 10))))
    assert queue(tour) == [3, 2]
    rows = {row["address"].partition("@")[0]: row["waiting"] for row in answered.invited(tour.again(), "norberg")}
    assert rows == {"ett": None, "tva": 2, "tre": 1, "fyra": None}


def test_somebody_may_be_given_a_place_by_hand(full: Project) -> None:
    said(full, 4, "accepted", place=True)
    assert (queue(full), taken_places(full)) == ([3], (3, 0, 1))


def test_another_date_asks_everybody_anew(full: Project) -> None:
    database = register(full.folder.path)
    database.change("invite", lambda changed: asked_anew(changed, "norberg", [1, 2, 3, 4]))
    assert (queue(full), taken_places(full)) == ([], (0, 0, 0))


def test_who_waits_is_counted(full: Project) -> None:
    (one,) = register_summary(full.again()).places
    assert (one.event, one.taken, one.waiting) == ("norberg", 2, 2)


def test_who_is_invited_beyond_the_room_is_said(tour: Project) -> None:
    change(tour.folder.path, "events.toml", 'id = "norberg"', 'id = "norberg"\ncapacity = 1')
    entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    said_so = [one for one in heard(tour) if "the room takes 1" in one]
    assert "".join(said_so) == (
        "norberg: 2 are invited and have not said no, and the room takes 1; who says yes when it is full waits for a "
        "place"
    )


@pytest.fixture
def held(tour: Project) -> Project:
    """Norberg, held yesterday; of four who were invited two came, and one said yes and did not."""
    entered(tour, *map(registered, NAMES))
    invite(tour)
    for number in (1, 2, 3):
        said(tour, number, "accepted")
    later = Project(str(tour.folder.path), "2018-11-27")
    taking_part.attend(later, selection.event(later.plan, "norberg"), [1, 2])
    return later


def test_who_came_and_who_is_missing(held: Project) -> None:
    found = taking_part.listed(held, selection.event(held.plan, "norberg"))
    assert [one.person for one in taking_part.came(found)] == [1, 2]
    assert [one.person for one in taking_part.missing(found)] == [3]


def test_those_who_came_are_thanked_once_with_the_summary(held: Project) -> None:
    summary = Attachment("Sammanfattning.pdf", "application/pdf", b"%PDF-1.7")
    assert run(held, "thank", attached=summary) == ["ett", "tva"]
    text = texts(held.folder.path)[-1]
    assert text.startswith("Tack för att du deltog i Kommundialog Norberg, ")
    assert "Det som sades där är bifogat: Sammanfattning.pdf" in text
    draft = max((held.folder.path / "register/drafts/norberg").glob("*.eml"), key=lambda path: int(path.stem))
    assert b"text/calendar" not in draft.read_bytes()
    assert run(held, "thank") == []


def test_thanks_tell_nothing_of_the_meeting(held: Project) -> None:
    """A change after it is told as if nobody had been thanked, and the day somebody was told stays."""
    database = register(held.folder.path)
    before = (held.folder.path / "config/published.toml").read_bytes()
    run(held, "thank")
    assert (held.folder.path / "config/published.toml").read_bytes() == before
    with database.reading() as connection:
        assert participants.of_person(connection, 1, "norberg").told is None  # type: ignore[union-attr]
    change(held.folder.path, "events.toml", "date = 2018-11-26", "date = 2018-12-17")
    assert invite(Project(str(held.folder.path), "2018-11-27"), event=None, now=NOW + dt.timedelta(days=19)).told == [
        f"norberg {name} update 1" for name in NAMES
    ]


def test_nobody_is_thanked_before_or_for_nothing(tour: Project) -> None:
    entered(tour, registered("ett"))
    invite(tour)
    with pytest.raises(PolicyError):
        run(tour, "thank")
    with pytest.raises(RusctlError):
        run(Project(str(tour.folder.path), "2018-11-27"), "thank")
