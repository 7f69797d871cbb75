"""What may be written of a person: each value is cleaned, or refused in a sentence that does not repeat it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from rusctl.database.columns import MOST
from rusctl.errors import PrivacyError, RusctlError
from rusctl.language import hard_words
from rusctl.language.columns import COLUMNS
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.patterns import personal_numbers
from rusctl.language.slug import slug
from rusctl.language.vocabulary_people import HARD

LANGUAGES = ("sv", "en")
SHORT = 20  # letters of a cell that a refusal may repeat, at most
PHONE_DIGITS = range(5, 16)  # E.164 has 15 at most


def one_line(text: str, field: str) -> str:
    """Give a text on one line with single spaces, composed as one letter each; a personnummer is refused."""
    text = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
    if not text.isprintable() and any(unicodedata.category(one)[0] == "C" for one in text):
        raise RusctlError(msg("{field} holds a character that cannot be seen; take it out", field=_label(field)))
    if len(text) > MOST:
        raise RusctlError(msg("{field} is longer than {count} characters; shorten it", field=_label(field), count=MOST))
    refuse_personal_number(text, field)
    return text


def refuse_personal_number(text: str, field: str) -> None:
    """Refuse a personnummer or samordningsnummer, in whatever form it is written; a telephone number is none."""
    if not _digit().search(text):
        return
    if field == "phone" and text.startswith(("0", "+")):
        numbers: Iterable[object] = personal_numbers(text) if _dated().search(text) else ()
    else:
        joined = _joined().sub("", text)
        forms = (text,) if joined == text else (text, joined)
        numbers = (place for one in forms for place in hard_words.personal_numbers(one))
    if any(True for _ in numbers):
        raise PrivacyError(
            msg("{field} holds a personnummer, which the register never takes", field=_label(field)),
            stops=True,
        )


def remark(text: str, field: str) -> str:
    """Give a remark about somebody on one line; one about health, opinions or a party is refused."""
    text = one_line(text, field)
    if about := hard_words.kinds(text):
        raise PrivacyError(
            msg(
                "{field} says something of {what}, which the register never takes; leave it out",
                field=_label(field),
                what=[HARD[one] for one in sorted(about)],
            ),
            stops=True,
        )
    return text


def name(text: str) -> str:
    """Give a person's name."""
    text = one_line(text, "name")
    if not text:
        raise RusctlError(msg("the name is missing"))
    return text


def email(text: str) -> str:
    """Give an e-mail address in small letters, or nothing."""
    text = one_line(text, "email").lower().removeprefix("mailto:")
    if text and not _address().fullmatch(text):
        raise RusctlError(msg("the email address has another form than name@example.se"))
    return text


def phone(text: str) -> str:
    """Give a telephone number as it is written, or nothing."""
    text = one_line(text, "phone")
    if text and (not _phone().fullmatch(text) or sum(map(str.isdigit, text)) not in PHONE_DIGITS):
        raise RusctlError(msg("the telephone number has another form than +46 21 12 34 56"))
    return text


def language(text: str) -> str:
    """Give the language that the person is written to in: sv or en, or nothing for the folder's."""
    text = one_line(text, "language").lower()
    if text and text not in LANGUAGES:
        raise RusctlError(msg("{word} is no language here; there are {known}", word=text, known=LANGUAGES))
    return text


def chooser(known: Mapping[str, Iterable[str]], what: Message) -> Callable[[str], str]:
    """Give the function that finds the id meant by an id or one of its names, and refuses what is none."""
    by_word: dict[str, set[str]] = {}
    for one, names in known.items():
        for word in {name.casefold() for name in (one, *names)} | {slug(name) for name in names}:
            by_word.setdefault(word, set()).add(one)
    by_word |= {one: {one} for one in known}

    def choose(text: str) -> str:
        text = " ".join(text.split())
        found = by_word.get(text.casefold()) or by_word.get(slug(text)) or set()
        if len(found) > 1:
            raise RusctlError(msg("{word} can be any of {names}; write the id", word=text, names=sorted(found)))
        if not text or found:
            return next(iter(found), "")
        word = text if hard_words.says_nobody(text, SHORT) else msg("this")
        if meant := nearest(text.casefold(), by_word):
            raise RusctlError(
                msg("{word} is not {what}; did you mean {meant}?", word=word, what=what, meant=min(by_word[meant]))
            )
        if not known:
            raise RusctlError(msg("{word} is not {what}; the plan declares none", word=word, what=what))
        raise RusctlError(msg("{word} is not {what}; there are {names}", word=word, what=what, names=sorted(known)))

    return choose


def _label(field: str) -> Message:
    return COLUMNS.get(field, Message(field, {}))


@cache
def _address() -> re.Pattern[str]:
    part = r"[^@\s<>\"(),:;\[\]\\]+"
    return re.compile(rf"{part}@{part}\.{part}")


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(r"\+?[0-9 ()/\-\u00a0\u2010-\u2013\u2212]+")


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(r"\d")


@cache
def _joined() -> re.Pattern[str]:
    """Compile the space inside a number."""
    return re.compile(r"(?<=[-0-9+\u2010-\u2013\u2212])\s+(?=[-0-9+\u2010-\u2013\u2212])")


@cache
def _dated() -> re.Pattern[str]:
    """Compile what is a day of birth and four digits rather than a telephone number."""
    return re.compile(r"(?<![0-9])[0-9]{6}[-+\u2010-\u2013\u2212 ][0-9]{4}(?![0-9])")
