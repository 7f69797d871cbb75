"""What stops a letter: an answer that is missing or says nothing, and what a reader should never find in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rusctl.consultation import answer_rules
from rusctl.language.message import Message, msg
from rusctl.model.comments import AnsweredComment, AnswerFault
from rusctl.model.consultation import CommentStep
from rusctl.model.plan import Plan
from rusctl.papers.placeholders import left_over, placeholders
from rusctl.services.consultation.letter_words import OneLetter, disposition_of, shortened

_FOR_PERSONS = re.compile(r"(?<!\w)(?:[Dd]u|[Dd]ig|[Dd]in|[Dd]itt|[Dd]ina)(?!\w)")
_FOR_BODIES = re.compile(r"(?<!\w)(?:[Nn]i|[Ee]r|[Ee]rt|Era|era synpunkter)(?!\w)")
_WORD = re.compile(r"\S+")
_EDGES = ".,;:!?()[]\"'”“’«»"
_MOST_PARTS = 3  # words that a number of the diary is written in


class LetterFault(NamedTuple):
    """What stops the letter to a reply: the comment it is about, else the reply's number; and what is wrong."""

    name: str
    message: Message


def before(one: OneLetter, plan: Plan) -> Iterator[LetterFault]:
    """Give what stops a letter before it is written."""
    name = str(one.reply.number)
    if not one.reply.bodies:
        yield LetterFault(name, msg("the reply is from nobody"))
    for each in (one.reply, *one.more):
        if not each.all_split:
            said = msg("nobody has said that no more comments are in the reply")
            yield LetterFault(str(each.number), said)
    for comment in one.comments:
        for message in _of_comment(comment, plan):
            yield LetterFault(comment.comment.name, message)


def _of_comment(one: AnsweredComment, plan: Plan) -> Iterator[Message]:
    answer, comment = one.valid, one.comment
    if answer is None:
        yield msg("has no answer")
        return
    if one.waiting:
        yield msg("has two answers, of which somebody has to choose one")
    found = answer_rules.faults(
        disposition_of(plan, answer.content.disposition),
        answer.text,
        answer.content.changes,
        comment=comment.words,
        asks=comment.asks,
    )
    yield from filter(None, map(_stopping, found))
    for tag in placeholders(answer.text):
        yield msg("the reason still has {tag} in it", tag=tag)
    if comment.step is not CommentStep.APPROVED:
        yield msg("its answer is not approved")


def _stopping(fault: AnswerFault) -> Message | None:
    """Say what is wrong with an answer, where its reader would notice; None for what only the text would show."""
    if fault is AnswerFault.NO_DISPOSITION:
        return msg("its answer has no disposition")
    if fault is AnswerFault.NO_REASON:
        return msg("its answer gives no reason")
    if fault is AnswerFault.EMPTY_REASON:
        return msg("the reason means nothing to somebody who has only the letter")
    return None


class OthersNumbers:
    """The numbers of the diary that others' replies have, to find them in a letter that is not theirs."""

    def __init__(self, numbers: Iterable[tuple[int, str]], allowed: str) -> None:
        """Take the numbers with their replies'; `allowed` is the number of the matter, which all may have."""
        self._owners: dict[str, set[int]] = {}
        for reply, number in numbers:
            text = _plain(number)
            if text and text != _plain(allowed):
                self._owners.setdefault(text, set()).add(reply)

    def found(self, text: str, own: Sequence[int]) -> Iterator[str]:
        """Give the numbers in a text that belong to other replies alone."""
        words = [one.strip(_EDGES) for one in _WORD.findall(text)]
        for at in range(len(words)):
            for count in range(1, _MOST_PARTS + 1):
                owners = self._owners.get(_plain(" ".join(words[at : at + count])))
                if owners and not owners & set(own):
                    yield " ".join(words[at : at + count])


def _plain(number: str) -> str:
    return " ".join(number.casefold().split())


def after(one: OneLetter, text: str, others: OthersNumbers) -> Iterator[LetterFault]:
    """Give what stops a letter once it is written, by its whole text; what its reader wrote is not looked at."""
    name = str(one.reply.number)
    quotes = [each.comment.quote for each in one.comments if each.comment.quote.strip()]
    theirs = [*quotes, *(shortened(each, "") for each in quotes)]
    ours = without(text, theirs)
    for tag in dict.fromkeys(left_over(ours, theirs)):
        yield LetterFault(name, msg("{tag} is left in the letter", tag=tag))
    for number in dict.fromkeys(others.found(ours, one.numbers)):
        yield LetterFault(name, msg("{number} is a number of somebody else's reply", number=number))
    if one.language == "sv" and (found := (_FOR_BODIES if one.private else _FOR_PERSONS).search(ours)):
        to_person = msg("“{word}” is said to several, and this letter goes to one person", word=found.group())
        to_body = msg("“{word}” is said to one person, and this letter goes to a body", word=found.group())
        yield LetterFault(name, to_person if one.private else to_body)


def without(text: str, theirs: Iterable[str]) -> str:
    """Give a letter's text without what its reader wrote, however its lines are broken."""
    plain = " ".join(text.split())
    for said in sorted((" ".join(one.split()) for one in theirs), key=len, reverse=True):
        plain = plain.replace(said, " ")
    return plain
