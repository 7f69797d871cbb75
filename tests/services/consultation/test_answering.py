"""Comments answered: what each disposition asks for, what a colleague wrote, groups, reasons, checked and approved."""

import datetime as dt

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.model.comments import AnswerFault
from rusctl.model.consultation import CommentStep, Settling
from rusctl.services.consultation import answering, likeness, reusing, splitting
from rusctl.services.consultation.answering import AnswerSaid, AnswersWanted, SettlingSaid
from rusctl.services.consultation.likeness import CAMPAIGN, GROUP, PROPOSAL, GroupSaid
from rusctl.services.consultation.splitting import SplitSaid
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from tests.consultation.replies import BUSES, TRAINS, came
from tests.services.consultation.split_replies import (  # noqa: F401 - fixtures
    OTHER,
    WHICH,
    WHY,
    commented_fixture,
    remiss_fixture,
    shown,
    valid,
)
from tests.services.people.conftest import empty_register_fixture, house  # noqa: F401 - a register that holds nobody

DAY = dt.date(2019, 11, 4)
NOT_MET = AnswerSaid(disposition="tillgodoses inte", reason=WHY, by="ak")
APPROVED = SettlingSaid(Settling.APPROVED, "regionstyrelsen", DAY, by="bo")


def approved(project: Project, *names: str) -> answering.SettledNow:
    return answering.settle(project, "", names, APPROVED)


def test_an_answer_has_a_disposition_in_words_a_reason_and_paragraphs(commented: Project) -> None:
    (done,) = answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="Beaktas", changes=["p031 p044"]))
    assert (done.written, done.beside) == (1, False)
    content = valid(commented, "1.1").content
    assert (content.disposition, content.changes) == ("met", ("p031", "p044"))
    with pytest.raises(UsageError):
        answering.answer(commented, "", ["1.1"], AnswerSaid())
    for wrong in (AnswerSaid(disposition="kanske"), AnswerSaid(reuse="banan"), AnswerSaid(changes=["kapitel"])):
        with pytest.raises(RusctlError):
            answering.answer(commented, "", ["1.1"], wrong)


def test_a_colleague_s_answer_stands_until_somebody_has_read_it(commented: Project) -> None:
    answering.answer(commented, "", ["1.1"], NOT_MET)
    theirs = AnswerSaid(disposition="met", reason=OTHER, changes=["p031"], by="bo")
    (done,) = answering.answer(commented, "", ["1.1"], theirs)
    assert (done.beside, done.written) == (True, 2)
    assert valid(commented, "1.1").text == WHY
    assert [one.text for one in shown(commented, "1.1").waiting] == [OTHER]
    (again,) = answering.answer(commented, "", ["1.1"], theirs)
    assert (again.beside, again.written) == (True, None)  # it is kept once
    assert [one.of.comment.name for one in answering.listed(commented, "", AnswersWanted(waiting=True))] == ["1.1"]
    with pytest.raises(PolicyError):
        approved(commented, "1.1")
    answering.take(commented, "", "1.1", 2, "ak")
    now = shown(commented, "1.1")
    assert now.valid is not None
    assert (now.valid.text, now.waiting, len(now.answers)) == (OTHER, (), 3)
    with pytest.raises(RusctlError):
        answering.take(commented, "", "1.1", 3)
    with pytest.raises(RusctlError):
        answering.take(commented, "", "1.1", 9)


def test_who_has_read_an_answer_or_has_written_it_replaces_it(commented: Project) -> None:
    answering.answer(commented, "", ["1.1"], NOT_MET)
    (mine,) = answering.answer(commented, "", ["1.1"], AnswerSaid(reason=OTHER, by="ak"))
    assert (mine.beside, valid(commented, "1.1").content.disposition, valid(commented, "1.1").text) == (
        False,
        "not-met",
        OTHER,
    )
    (theirs,) = answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="partly", replaces=2, by="bo"))
    assert (theirs.beside, valid(commented, "1.1").noted_by) == (False, "bo")
    (late,) = answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="met", replaces=1, by="cd"))
    assert late.beside
    with pytest.raises(RusctlError):
        answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="met", replaces=9))


def test_what_lacks_something_is_named_and_not_approved(commented: Project) -> None:
    answering.answer(commented, "", ["1.1"], AnswerSaid(disposition="met"))
    (one,) = answering.listed(commented, "", AnswersWanted(faulty=True))
    assert (one.of.comment.name, one.faults) == ("1.1", (AnswerFault.NO_CHANGE,))
    assert [each.of.comment.name for each in answering.listed(commented, "", AnswersWanted(unanswered=True))] == ["1.2"]
    with pytest.raises(PolicyError):
        approved(commented, "1.1")
    found = approved(commented)
    assert (found.settled, [each.name for each in found.not_ready]) == ((), ["1.1", "1.2"])
    with pytest.raises(UsageError):
        answering.settle(commented, "", ["1.1"], SettlingSaid(Settling.APPROVED, "", DAY))
    with pytest.raises(RusctlError):
        answering.settle(commented, "", ["1.1"], SettlingSaid(Settling.APPROVED, "ingen", DAY))


def test_answers_are_checked_approved_and_open_again_when_they_are_changed(commented: Project) -> None:
    answering.answer(commented, "", ["1.1", "1.2"], NOT_MET)
    answering.settle(commented, "", ["1.1"], SettlingSaid(Settling.CHECKED, "", DAY, by="bo"))
    assert shown(commented, "1.1").comment.step is CommentStep.CHECKED
    found = approved(commented)
    assert (found.settled, found.already, found.not_ready) == (("1.1", "1.2"), (), ())
    assert approved(commented).already == ("1.1", "1.2")
    last = shown(commented, "1.1").approved
    assert last is not None
    assert (last.body, last.day, last.noted_by) == ("regionstyrelsen", DAY, "bo")
    answering.answer(commented, "", ["1.1"], AnswerSaid(reason=OTHER, by="ak"))
    now = shown(commented, "1.1")
    assert (now.comment.step, now.approved) == (CommentStep.REOPENED, None)
    assert now.answers[0].settled[-1].what is Settling.REOPENED
    reopened = answering.settle(commented, "", ["1.2"], SettlingSaid(Settling.REOPENED, "", DAY))
    assert reopened.settled == ("1.2",)
    assert approved(commented, "1.1", "1.2").settled == ("1.1", "1.2")


def test_like_comments_are_answered_together_and_a_difference_is_told(commented: Project) -> None:
    opened(commented).change("consultation add", lambda change: came(change, which=WHICH, name="Norberg"))
    splitting.split(commented, "", 3, SplitSaid(quotes=[TRAINS]))
    (likely,) = [one for one in likeness.listed(commented) if one.what == PROPOSAL]
    assert likely.members == ("1.1", "3.1")
    made = likeness.group(commented, "", ["1.1", "3.1"], GroupSaid(name="Tåg", by="ak"))
    done = answering.answer(commented, "", ["1.1"], NOT_MET._replace(group=True))
    assert [one.now.comment.name for one in done] == ["1.1", "3.1"]
    assert likeness.listed(commented, unlike=True) == []
    answering.answer(commented, "", ["3.1"], AnswerSaid(disposition="noted", by="ak"))
    (unlike,) = likeness.listed(commented, unlike=True)
    assert (unlike.number, unlike.dispositions) == (made.row, ("not-met", "noted"))
    likeness.group(commented, "", [], GroupSaid(into=made.row, difference="Norberg frågar om något annat"))
    assert likeness.listed(commented, unlike=True) == []
    left = likeness.ungroup(commented, "", made.row, ["3.1"])
    assert left is not None
    assert left.members == ("1.1",)
    assert likeness.ungroup(commented, "", made.row) is None
    with pytest.raises(RusctlError):
        likeness.ungroup(commented, "", made.row)
    with pytest.raises(UsageError):
        likeness.group(commented, "", [], GroupSaid())


def test_a_campaign_is_one_work_and_many_replies(remiss: Project) -> None:
    letter = f"Hej!\n\n{TRAINS} Det är orimligt att den som studerar måste ha bil varje dag. {BUSES}\n\n"
    for name in ("Kalle", "Anna", "Pia"):
        opened(remiss).change("consultation add", lambda change, who=name: came(change, letter + who, who, WHICH))  # type: ignore[misc]
    with pytest.raises(RusctlError):
        likeness.split_campaign(remiss, "", 3)
    splitting.split(remiss, "", 3, SplitSaid(quotes=[TRAINS, BUSES], theme="Tåg"))
    found = likeness.split_campaign(remiss, "", 3, "ak")
    assert (found.replies, found.made, found.lacking) == ((4, 5), 4, ())
    assert likeness.split_campaign(remiss, "", 3).made == 0
    rows = {one.members: one.what for one in likeness.listed(remiss)}
    assert rows[("3.1", "4.1", "5.1")] == GROUP
    assert rows[("3", "4", "5")] == CAMPAIGN
    answering.answer(remiss, "", ["3.1"], NOT_MET._replace(group=True))
    copied = [(shown(remiss, name).comment.theme, valid(remiss, name).text) for name in ("3.1", "5.1")]
    assert copied == [("Tåg", WHY)] * 2
    with pytest.raises(RusctlError):
        likeness.split_campaign(remiss, "", 9)


def test_a_reusable_reason_is_worded_used_and_renewed(commented: Project) -> None:
    with pytest.raises(UsageError):
        reusing.say(commented, "", "tom", "Se ovan")
    assert reusing.say(commented, "", "banan", WHY, "ak")[1]
    assert not reusing.say(commented, "", "banan", WHY)[1]
    more = AnswerSaid(disposition="not-met", reuse="banan", reason="Vi för det vidare.", by="ak")
    answering.answer(commented, "", ["1.1"], more)
    answering.answer(commented, "", ["1.2"], AnswerSaid(disposition="not-met", reason=WHY, by="ak"))  # the same words
    approved(commented)
    reusing.say(commented, "", "banan", "Staten äger järnvägen.")
    (one,) = reusing.listed(commented)
    assert one.used == (("1.1", 1), ("1.2", 1))
    assert valid(commented, "1.1").text == f"{WHY}\nVi för det vidare."
    with pytest.raises(PolicyError):
        reusing.remove(commented, "", "banan")
    assert reusing.renew(commented, "", "banan", "bo") == ["1.1", "1.2"]
    assert valid(commented, "1.1").text == "Staten äger järnvägen.\nVi för det vidare."
    assert shown(commented, "1.1").comment.step is CommentStep.REOPENED
    assert reusing.renew(commented, "", "banan") == []
    assert reusing.get(commented, "", "banan").used == (("1.1", 2), ("1.2", 2))
