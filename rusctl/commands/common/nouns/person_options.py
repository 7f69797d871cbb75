"""What the user says of a person: as options, as answers in the terminal, or as TOML on the standard input.

An option stands on the command line, where the shell keeps it and others on the machine may see it; so the questions
and the standard input are the better ways for a name.
"""

import sys
from collections.abc import Mapping
from typing import Annotated, NamedTuple

from rusctl.commands.common import ask, pick, typed
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.columns import COLUMNS
from rusctl.language.message import msg
from rusctl.model.people import DESCRIBED, RoleAssignment
from rusctl.output.clean import one_line

Name = Annotated[str | None, typed.Option("--name", metavar="TEXT", help="The name.")]
Organisation = Annotated[str | None, typed.Option("--organisation", metavar="TEXT", help="The organisation.")]
Municipality = Annotated[
    str | None, typed.Option("--municipality", metavar="ID", completes=typed.MUNICIPALITY, help="The municipality.")
]
Email = Annotated[str | None, typed.Option("--email", metavar="ADDRESS", help="The official email address.")]
Phone = Annotated[str | None, typed.Option("--phone", metavar="NUMBER", help="The official telephone number.")]
Spoken = Annotated[
    str | None, typed.Option("--language", metavar="sv|en", help="The language of messages to the person.")
]
RoleName = Annotated[
    str | None, typed.Option("--role", metavar="ID", completes=typed.ROLE, help="A role that the person holds.")
]
First = Annotated[str | None, typed.Option("--from", metavar="DAY", help="The first day of the role.")]
Last = Annotated[str | None, typed.Option("--to", metavar="DAY", help="The last day of the role.")]
Party = Annotated[
    str | None, typed.Option("--party", metavar="TEXT", help="The party of an elected office; implies --elected.")
]
Elected = Annotated[bool, typed.Option("--elected", help="The role is an elected office (förtroendeuppdrag).")]


class Described(NamedTuple):
    """A person as the options describe them, and a role that they hold."""

    name: Name = None
    organisation: Organisation = None
    municipality: Municipality = None
    email: Email = None
    phone: Phone = None
    language: Spoken = None
    role: RoleName = None
    first: First = None
    last: Last = None
    elected: Elected = False
    party: Party = None

    @property
    def values(self) -> dict[str, str]:
        """What was said of the person."""
        return {key: value for key in DESCRIBED if (value := getattr(self, key)) is not None}

    def held(self, run: Terminal, *, yes: bool) -> RoleAssignment | None:
        """Give the role that was said, if one was; RusctlError where days or a party stand without one."""
        from rusctl.services.people import person_values  # loads SQLAlchemy

        dated = self.first or self.last or self.elected or self.party
        role = pick.one(run, typed.ROLE, self.role) if dated else self.role
        if not role:
            if self.first or self.last or self.elected or self.party:
                raise RusctlError(msg("missing the role: --role"))
            return None
        return person_values.role_held(
            run.project.readable().plan,
            role,
            ask.limit(run, "--from", self.first, yes=yes) if self.first else None,
            ask.limit(run, "--to", self.last, last=True, yes=yes) if self.last else None,
            elected=self.elected,
            party=self.party or "",
        )


def said(run: Terminal, options: Mapping[str, str]) -> Mapping[str, str]:
    """Give the values as the user gave them: the options, or what is asked for where there is none."""
    if options:
        return options
    return _asked(run) if sys.stdin.isatty() else read()


def read() -> dict[str, str]:
    """Read TOML from the standard input."""
    from rusctl.services.people import person_values  # loads SQLAlchemy

    return person_values.read(sys.stdin.buffer.read())


def _asked(run: Terminal) -> dict[str, str]:
    answers = {}
    for key in DESCRIBED:
        print(one_line(f"{run.say(COLUMNS[key])}: "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise RusctlError(msg("the questions were not answered to the end"), stops=True)
        if line.strip():
            answers[key] = line
    return answers
