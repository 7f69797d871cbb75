"""`rusctl explain`."""

from typing import Annotated

from rusctl.checks import manual
from rusctl.checks.rules import RULES, rule_named
from rusctl.commands.common import typed
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.planning.own_rules import own_rules


def _names(incomplete: str) -> list[str]:
    return [rule.name for rule in RULES if rule.name.startswith(incomplete)]


def explain(
    context: typed.Context,
    name: Annotated[
        str,
        typed.Argument(
            metavar="RULE",
            help="A rule's name or code, such as weekend or RUS203.",
            autocompletion=_names,
            asks=typed.TEXT,
        ),
    ],
) -> None:
    """Explain a rule: what it means, why it exists, a bad and a good example."""
    run = terminal(context)
    rule = rule_named(name)
    if rule is None:
        own = {one.name: one for one in own_rules(run.project)}
        if name.lower() in own:
            run.out(manual.plain(manual.own(own[name.lower()], run.language), run.language))
            return
        known = [*(one for rule in RULES for one in (rule.name, rule.code)), *own]
        raise selection.unknown(name, known, msg("a rule"))
    run.out(manual.plain(manual.manual(rule), run.language))
