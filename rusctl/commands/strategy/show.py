"""`rusctl strategy show` and `rusctl strategy versions`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.tables import Column, print_table
from rusctl.services.strategy import listings, texts

VersionId = Annotated[
    str, typed.Argument(metavar="VERSION", help="The version's id or its name, such as remiss.", asks=typed.VERSION)
]


def versions(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the versions of the strategy's text, the first one first."""
    run = terminal(context)
    run.complete()
    rows = listings.version_rows(run.project)
    nothing = msg("there is no version of the strategy; take one in: rusctl strategy import FILE --as ID")
    if listed(run, rows, nothing, as_json=as_json):
        return
    headings = (msg("Version"), msg("Name"), msg("Day"), msg("Decision"), msg("Paragraphs"), msg("Words"))
    columns = [Column(run.say(heading), number=at > 3) for at, heading in enumerate(headings)]  # noqa: PLR2004 - figures
    table = [
        (
            row["id"],
            row["name"],
            dates.medium(one.date, run.language.code) if one.date else "",
            row["milestone"] or "",
            str(row["paragraphs"] if row["paragraphs"] is not None else run.say(msg("no text"))),
            str(row["words"] if row["words"] is not None else ""),
        )
        for one, row in zip(run.project.plan.versions, rows, strict=True)
    ]
    print_table(columns, table)


def show(
    context: typed.Context,
    version: VersionId,
    place: Annotated[
        str, typed.Argument(metavar="PLACE", help="Only this paragraph (p031), or everything under a heading (3.2).")
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Show a version's headings and paragraphs with their ids and numbers."""
    run = terminal(context)
    run.complete()
    found = texts.version_text(run.project, texts.meant(run.project, version))
    rows = listings.paragraph_rows(found, place)
    if listed(run, rows, msg("{version} holds no text", version=found.version.id), as_json=as_json):
        return
    columns = [
        Column(run.say(msg("Paragraph")), whole=True),
        Column(run.say(msg("Number"))),
        Column(run.say(msg("Text"))),
    ]
    print_table(columns, [listings.cells(row) for row in rows])
