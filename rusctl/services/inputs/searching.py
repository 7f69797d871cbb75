"""Inputs found by their words, and what is likely of one."""

from itertools import islice
from typing import NamedTuple

from rusctl.inputs import reference, search
from rusctl.inputs.query import Query
from rusctl.inputs.search import FoundInput
from rusctl.language.catalogue import Language
from rusctl.language.stems import Stems
from rusctl.services import selection
from rusctl.services.inputs.desk import InputOnDesk, SortingDesk
from rusctl.services.inputs.storing import opened
from rusctl.services.project import Project


class FoundInputs(NamedTuple):
    """Inputs that were searched for, and whether there are more than were asked for."""

    rows: list[FoundInput]
    more: bool


def find(project: Project, words: str, *, event: str = "", most: int | None = None) -> FoundInputs:
    """Give the inputs in whose valid text every word stands, in another form or inside a longer word, too.

    At most `most` of them, in the order in which they were stored; UsageError where there is no word.
    """
    query = Query(words, Stems())
    wanted = selection.event(project.readable().plan, event).id if event else ""
    with opened(project).reading() as connection:
        first = {} if most is None or wanted else {"first": most + 1}
        found = (one for one in search.find(connection, query, **first) if not wanted or one.event == wanted)
        rows = list(islice(found, None if most is None else most + 1))
    return FoundInputs(rows[:most], most is not None and len(rows) > most)


def likely(project: Project, language: Language, name: str) -> InputOnDesk:
    """Give an input with the headings that it likely belongs under, and what likely says the same."""
    with opened(project).reading() as connection:
        found = reference.whole(connection, name)
    desk = SortingDesk(project, language)
    desk.at = next(at for at, place in enumerate(desk.order) if desk.inputs[place].id == found.input.id)
    shown = desk.on_desk()
    assert shown is not None  # noqa: S101 - it was laid there
    return shown
