"""What is said of a person, as it is taken into the register: read, cleaned, or refused."""

import datetime as dt
from collections.abc import Callable, Mapping

from rusctl.errors import RusctlError
from rusctl.language import hard_words
from rusctl.language.hard_words import Hard
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.vocabulary_people import HARD
from rusctl.model.people import DESCRIBED, RoleAssignment
from rusctl.model.plan import Plan
from rusctl.register import fields
from rusctl.register.fields import one_line
from rusctl.services.people.register_access import municipality_chooser, role_chooser
from rusctl.storage.toml.parse import TomlFault, parse


def read(octets: bytes) -> dict[str, str]:
    """Read values as TOML; RusctlError where it is none, or has keys that a person has not."""
    try:
        table = parse(octets)
    except TomlFault as fault:
        raise RusctlError(msg("stdin, line {line}: {fault}", line=fault.line, fault=fault.message)) from None
    for key, value in table.items():
        if key not in DESCRIBED:
            meant = nearest(key, DESCRIBED)
            if meant:
                raise RusctlError(msg('"{key}" is not a key here; did you mean "{meant}"?', key=key, meant=meant))
            raise RusctlError(
                msg('"{key}" is not a key here; the keys are {known}', key=key, known=", ".join(DESCRIBED))
            )
        if not isinstance(value, str):
            raise RusctlError(msg("{key} must be a text in quotation marks", key=key))
    return table


def cleaned(plan: Plan, values: Mapping[str, str]) -> dict[str, str]:
    """Clean the values of a person, or refuse the first that cannot be taken."""
    forms: dict[str, Callable[[str], str]] = {
        "name": fields.name,
        "organisation": lambda text: fields.one_line(text, "organisation"),
        "municipality": municipality_chooser(plan),
        "email": fields.email,
        "phone": fields.phone,
        "language": fields.language,
    }
    return {name: _without(name, forms[name](value)) for name, value in values.items()}


def left_out(values: Mapping[str, str]) -> list[Message]:
    """Say what `cleaned` leaves out of a name and an organisation, without what it was."""
    found = {about for name in _CLEANED for about in hard_words.without(values.get(name, ""), _CLEANED[name]).left_out}
    return [msg("left out: {what}", what=[HARD[one] for one in sorted(found)])] if found else []


_CLEANED = {"name": (Hard.HEALTH, Hard.OPINION, Hard.PARTY), "organisation": (Hard.PARTY,)}


def _without(name: str, value: str) -> str:
    """Take what is hard out of a name or an organisation; that somebody is protected is said by an option."""
    if name not in _CLEANED:
        return value
    if hard_words.protects(value):
        raise RusctlError(
            msg("these words say that the identity is protected; leave them out, and say --protected instead")
        )
    kept = hard_words.without(value, _CLEANED[name]).text
    return kept if name != "name" else fields.name(kept)


def role_held(
    plan: Plan, role: str, first: dt.date | None, last: dt.date | None, *, elected: bool, party: str
) -> RoleAssignment:
    """Give a role that a person holds from a day to a day; a party makes it a public mandate."""
    return RoleAssignment(
        role=role_chooser(plan)(role),
        first_day=first,
        last_day=last,
        public=elected or bool(party),
        party=one_line(party, "party"),
    )
