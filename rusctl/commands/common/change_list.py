"""Changes as a list for people: those of the plan and those of the register."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from rusctl.commands.terminal import Terminal
from rusctl.language.message import msg
from rusctl.output.tables import Cell, Column, Row, print_table


class Made(NamedTuple):
    """A change: its number, when, the command line, how many rows it changed, what it undid, and if it was undone."""

    number: int
    at: dt.datetime
    command: str
    rows: int | None
    undoes: int | None
    undone: bool


def show(run: Terminal, made: Iterable[Made]) -> None:
    """Print changes as they are given; a column of rows only where they are known."""
    made = list(made)
    of_rows = [Column(run.say(msg("Rows")), number=True)] if any(one.rows is not None for one in made) else []
    columns = [
        Column("", number=True),
        Column(run.say(msg("When")), whole=True),
        Column(run.say(msg("Command"))),
        *of_rows,
        Column(""),
    ]
    table: list[Row] = []
    for one in made:
        note = msg("undone") if one.undone else msg("undid {number}", number=one.undoes)
        told = Cell(run.say(note) if one.undoes or one.undone else "", "dim")
        rows = [str(one.rows)] if of_rows else []
        table.append((str(one.number), one.at.astimezone().strftime("%Y-%m-%d %H:%M"), one.command, *rows, told))
    print_table(columns, table)
