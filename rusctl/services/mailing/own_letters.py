"""Letters in the region's own words: which text holds, whether it can be used, and what is shown of them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rusctl.calendar.itip.letter import MailText, shipped_text
from rusctl.checks.letters import missing_fields, unknown_fields
from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import LETTER
from rusctl.model.letter_texts import FIELDS, LetterText
from rusctl.model.messages import LetterKind
from rusctl.model.plan import Plan
from rusctl.services import selection
from rusctl.services.mailing import consulting_letters, done_letters
from rusctl.storage.letter_texts import file_of


class KnownLetter(NamedTuple):
    """A letter in a language: the file in which it can be worded, whether it is there, and its fields."""

    kind: LetterKind
    language: str
    file: str
    own: bool
    fields: tuple[str, ...]


def text_of(plan: Plan, kind: LetterKind, language: str) -> LetterText | None:
    """Give the text of a letter in the region's own words, None where there is none in that language."""
    return next((one for one in plan.letters if (one.kind, one.language) == (kind, language)), None)


def greeting(plan: Plan, language: str) -> str:
    """Give what the region says in the first message to somebody, above what the law has them told."""
    own = text_of(plan, LetterKind.FIRST, language)
    return own.text if own else ""


def refuse_faulty(plan: Plan) -> None:
    """Raise RusctlError for the first text with a field that is unknown or missing: no letter goes out half filled."""
    for text in plan.letters:
        for problem in (*unknown_fields(text), *missing_fields(text)):
            said = msg("{fault}; fix the text first (rusctl check)", fault=problem.message)
            raise RusctlError(said, problem.at)


def known(plan: Plan) -> Iterator[KnownLetter]:
    """Give every letter in every language, in the order of what happens."""
    for kind in LetterKind:
        for code in LANGUAGES:
            own = text_of(plan, kind, code) is not None
            yield KnownLetter(kind, code, file_of(kind, code), own, FIELDS[kind])


def letter_named(word: str) -> LetterKind:
    """Give the letter of a word, in either language; RusctlError where there is none."""
    return LetterKind(selection.word_of(word, LETTER, msg("a message")))


def shown(kind: LetterKind, language: Language) -> str:
    """Give the text that rusctl itself writes, as a file of config/texts has it; empty where it writes none."""
    text: MailText = (
        done_letters.shipped(language)
        if kind is LetterKind.DONE
        else consulting_letters.shipped(kind, language) or shipped_text(kind, language)
    )
    if not text.text:
        return ""
    subject = language.text(msg("Subject: {subject}", subject=text.subject))
    return f"{subject}\n\n{text.text}\n"


def lines(plan: Plan) -> Iterable[str]:
    """Give the lines of all letters in the region's own words, to know them again where somebody quotes them."""
    return [line for one in plan.letters for line in one.text.splitlines()]
