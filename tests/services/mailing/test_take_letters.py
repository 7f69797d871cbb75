"""Mails in words: proposed for a look, taken by one key, never taken by themselves; and what did not arrive."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import PolicyError, RusctlError
from rusctl.model.people import Answer
from rusctl.output.rows import Row
from rusctl.register import participants
from rusctl.services.mailing import answered, outbox_messages, reviewing, take_replies, undelivered
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
    reading,
    registered,
    remind,
    states,
)
from tests.services.mailing.test_take_replies import mail, part, reply, results, taken
from tests.services.planning.conftest import register


def letter(text: str, sender: str = "ett", *, subject: str = "Sv: Inbjudan", more: str = "") -> str:
    """Give a mail in words from somebody."""
    return f"From: {sender}@example.org\nSubject: {subject}\n{more}Content-Type: text/plain; charset=utf-8\n\n{text}\n"


def bounce(name: str = "ett", *, action: str = "failed", more: str = "") -> str:
    return (
        f"From: MAILER-DAEMON@example.org\nSubject: Undelivered\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\n'
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        f"Final-Recipient: rfc822; {name}@example.org\n"
        f"Action: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 unknown\n\n{more}--B--\n"
    )


def on_the_list(project: Project) -> list[Row]:
    return reviewing.to_review(project.again())


def take(project: Project, *numbers: int, event: str = "") -> reviewing.TakenAnswers:
    return reviewing.take(project.again(), EN, numbers, event)


def test_a_plain_yes_waits_with_its_sentence_and_is_taken_by_one_key(tour: Project, tmp_path: Path) -> None:
    entered(tour, registered("ett"))
    invite(tour)
    (one,) = taken(tour, tmp_path, letter("Hej!\nJa, jag kommer, tar med en kollega.\n\n> Vad: möte"))
    assert one[:5] == ("0.eml", "review", "norberg", "ett@example.org", "accepted")
    assert results([one]) == ["review: an answer in words: Ja, jag kommer, tar med en kollega. (subject: Sv: Inbjudan)"]
    assert (one.sender, one.subject) == ("ett@example.org", "Sv: Inbjudan")
    assert reading(tour).given(NORBERG) == {}
    assert part(tour) is Answer.NONE
    (row,) = on_the_list(tour)
    assert (row["reason"], row["answer"], row["comment"], row["takes"]) == (
        "words",
        "accepted",
        "Ja, jag kommer, tar med en kollega.",
        True,
    )
    assert take(tour, row["number"]) == (1, 1, ())
    assert part(tour) is Answer.ACCEPTED
    assert on_the_list(tour) == []
    assert results(taken(tour, tmp_path, letter("Hej!\nJa, jag kommer, tar med en kollega.\n\n> Vad: möte"))) == [
        "known"
    ]


NOT_PLAIN = {
    letter("Kanske"): ("review", "an answer in words that is no plain yes or no"),
    letter("Ja, jag kommer", subject="VB: Inbjudan"): ("review", "passed on or by somebody else"),
    letter("Ja", more="Auto-Submitted: auto-replied\n"): ("review", "an automatic answer"),
    letter("Ja, jag kommer", "okand"): ("unread", "from somebody who was not invited"),
    letter("Ja", "okand", more="Auto-Submitted: auto-replied\n"): ("unread", "an automatic answer"),
    letter("Ja", "MAILER-DAEMON"): ("unread", "a report by a mail server"),
    letter("Accepterat").replace("text/plain", 'application/ms-tnef; name="winmail.dat"'): (
        "review",
        "what it says is in winmail.dat, which is not opened here",
    ),
}


def test_what_is_no_plain_answer_is_said_and_nothing_is_proposed(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    found = taken(tour, tmp_path, *NOT_PLAIN)
    for one, (result, why) in zip(found, NOT_PLAIN.values(), strict=True):
        assert (one.result, one.answer) == (result, "")
        assert one.reason
        assert why in said(one.reason)
        assert one.subject in said(one.reason)
    rows = on_the_list(tour)
    assert [row["takes"] for row in rows] == [False] * 4
    for row in rows:
        with pytest.raises(PolicyError):
            take(tour, row["number"])
    assert reading(tour).given(NORBERG) == {}


def test_what_names_our_message_is_about_it_whoever_wrote(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    with reading(tour).register.reading() as connection:
        identity = connection.exec_driver_sql("SELECT identity FROM message").scalar()
    named = letter("Hon kommer gärna", "sekreterare", more=f"In-Reply-To: <{identity}@rus2030.regionvastmanland.se>\n")
    taken(tour, tmp_path, named)
    (row,) = on_the_list(tour)
    assert (row["event"], row["address"], row["sender"], row["reason"]) == (
        "norberg",
        "ett@example.org",
        "sekreterare@example.org",
        "sender",
    )


def test_a_mail_that_does_not_say_which_meeting_is_about_the_one_that_is_meant(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    invite(tour, "ett", event="hallstahammar")
    found = taken(tour, tmp_path, letter("Ja"), letter("Nej tack", subject="Sv: Norberg"))
    assert [one.event for one in found] == ["", "norberg"]
    first, second = on_the_list(tour)
    with pytest.raises(PolicyError) as caught:
        take(tour, first["number"])
    assert said(caught.value.message) == "1 does not say which event it is about; say it with --event"
    with pytest.raises(RusctlError):
        take(tour, first["number"], event="sala")
    assert take(tour, first["number"], event="hallstahammar").kept == 1
    assert take(tour, second["number"]).kept == 1
    rows = {row["event"]: row["answer"] for row in answered.invited(tour.again())}
    assert rows == {"norberg": "declined", "hallstahammar": "accepted"}


def test_nobody_is_reminded_whose_answer_is_still_to_be_looked_at(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva", "tre")
    taken(
        tour, tmp_path, letter("Ja, jag kommer"), letter("Jag är borta", "tva", more="Auto-Submitted: auto-replied\n")
    )
    heard(tour)
    assert remind(tour, dry_run=True).told == ["norberg tva reminder 0", "norberg tre reminder 0"]


def test_an_answer_in_words_to_an_earlier_date_is_one(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    moved(tour)
    invite(tour, now=NOW + dt.timedelta(days=2))
    early = "Date: Fri, 9 Nov 2018 10:00:00 +0000\n"
    assert results(taken(tour, tmp_path, letter("Ja", more=early))) == ["outdated"]
    assert on_the_list(tour) == []
    assert [one.result for one in taken(tour, tmp_path, letter("Ja"))] == ["review"]


def test_all_or_none_are_taken_and_a_newer_answer_stands(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva")
    old = "Date: Thu, 8 Nov 2018 09:00:00 +0000\n"
    taken(tour, tmp_path, letter("Ja", more=old), letter("Kanske", "tva"), reply(answer="DECLINED"))
    first, second = (row["number"] for row in on_the_list(tour))
    with pytest.raises(PolicyError):
        take(tour, first, second)
    assert len(on_the_list(tour)) == 2
    found = take(tour, first)
    assert [said(one) for one in found.notes] == ["1: an answer that is as new or newer is there, and stands"]
    assert reading(tour).given(NORBERG)["ett@example.org"].status is Answer.DECLINED
    with pytest.raises(RusctlError):
        take(tour, 99)


def test_our_own_invitation_that_comes_back_does_not_hide_the_answer_round_it(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    ours = reply(method="REQUEST")
    text = (
        'From: ett@example.org\nSubject: Sv\nContent-Type: multipart/mixed; boundary="B"\n\n--B\n'
        "Content-Type: text/plain\n\nJa, jag kommer.\n--B\n"
        f"Content-Type: text/calendar; method=REQUEST\n\n{ours}\n--B--\n"
    )
    assert [one.result for one in taken(tour, tmp_path, text)] == ["refused", "review"]
    assert [one.result for one in taken(tour, tmp_path, text.replace("Ja, jag kommer.", ""))] == ["refused"]


def test_of_the_erased_no_words_are_kept(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    erased(tour, "ett")
    assert [one.result for one in taken(tour, tmp_path, letter("Ja"))] == ["refused"]
    assert on_the_list(tour) == []


def test_what_nobody_is_to_keep_is_left_out_and_said(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett", "tva")
    ill = "COMMENT:Jag är sjukskriven för depression\\, pnr 19121212-1212. Dan Dahl kommer inte.\n"
    first, second = taken(
        tour, tmp_path, reply(answer="DECLINED", more=ill), letter("Nej, jag är sjukskriven.", "tva", subject="Sjuk")
    )
    assert results([first]) == ["taken: left out of the comment: a personnummer, health"]
    assert reading(tour).given(NORBERG)["ett@example.org"].comment == "[…] Dan Dahl kommer inte."
    assert (second.result, second.answer, second.subject) == ("review", "declined", "[…]")
    assert (on_the_list(tour)[0]["comment"], on_the_list(tour)[0]["subject"]) == ("[…]", "[…]")
    again = taken(tour, tmp_path, reply(answer="DECLINED", more=ill))
    assert [one.result for one in again] == ["known"]


def test_a_proposal_of_another_time_is_kept_and_considered(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    times = "DTSTART;TZID=Europe/Stockholm:20181127T130000\nDTEND;TZID=Europe/Stockholm:20181127T160000\n"
    counter = reply(answer="TENTATIVE", method="COUNTER", more=f"{times}COMMENT:Kan vi ta det kl 13 i stället?\n")
    (one,) = taken(tour, tmp_path, mail("ett", counter, "COUNTER").replace(":mailto", ";CN=Ett:mailto"))
    assert results([one]) == ["review: proposes another time: 2018-11-27 13:00-16:00"]
    assert reading(tour).given(NORBERG) == {}
    (row,) = on_the_list(tour)
    assert (row["name"], row["proposed"], row["comment"], row["takes"]) == (
        "Ett",
        "2018-11-27T13:00/2018-11-27T16:00",
        "Kan vi ta det kl 13 i stället?",
        False,
    )
    found = take(tour, row["number"])
    (note,) = found.notes
    assert said(note) == (
        'a date to consider for norberg: 2018-11-27 13:00-16:00; rusctl whatif move norberg "2018-11-27 13:00-16:00" '
        'says what would follow, and rusctl event move norberg "2018-11-27 13:00-16:00" takes it'
    )
    assert on_the_list(tour) == []
    assert reading(tour).given(NORBERG) == {}


def test_of_whom_an_earlier_version_says_that_they_were_told_by_mail_they_were_not(
    tour: Project, tmp_path: Path
) -> None:
    entered(tour, registered("ett"))
    invite(tour)
    outbox_messages.resolve(tour.again(), EN, [], "norberg", arrived=True)
    by_mail = "UPDATE participation SET told_how = 'e-mail'"
    register(tour.folder.path).change("x", lambda change: change.connection.exec_driver_sql(by_mail).rowcount)
    taken(tour, tmp_path, bounce())
    with register(tour.folder.path).reading() as connection:
        assert [one.told_how for one in participants.of_event(connection, "norberg")] == [""]


def test_a_mail_that_did_not_arrive_is_failed_and_nobody_was_told_by_it(tour: Project, tmp_path: Path) -> None:
    entered(tour, registered("ett"), registered("tva"))
    invite(tour)
    outbox_messages.resolve(tour.again(), EN, [], "norberg", arrived=True)
    (one,) = taken(tour, tmp_path, bounce())
    assert one[:4] == ("0.eml", "undelivered", "norberg", "ett@example.org")
    assert results([one]) == ["undelivered: did not arrive: 5.1.1 550 unknown"]
    assert said(take_replies.summary([one])) == "1 message did not arrive (rusctl outbox list)"
    assert states(tour) == ["ett invitation 0 failed", "tva invitation 0 sent"]
    assert undelivered.undelivered(tour.again()) == (("norberg", 1),)
    assert undelivered.seen(tour.again(), tour.plan.events) == 1
    with register(tour.folder.path).reading() as connection:
        told = {one.person: one.told_how for one in participants.of_event(connection, "norberg")}
    assert told == {1: "", 2: "email"}
    assert on_the_list(tour) == []
    assert [one.result for one in taken(tour, tmp_path, bounce())] == ["known"]


def test_a_report_of_long_ago_does_not_fail_what_was_sent_again(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    taken(tour, tmp_path, bounce())
    heard(tour)
    assert outbox_messages.retry(tour.again(), EN, [1]) == 0
    invite(tour)
    assert states(tour) == ["ett invitation 0 withdrawn", "ett invitation 0 draft"]
    assert [one.result for one in taken(tour, tmp_path, bounce())] == ["known"]
    assert undelivered.undelivered(tour.again()) == ()


def test_who_knows_all_the_same_settles_it(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    taken(tour, tmp_path, bounce())
    assert outbox_messages.resolve(tour.again(), EN, [1], arrived=True) == 1
    assert states(tour) == ["ett invitation 0 sent"]
    assert undelivered.seen(tour.again(), tour.plan.events) == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (bounce("okand"), "nothing that may have arrived was sent there from here"),
        (bounce(action="delayed"), "has not given up"),
    ],
)
def test_a_report_that_changes_nothing_is_said(tour: Project, tmp_path: Path, text: str, why: str) -> None:
    invite(tour, "ett")
    (one,) = taken(tour, tmp_path, text)
    assert one.result == "unread"
    assert one.reason
    assert why in said(one.reason)
    assert states(tour) == ["ett invitation 0 draft"]


def test_every_file_of_a_folder_is_accounted_for(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    texts = ["", "x", letter("Hej", "okand"), letter("Ja"), reply(), reply(uid="annan@example.org"), bounce("okand")]
    texts += ["BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", reply(method="REQUEST")]
    found = taken(tour, tmp_path, *texts)
    assert {one.file.partition(".")[0] for one in found} == {str(number) for number in range(len(texts))}
    assert [one for one in found if one.result in ("unread", "review", "refused") and one.reason is None] == []


def test_the_erased_and_dry_runs_leave_nothing(tour: Project, tmp_path: Path) -> None:
    invite(tour, "ett")
    found = taken(tour, tmp_path, letter("Ja"), bounce(), dry_run=True)
    assert [one.result for one in found] == ["review", "undelivered"]
    assert states(tour) == ["ett invitation 0 draft"]
    assert on_the_list(tour) == []
