"""What people call roles and municipalities, and numbers of people by role."""

from collections.abc import Iterable

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import role_names
from rusctl.language.vocabulary_people import ANSWER
from rusctl.model.people import Answer, HeadCount
from rusctl.model.plan import Plan
from rusctl.services import selection


class PeopleWords:
    """The words of a plan for who takes part, in one language."""

    def __init__(self, plan: Plan, language: Language) -> None:
        """Take the plan that names roles and municipalities, and the language."""
        self.plan, self.language = plan, language
        self._roles = role_names(plan, language)
        self._municipalities = {one.id: one.name for one in reversed(plan.municipalities)}  # of two the first counts

    def say(self, message: Message) -> str:
        """Put a message into words."""
        return self.language.text(message)

    def role(self, name: str) -> str:
        """Give what people call a role, or its id where the plan has none of it."""
        return self._roles.get(name, name)

    def municipality(self, name: str) -> str:
        """Give a municipality's name, or its id where the plan has none of it."""
        return self._municipalities.get(name, name)


def answer_word(word: str) -> Answer:
    """Give an answer by a word of either language; RusctlError for another."""
    return Answer(selection.word_of(word, ANSWER, msg("an answer")))


def in_order(plan: Plan, roles: Iterable[str]) -> list[str]:
    """Give roles in the order of the file; those that it has not come last."""
    order = {role.id: place for place, role in enumerate(plan.roles)}
    return sorted(set(roles), key=lambda role: (order.get(role, len(order)), role))


def summary(words: PeopleWords, tallies: Iterable[HeadCount]) -> list[str]:
    """Say of each role how many were asked, are coming and came."""
    tallies = list(tallies)
    lines = []
    for role in in_order(words.plan, (one.role for one in tallies)):
        mine = [one for one in tallies if one.role == role]
        numbers = (
            (sum(one.asked for one in mine), msg("asked {count}", count=0)),
            (sum(one.accepted for one in mine), msg("coming {count}", count=0)),
            (sum(one.declined for one in mine), msg("not coming {count}", count=0)),
            (sum(one.attended for one in mine), msg("came {count}", count=0)),
        )
        said = [words.say(text._replace(args={"count": number})) for number, text in numbers if number]
        name = words.role(role) if role else words.say(msg("no role said"))
        lines.append(f"{name}: {', '.join(said) if said else '0'}")
    return lines
