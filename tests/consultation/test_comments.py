"""Comments stored: numbered for good, exact spans, and never written over unseen; each test runs on both databases."""

import datetime as dt
from functools import partial

import pytest

from rusctl.consultation import answers, comments, like, reasons
from rusctl.database import undo
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.model.comments import AnswerContent, AnsweredComment, NewComment, ReplyComment, SplitReply
from rusctl.model.consultation import CommentStep, Settling
from rusctl.services.pieces import PIECES
from tests.consultation.replies import BUSES, TEXT, TRAINS, add_text, came, names, quoted

DAY = dt.date(2019, 11, 4)
MET = AnswerContent(disposition="met", reason="Målet har skärpts.", changes=("p031",))
NOT_MET = AnswerContent(disposition="not-met", reason="Regionen äger inte banan.")


def split(change: Transaction) -> list[int]:
    """Store a reply with two comments and one of the whole."""
    number = came(change)
    of = comments.split_reply(change.connection, "strategi", number)
    return comments.add(change, "strategi", of, [*quoted(of, TRAINS, BUSES), NewComment(summary="Bra!")], "ak")


def reply_of(register: Register, number: int = 1) -> SplitReply:
    with register.reading() as connection:
        return comments.split_reply(connection, "strategi", number)


def answered(register: Register) -> list[AnsweredComment]:
    with register.reading() as connection:
        return answers.read(connection, "strategi")


def locked(change: Transaction, name: str) -> ReplyComment:
    (one,) = comments.meant(change.connection, "strategi", [name])
    return comments.locked(change, one)


def settled(change: Transaction, what: Settling) -> None:
    answers.settle(change, locked(change, "1.1"), what, DAY, body="ru", by="bo")


def test_comments_are_spans_of_the_text_with_numbers_that_are_never_given_again(register: Register) -> None:
    assert register.change("consultation split", split) == [1, 2, 3]
    found = reply_of(register)
    assert names(found.comments) == ["1.1", "1.2", "1.3"]
    text = found.texts[0].text
    assert [text[one.start : one.stop] for one in found.comments[:2]] == [TRAINS, BUSES]
    assert (found.comments[2].of_text, found.comments[2].words) == (None, "Bra!")

    def gone(change: Transaction) -> list[int]:
        comments.remove(change, locked(change, "1.3"))
        return comments.add(change, "strategi", found, [NewComment(summary="Igen")])

    assert register.change("consultation split", gone) == [4]
    assert names(reply_of(register).comments) == ["1.1", "1.2", "1.4"]


def test_what_is_no_words_of_the_reply_is_refused(register: Register) -> None:
    register.change("consultation split", split)
    of = reply_of(register)

    def wrong(change: Transaction, start: int, stop: int) -> None:
        new = NewComment(of_text=of.texts[0].row, start=start, stop=stop, quote=TEXT[start:stop])
        comments.add(change, "strategi", of, [new])

    for start, stop in ((0, 0), (5, 4), (-1, 4), (0, len(TEXT) + 1), (8, 10)):
        with pytest.raises(RusctlError):
            register.change("consultation split", partial(wrong, start=start, stop=stop))
    with register.reading() as connection:
        for name in ("17", "17.4.1", "x.y", "1.9", "9.1"):
            with pytest.raises(RusctlError):
                comments.meant(connection, "strategi", [name])


def test_texts_know_their_headings_and_pages_and_replies_who_said_that_all_is_split(register: Register) -> None:
    def work(change: Transaction) -> None:
        number = came(change, headings=[[0, 8, 1]], pages=[0, TEXT.index("Bussarna")])
        add_text(change, number, "Bilaga")
        comments.say_all_split(change, comments.split_reply(change.connection, "strategi", number), "ak")

    register.change("consultation split", work)
    found = reply_of(register)
    first, second = found.texts
    assert (first.headings, first.page(0), first.page(TEXT.index(BUSES))) == (((0, 8),), "1", "2")
    assert (second.text, second.page(0)) == ("Bilaga", "")
    assert (found.all_split_by, found.bodies) == ("ak", ("Exempelkommun",))
    assert found.all_split is not None
    register.change("consultation split", lambda change: comments.say_all_split(change, found, "", done=False))
    assert reply_of(register).all_split is None


def test_an_answer_goes_from_draft_to_approved_and_a_change_opens_it_again(register: Register) -> None:
    register.change("consultation split", split)
    register.change("consultation answer", lambda change: answers.write(change, locked(change, "1.1"), MET, DAY, "ak"))
    for what in (Settling.CHECKED, Settling.APPROVED):
        register.change("consultation approve", partial(settled, what=what))
    one = answered(register)[0]
    assert one.comment.step is CommentStep.APPROVED
    assert one.valid is not None
    assert [(each.what, each.body, each.noted_by) for each in one.valid.settled] == [
        (Settling.CHECKED, "ru", "bo"),
        (Settling.APPROVED, "ru", "bo"),
    ]
    register.change(
        "consultation answer", lambda change: answers.write(change, locked(change, "1.1"), NOT_MET, DAY, "bo")
    )
    one = answered(register)[0]
    assert one.comment.step is CommentStep.REOPENED
    assert [(each.noted_by, each.content.disposition, each.text) for each in one.answers] == [
        ("ak", "met", "Målet har skärpts."),
        ("bo", "not-met", "Regionen äger inte banan."),
    ]
    assert one.answers[0].settled[-1].what is Settling.REOPENED
    assert one.valid == one.answers[1]
    with pytest.raises(PolicyError):
        register.change("consultation split", lambda change: comments.remove(change, locked(change, "1.1")))


def test_an_answer_kept_beside_the_valid_one_waits_and_nothing_is_written_over(register: Register) -> None:
    register.change("consultation split", split)
    register.change("consultation answer", lambda change: answers.write(change, locked(change, "1.1"), MET, DAY, "ak"))
    register.change(
        "consultation answer", lambda change: answers.keep_beside(change, locked(change, "1.1"), NOT_MET, "bo")
    )
    one = answered(register)[0]
    assert one.valid is not None
    assert (one.valid.noted_by, one.valid.content) == ("ak", MET)
    assert [(each.noted_by, each.content) for each in one.waiting] == [("bo", NOT_MET)]


def test_who_has_not_seen_what_stands_changes_no_comment(register: Register) -> None:
    register.change("consultation split", split)
    seen = reply_of(register).comments[0]
    register.change("consultation sheet", lambda change: comments.update(change, seen, {"theme": "tag"}))
    with pytest.raises(ConflictError):
        register.change("consultation sheet", lambda change: comments.update(change, seen, {"theme": "buss"}))
    found = reply_of(register).comments[0]
    assert (found.theme, found.step) == ("tag", CommentStep.THEMED)


def test_undo_takes_an_answer_back_and_the_one_before_is_valid(register: Register) -> None:
    register.change("consultation split", split)
    register.change("consultation answer", lambda change: answers.write(change, locked(change, "1.1"), MET, DAY))

    def again(change: Transaction) -> int:
        answers.write(change, locked(change, "1.1"), NOT_MET, DAY)
        return change.number

    number = register.change("consultation answer", again)
    register.change("register undo", lambda change: undo.undo(change, number, PIECES), undoes=number)
    one = answered(register)[0]
    assert (len(one.answers), one.valid and one.valid.content) == (1, MET)


def test_a_reusable_reason_knows_its_wordings_and_where_each_is_used(register: Register) -> None:
    register.change("consultation split", split)

    def work(change: Transaction) -> list[int]:
        first = reasons.say(change, "strategi", "banan", "Staten äger banan.", "ak")
        row = reasons.get(change.connection, "strategi", "banan").valid.row
        for name in ("1.1", "1.2"):
            content = AnswerContent(disposition="not-met", wording=row, reason="Vi tar det vidare.")
            answers.write(change, locked(change, name), content, DAY)
        answers.write(change, locked(change, "1.2"), NOT_MET, DAY)
        return [
            first,
            reasons.say(change, "strategi", "banan", "Staten äger banan."),
            reasons.say(change, "strategi", "banan", "Staten äger järnvägen.", "bo"),
        ]

    assert register.change("consultation reasons", work) == [1, 1, 2]
    with register.reading() as connection:
        (one,) = reasons.listed(connection, "strategi")
        assert (one.valid.text, one.valid.noted_by, one.used) == ("Staten äger järnvägen.", "bo", (("1.1", 1),))
        assert reasons.listed(connection, "plan") == []
    valid = answered(register)[0].valid
    assert valid is not None
    assert (valid.text, valid.reason_id) == ("Staten äger banan.\nVi tar det vidare.", "banan")
    with pytest.raises(PolicyError):
        register.change("consultation reasons", lambda change: reasons.remove(change, "strategi", "banan"))
    register.change("consultation reasons", lambda change: reasons.say(change, "strategi", "onödig", "Text"))
    register.change("consultation reasons", lambda change: reasons.remove(change, "strategi", "onödig"))
    with register.reading() as connection:
        assert [each.ident for each in reasons.listed(connection, "strategi")] == ["banan"]
        with pytest.raises(RusctlError):
            reasons.get(connection, "strategi", "onödig")


def test_groups_hold_comments_and_dissolving_one_loses_none(register: Register) -> None:
    register.change("consultation split", split)

    def work(change: Transaction) -> int:
        members = comments.meant(change.connection, "strategi", ["1.1", "1.2"])
        number = like.make(change, "strategi", members, "Tåg", "ak")
        like.say(change, like.get(change.connection, "strategi", number), difference="Sala har redan tåg")
        return number

    number = register.change("consultation like", work)
    with register.reading() as connection:
        (one,) = like.groups(connection, "strategi")
    assert (one.name, one.members, one.difference) == ("Tåg", ("1.1", "1.2"), "Sala har redan tåg")

    def gone(change: Transaction) -> None:
        members = comments.meant(change.connection, "strategi", ["1.1", "1.2"])
        like.dissolve(change, like.get(change.connection, "strategi", number), members)

    register.change("consultation like", gone)
    with register.reading() as connection:
        assert like.groups(connection, "strategi") == []
        with pytest.raises(RusctlError):
            like.get(connection, "strategi", number)
    assert names(reply_of(register).comments) == ["1.1", "1.2", "1.3"]


def test_what_stands_behind_a_change_of_the_text_are_the_valid_answers(register: Register) -> None:
    register.change("consultation split", split)

    def work(change: Transaction) -> None:
        answers.write(change, locked(change, "1.1"), MET, DAY)
        answers.write(change, locked(change, "1.2"), MET, DAY)
        answers.write(change, locked(change, "1.2"), NOT_MET, DAY)

    register.change("consultation answer", work)
    with register.reading() as connection:
        assert answers.behind(connection, "strategi") == {"p031": ["1.1"]}
        assert answers.behind(connection, "plan") == {}
