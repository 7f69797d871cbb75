"""What may leave the house: lists of participants for colleagues, on request, or as counts for everybody.

Whose data are restricted is in none, whose data are protected in none with names.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.language.catalogue import Language
from rusctl.language.columns import COLUMNS
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title
from rusctl.language.order import swedish
from rusctl.language.vocabulary_people import AUDIENCE
from rusctl.model.people import DESCRIBED, Audience
from rusctl.model.plan import Event, exact
from rusctl.output import sheets
from rusctl.output.sheets import SheetTable
from rusctl.register import exports
from rusctl.register.suppression import word
from rusctl.services import selection
from rusctl.services.people.extract_words import cell
from rusctl.services.people.participants_words import PeopleWords
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from rusctl.storage.files import exports as handouts
from rusctl.storage.files import handed_out
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.output.sheets import Value
    from rusctl.register.suppression import Cell

FORMATS = ("xlsx", "csv")
NAMES = {
    Audience.INTERNAL: "PERSONUPPGIFTER-deltagare",
    Audience.REQUEST: "UTLAMNANDE-deltagare",
    Audience.PUBLIC: "deltagare-antal",
}
FIELDS = {
    Audience.INTERNAL: (
        *DESCRIBED, "role", "answer", "attendance", "walk_in", "substitute_for", "told", "told_how",
    ),
    Audience.REQUEST: ("name", "organisation", "municipality", "role", "attendance"),
}  # fmt: skip


class Handout(NamedTuple):
    """A file to be handed out: where it is to be, its bytes, how many rows it has, and whether it names persons."""

    path: Path
    data: bytes
    rows: int
    personal: bool


def prepare(
    project: Project, ids: Sequence[str] | None, audience: Audience, language: Language, *, form: str, output: str = ""
) -> Handout:
    """Make the list of some events, else of all, in a language; nothing is written.

    `form` is one of FORMATS, `output` a folder, or nothing for the one of rusctl's own. PrivacyError where persons
    would come into what git keeps.
    """
    if form not in FORMATS:
        raise selection.no_format(form, FORMATS)
    plan = project.readable().plan
    ids = [selection.event(plan, name).id for name in ids or ()]
    events = sorted((event for event in plan.events if not ids or event.id in ids), key=selection.time_order)
    personal = audience is not Audience.PUBLIC
    folder = handouts.place(project.folder.path, expanded(output) if output else None, personal=personal)
    words = PeopleWords(plan, language)
    table = _persons(project, events, audience, words) if personal else _counts(project, events, words)
    name = "-".join([NAMES[audience], *ids, project.today.isoformat()])
    made = dt.datetime.combine(project.today, dt.time())
    title = language.text(AUDIENCE[audience])
    data = sheets.workbook([table], title, made) if form == "xlsx" else sheets.delimited(table)
    return Handout(folder / f"{name}.{form}", data, len(table.rows), personal)


def write(project: Project, handout: Handout) -> None:
    """Write the file, never over another; one with persons for its owner's eyes only, and it is remembered where."""
    handouts.write(handout.path, handout.data, personal=handout.personal)
    if handout.personal:
        handed_out.remember(project.folder.path, handout.path, handout.data)


def _persons(project: Project, events: Sequence[Event], audience: Audience, words: PeopleWords) -> "SheetTable":
    """Give a row for each participant, with as much as the audience may have."""
    about, say = _about(events, words), words.say
    with opened(project).reading() as connection:
        people = exports.participants(connection, about)
    order = {event: index for index, event in enumerate(about)}
    people.sort(key=lambda one: (order[one["event"]], swedish(one["name"]), swedish(one["organisation"])))
    fields = FIELDS[audience]
    rows = [[*about[one["event"]], *(cell(words, name, one[name]) for name in fields)] for one in people]
    heading = [say(msg("event")), say(msg("day")), *(say(COLUMNS[name]) for name in fields)]
    return SheetTable(say(msg("Participants")), heading, rows)


def _counts(project: Project, events: Sequence[Event], words: PeopleWords) -> "SheetTable":
    """Give a row for each role at an event, with a number that gives nobody away."""
    about, say = _about(events, words), words.say
    years = {one.id: one.when.last.year if one.when else 0 for one in project.plan.events}
    with opened(project).reading() as connection:
        found = [one for one in exports.counts(connection, years) if one.event in about]
    found.sort(key=lambda one: (list(about).index(one.event), swedish(one.role)))
    rows: list[list[Value]] = [
        [*about[one.event], words.role(one.role), _number(one.shown), say(_what(came=one.came))] for one in found
    ]
    heading = [say(msg("event")), say(msg("day")), say(msg("role")), say(msg("number")), say(msg("counted"))]
    return SheetTable(say(msg("Numbers")), heading, rows)


def _about(events: Sequence[Event], words: PeopleWords) -> dict[str, tuple[str, str]]:
    """Give what each event is called and its day, by its id."""
    return {event.id: (event_title(event, words.plan, words.language), _day(event)) for event in events}


def _day(event: Event) -> str:
    day = exact(event.when)
    return day.first.isoformat() if day else ""


def _number(shown: "Cell") -> "int | str":
    return shown if isinstance(shown, int) else word(shown)


def _what(*, came: bool) -> Message:
    return msg("who came") if came else msg("who said yes")
