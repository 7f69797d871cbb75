"""Replies split: by words, spans, headings and questions; how much is covered, and who said that this is all."""

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.services.consultation import answering, splitting
from rusctl.services.consultation.answering import AnswerSaid
from rusctl.services.consultation.split_desk import SplitDesk
from rusctl.services.consultation.splitting import HEADING, QUESTION, SplitSaid
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from tests.consultation.replies import BUSES, TEXT, TRAINS, came
from tests.services.consultation.split_replies import (  # noqa: F401 - fixtures
    WHICH,
    commented_fixture,
    remiss_fixture,
)
from tests.services.people.conftest import empty_register_fixture, house  # noqa: F401 - a register that holds nobody

ASKED = "Fråga 1\n\nJa, de är rätta.\n\n2 Bostäder\n\nDet saknas mål för bostäder på landsbygden i hela länet."


def names(found: splitting.ReplySplit) -> list[str]:
    return [one.name for one in found.reply.comments]


def test_comments_are_words_spans_or_the_whole_and_none_is_made_twice(remiss: Project) -> None:
    start = TEXT.index("Bussarna")
    said = SplitSaid(
        quotes=["Tåg saknas  mellan Sala\noch Norberg."], spans=[f"{start}-{start + 8}"], theme="Tåg", by="ak"
    )
    found = splitting.split(remiss, "", 1, said)
    assert [(one.name, one.quote, one.theme) for one in found.reply.comments] == [
        ("1.1", TRAINS, "Tåg"),
        ("1.2", "Bussarna", "Tåg"),
    ]
    assert names(splitting.split(remiss, "", 1, said)) == ["1.1", "1.2"]
    found = splitting.split(remiss, "", 2, SplitSaid(whole=True, summary="Positiva", theme="tåg"))
    assert [(one.name, one.words, one.theme) for one in found.reply.comments] == [("2.1", "Positiva", "Tåg")]
    assert found.coverage.per_cent == 0


def test_what_is_no_comment_of_the_reply_is_refused(remiss: Project) -> None:
    for number, said, error in (
        (9, SplitSaid(quotes=["Tåg"]), RusctlError),
        (1, SplitSaid(quotes=["Flyg"]), RusctlError),
        (1, SplitSaid(quotes=["."]), RusctlError),  # it stands there several times
        (1, SplitSaid(spans=["0-9999"]), RusctlError),
        (1, SplitSaid(spans=["2/0-3"]), RusctlError),
        (1, SplitSaid(spans=["x"]), UsageError),
        (1, SplitSaid(whole=True), UsageError),
        (1, SplitSaid(), UsageError),
        (1, SplitSaid(quotes=["Bussarna"], by="Anna Karlsson"), UsageError),
    ):
        with pytest.raises(error):
            splitting.split(remiss, "", number, said)
    assert not any(one.reply.comments for one in splitting.listed(remiss))


def test_headings_and_questions_are_proposed_and_made_comments_as_somebody_accepts_them(remiss: Project) -> None:
    number = opened(remiss).change("consultation add", lambda change: came(change, ASKED, which=WHICH))
    found = splitting.proposed(remiss, "", number, QUESTION)
    assert [(one.question, one.words) for one in found] == [("mal", ASKED)]
    found = splitting.proposed(remiss, "", number, HEADING)
    assert [(one.chapter, one.words.split("\n")[0]) for one in found] == [("", "Fråga 1"), ("2", "2 Bostäder")]
    with pytest.raises(RusctlError):
        splitting.accept(remiss, "", number, HEADING, wanted=[3])
    done = splitting.accept(remiss, "", number, HEADING, wanted=[2])
    assert [(one.chapter, one.quote[:9]) for one in done.reply.comments] == [("2", "2 Bostäde")]
    assert len(splitting.proposed(remiss, "", number, HEADING)) == 1  # what is a comment is not proposed again
    assert splitting.accept(remiss, "", number, HEADING).coverage.per_cent == 100
    with pytest.raises(RusctlError):
        splitting.accept(remiss, "", number, HEADING)


def test_a_reply_is_split_when_somebody_says_so(remiss: Project) -> None:
    found = splitting.no_more(remiss, "", 2, "ak")
    assert (found.finished, found.reply.all_split_by) == (True, "ak")
    assert [one.reply.number for one in splitting.listed(remiss, unfinished=True)] == [1]
    with pytest.raises(RusctlError):
        splitting.no_more(remiss, "", 2, "ak")
    assert not splitting.no_more(remiss, "", 2, done=False).finished
    with pytest.raises(RusctlError):
        splitting.no_more(remiss, "", 2, done=False)


def test_comments_are_taken_away_all_or_none(commented: Project) -> None:
    answering.answer(commented, "", ["1.2"], AnswerSaid(disposition="noteras"))
    with pytest.raises(PolicyError):
        splitting.remove(commented, "", ["1.1", "1.2"])
    assert names(splitting.shown(commented, "", 1)) == ["1.1", "1.2"]
    splitting.remove(commented, "", ["1.1"])
    assert names(splitting.shown(commented, "", 1)) == ["1.2"]


def test_the_desk_goes_from_paragraph_to_paragraph_and_keeps_each_choice(remiss: Project) -> None:
    desk = SplitDesk(remiss, "", 1, "ak")
    first = desk.on_desk()
    assert first is not None
    assert (first.words, first.place, first.of, first.before) == ("Yttrande", 1, 4, None)
    desk.go_on()
    desk.own()
    desk.go_on()
    third = desk.on_desk()
    assert third is not None
    assert third.before is not None
    assert (third.words, third.before.name) == (TRAINS, "1.1")
    desk.goes_on(third)
    desk.go_on()
    last = desk.on_desk()
    assert last is not None
    desk.theme(last, "Buss")
    again = SplitDesk(remiss, "", 1)  # another day, or another colleague
    assert [one.quote for one in again.state().reply.comments] == [f"Vi tillstyrker förslaget.\n\n{TRAINS}", BUSES]
    assert again.state().reply.comments[1].theme == "Buss"
    shown = again.on_desk()
    assert shown is not None
    assert shown.words == "Yttrande"
    with pytest.raises(RusctlError):
        again.goes_on(shown)
    with pytest.raises(RusctlError):
        again.remove(shown)
    again.go_on()
    assert again.on_desk() is None
    assert again.go_back()
    kept = again.on_desk()
    assert kept is not None
    again.remove(kept)
    again.these("Bussarna måste")
    again.whole("Positiva")
    again.no_more()
    assert again.state().finished
    assert [one.words for one in again.state().reply.comments][1:] == ["Bussarna måste", "Positiva"]
