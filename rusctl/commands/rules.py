"""`rusctl rules`."""

from rusctl.checks import manual
from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.language.vocabulary import SEVERITY
from rusctl.output.rows import json_text
from rusctl.output.tables import Column, print_table


def rules(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the rules that a plan is checked by."""
    run = terminal(context)
    pages = manual.entries()
    if as_json:
        rows = ({"code": p.code, "name": p.name, "severity": p.severity.word, "sentence": p.sentence} for p in pages)
        run.out(json_text(rows))
        return

    columns = [
        Column(run.say(heading)) for heading in (msg("Code"), msg("Rule"), msg("Severity"), msg("What it finds"))
    ]
    table = [(p.code, p.name, run.say(SEVERITY[p.severity]), run.language.phrase(p.sentence)) for p in pages]
    print_table(columns, table)
