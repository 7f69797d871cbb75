"""`rusctl person extract`."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, PersonNumber
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.catalogue import Language
from rusctl.language.hard_words import LEFT_OUT
from rusctl.language.message import Message, msg
from rusctl.output.clean import clean
from rusctl.output.extract import TABLES, label, value_text
from rusctl.services.people.extract_words import IN_THE_HEADING, in_words
from rusctl.services.people.participants_words import PeopleWords
from rusctl.services.people.told_of_data import processing

if TYPE_CHECKING:
    from rusctl.database.pieces import Held


def extract(context: typed.Context, number: PersonNumber, *, as_json: AsJson = False) -> None:
    """Write a register extract (registerutdrag): all data about a person.

    It has purpose, legal basis, recipients and retention. The text is for the person. Read it first: it may name other
    people.
    """
    from rusctl.services.people import extract as extracting  # loads SQLAlchemy

    run = terminal(context)
    plan = run.project.readable().plan
    rows = extracting.held(run.project, number)
    if as_json:
        told = _information(run, processing(plan.retention))
        give(run, [*told, *(line for row in rows for line in _lines(row))])
        return
    run.out(run.say(msg("Extract from the register, {day}", day=run.project.today)))
    run.out(run.say(msg("Process: {name}", name=plan.process.name)))
    for _, heading, text in processing(plan.retention):
        run.out(clean(f"{run.say(heading)}: {run.say(text)}"))
    rights = msg("You may ask for correction, restriction and erasure: {contact}", contact=plan.process.contact)
    run.out(run.say(rights))
    words = PeopleWords(plan, run.language)
    if any(LEFT_OUT in str(row.values.get("comment", "")) for row in rows):
        run.out(
            clean(
                run.say(
                    msg("{sign} in a comment stands for what is about somebody else, or was not kept", sign=LEFT_OUT)
                )
            )
        )
    for row in rows:
        run.out("")
        run.out(clean(_heading(run, row)))
        for column, value in row.values.items():
            if column not in IN_THE_HEADING:
                word = label(row.table, column)
                shown = run.say(word) if word else column
                run.out(clean(f"  {shown}: {in_words(words, column, value, row.table)}"))


def _heading(run: Terminal, row: "Held") -> str:
    table = run.say(TABLES[row.table]) if row.table in TABLES else row.table
    if row.made is None:
        return f"{table} {row.row}" if row.row is not None else table
    return run.say(
        msg(
            "{table} {number}, written {day} by {command}",
            table=table,
            number=row.row,
            day=row.made.astimezone().date(),
            command=f"rusctl {row.made_by}",
        )
    )


def _information(run: Terminal, told: Iterable[tuple[str, Message, Message]]) -> list[dict[str, Any]]:
    plan = run.project.plan
    language = Language(plan.process.language)  # the same whoever asks
    return [_row("processing", None, key, language.text(text, iso=True), None, "") for key, _, text in told]


def _lines(row: "Held") -> list[dict[str, Any]]:
    return [
        _row(row.table, row.row, column, value_text(value), row.made, row.made_by)
        for column, value in row.values.items()
    ]


def _row(  # noqa: PLR0917 - the columns of the listing
    about: str, number: int | None, field: str, value: str, made: dt.datetime | None, made_by: str
) -> dict[str, Any]:
    return {
        "about": about,
        "number": number,
        "field": field,
        "value": value,
        "made": made.isoformat() if made else None,
        "made_by": made_by or None,
    }
