"""The options that `rusctl participants import` and `rusctl person import` have in common."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.options import Agreed
from rusctl.services.people.read_list import ListGiven

File = Annotated[
    str,
    typed.Argument(
        metavar="FILE", help="The list: CSV, a workbook (.xlsx), or names and addresses as text.", asks=typed.TEXT
    ),
]
SheetName = Annotated[
    str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook; else the first with a list.")
]
Columns = Annotated[
    list[str] | None,
    typed.Option("--column", metavar="HEADING=FIELD", help="What a column is; HEADING= drops it. Repeatable."),
]
RoleName = Annotated[
    str,
    typed.Option("--role", metavar="ID", completes=typed.ROLE, help="The role of those for whom no column says it."),
]
Overwrite = Annotated[
    bool, typed.Option("--overwrite", help="Also overwrite register values that differ from the list.")
]
Likely = Annotated[
    str,
    typed.Option(
        "--likely", metavar="same|new", help="What rows are that are likely about somebody known; else they wait."
    ),
]
SharedMailbox = Annotated[
    bool, typed.Option("--shared-mailbox", help="Several people may have an address: each name is a person.")
]
Protected = Annotated[
    bool, typed.Option("--protected", help="Take in as protected who is said to be so; else their rows wait.")
]
Came = Annotated[
    bool | None,
    typed.Option("--came/--not-came", help="Whether all in this list came to the event, where it does not say so."),
]
HeadingRow = Annotated[
    int | None, typed.Option("--heading-row", metavar="ROW", help="The row with the headings, where it is not found.")
]
Means = Annotated[
    list[str] | None,
    typed.Option(
        "--means", metavar="WORD=ID", help="What a word means: a role, a municipality, an answer, or none; repeatable."
    ),
]
Hidden = Annotated[
    bool | None, typed.Option("--hidden/--no-hidden", help="Whether hidden rows of a workbook count; else they do.")
]
Zeros = Annotated[
    bool, typed.Option("--zeros", help="Put the 0 back that a telephone has lost as a number; else it is left out.")
]
Names = Annotated[bool, typed.Option("--names", help="Show the names of the rows that are not taken, too.")]


class ListOptions(NamedTuple):
    """How a list is to be read, and what is done with it."""

    sheet: SheetName = ""
    columns: Columns = None
    role: RoleName = ""
    overwrite: Overwrite = False
    names: Names = False
    yes: Agreed = False
    likely: Likely = ""
    shared: SharedMailbox = False
    protected: Protected = False
    heading_row: HeadingRow = None
    means: Means = None
    hidden: Hidden = None
    zeros: Zeros = False

    def reading(self, came: bool | None) -> ListGiven:
        """Give what is said of how the list is read; `came` says whether all in it came to the event."""
        return ListGiven(
            self.sheet,
            self.columns or (),
            self.means or (),
            self.heading_row or 0,
            self.hidden,
            came,
            self.zeros or None,
            self.role or None,
        )
