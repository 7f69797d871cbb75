"""The rows of an invented example: who came, in numbers, what was said, and what it is sorted under."""

from collections.abc import Iterator, Mapping, Sequence

from rusctl.database.transaction import Row, Transaction
from rusctl.inputs import store
from rusctl.inputs.schema import heading, tag, theme, work
from rusctl.model.inputs import NewInput, Step
from rusctl.model.plan import Hours, Plan
from rusctl.register import participants
from rusctl.schedule.dates.clock import aware
from rusctl.services.people.register_access import OF_INPUTS, opened_or_empty
from rusctl.services.project import Project
from rusctl.storage.example import THEMES, ExampleRows

SORTED_BY = "ex"  # the initials that stand for whoever noted and sorted it


def fill(project: Project, rows: ExampleRows) -> list[str]:
    """Store the rows of an example in the folder's new database, and give the ids of its inputs."""

    def work_(change: Transaction) -> list[str]:
        return _filled(change, project.readable().plan, rows)

    return opened_or_empty(project, made_when_written=True, made_for=OF_INPUTS).change("init", work_)


def _filled(change: Transaction, plan: Plan, rows: ExampleRows) -> list[str]:
    places = {one.id: one.municipality for one in plan.events}
    for event, role, number in rows.people:
        participants.count(change, event, "came", role=role, municipality=places[event], number=int(number))
    said = list(_said(plan, rows.inputs))
    idents = store.add(change, said)
    numbers = {one.ident: one.id for one in store.read(change.connection)}
    found = [numbers[ident] for ident in idents]
    under = _under(change, plan)
    tags = [
        {"input": row, "heading": None, "theme": None, "at": change.now, "noted_by": SORTED_BY} | under[name]
        for row, values in zip(found, rows.inputs, strict=True)
        for name in _names(values)
    ]
    change.insert_many(tag, tags)
    done = [
        {"input": row, "step": Step.DONE, "at": change.now}
        for row, values in zip(found, rows.inputs, strict=True)
        if values["headings"]
    ]
    change.insert_many(work, done)
    return idents


def _said(plan: Plan, rows: Sequence[Mapping[str, str]]) -> Iterator[NewInput]:
    held = {one.id: one.when for one in plan.events}
    for row in rows:
        when = held[row["event"]]
        yield NewInput(
            event=row["event"],
            text=row["text"],
            question=row["question"],
            table=row["table"],
            kind=row["kind"],
            roles=tuple(row["roles"].split()),
            municipality=row["municipality"],
            noted_by=SORTED_BY,
            noted=aware(when.start, plan.process.timezone) if isinstance(when, Hours) else None,
        )


def _names(row: Mapping[str, str]) -> Iterator[str]:
    yield from row["headings"].split()
    if row["theme"]:
        yield f"theme:{row['theme']}"


def _under(change: Transaction, plan: Plan) -> dict[str, Row]:
    """Make the headings and themes that the example sorts under, and give what a tag says of each."""
    found: dict[str, Row] = {}
    for one in plan.frame:
        names = {"sv": one.name.get("sv", ""), "en": one.name.get("en", "")}
        row = change.insert(heading, kind=one.kind, heading=one.id, at=change.now, **names)
        found[f"{one.kind}:{one.id}"] = {"heading": row}
    for ident, above, sv, en in THEMES:
        row = change.insert(theme, ident=ident, heading=above, sv=sv, en=en)
        found[f"theme:{ident}"] = {"theme": row}
    return found
