"""`rusctl rules`."""

from rusctl.checks import manual
from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.vocabulary import SEVERITY
from rusctl.output.tables import Column, print_table
from rusctl.services.planning.own_rules import own_rules


def rules(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the rules that a plan is checked by, and the folder's own."""
    run = terminal(context)
    language = Language("en") if as_json else run.language
    pages = (*manual.entries(), *(manual.own(one, language) for one in own_rules(run.project)))
    if as_json:
        rows = ({"code": p.code, "name": p.name, "severity": p.severity.word, "sentence": p.sentence} for p in pages)
        give(run, rows)
        return

    columns = [
        Column(run.say(heading)) for heading in (msg("Code"), msg("Rule"), msg("Severity"), msg("What it finds"))
    ]
    table = [(p.code, p.name, run.say(SEVERITY[p.severity]), run.language.phrase(p.sentence)) for p in pages]
    print_table(columns, table)
