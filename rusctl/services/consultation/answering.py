"""Comments answered: a disposition, a reason, the paragraphs changed; taken, checked, approved; and what each lacks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.consultation import answers, comments, like, reasons
from rusctl.consultation.answer_rules import faults
from rusctl.consultation.merging import AnswerFate, AnswerWords, answer_fate, plain
from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.comments import AnswerContent, AnsweredComment, AnswerFault, CommentAnswer, ReusableReason
from rusctl.model.consultation import CommentStep, Settling
from rusctl.services import selection
from rusctl.services.consultation.comment_words import CommentWords, long_text, who
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

ANSWER, APPROVE = "consultation answer", "consultation approve"  # as the log of changes has them


class AnswerSaid(NamedTuple):
    """What is said of an answer; None where nothing is. `reuse` is the id of a reusable reason.

    `replaces` is the number of the version that its writer has read; `group` writes it to all comments of the group.
    """

    disposition: str | None = None
    reason: str | None = None
    reuse: str | None = None
    changes: Sequence[str] | None = None
    replaces: int | None = None
    group: bool = False
    by: str = ""

    @property
    def nothing(self) -> bool:
        """Whether it says nothing of the answer."""
        return self.disposition is None and self.reason is None and self.reuse is None and self.changes is None


class AnsweredNow(NamedTuple):
    """What became of an answer: the comment as it is now, and the version that was written, None where nothing was.

    `before` is the answer that was valid. What waits beside the valid one is in the comment.
    """

    now: AnsweredComment
    fate: AnswerFate
    written: int | None
    before: CommentAnswer | None

    @property
    def beside(self) -> bool:
        """Whether it is not valid, since somebody else's is that its writer has not read."""
        return self.fate in (AnswerFate.BESIDE, AnswerFate.KEPT)


class AnswerState(NamedTuple):
    """A comment with its answer, the names of its reply's bodies, and what the answer lacks."""

    of: AnsweredComment
    bodies: tuple[str, ...]
    faults: tuple[AnswerFault, ...]


def words_of(one: CommentAnswer | None) -> AnswerWords:
    """Give an answer as people write it."""
    return AnswerWords(one.content.disposition, one.text, one.content.changes) if one else AnswerWords()


def versions_of(one: AnsweredComment) -> dict[int, AnswerWords]:
    """Give all versions of a comment's answer by their numbers."""
    return {each.ordinal: words_of(each) for each in one.answers}


def content_of(words: AnswerWords, reusable: Sequence[ReusableReason]) -> AnswerContent:
    """Give what is stored of an answer; a reason that begins with a reusable one uses it, and the rest is its own."""
    reason = plain(words.reason)
    for one in reusable:
        shared = plain(one.valid.text)
        if reason == shared or reason.startswith(f"{shared}\n"):
            return AnswerContent(
                disposition=words.disposition,
                reason=reason[len(shared) :].strip(),
                wording=one.valid.row,
                changes=words.changes,
            )
    return AnswerContent(disposition=words.disposition, reason=reason, changes=words.changes)


def answer(
    project: Project, which: str, names: Sequence[str], said: AnswerSaid, *, dry_run: bool = False
) -> list[AnsweredNow]:
    """Answer comments, all in one change, and give what became of each.

    What is not said stays as it is in the valid answer. Where one is valid that is another colleague's, and was not
    said to be read, it stays so, and this one is kept beside it.
    """
    if said.nothing:
        raise UsageError(msg("say what the answer is: --as, --reason, --reuse or --paragraph"))
    meant = naming.named(project, which)
    words, by = CommentWords(project, meant), who(said.by)
    disposition = None if said.disposition is None else words.disposition(said.disposition)
    changes = None if said.changes is None else words.paragraphs(" ".join(said.changes))
    reason = None if said.reason is None else long_text(said.reason)

    def work(change: Transaction) -> list[AnsweredNow]:
        reusable = reasons.listed(change.connection, meant.id)
        whole = _reason(said, reason, reusable)
        found = comments.meant(change.connection, meant.id, _with_groups(change, meant.id, names, said))
        done = []
        for one in found:
            there = answers.answered(change.connection, [comments.locked(change, one)])[0]
            stands = words_of(there.valid)
            new = AnswerWords(
                stands.disposition if disposition is None else disposition,
                stands.reason if whole is None else whole,
                stands.changes if changes is None else changes,
            )
            seen = _seen(there, said.replaces, by)
            done.append(put(change, there, new, seen, reusable, project=project, by=by))
        return done

    return opened(project).change(ANSWER, work, dry_run=dry_run)


def _reason(said: AnswerSaid, own: str | None, reusable: Sequence[ReusableReason]) -> str | None:
    if said.reuse is None:
        return own
    by_id = {one.ident: one for one in reusable}
    found = by_id[selection.meant(said.reuse, dict.fromkeys(by_id, ()), msg("a reusable reason"))]
    return "\n".join(filter(None, (found.valid.text, own)))


def _with_groups(change: Transaction, which: str, names: Sequence[str], said: AnswerSaid) -> list[str]:
    """Give the names of comments with those of their groups, where that is meant."""
    if not said.group:
        return list(names)
    groups = {one.row: one for one in like.groups(change.connection, which)}
    found = comments.meant(change.connection, which, names)
    return [name for one in found for name in (one.name, *(groups[one.group].members if one.group in groups else ()))]


def _seen(one: AnsweredComment, replaces: int | None, by: str) -> int:
    """Give the number of the version that somebody has read: the one they name, or the valid one where it is theirs.

    RusctlError where there is no version of the number that they name.
    """
    if replaces is None:
        return one.comment.current if one.valid is None or (by and one.valid.noted_by == by) else 0
    if replaces not in versions_of(one):
        raise RusctlError(msg("{name} has no answer of number {number}", name=one.comment.name, number=replaces))
    return replaces


def put(
    change: Transaction,
    there: AnsweredComment,
    new: AnswerWords,
    seen: int,
    reusable: Sequence[ReusableReason],
    *,
    project: Project,
    by: str,
    wins: bool = False,
) -> AnsweredNow:
    """Write an answer to a comment that is locked by this change, or keep it beside the one that is valid."""
    fate = answer_fate(seen, new, versions_of(there), there.comment.current, wins=wins)
    written = None
    if fate is AnswerFate.VALID:
        written = answers.write(change, there.comment, content_of(new, reusable), project.today, by)
    elif fate is AnswerFate.BESIDE:
        written = answers.keep_beside(change, there.comment, content_of(new, reusable), by)
    return AnsweredNow(again(change.connection, there), fate, written, there.valid)


def again(connection: Any, one: AnsweredComment) -> AnsweredComment:
    """Give a comment and its answers as they are now."""
    found = comments.by_row(connection, one.comment.row)
    return answers.answered(connection, [found])[0]


def take(project: Project, which: str, name: str, number: int, by: str = "", *, dry_run: bool = False) -> AnsweredNow:
    """Let a version of an answer be valid, as a version more, whatever waits beside it; none is lost."""
    meant, initials = naming.named(project, which), who(by)

    def work(change: Transaction) -> AnsweredNow:
        (one,) = comments.meant(change.connection, meant.id, [name])
        there = answers.answered(change.connection, [comments.locked(change, one)])[0]
        chosen = next((each for each in there.answers if each.ordinal == number), None)
        if chosen is None:
            raise RusctlError(msg("{name} has no answer of number {number}", name=one.name, number=number))
        if number == there.comment.current and not there.waiting:
            raise RusctlError(msg("answer {number} of {name} is valid", name=one.name, number=number), stops=True)
        written = answers.write(change, there.comment, chosen.content, project.today, initials)
        return AnsweredNow(again(change.connection, there), AnswerFate.VALID, written, there.valid)

    return opened(project).change(ANSWER, work, dry_run=dry_run)


def lacks(words: CommentWords, one: AnsweredComment) -> tuple[AnswerFault, ...]:
    """Give what the valid answer of a comment lacks; that it has none is a lack of its disposition."""
    valid = words_of(one.valid)
    rule = words.rule(valid.disposition)
    comment = one.comment
    return tuple(faults(rule, valid.reason, valid.changes, comment=comment.words, asks=comment.asks))


class AnswersWanted(NamedTuple):
    """Which comments are meant: those of a reply, and of those the unanswered, the waiting or the faulty ones."""

    reply: int | None = None
    names: Sequence[str] = ()
    unanswered: bool = False
    waiting: bool = False
    faulty: bool = False


def listed(project: Project, which: str, wanted: AnswersWanted) -> list[AnswerState]:
    """Give comments with their answers and what those lack, in the order of their replies."""
    meant = naming.named(project, which)
    words = CommentWords(project, meant)
    with opened(project).reading() as connection:
        return states(connection, words, wanted)


def states(connection: Any, words: CommentWords, wanted: AnswersWanted) -> list[AnswerState]:
    """Give comments with their answers and what those lack, as a connection has them."""
    of_reply = None if wanted.reply is None else [wanted.reply]
    replies = {one.row: one.bodies for one in comments.split_replies(connection, words.which.id, of_reply)}
    found = answers.read(connection, words.which.id, of_reply)
    if wanted.names:
        names = {one.name for one in comments.meant(connection, words.which.id, wanted.names)}
        found = [one for one in found if one.comment.name in names]
    all_ = [AnswerState(one, replies.get(one.comment.reply_row, ()), lacks(words, one)) for one in found]
    return [
        one
        for one in all_
        if (not wanted.unanswered or one.of.valid is None)
        and (not wanted.waiting or one.of.waiting)
        and (not wanted.faulty or (one.of.valid is not None and one.faults))
    ]


class NotReady(NamedTuple):
    """A comment whose answer cannot be checked or approved: what it lacks; nothing where another version waits."""

    name: str
    faults: tuple[AnswerFault, ...]


class SettledNow(NamedTuple):
    """Which comments' answers were settled, which were so already, and which cannot be."""

    settled: tuple[str, ...]
    already: tuple[str, ...]
    not_ready: tuple[NotReady, ...]


class SettlingSaid(NamedTuple):
    """What is done with answers: checked, approved or opened again; by which body, on which day, and what is noted."""

    what: Settling
    body: str
    day: dt.date
    note: str = ""
    by: str = ""


_STEPS: Mapping[Settling, tuple[CommentStep, ...]] = {
    Settling.CHECKED: (CommentStep.CHECKED, CommentStep.APPROVED),
    Settling.APPROVED: (CommentStep.APPROVED,),
    Settling.REOPENED: (CommentStep.REOPENED,),
}


def settle(
    project: Project, which: str, names: Sequence[str], said: SettlingSaid, *, dry_run: bool = False
) -> SettledNow:
    """Enter that answers were checked or approved, or are opened again: of some comments, or of all that can be.

    Where comments are named, all of them or none: PolicyError where one lacks something. RusctlError where the body is
    none of the plan's.
    """
    meant = naming.named(project, which)
    words, by, note = CommentWords(project, meant), who(said.by), long_text(said.note)
    if said.what is Settling.APPROVED and not said.body:
        raise UsageError(msg("say with --body which body approves the answers"))
    body = selection.body(project.plan, said.body) if said.body else ""

    def work(change: Transaction) -> SettledNow:
        found = states(change.connection, words, AnswersWanted(names=names))
        fates = [(one.of.comment, _settled_fate(one, said.what)) for one in found]
        not_ready = tuple(fate for _, fate in fates if isinstance(fate, NotReady))
        if names and not_ready:
            raise PolicyError(
                msg(
                    "not ready: {names}; see rusctl consultation answer --lacking",
                    names=[one.name for one in not_ready],
                )
            )
        done = [comment for comment, fate in fates if fate is None]
        for one in done:
            answers.settle(change, comments.locked(change, one), said.what, said.day, body=body, note=note, by=by)
        already = tuple(comment.name for comment, fate in fates if fate is said.what)
        return SettledNow(tuple(one.name for one in done), already, not_ready)

    return opened(project).change(APPROVE, work, dry_run=dry_run)


def _settled_fate(one: AnswerState, what: Settling) -> NotReady | Settling | None:
    """Give None where an answer can be settled, `what` where it is so already, else what it lacks."""
    comment = one.of.comment
    if comment.step in _STEPS[what]:
        return what
    if what is Settling.REOPENED:
        return None if comment.step is CommentStep.APPROVED else NotReady(comment.name, ())
    return NotReady(comment.name, one.faults) if one.faults or one.of.waiting else None
