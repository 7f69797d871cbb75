"""Replies split into comments: by quoted words or spans, by heading or question as a proposal; how much is covered."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rusctl.consultation import comments, sections, spans
from rusctl.consultation.spans import Span, TextCoverage
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.comments import NewComment, ReplyComment, SplitReply, TextOfReply
from rusctl.model.consulting import Consultation
from rusctl.services.consultation.comment_words import CommentWords, long_text, who
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

SPLIT = "consultation split"  # as the log of changes has it
_SPAN = re.compile(r"(?:(?P<text>[0-9]{1,3})/)?(?P<start>[0-9]{1,7})[-:](?P<stop>[0-9]{1,7})")
HEADING, QUESTION = "heading", "question"


class ReplySplit(NamedTuple):
    """A reply as it is split: how much of its texts is in comments, and which paragraphs of which text are not."""

    reply: SplitReply
    coverage: TextCoverage
    missing: tuple[tuple[TextOfReply, Span], ...]

    @property
    def finished(self) -> bool:
        """Whether somebody has said that no more comments are in it."""
        return self.reply.all_split is not None


class ProposedPart(NamedTuple):
    """A part of a reply that is likely a comment, with its words and what its heading names."""

    text: TextOfReply
    span: Span
    heading: str
    chapter: str
    question: str

    @property
    def words(self) -> str:
        """The words of the part."""
        return self.text.text[slice(*self.span)]


class SplitSaid(NamedTuple):
    """What is said of new comments: their words, their spans as 0-25 (2/0-25 in the second text), what sums them up."""

    quotes: Sequence[str] = ()
    spans: Sequence[str] = ()
    whole: bool = False
    summary: str = ""
    theme: str = ""
    by: str = ""


def themes_of(project: Project, which: Consultation) -> list[str]:
    """Give the themes that a consultation's comments have, in the order of the alphabet."""
    with opened(project).reading() as connection:
        return sorted({one.theme for one in comments.read(connection, which.id) if one.theme})


def split_of(reply: SplitReply) -> ReplySplit:
    """Reckon how far a reply is split."""
    found, missing = spans.NOTHING, []
    for text in reply.texts:
        of_it = [(one.start or 0, one.stop or 0) for one in reply.comments if one.of_text == text.row]
        one = spans.coverage(text.text, of_it)
        found = found.plus(one)
        missing += [(text, span) for span in one.missing]
    return ReplySplit(reply, found, tuple(missing))


def listed(project: Project, which: str = "", *, unfinished: bool = False) -> list[ReplySplit]:
    """Give all replies of a consultation as they are split, or those of which nobody has said that all is."""
    meant = naming.named(project, which)
    with opened(project).reading() as connection:
        found = [split_of(one) for one in comments.split_replies(connection, meant.id)]
    return [one for one in found if not (unfinished and one.finished)]


def shown(project: Project, which: str, number: int) -> ReplySplit:
    """Give a reply as it is split, by its number; RusctlError where there is none."""
    meant = naming.named(project, which)
    with opened(project).reading() as connection:
        return split_of(comments.split_reply(connection, meant.id, number))


def split(project: Project, which: str, number: int, said: SplitSaid, *, dry_run: bool = False) -> ReplySplit:
    """Make comments of words that stand in a reply, of spans of it, or one of the whole; give it as it is then.

    RusctlError where the words do not stand there, or stand there several times.
    """
    meant = naming.named(project, which)
    if not (said.quotes or said.spans or said.whole):
        raise UsageError(msg("say which words are a comment, or that one is of the whole reply: --whole"))
    if said.whole and not said.summary.strip():
        raise UsageError(msg("sum up with --summary what the reply as a whole says"))
    words = CommentWords(project, meant, themes_of(project, meant) if said.theme.strip() else ())
    theme = words.theme(said.theme) if said.theme.strip() else ""
    by, summary = who(said.by), long_text(said.summary)

    def new(of: SplitReply) -> list[NewComment]:
        places = [*(_quoted(of, one) for one in said.quotes), *(_spanned(of, one) for one in said.spans)]
        found = [_comment(words, text, span) for text, span in places]
        if said.whole:
            found.append(NewComment(summary=summary))
        return [replace(one, summary=summary, theme=theme) for one in found]

    return _add(project, meant, number, new, by, dry_run=dry_run)


def _add(
    project: Project,
    which: Consultation,
    number: int,
    new: Callable[[SplitReply], Sequence[NewComment]],
    by: str,
    *,
    dry_run: bool,
) -> ReplySplit:
    def work(change: Transaction) -> ReplySplit:
        of = comments.split_reply(change.connection, which.id, number)
        comments.add(change, which.id, of, _unmade(of, new(of)), by)
        return split_of(comments.split_reply(change.connection, which.id, number))

    return opened(project).change(SPLIT, work, dry_run=dry_run)


def _unmade(of: SplitReply, found: Sequence[NewComment]) -> list[NewComment]:
    """Leave out what is a comment already: the same span of the same text, or the whole with the same words."""
    there = {(one.of_text, one.start, one.stop, "" if one.of_text else one.summary) for one in of.comments}
    return [one for one in found if (one.of_text, one.start, one.stop, "" if one.of_text else one.summary) not in there]


def _comment(words: CommentWords, text: TextOfReply, span: Span, chapter: str = "", question: str = "") -> NewComment:
    start, stop = span
    return NewComment(
        of_text=text.row,
        start=start,
        stop=stop,
        quote=text.text[start:stop],
        chapter=chapter,
        paragraph=words.heading(chapter) if chapter else "",
        page=text.page(start),
        question=question,
    )


def _quoted(of: SplitReply, quote: str) -> tuple[TextOfReply, Span]:
    found = [(text, span) for text in of.texts for span in spans.find(text.text, quote)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RusctlError(
            msg(
                '"{quote}" stands {count} times in reply {number}; take more of what is round it',
                quote=quote,
                count=len(found),
                number=of.number,
            )
        )
    raise RusctlError(msg('"{quote}" does not stand in reply {number}', quote=quote, number=of.number))


def _spanned(of: SplitReply, span: str) -> tuple[TextOfReply, Span]:
    match = _SPAN.fullmatch(span.strip())
    if not match:
        raise UsageError(msg("{span} is no span; write it like 0-25, the last one not in it", span=span))
    ordinal = int(match["text"] or 1)
    text = next((one for one in of.texts if one.ordinal == ordinal), None)
    if text is None:
        raise RusctlError(msg("reply {number} has no text {ordinal}", number=of.number, ordinal=ordinal))
    return text, (int(match["start"]), int(match["stop"]))


def proposed(project: Project, which: str, number: int, how: str) -> list[ProposedPart]:
    """Give the parts of a reply that are likely comments, by its headings or by the questions that were put.

    What overlaps a comment that there is stays as somebody has made it, and is not proposed.
    """
    meant = naming.named(project, which)
    words = CommentWords(project, meant)
    if how == QUESTION and not words.questions:
        raise RusctlError(
            msg("{id} has no questions; give it one with rusctl consultation set --question", id=meant.id)
        )
    with opened(project).reading() as connection:
        return _proposed(comments.split_reply(connection, meant.id, number), words, how)


def _proposed(of: SplitReply, words: CommentWords, how: str) -> list[ProposedPart]:
    found = []
    for text in of.texts:
        taken = [(one.start or 0, one.stop or 0) for one in of.comments if one.of_text == text.row]
        parts = (
            sections.by_question(text.text, words.questions)
            if how == QUESTION
            else sections.by_heading(text.text, text.headings)
        )
        found += [
            ProposedPart(text, one.span, one.heading, one.chapter, one.question)
            for one in parts
            if not any(start < one.span[1] and one.span[0] < stop for start, stop in taken)
        ]
    return found


def accept(
    project: Project,
    which: str,
    number: int,
    how: str,
    *,
    wanted: Sequence[int] = (),
    by: str = "",
    dry_run: bool = False,
) -> ReplySplit:
    """Make comments of what is proposed, of all parts or of those of some numbers, from 1."""
    meant = naming.named(project, which)
    words = CommentWords(project, meant)

    def new(of: SplitReply) -> list[NewComment]:
        parts = _proposed(of, words, how)
        for one in wanted:
            if not 1 <= one <= len(parts):
                raise RusctlError(msg("there is no proposal {number}; there are {count}", number=one, count=len(parts)))
        chosen = [parts[one - 1] for one in wanted] if wanted else parts
        if not chosen:
            raise RusctlError(msg("nothing is proposed of reply {number}", number=of.number), stops=True)
        return [_comment(words, one.text, one.span, one.chapter, one.question) for one in chosen]

    return _add(project, meant, number, new, who(by), dry_run=dry_run)


def no_more(
    project: Project, which: str, number: int, by: str = "", *, done: bool = True, dry_run: bool = False
) -> ReplySplit:
    """Enter that no more comments are in a reply, or that this does not hold; give it as it is then."""
    meant, initials = naming.named(project, which), who(by)

    def work(change: Transaction) -> ReplySplit:
        of = comments.split_reply(change.connection, meant.id, number)
        if (of.all_split is not None) == done:
            raise RusctlError(
                msg("reply {number} is said to be split already", number=number)
                if done
                else msg("nobody has said that reply {number} is split", number=number),
                stops=True,
            )
        comments.say_all_split(change, of, initials, done=done)
        return split_of(comments.split_reply(change.connection, meant.id, number))

    return opened(project).change(SPLIT, work, dry_run=dry_run)


def remove(project: Project, which: str, names: Sequence[str], *, dry_run: bool = False) -> list[ReplyComment]:
    """Take comments away that nobody has answered, all or none; give them."""
    meant = naming.named(project, which)

    def work(change: Transaction) -> list[ReplyComment]:
        found = comments.meant(change.connection, meant.id, names)
        for one in found:
            comments.remove(change, comments.locked(change, one))
        return found

    return opened(project).change(SPLIT, work, dry_run=dry_run)
