"""What an answer does: taken from the invited alone, entered in the register, or put on the list to look at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Steps
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.mail import answers
from rusctl.mail.incoming import Unread
from rusctl.model.people import Answer
from rusctl.model.recipients import Recipient
from rusctl.register import inviting
from rusctl.services.mailing import reviewing, sending, take_replies
from rusctl.services.mailing.take_replies import ReadReply, _Found, _together
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.mailing.conftest import (
    EN,
    NORBERG,
    NOW,
    entered,
    erased,
    heard,
    invite,
    moved,
    out_of_the_register,
    reading,
    registered,
    states,
    take_part,
)
from tests.services.planning.conftest import register

Answered = Callable[..., list[str]]


def reply(
    name: str = "ett", answer: str = "ACCEPTED", *, sequence: int = 0, hour: int = 10, more: str = "", **of: str
) -> str:
    """Give an answer to the invitation to Norberg, as a calendar file."""
    method, uid = of.get("method", "REPLY"), of.get("uid", NORBERG)
    return (
        f"BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:{uid}\nSEQUENCE:{sequence}\n"
        f"DTSTAMP:20181108T{hour:02d}0000Z\nATTENDEE;PARTSTAT={answer}:mailto:{name}@example.org\n{more}"
        "END:VEVENT\nEND:VCALENDAR\n"
    )


def mail(sender: str, calendar: str, method: str = "REPLY") -> str:
    """Give an answer as a mail from somebody."""
    return f"From: {sender}@example.org\nSubject: Svar\nContent-Type: text/calendar; method={method}\n\n{calendar}"


def taken(project: Project, root: Path, *texts: str, dry_run: bool = False) -> list[ReadReply]:
    """Read answers, each a file of its own."""
    folder = root / "svar"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for number, text in enumerate(texts):
        (folder / f"{number}.{'eml' if text.startswith('From:') else 'ics'}").write_text(text, encoding="utf-8")
    project = project.again()
    with sending.outbox(project, EN, NOW, what="replies", dry_run=dry_run) as box:
        return take_replies.take(project, box, take_replies.places([str(folder)]), NOW, dry_run=dry_run)


def results(found: list[ReadReply]) -> list[str]:
    return [f"{one.result}: {said(one.reason)}" if one.reason else one.result for one in found]


def part(project: Project, number: int = 1) -> Answer:
    with register(project.folder.path).reading() as connection:
        return inviting.answers(connection, "norberg")[number]


def test_the_answer_of_the_invited_is_taken_once(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva")
    found = taken(tour, tmp_path, reply(), mail("tva", reply("tva", "DECLINED")))
    assert found == [
        ReadReply("0.ics", "taken", "norberg", "ett@example.org", "accepted"),
        ReadReply("1.eml", "taken", "norberg", "tva@example.org", "declined", sender="tva@example.org", subject="Svar"),
    ]
    assert said(take_replies.summary(found)) == "2 answers taken"
    assert states(tour) == ["ett invitation 0 sent", "tva invitation 0 sent"]
    again = taken(tour, tmp_path, reply())
    assert results(again) == ["known"]
    assert take_replies.to_show(again) == []
    assert said(take_replies.summary(again)) == "1 known already"
    assert results(taken(tour, tmp_path, reply(answer="TENTATIVE", hour=11))) == ["taken"]
    assert {key: one.status for key, one in reading(tour).given(NORBERG).items()} == {
        "ett@example.org": Answer.TENTATIVE,
        "tva@example.org": Answer.DECLINED,
    }


def test_where_there_is_none_that_is_said(tour: Project, tmp_path: Path) -> None:
    assert said(take_replies.summary(taken(tour, tmp_path))) == "there is no answer there"
    with pytest.raises(RusctlError) as caught:
        take_replies.places([str(tmp_path), "saknas"])
    assert said(caught.value.message) == "saknas is neither a file nor a folder"


def test_a_dry_run_judges_and_keeps_nothing(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    assert results(taken(tour, tmp_path, reply(), reply("okand"), dry_run=True)) == [
        "taken",
        "review: was not invited",
    ]
    assert reading(tour).given(NORBERG) == {}
    assert reviewing.to_review(tour.again()) == []


def test_an_answer_to_an_earlier_date_is_said_to_be_one(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    moved(tour)
    invite(tour)
    found = taken(tour, tmp_path, reply())
    assert results(found) == ["outdated"]
    assert take_replies.to_show(found) == found
    assert results(taken(tour, tmp_path, reply(sequence=1))) == ["taken"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (reply("okand"), "was not invited"),
        (mail("tva", reply()), "the mail is from somebody else"),
        (reply(answer="DELEGATED"), "sends somebody else"),
        (reply(answer="VILLIGT"), "the answer is not clear"),
        (reply().replace("DTSTAMP:20181108T100000Z\n", ""), "has no DTSTAMP"),
        (reply().replace("20181108", "20181208"), "is dated in the future"),
        (reply(sequence=4), "refers to an invitation that was never sent"),
        (reply(more="ATTENDEE;PARTSTAT=DECLINED:mailto:tva@example.org\n"), "the answer is not clear"),
        (reply(more="RECURRENCE-ID:20181126T090000Z\n"), "the answer is not clear"),
    ],
)
def test_what_is_not_plain_waits_for_somebody_to_look(tour: Project, tmp_path: Path, text: str, why: str) -> None:
    invite(tour, "ett", "tva")
    found = taken(tour, tmp_path, text)
    assert results(found) == [f"review: {why}"]
    assert said(take_replies.summary(found)) == "1 to look at (rusctl review)"
    assert len(reviewing.to_review(tour.again())) == 1
    assert reading(tour).given(NORBERG) == {}
    assert [one.result for one in taken(tour, tmp_path, text)] == ["known"]
    assert len(reviewing.to_review(tour.again())) == 1


def test_what_is_no_answer_of_ours_is_refused_or_passed_over(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    many = "ATTENDEE" + ";X-A=1" * 5_000
    found = taken(
        tour,
        tmp_path,
        reply(method="REQUEST"),
        mail("ett", reply(), "CANCEL"),
        reply(uid="annan@example.org"),
        "Hej, jag kommer gärna",
        reply(more=f"{many}:mailto:x@example.org\n"),
        reply(method=""),
    )
    assert [one.result for one in found] == ["refused", "refused", "foreign", "unread", "unread", "refused"]
    assert [said(one.reason) for one in found if one.reason][:3] == [
        "REQUEST is not for others to send; only answers (REPLY) are read",
        "the message says CANCEL and its calendar REPLY",
        "it is neither a message nor a calendar",
    ]
    assert said(take_replies.summary(found)) == "3 refused, 1 not about our events, 2 not read"
    assert [one.file for one in take_replies.to_show(found)] == ["0.ics", "1.eml", "3.ics", "4.ics", "5.ics"]
    assert reading(tour).given(NORBERG) == {}


def test_of_the_erased_nothing_is_kept(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    erased(tour, "ett")
    assert results(taken(tour, tmp_path, reply())) == [
        "refused: from somebody who was erased by decision dnr 1; it is not kept"
    ]
    assert reviewing.to_review(tour.again()) == []


def test_a_full_list_takes_no_more_and_says_so(tour: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_FOR_REVIEW", 1)
    invite(tour, "ett")
    found = taken(tour, tmp_path, reply("okand"), reply("annan"))
    assert results(found) == [
        "review: was not invited",
        "review: the list to look at is full; empty it with rusctl review --done",
    ]


def test_an_answer_is_entered_in_the_register(tour: Project, tmp_path: Path) -> None:
    entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    heard(tour)
    taken(tour, tmp_path, reply(), reply("tva", "DECLINED"))
    assert heard(tour) == ["2 answers recorded in the register"]
    assert (part(tour), part(tour, 2)) == (Answer.ACCEPTED, Answer.DECLINED)


def test_an_answer_is_entered_once_its_person_is_and_stands_as_noted_by_hand(tour: Project, tmp_path: Path) -> None:
    names = ("ett", "tva", "tre")
    invite(tour, *names)
    for name in names:  # as an older rusctl kept those of a list
        out_of_the_register(tour, f"{name}@example.org")
    taken(tour, tmp_path, *map(reply, names))
    heard(tour)
    entered(tour, registered("ett"))
    entered(tour, registered("tva"), answer=Answer.DECLINED)
    taken(tour, tmp_path)
    assert heard(tour) == ["2 answers recorded in the register"]
    assert (part(tour, 4), part(tour, 5)) == (Answer.ACCEPTED, Answer.DECLINED)
    take_part(tour, 4, answer=Answer.NONE)
    taken(tour, tmp_path)
    assert heard(tour) == []
    assert part(tour, 4) is Answer.NONE


def test_an_answer_about_an_event_that_the_plan_has_lost_is_heard(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    path = tour.folder.path / "events.toml"
    text = path.read_text(encoding="utf-8")
    before, _, after = text.partition('[[event]]\nid = "norberg"')
    path.write_text(before + after[after.index("[[event]]") :], encoding="utf-8")
    assert taken(tour, tmp_path, reply())[0].event == "norberg"
    assert isinstance(reading(tour).recipients(NORBERG)["ett@example.org"], Recipient)


def test_a_folder_of_answers_is_kept_in_few_steps(
    tour: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["ett", "tva", "tre", "fyra", "fem"]
    entered(tour, *map(registered, names))
    invite(tour, *names)
    monkeypatch.setattr(take_replies, "AT_ONCE", 2)
    steps, make = [], Steps.take

    def counted(self: Steps, work: Any) -> Any:
        steps.append(work)
        return make(self, work)

    monkeypatch.setattr(Steps, "take", counted)
    texts = [mail(name, reply(name)) for name in names]
    assert results(taken(tour, tmp_path, *texts, "no mail", "no calendar")) == [
        *["taken"] * 5,
        *["unread: it is neither a message nor a calendar"] * 2,
    ]
    assert len(steps) == 3  # of five answers two at a time; for what nobody reads nothing is written
    assert "5 answers recorded in the register" in heard(tour)
    assert part(tour, 5) is Answer.ACCEPTED


def test_an_answer_in_words_counts_whatever_files_stand_before_it(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva")
    back = mail("tva", reply("tva", "NEEDS-ACTION", method="REQUEST"), "REQUEST").replace(
        "Content-Type: text/calendar", 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nJag kommer!\n--b\n'
        "Content-Type: text/calendar", 1
    ) + "--b--\n"  # fmt: skip
    found = taken(tour, tmp_path, reply(), back)
    assert [one.result for one in found] == ["taken", "refused", "review"]
    assert (found[-1].address, found[-1].answer) == ("tva@example.org", "accepted")


def test_what_one_mail_holds_is_kept_in_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_replies, "AT_ONCE", 2)
    found = [_Found(Unread(name, msg("none"))) for name in "aabbbc"]
    assert ["".join(one.piece.name for one in some) for some in _together(found)] == ["aa", "bbb", "c"]
