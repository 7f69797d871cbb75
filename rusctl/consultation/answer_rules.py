"""What an answer has to have, by its disposition: a reason that says something, and paragraphs of the text.

The reader of a letter has the letter alone. A reason that only points at another answer, says that the comment is
noted, or repeats the comment says nothing there, and counts as none.
"""

import re
from collections.abc import Collection, Iterator

from rusctl.language.terms import words_of
from rusctl.model.comments import AnswerFault
from rusctl.model.consulting import ChangeAsked, Disposition, ReasonAsked

_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n")
_POINTS = re.compile(
    r"(?:(?:jfr|jämför|se|cf|see|idem|dito|ditto|ibid)\b|(?:vi |regionen |här |det )?hänvisa[rs]?\b|"
    r"(?:samma|likadant|detsamma)\b.*\bsom\b|(?:samma|same)\s+(?:svar|bedömning|skäl|motivering|answer|reason)\b|"
    r"(?:svar|bedömning|kommentar|bemötande|answer)\w*\s+(?:som|enligt|se|as|see)\b|enligt\s+(?:ovan|nedan|svar)\w*|"
    r"as\s+(?:above|below)|(?:ovan|nedan|above|below)(?:stående)?\b)",
)
_IN_THE_TEXT = re.compile(
    r"\b(?:avsnitt\w*|kap|kapit\w+|sida\w*|sidorna|stycke\w*|mål\w*|delmål\w*|bilaga\w*|section\w*|chapter\w*|page\w*|"
    r"paragraph\w*|goal\w*|p[0-9]{3,7})\b"
)
_SAYS_WHY = re.compile(r"\b(?:eftersom|därför|då|för att|because|since|in order to)\b")
_NOTED = re.compile(
    r"(?:(?:vi|regionen|synpunkten|synpunkterna|yttrandet|förslaget|detta|den|det|the|comment|region|we|is|are|har|"
    r"är|och|and|med|intresse|tacksamhet|thankfully)\s+)*"
    r"(?:noteras|noterats|noterat|noterad|noterar|noted|notes|beaktas|tillgodoses|tillgodosett|ok|okej|okay|tack|tackar|"
    r"thanks|thank you)(?:\s+(?:synpunkten|synpunkterna|yttrandet|detta|det|för|synpunkt|the|comment|for|you|this|it))*"
)
_MOST_WORDS = 12  # of a sentence that only points
_OWN = 0.1  # the share of a reason's words that the comment has not, up to which it repeats it


def is_empty(reason: str, comment: str = "") -> bool:
    """Whether a reason says nothing to who has only the letter: it points elsewhere, notes, or repeats the comment."""
    said = [sentence for one in _SENTENCE.split(reason) if (sentence := " ".join(words_of(one)))]
    own = [one for one in said if not (_only_points(one) or _NOTED.fullmatch(one))]
    if not own:
        return True
    words, there = words_of(" ".join(own)), set(words_of(comment))
    return bool(there) and sum(word not in there for word in words) <= _OWN * len(words)


def _only_points(sentence: str) -> bool:
    if not _POINTS.match(sentence) or len(sentence.split()) > _MOST_WORDS:
        return False
    return not (_IN_THE_TEXT.search(sentence) or _SAYS_WHY.search(sentence))


def faults(
    disposition: Disposition | None, reason: str, changes: Collection[str], *, comment: str, asks: bool
) -> Iterator[AnswerFault]:
    """Give what is wrong with an answer, whose `changes` are the paragraphs that it names.

    `comment` are the words that it answers, `asks` says that they ask for something.
    """
    if disposition is None:
        yield AnswerFault.NO_DISPOSITION
        return
    required = disposition.reason is ReasonAsked.REQUIRED or (disposition.reason is ReasonAsked.IF_ASKED and asks)
    if not reason.strip():
        if required:
            yield AnswerFault.NO_REASON
    elif is_empty(reason, comment):
        yield AnswerFault.EMPTY_REASON
    if disposition.change is ChangeAsked.NAMED and not changes:
        yield AnswerFault.NO_CHANGE
    if disposition.change is ChangeAsked.PARAGRAPH and not changes:
        yield AnswerFault.NO_PLACE
    if disposition.change is ChangeAsked.NONE and changes:
        yield AnswerFault.UNEXPECTED_CHANGE
