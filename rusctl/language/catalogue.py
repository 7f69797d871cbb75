"""A language: puts messages, names and dates into words."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from rusctl.language import dates
from rusctl.language.message import Message, Own
from rusctl.language.texts import MoFile
from rusctl.model.plan import Days, Hours, Texts, Window

LANGUAGES = ("sv", "en")
SOURCE = "en"  # the language of the keys, which needs no catalogue
DOMAIN = "rusctl"
LOCALE = Path(__file__).parent / "locale"


class Language:
    """Swedish (``sv``) or English (``en``).

    ``iso`` leaves dates as ISO 8601, for formats that programs read.
    """

    def __init__(self, code: str) -> None:
        """Take one of LANGUAGES; its catalogue is read when the first message is put into words."""
        self.code = code

    @cached_property
    def _words(self) -> MoFile:
        return MoFile(LOCALE / self.code / "LC_MESSAGES" / f"{DOMAIN}.mo")

    def text(self, message: Message, *, iso: bool = False) -> str:
        """Put a message into words."""
        if message.plural:
            pattern = self._words.number(message.id, message.plural, message.number)
        else:
            pattern = self._words.text(message.id)
        if not message.args:  # such a text may hold braces of its own
            return pattern
        return pattern.format(**{name: self.value(value, iso=iso) for name, value in message.args.items()})

    def phrase(self, text: str) -> str:
        """Put a fixed sentence into words, such as the help of an option."""
        return self._words.text(text) if text else ""

    def value(self, value: object, *, iso: bool = False) -> str:
        """Put one argument of a message into words."""
        if isinstance(value, Message):
            return self.text(value, iso=iso)
        if isinstance(value, Texts):
            return self.name(value)
        if isinstance(value, Own):
            args = {name: self.value(one, iso=iso) for name, one in value.args.items()}
            return self.name(Texts(value.texts)).format(**args)
        if isinstance(value, (dt.date, dt.datetime, Days, Hours, Window)):
            return dates.iso(value) if iso else dates.medium(value, self.code)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(self.value(item, iso=iso) for item in value)
        return str(value)

    def name(self, texts: Texts) -> str:
        """Give a name in this language, else the one without a language, else any there is."""
        code = self.form(texts)
        return "" if code is None else texts[code]

    def form(self, texts: Texts) -> str | None:
        """Give the language of the name that is shown in this one, empty where it says none; None of no name."""
        codes: tuple[str, ...] = (self.code, "", *texts)
        return next((code for code in codes if code in texts), None)
