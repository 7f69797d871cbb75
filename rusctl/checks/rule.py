"""What a rule is: one decorated function, whose docstring is its page of the manual and its test."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rusctl.diagnostics import Problem, Severity
from rusctl.model.plan import Facts, Source

OWN = "folder-rule"  # the rule that asks the folder's own ones

Find = Callable[[Facts], Iterator[Problem]]


class Rule(NamedTuple):
    """A rule: its code sorts, its name reads, and both are accepted wherever a rule is named.

    `needs` names the field of Facts without which the rule cannot be asked; empty where the plan is enough. `alone`
    says that it judges each record by itself, so that it looks at those too whose id another has. `under` is the name
    of the rule that asks a folder's own one, whose code they share.
    """

    code: str
    name: str
    severity: Severity
    find: Find
    needs: str = ""
    alone: bool = False
    under: str = ""

    def asked(self, facts: Facts) -> bool:
        """Whether what the rule needs has been gathered."""
        return not self.needs or getattr(facts, self.needs) is not None

    def own(self, problem: Problem) -> "Rule":
        """Give the folder's own rule that found a problem, where this is the one that asks those; else this one."""
        if self.name != OWN:
            return self
        return self._replace(name=problem.rule, severity=problem.severity or self.severity, under=self.name)


def rule(code: str, name: str, severity: Severity, *, needs: str = "", alone: bool = False) -> Callable[[Find], Rule]:
    """Make a rule of a function that gives the problems it finds.

    The function's docstring holds the sentence on its first line, then why, then ``Bad:`` and ``Good:`` with TOML; the
    code stands in a comment on each faulty line. `rusctl.checks.manual` says how it is read.
    """

    def make(find: Find) -> Rule:
        return Rule(code, name, severity, find, needs, alone)

    return make


def unreadable(facts: Facts, *keys: str) -> frozenset[tuple[str, tuple[str | int, ...]]]:
    """Give the records in which one of these keys, or a key that nobody knows, has a fault of its own.

    What such a record seems to lack may be there and misspelt, so a rule about these keys passes it over. A record is
    named by file and route, as in its `at`.
    """
    return frozenset((fault.at.file, fault.at.route[:2]) for fault in facts.faults if _concerns(fault, keys))


def place(at: Source) -> tuple[str, tuple[str | int, ...]]:
    """Give a record's file and route, to be looked for in `unreadable`."""
    return at.file, at.route


def _concerns(fault: Problem, keys: tuple[str, ...]) -> bool:
    match fault.at.route:
        case (_, _):
            return fault.message.args.get("key") in keys
        case (_, _, key, *_):
            return key in keys or fault.rule == "unknown-key"
    return False
