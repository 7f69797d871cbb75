"""The listings of mail as people read them: headings and cells, made of what programs get."""

from typing import Any

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.recipients import Recipient
from rusctl.output import mail_rows, mail_tables
from rusctl.output.mail_tables import Table

SAY = Language("en").text
WORDS = {"accepted": msg("yes"), "needs-action": msg("no answer")}
TO = Recipient(address="ett@example.org", name="Testperson Ett", role="politiker")
MESSAGE: dict[str, Any] = {
    "number": 7,
    "event": "norberg",
    "address": "ett@example.org",
    "name": None,
    "kind": "update",
    "method": "REQUEST",
    "sequence": 1,
    "state": "failed",
    "made": "2018-11-08T12:00:00+00:00",
    "changed": "2018-11-08T12:01:30+00:00",
    "attempts": 1,
    "said": "550 no",
}
REVIEW: dict[str, Any] = {
    "number": 3,
    "event": None,
    "address": "ett@example.org",
    "sender": None,
    "reason": "stranger",
    "answer": "accepted",
    "delegate": None,
    "comment": None,
    "subject": None,
    "name": None,
    "guests": None,
    "proposed": None,
    "takes": False,
}
ANSWER: dict[str, Any] = {
    "event": "norberg",
    "address": "ett@example.org",
    "name": None,
    "told": "sent",
    "answer": "accepted",
    "current": True,
    "comment": None,
    "guests": None,
    "waiting": None,
}


def headings(table: Table) -> str:
    return " | ".join(f"{one.heading}#" if one.number else one.heading for one in table[0])


def cells(table: Table) -> list[str]:
    return [" | ".join(row) for row in table[1]]


def test_what_is_to_be_told_names_the_event_where_there_are_several() -> None:
    row = mail_rows.told_row("norberg", TO, kind="invitation", method="REQUEST", sequence=2)
    assert (row["number"], row["state"], list(row)) == (None, None, list(mail_rows.TOLD))
    one, several = (mail_tables.told(SAY, [row], several=many) for many in (False, True))
    assert headings(one) == "Address | Name | What is sent | Version#"
    assert cells(one) == ["ett@example.org | Testperson Ett | invitation | 2"]
    assert headings(several) == "Event | Address | Name | What is sent | Version#"
    assert cells(several) == ["norberg | ett@example.org | Testperson Ett | invitation | 2"]
    unnamed = mail_rows.told_row("norberg", Recipient(address="x@example.org"), kind="update", method="", sequence=0)
    assert cells(mail_tables.told(SAY, [unnamed], several=False)) == ["x@example.org |  | new date | 0"]


def test_messages_are_shown_to_the_minute() -> None:
    table = mail_tables.outbox(SAY, [MESSAGE, MESSAGE | {"said": None}])
    assert headings(table).startswith("No.# | About | Address | ")
    begin = "7 | norberg | ett@example.org | new date | failed | 2018-11-08 12:01 | "
    assert cells(table) == [f"{begin}550 no", begin]


def test_of_one_message_all_that_is_known_is_said() -> None:
    assert [value for _, value in mail_tables.message(SAY, MESSAGE)] == [
        "norberg",
        "ett@example.org",
        "new date",
        "failed",
        MESSAGE["changed"],
        "550 no",
    ]


def test_what_waits_for_review_says_what_was_answered() -> None:
    rows = [REVIEW, REVIEW | {"delegate": "tva@example.org"}, REVIEW | {"answer": "villigt", "event": "norberg"}]
    assert cells(mail_tables.review(SAY, rows, WORDS)) == [
        "3 |  | ett@example.org |  | was not invited | yes | ",
        "3 |  | ett@example.org |  | was not invited | sends tva@example.org | ",
        "3 | norberg | ett@example.org |  | was not invited | villigt | ",
    ]


def test_an_answer_to_an_earlier_date_is_said_to_be_one() -> None:
    rows = [ANSWER, ANSWER | {"current": False}, ANSWER | {"current": False, "answer": "needs-action"}]
    assert [row[4] for row in mail_tables.answers(SAY, rows, WORDS, "needs-action")[1]] == [
        "yes",
        "yes, to an earlier date",
        "no answer",
    ]


def test_what_became_of_an_answer_is_noted() -> None:
    row = {"file": "a.ics", "result": "taken", "event": "norberg", "address": "ett@example.org", "answer": "accepted"}
    unread = {"file": "b.ics", "result": "unread", "event": None, "address": None, "answer": None}
    table = mail_tables.replies(
        SAY,
        [(row, None), (row | {"result": "outdated"}, None), (unread, msg("it is neither a message nor a calendar"))],
        WORDS,
    )
    assert headings(table).count("|") == 4
    assert [one[3:] for one in table[1]] == [
        ("yes", ""),
        ("yes", "to an earlier date"),
        ("", SAY(msg("it is neither a message nor a calendar"))),
    ]
    assert table[1][2][:3] == ("b.ics", "", "")
