"""Options that several commands take, said once."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would change, and change nothing.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
Origin = Annotated[str, typer.Option("--source", metavar="TEXT", help="Who or what said it.")]
Statuses = Annotated[
    list[str] | None, typer.Option("--status", metavar="STATUS", help="Only this status; may be repeated.")
]
Municipalities = Annotated[
    list[str] | None, typer.Option("--municipality", metavar="ID", help="Only this municipality; may be repeated.")
]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind; may be repeated.")]
