"""`rusctl person extract`."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.mail import drafts
from rusctl.output.clean import clean
from rusctl.output.extract import TABLES, label, value_text
from rusctl.services.people.data_subject import Number, identity, processing, traces_of
from rusctl.services.people.extract_words import IN_THE_HEADING, in_words
from rusctl.services.people.register_access import opened
from rusctl.services.session import Session, session
from rusctl.storage.files import private

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rusctl.database.pieces import Held, Identity


def extract(context: typed.Context, number: Number, *, as_json: AsJson = False) -> None:
    """Give all that is held about a person (registerutdrag): every table, purpose, legal basis, recipients, retention.

    The text is what the person gets; read it through first, since it may name others.
    """
    from rusctl.database import extracting
    from rusctl.register import persons
    from rusctl.services.pieces import PIECES

    run = session(context)
    plan = run.readable().plan
    with opened(run).reading() as connection:
        persons.get(connection, number)
        who = identity(connection, number)
        rows = extracting.held(connection, who, PIECES)
    rows += _beside(run, who)
    if as_json:
        from rusctl.output.rows import json_text  # noqa: PLC0415 - people get no JSON

        run.out(json_text([*_information(run), *(line for row in rows for line in _lines(row))]))
        return
    print_ = run.out
    print_(run.say(msg("Extract from the register, {day}", day=run.today)))
    print_(run.say(msg("Process: {name}", name=plan.process.name)))
    for _, heading, text in processing(plan.retention):
        print_(clean(f"{run.say(heading)}: {run.say(text)}"))
    print_(run.say(msg("You may ask for correction, restriction and erasure: {contact}", contact=plan.process.contact)))
    for row in rows:
        print_("")
        print_(clean(_heading(run, row)))
        for column, value in row.values.items():
            if column not in IN_THE_HEADING:
                word = label(row.table, column)
                shown = run.say(word) if word else column
                print_(clean(f"  {shown}: {in_words(run, column, value, row.table)}"))


def _beside(run: Session, who: "Identity") -> "Iterator[Held]":
    """Give what is held beside the register: drafts, and in which other files of the folder the person stands."""
    from rusctl.database.pieces import Held
    from rusctl.mail.message import plain_text

    for path in sorted({path for address in who.addresses for path in drafts.to(run.folder.path, address)}):
        shown = path.relative_to(run.folder.path / private.NAME).as_posix()
        yield Held("draft", None, {"file": shown, "text": plain_text(path.read_bytes())}, None, "")
    for place in traces_of(run, who.own):
        if not place.partition(":")[0].endswith((".sqlite3", ".sqlite3-journal")) and "register/drafts/" not in place:
            yield Held("file", None, {"file": place}, None, "")


def _heading(run: Session, row: "Held") -> str:
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


def _information(run: Session) -> list[dict[str, Any]]:
    language = Language(run.loaded.plan.process.language)  # the same whoever asks
    return [
        _row("processing", None, key, language.text(text, iso=True), None, "")
        for key, _, text in processing(run.loaded.plan.retention)
    ]


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
