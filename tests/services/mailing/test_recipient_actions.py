"""What each of those who were invited is to be told now, whether their invitation stands, and who is left out."""

from pathlib import Path

import pytest

from rusctl.calendar.itip.meeting import Meeting
from rusctl.errors import RusctlError
from rusctl.language.vocabulary_people import ANSWER
from rusctl.mail.outbox import Outbox
from rusctl.model.messages import State
from rusctl.model.people import Answer
from rusctl.model.recipients import Part
from rusctl.services.mailing import (
    answer_words,
    by_mail,
    chosen_participants,
    counter_proposals,
    left_out,
    recipient_actions,
    sending,
)
from rusctl.services.project import Project
from rusctl.storage.files.names import PROCESS
from tests.services.conftest import change, said
from tests.services.mailing.conftest import (
    NORBERG,
    NOW,
    entered,
    erased,
    heard,
    invite,
    moved,
    person,
    reading,
    registered,
    take_part,
)
from tests.services.mailing.test_take_replies import reply, taken


def found(project: Project, box: Outbox, name: str = "norberg") -> Meeting:
    project = project.again()
    return recipient_actions.find_meeting(project.plan, project.today, box, name, NOW)


def told(turns: list[recipient_actions.RecipientAction]) -> list[tuple[str, str, int]]:
    return [
        (one.recipient.address.partition("@")[0], one.step.kind, recipient_actions.ordinal(one))
        for one in turns
        if one.step.kind
    ]


def test_a_turn_is_what_is_to_be_told_and_the_how_manyeth_message_it_is(tour: Project) -> None:
    invite(tour, "ett", "tva")
    box = reading(tour)
    assert told(recipient_actions.turns(found(tour, box), box, [person("tre")])) == [("tre", "invitation", 1)]
    moved(tour)
    box = reading(tour)
    meeting = found(tour, box)
    assert told(recipient_actions.turns(meeting, box, ())) == [("ett", "update", 2), ("tva", "update", 2)]
    assert told(recipient_actions.withdrawals(meeting, box, [person("tva"), person("okand")], drafts_unsent=False)) == [
        ("tva", "withdrawal", 2)
    ]
    assert recipient_actions.withdrawals(meeting, box, [person("tva")], drafts_unsent=True)[0].step.kind == ""


def test_only_those_without_an_answer_are_reminded(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva", "tre")
    taken(tour, tmp_path, reply("ett"))
    take_part(tour, 2, answer=Answer.DECLINED)
    box = reading(tour)
    meeting = found(tour, box)
    registered_answers = chosen_participants.answers(tour.again(), "norberg")
    assert registered_answers == {1: Answer.ACCEPTED, 2: Answer.DECLINED, 3: Answer.NONE}
    standing = recipient_actions.standing_answers(meeting, box, registered_answers)
    assert standing == {"ett@example.org": "accepted", "tva@example.org": "declined"}
    assert told(recipient_actions.reminders(meeting, box, standing)) == [("tre", "reminder", 2)]


def test_an_invitation_stands_until_it_is_withdrawn(tour: Project) -> None:
    invite(tour, "ett", "tva")
    invite(tour, "tva", withdraw=True)
    histories = reading(tour).histories(NORBERG)
    assert {key: recipient_actions.is_invited(one) for key, one in histories.items()} == {
        "ett@example.org": True,
        "tva@example.org": False,
    }
    assert by_mail.withdrawn(tour.again()) == {("norberg", 2)}


def test_mail_comes_from_the_functional_mailbox(tour: Project) -> None:
    assert recipient_actions.sender_of(tour.plan) == "region@regionvastmanland.se"
    change(tour.folder.path, PROCESS, "region@regionvastmanland.se", "region@@regionvastmanland.se")
    with pytest.raises(RusctlError) as caught:
        recipient_actions.sender_of(tour.again().plan)
    assert said(caught.value.message).startswith("invitations need a sender: give the functional mailbox as contact")


def test_a_message_has_what_its_recipient_is_told(tour: Project) -> None:
    box = reading(tour)
    meeting = found(tour, box)
    (turn,) = recipient_actions.turns(meeting, box, [person("ett", part=Part.OPTIONAL, language="en")])
    mail = recipient_actions.mail_of(meeting, turn, "region@example.org", NOW)
    assert (mail.recipient, mail.recipient_name, mail.language) == ("ett@example.org", "Testperson Ett", "en")
    assert b"ROLE=OPT-PARTICIPANT" in mail.calendar.replace(b"\r\n ", b"")
    new = recipient_actions.new_message(meeting, turn, b"x", State.QUEUED, "mark")
    assert (new.ordinal, new.kind, new.identity, new.state) == (1, "invitation", "mark", State.QUEUED)


def test_a_ledger_that_says_nothing_is_before_all_that_says_something(tour: Project) -> None:
    invite(tour, "ett")
    before = tour.again().plan.published
    assert before is not None
    assert recipient_actions.ledger_version(None) < recipient_actions.ledger_version(before.entries[NORBERG])
    assert reading(tour).version(NORBERG) == recipient_actions.ledger_version(before.entries[NORBERG])


def test_an_event_is_meant_by_its_id_also_where_the_plan_has_lost_it(tour: Project) -> None:
    invite(tour, "ett")
    assert sending.event_id(tour.again(), "Norberg") == "norberg"
    assert sending.event_id(tour.again(), "nobody knows") == "nobody knows"


def test_who_is_left_out_is_said_in_numbers(tour: Project) -> None:
    entered(tour, registered("ett", restricted=True))
    erased(tour, "tva")
    box = reading(tour)
    people = [person("ett"), person("tva"), person("tre")]
    kept = left_out.without_erased(tour, box, people)
    assert [one.address for one in kept] == ["ett@example.org", "tre@example.org"]
    turns = recipient_actions.turns(found(tour, box), box, kept)
    assert told(left_out.without_hidden(tour, box, turns)) == [("tre", "invitation", 1)]
    left_out.tell_hidden(tour, 0)
    left_out.tell_not_shown(tour, 2)
    assert heard(tour) == [
        "1 person of the list was erased and is not written to; rusctl person add enters who is to be here again",
        "1 person is protected or restricted and is not written to",
        "2 more are not shown, since their data are protected or restricted",
    ]


def test_a_choice_of_participants_is_read_by_what_people_call_things(tour: Project) -> None:
    wanted = chosen_participants.choice(tour, ["Politiker"], ["Sala"], ["nej"])
    assert wanted == (frozenset({"politiker"}), frozenset({"sala"}), frozenset({Answer.DECLINED}))


def test_each_answer_has_a_word_for_programs() -> None:
    assert {answer_words.word(one) for one in ANSWER} == set(answer_words.ORDER)


@pytest.mark.parametrize(
    ("proposed", "written"),
    [
        ("2027-03-15T13:00/2027-03-15T16:00", "2027-03-15 13:00-16:00"),
        ("2027-03-15/2027-03-15", "2027-03-15"),
        ("2027-03-15/2027-03-16", "2027-03-15 – 2027-03-16"),
        ("2027-03-15T13:00/2027-03-16T09:00", "2027-03-15 13:00 – 2027-03-16 09:00"),
    ],
)
def test_another_time_is_written_as_a_command_takes_it(proposed: str, written: str) -> None:
    assert counter_proposals.as_written(proposed) == written
    assert said(counter_proposals.sentence(proposed)) == f"proposes another time: {written}"


def test_another_time_is_read_out_of_a_calendar() -> None:
    entry = "BEGIN:VEVENT\nUID:a\nDTSTART:20270315T120000Z\nDTEND:20270315T150000Z\nEND:VEVENT\n"
    calendar = f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:COUNTER\n{entry}END:VCALENDAR\n"
    assert counter_proposals.proposed(calendar.encode(), "Europe/Stockholm") == "2027-03-15T13:00/2027-03-15T16:00"
    assert counter_proposals.proposed(b"no calendar", "Europe/Stockholm") == ""
