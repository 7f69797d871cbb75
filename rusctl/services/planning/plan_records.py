"""What a plan is made of besides events and milestones: each added, changed or removed as a table of its file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import free, short
from rusctl.model.plan import BODY_KINDS, Source
from rusctl.services import selection
from rusctl.services.people.register_access import is_there, opened
from rusctl.services.project import Project
from rusctl.storage.files.names import (
    CHECKS,
    DEADLINES,
    FRAME,
    MUNICIPALITIES,
    PROCESS,
    PUBLISHED,
    RELEASES,
    ROLES,
    WORKDAYS,
)
from rusctl.storage.toml import edits

MOST_PLACES = 8
"""How many places are named where a record that is to be removed is referred to."""
BODY_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(BODY_KINDS, ()),
    "council": ("fullmäktige", "regionfullmäktige"),
    "board": ("styrelse", "regionstyrelse"),
    "committee": ("nämnd",),
    "joint-committee": ("gemensam nämnd",),
    "joint-body": ("partssammansatt organ",),
    "auditors": ("revisorer",),
    "federation-board": ("direktion", "förbundsdirektion"),
    "other": ("annat",),
}
"""What people write for a kind of body, in Swedish."""
Table = dict[str, Any]


class RecordKind(NamedTuple):
    """A kind of record: its file, its list of tables there, what it is called, and the keys by which others name it.

    `what` is what a word is not where it names none of them.
    """

    file: str
    table: str
    what: Message
    named_by: frozenset[str]


MUNICIPALITY = RecordKind(
    MUNICIPALITIES,
    "municipality",
    msg("a municipality"),
    frozenset({"municipality", "municipalities", "between", "home", "share"}),
)
ROLE = RecordKind(ROLES, "role", msg("a role"), frozenset({"roles", "crew", "owner", "confirms"}))
BODY = RecordKind(PROCESS, "body", msg("a body"), frozenset({"body"}))
TOUR = RecordKind(PROCESS, "tour", msg("a tour"), frozenset())
VENUE = RecordKind(MUNICIPALITIES, "venue", msg("a venue"), frozenset({"venue"}))
TRAVEL = RecordKind(MUNICIPALITIES, "travel", msg("a travel time"), frozenset())
LEAD = RecordKind(DEADLINES, "lead", msg("a lead time"), frozenset({"of"}))
FOLLOW = RecordKind(DEADLINES, "follow", msg("a lead time"), frozenset())
MEETING_DAYS = RecordKind(WORKDAYS, "meeting_day", msg("a meeting day"), frozenset())


def meant(project: Project, kind: RecordKind, which: str) -> tuple[str, Source]:
    """Give the id and the place of the municipality, venue, role or body that a name or an id means.

    RusctlError where it means none of them, or several.
    """
    plan = project.readable().plan
    if kind == MUNICIPALITY:
        found = selection.municipality(plan, which)
        return found, next(one.at for one in plan.municipalities if one.id == found)
    if kind == VENUE:
        found = selection.venue(plan, which)
        return found, next(one.at for one in plan.venues if one.id == found)
    if kind == ROLE:
        found = selection.role(plan, which)
        return found, next(one.at for one in plan.roles if one.id == found)
    found = selection.body(plan, which)
    return found, next(one.at for one in plan.bodies if one.id == found)


def new_id(project: Project, kind: RecordKind, wanted: str, name: str) -> str:
    """Give the id of a new record: the one wanted, else one made of its name that nobody has.

    UsageError for what is no id, RusctlError where another has the one wanted.
    """
    taken = {one["id"] for one in tables(project, kind) if isinstance(one.get("id"), str)}
    if not wanted:
        return free(short(name) or kind.table, taken)
    if selection.new_id(wanted) in taken:
        raise RusctlError(msg("there is already {what} {id}; choose another id", what=kind.what, id=wanted))
    return wanted


def tables(project: Project, kind: RecordKind) -> Sequence[Table]:
    """Give the records of a kind as they were parsed."""
    found = project.readable().data.get(kind.file, {}).get(kind.table, [])
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def added(kind: RecordKind, values: Mapping[str, Any]) -> list[edits.Edit]:
    """Give the edit that adds a record with the values that are not empty."""
    return [edits.Append((kind.table,), {key: value for key, value in values.items() if value not in ("", [], None)})]


def kept(name: str | None) -> str | None:
    """Give a name that is to be set back; UsageError for an empty one, since everything has a name."""
    if name is not None and not name.strip():
        raise UsageError(msg("it has a name; write what people are to see"))
    return name


def degrees(option: str, text: str | None, most: int) -> float | str | None:
    """Read degrees of latitude or longitude, with a point or a comma; UsageError where they are none."""
    if not text:
        return text
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = float("nan")
    if not -most <= found <= most:
        raise UsageError(msg("{option}: {text} is no number of degrees; write it like 59.62", option=option, text=text))
    return found


def group(word: str) -> str:
    """Give a role's group by a word of either language; RusctlError for another."""
    return selection.meant(
        word, {"actor": ("aktör", "deltar"), "crew": ("arbetslag", "arbetar")}, msg("a group of roles")
    )


def body_kind(word: str) -> str:
    """Give a kind of body by a word of either language; RusctlError for another."""
    return selection.meant(word, BODY_WORDS, msg("a kind of body"))


def changed(project: Project, at: Source, values: Mapping[str, Any]) -> list[edits.Edit]:
    """Give the edits that set some keys of a record; an empty value takes its key out, None leaves it as it is.

    UsageError where nothing is to be set.
    """
    if all(value is None for value in values.values()):
        raise UsageError(msg("nothing to change was given; --help lists the options"))
    there = table_at(project, at)
    changes: list[edits.Edit] = []
    for key, value in values.items():
        if value is not None and value not in ("", []):
            changes.append(edits.Set(at.key(key).route, value))
        elif value is not None and key in there:
            changes.append(edits.Delete(at.key(key).route))
    return changes


def table_at(project: Project, at: Source) -> Table:
    """Give the table of a record as it was parsed."""
    found: Any = project.readable().data[at.file]
    for step in at.route:
        found = found[step]
    return dict(found)


def removed(project: Project, kind: RecordKind, name: str, at: Source) -> list[edits.Edit]:
    """Give the edit that takes a record out of its file.

    PolicyError, with the places, where something else names it, in the plan or in the register.
    """
    places = [place for place in named_in(project, kind, name) if place.route[: len(at.route)] != at.route]
    if not places:
        _refuse_registered(project, kind, name, at)
        return [edits.Delete(at.route)]
    shown: list[object] = [_place(project, one) for one in places[:MOST_PLACES]]
    if len(places) > MOST_PLACES:
        shown.append(msg("{count} more", count=len(places) - MOST_PLACES))
    raise PolicyError(msg("{id} is named in {places}; change that first", id=name, places=shown), at)


def _refuse_registered(project: Project, kind: RecordKind, name: str, at: Source) -> None:
    """Refuse to remove what the register names, so that nobody there has a role or a municipality that is none."""
    if kind not in (MUNICIPALITY, ROLE) or not is_there(project):
        return
    from rusctl.register.naming import rows_naming  # loads SQLAlchemy

    with opened(project).reading() as connection:
        count = rows_naming(connection, kind.table, name)
    if count:
        text = nmsg(
            "{id} is named in {count} row of the register; change that first",
            "{id} is named in {count} rows of the register; change that first",
            count,
            id=name,
        )
        raise PolicyError(text, at)


def named_in(project: Project, kind: RecordKind, name: str) -> Iterator[Source]:
    """Give every place of the plan's files where a record is named by its id."""
    for file, data in project.readable().data.items():
        if file not in (PUBLISHED, RELEASES, FRAME):
            keys = kind.named_by | ({"record"} if file == CHECKS else set())
            for route in _routes(data, keys, name):
                yield Source(file, route)


def _routes(
    value: Any, keys: frozenset[str], name: str, route: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """Give the routes at which a text stands as the value of one of some keys, or in a list that is its value."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _routes(inner, keys, name, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _routes(inner, keys, name, (*route, index))
    elif value == name and next(step for step in reversed(route) if isinstance(step, str)) in keys:
        yield route


def _place(project: Project, at: Source) -> Message:
    """Say where something stands: its file and line, and the record where that has an id."""
    record = next((str(one) for one in _ids(project, at)), "")
    line = f"{at.file}:{project.line(at)}"
    return msg("{place} ({id})", place=line, id=record) if record else msg("{place}", place=line)


def _ids(project: Project, at: Source) -> Iterator[Any]:
    found: Any = project.readable().data[at.file]
    for step in at.route:
        found = found[step]
        if isinstance(found, dict) and "id" in found:
            yield found["id"]
            return
