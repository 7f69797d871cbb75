"""What people write for the kind, question, roles, municipality and event of an input, understood by the plan."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.language.slug import slug
from rusctl.lists.vocabulary import MunicipalityWords, Nameable, RoleWords
from rusctl.model.asked import FixedQuestion
from rusctl.model.plan import Event, Plan
from rusctl.services import selection

if TYPE_CHECKING:
    from collections.abc import Mapping

_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\boch\b|\band\b)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:fr[åa]ga|question|nr|no)?\.?\s*([0-9]{1,3})\s*[.:)]?", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]{1,6}(?:[.-]?[^\W\d_]{1,3})?\.?")


class InputSaid(NamedTuple):
    """What options say of where and how an input was given: words, as people write them."""

    question: str = ""
    table: str = ""
    kind: str = ""
    roles: Sequence[str] = ()
    municipality: str = ""
    noted_by: str = ""


class InputWords:
    """The words for inputs in one plan; each word is looked up once."""

    def __init__(self, plan: Plan) -> None:
        """Take the plan."""
        self.plan = plan
        self._roles = RoleWords(Nameable(one.id, tuple(one.name.values()), one.words) for one in plan.roles)
        self._towns = MunicipalityWords(
            Nameable(one.id, (one.name,), one.words, one.code) for one in plan.municipalities
        )
        self._kinds = {one.id: tuple(one.name.values()) for one in plan.input_kinds}

    def kind(self, text: str) -> str:
        """Give the id of a kind by its id, its name, or how one of them begins; RusctlError where it is none."""
        if text in self._kinds:
            return text
        wanted = slug(text)
        words = {one: {one, *map(slug, names)} for one, names in self._kinds.items()}
        for fits in (str.__eq__, str.startswith, _is_form_of):
            found = [one for one, names in words.items() if wanted and any(fits(name, wanted) for name in names)]
            if len(found) == 1:
                return found[0]
        return selection.meant(text, self._kinds, msg("a kind of inputs"))

    def question(self, text: str, event: Event | None) -> str:
        """Give the id of a fixed question by its id, its number or its words; RusctlError where it is none."""
        asked = questions_of(self.plan, event)
        if (number := _NUMBER.fullmatch(text.strip())) and 1 <= int(number[1]) <= len(asked):
            return asked[int(number[1]) - 1].id
        names: Mapping[str, tuple[str, ...]] = {one.id: tuple(one.text.values()) for one in asked}
        return selection.meant(text, names, msg("a question that is asked there"))

    def roles(self, text: str) -> tuple[str, ...]:
        """Give the ids of the roles in a text, each once; RusctlError where one of them is none."""
        whole = self._roles.meaning(text)
        if whole.value:
            return (whole.value,)
        parts = [part for part in _BETWEEN.split(text.strip()) if part]
        return tuple(dict.fromkeys(self._role(part) for part in parts))

    def _role(self, text: str) -> str:
        found = self._roles.meaning(text)
        return found.value or selection.role(self.plan, text)

    def municipality(self, text: str) -> str:
        """Give the id of a municipality by its id, its name or its code; RusctlError where it is none."""
        found = self._towns.meaning(text)
        return found.value or selection.municipality(self.plan, text)


def _is_form_of(name: str, word: str) -> bool:
    """Whether a word is a name with an ending, as Utmaningar is of Utmaning."""
    return word.startswith(name)


def questions_of(plan: Plan, event: Event | None) -> tuple[FixedQuestion, ...]:
    """Give the questions that are put at an event, in their order; all where the event is not known."""
    return tuple(one for one in plan.questions if event is None or not one.kinds or event.kind in one.kinds)


def initials(text: str) -> str:
    """Give a colleague's initials; UsageError where the text is more than that: who noted it is no name."""
    if text and not _INITIALS.fullmatch(text):
        raise UsageError(
            msg("{text} is more than initials; say who notes it by two or three letters, such as ak", text=text)
        )
    return text
