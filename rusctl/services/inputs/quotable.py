"""Whether words may stand in a report or leave the house: none that point at a person, as far as that is recognised."""

from collections.abc import Callable

from sqlalchemy import Connection  # noqa: TID251 - a type

from rusctl.checks.run import private_findings
from rusctl.inputs import persons
from rusctl.language.look import look
from rusctl.model.inputs import Sensitive
from rusctl.model.plan import TextFile
from rusctl.services.project import Project

_POINTS = frozenset({Sensitive.EMAIL, Sensitive.PHONE, Sensitive.NAME, Sensitive.NUMBER, Sensitive.PROTECTED})
"""What points at somebody; health or opinions in general, which dialogues are about, do not."""


def private(project: Project, connection: Connection) -> Callable[[str], bool]:
    """Give what says of a text whether it may point at a person; names that nobody has registered it cannot know."""
    plan, today = project.readable().plan, project.today
    names = persons.names(connection)

    def judged(text: str) -> bool:
        if _POINTS.intersection(look(text, names).abouts):
            return True
        return bool(private_findings([TextFile("", text)], plan, today))

    return judged
