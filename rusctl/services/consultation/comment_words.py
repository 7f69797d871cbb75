"""What people write of a comment and its answer, understood: stance, question, paragraphs, theme, disposition, day."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.slug import slug
from rusctl.model.consulting import Consultation, Disposition
from rusctl.model.strategy import PARAGRAPH
from rusctl.services import selection
from rusctl.services.consulting import naming
from rusctl.services.inputs.words import initials
from rusctl.services.project import Project, day_of
from rusctl.services.strategy import texts
from rusctl.services.strategy.texts import VersionText
from rusctl.storage.files.names import CONSULTATIONS

LONGEST = 10_000  # characters of a summary, a proposal or a reason
LONGEST_WORD = 200  # characters of a theme, a chapter or a page
_BETWEEN = re.compile(r"[;,\s]+")
_NO_SIGN = re.compile("[\x00\ud800-\udfff]")
_YES, _NO = ("ja", "j", "x", "yes", "y", "1"), ("nej", "n", "no", "0", "")


class CommentWords:
    """The words for comments of one consultation; the versions of the strategy's text are read when one is named."""

    def __init__(self, project: Project, which: Consultation, themes: Iterable[str] = ()) -> None:
        """Take the project, the consultation, and the themes that its comments have."""
        self.project, self.which = project, which
        self.plan = project.readable(CONSULTATIONS).plan
        self.dispositions = {one.id: one for one in self.plan.consultation_words.dispositions}
        self._stances = {one.id: one.name for one in self.plan.consultation_words.stances}
        self._themes = {slug(one): one for one in themes}
        self._frame = {one.id: one.name for one in self.plan.frame}
        self._questions = {one.id: one.text for one in which.questions}
        self._versions: list[VersionText] | None = None
        self._paragraphs: frozenset[str] | None = None

    @property
    def questions(self) -> Mapping[str, Sequence[str]]:
        """The words of the questions that were put, in whichever languages, by their ids."""
        return {ident: tuple(text.values()) for ident, text in self._questions.items()}

    def versions(self) -> list[VersionText]:
        """Give the versions of the strategy's text, the last first."""
        if self._versions is None:
            self._versions = texts.texts(self.project)[::-1]
        return self._versions

    def stance(self, text: str) -> str:
        """Give the id of a stance; empty for an empty text."""
        return naming.stance(self.plan, text) if text.strip() else ""

    def stance_called(self, ident: str, language: Language) -> str:
        """Give what a stance is called."""
        return language.name(self._stances[ident]) if ident in self._stances else ident

    def disposition(self, text: str) -> str:
        """Give the id of a disposition; empty for an empty text."""
        return naming.disposition(self.plan, text) if text.strip() else ""

    def rule(self, ident: str) -> Disposition | None:
        """Give a disposition by its id; None where the folder has none of that id."""
        return self.dispositions.get(ident)

    def disposition_called(self, ident: str, language: Language) -> str:
        """Give what a disposition is called."""
        return language.name(self.dispositions[ident].name) if ident in self.dispositions else ident

    def question(self, text: str) -> str:
        """Give the id of a question that was put, by its id, its number or its words; empty for an empty text."""
        text = text.strip()
        ids = list(self._questions)
        if text.isdecimal() and len(text) < len("1000") and 1 <= int(text) <= len(ids):
            return ids[int(text) - 1]
        return selection.meant(text, self.questions, msg("a question of the consultation")) if text else ""

    def theme(self, text: str) -> str:
        """Give a theme as it is spelt already, or a heading of the frame by its id; else as it is written."""
        text = line(text)
        for ident, name in self._frame.items():
            if slug(text) in {ident, *map(slug, name.values())}:
                return ident
        return self._themes.setdefault(slug(text) or text, text)

    def theme_called(self, theme: str, language: Language) -> str:
        """Give what a theme is called."""
        return language.name(self._frame[theme]) if theme in self._frame else theme

    def paragraphs(self, text: str) -> tuple[str, ...]:
        """Give the ids of paragraphs in a text, with commas, semicolons or space between; a heading by its number too.

        RusctlError where one is in no version of the strategy's text. Where the folder has no version of it, an id is
        taken as it is written.
        """
        return tuple(dict.fromkeys(self._paragraph(one) for one in _BETWEEN.split(text.strip()) if one))

    def _paragraph(self, typed: str) -> str:
        word = typed.lower() if re.fullmatch(PARAGRAPH, typed.lower()) else typed
        if self._paragraphs is None:
            self._paragraphs = frozenset(
                block.id for one in self.versions() for block in one.text.identified if block.id
            )
        if re.fullmatch(PARAGRAPH, word):
            if self._paragraphs and word not in self._paragraphs:
                raise RusctlError(msg("no version of the strategy's text has a paragraph {id}", id=word))
            return word
        found = self.heading(word)
        if not found:
            raise RusctlError(
                msg("{word} is no paragraph; write its id, such as p031, or the number of a heading", word=word)
            )
        return found

    def heading(self, number: str) -> str:
        """Give the id of the heading of a number, in the version that is asked about or else the last that has it."""
        ordered = sorted(self.versions(), key=lambda one: one.version.id != self.which.version)
        for one in ordered:
            try:
                return texts.paragraph(one, number).id or ""
            except RusctlError:
                continue
        return ""

    def day(self, text: str) -> dt.date:
        """Read a day as people write it; UsageError where it is none."""
        return day_of(text.strip(), self.project.today, self.project.tell)

    def due(self, text: str) -> str:
        """Give a day as 2019-11-04; empty for an empty text."""
        return self.day(text).isoformat() if text.strip() else ""


def line(text: str) -> str:
    """Give a word of one line; UsageError where it is a whole text."""
    text = " ".join(text.split())
    if len(text) > LONGEST_WORD or _NO_SIGN.search(text):
        raise UsageError(msg("a theme, a chapter or a page has at most {most} characters", most=LONGEST_WORD))
    return text


def long_text(text: str) -> str:
    """Give a text without the space round it; UsageError where it is too long, or holds what is no sign of any text."""
    text = text.strip()
    if _NO_SIGN.search(text):
        raise UsageError(msg("the text holds bytes that are no sign of any text; type it again"))
    if len(text) > LONGEST:
        raise UsageError(msg("a text about a comment has at most {most} characters", most=LONGEST))
    return text


def truth(text: str) -> str:
    """Give yes or no as 1 or nothing, by a word of either language; UsageError for another."""
    word = text.strip().casefold()
    if word not in (*_YES, *_NO):
        raise UsageError(msg("{word} is neither yes nor no", word=text))
    return "1" if word in _YES else ""


def day(text: str) -> dt.date | None:
    """Give the day of a text such as 2019-11-04; None for an empty one."""
    return dt.date.fromisoformat(text) if text else None


def who(text: str) -> str:
    """Give a colleague's initials; UsageError where the text is more than that."""
    return initials(text.strip())
