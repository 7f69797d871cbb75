"""How a region works, taken from an old folder into a new one: templates, tours, phases, minimums, limits, own rules.

Whatever has a day or names somebody stays behind, and so does what would name a municipality, a kind or a heading that
the new folder does not have.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.model.plan import Plan, Source
from rusctl.model.venues import Venue
from rusctl.storage.files.names import CHECKS, PROCESS, ROLES, WORKDAYS
from rusctl.storage.schema.preference_keys import PROPOSE
from rusctl.storage.template import Answers
from rusctl.storage.toml import edits
from rusctl.storage.toml.literals import block, key, literal

Table = dict[str, Any]
OF_THE_PLACE = ("venue", "room", "capacity", "partner", "title")
LIMITS = ("tentative_days", "slip_days", "slack_days", "role_days", "invite_days", "attendance_days")
UNDATED = ("from", "to", "source")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def with_ways(texts: Mapping[str, str], plan: Plan, data: Mapping[str, Any], answers: Answers) -> dict[str, str]:
    """Give the texts of a new folder's files with how the old one's region works; `plan` and `data` are the old one's.

    `texts` has those of the process, the roles, the checks and the working days.
    """
    kept = _Kept(plan, data, answers)
    return {
        **texts,
        PROCESS: texts[PROCESS]
        + _blocks("tour", kept.tours())
        + _blocks("template", kept.templates())
        + _phases(kept.phases(), answers.language),
        ROLES: texts[ROLES] + _blocks("minimum", kept.minimums()),
        CHECKS: _with_limits(texts[CHECKS], data.get(CHECKS, {})) + _blocks("rule", kept.rules()),
        WORKDAYS: texts[WORKDAYS] + _preferences(kept.preferences()),
    }


def kept_venues(plan: Plan, data: Mapping[str, Any], answers: Answers) -> list[Table]:
    """Give the tables of the venues that are kept: those in a municipality of the new folder.

    One of no municipality is kept for the same region.
    """
    kept = _Kept(plan, data, answers)
    return [kept.table(one.at) for one in kept.venues()]


class _Kept:
    """What is kept of an old folder for a new one."""

    def __init__(self, plan: Plan, data: Mapping[str, Any], answers: Answers) -> None:
        self.plan, self.data, self.answers = plan, data, answers
        self.towns = {one.id for one in answers.municipalities}
        self.same = answers.region == plan.process.region

    def table(self, at: Source) -> Table:
        """Give a record's table as it was parsed, without texts that look like a person's."""
        found: Any = self.data[at.file]
        for step in at.route:
            found = found[step]
        return {name: value for name, value in found.items() if not _of_somebody(value)}

    def tours(self) -> Iterator[Table]:
        for one in self.plan.tours:
            table = self.table(one.at)
            for name in ("themes", "closes"):
                table.pop(name, None)
            if "municipalities" in table:
                table["municipalities"] = [name for name in table["municipalities"] if name in self.towns]
            if one.kind in self.answers.kinds and table.get("municipalities") != []:
                yield table

    def templates(self) -> Iterator[Table]:
        for one in self.plan.templates:
            if (one.kind and one.kind not in self.answers.kinds) or one.id in self.towns:
                continue
            left = {"themes"} | (set() if self.same else set(OF_THE_PLACE))
            left |= {"venue", "room"} if one.site is not None and one.site not in list(self.venues()) else set()
            yield {name: value for name, value in self.table(one.at).items() if name not in left}

    def venues(self) -> Iterator[Venue]:
        for one in self.plan.venues:
            if one.municipality in self.towns if one.municipality else self.same:
                yield one

    def phases(self) -> Iterator[Table]:
        for one in self.plan.phases:
            yield {name: value for name, value in self.table(one.at).items() if name not in UNDATED}

    def minimums(self) -> Iterator[Table]:
        for one in self.plan.minimums:
            if not one.municipality or one.municipality in self.towns:
                yield self.table(one.at)

    def rules(self) -> Iterator[Table]:
        for one in self.plan.checks.rules:
            if not _DAY.search(" ".join((one.when, *one.sentence.values()))) and not self._names_another(one.when):
                yield self.table(one.at)

    def preferences(self) -> Table:
        table = dict(self.data.get(WORKDAYS, {}).get(PROPOSE, {}))
        if table.get("home") not in self.towns:
            table.pop("home", None)
        table["share"] = [pair for pair in table.get("share", []) if self.towns >= {*pair}]
        return {name: value for name, value in table.items() if name != "share" or value}

    def _names_another(self, when: str) -> bool:
        """Whether an expression names a municipality or a kind that the new folder does not have."""
        old = {one.id for one in self.plan.municipalities} - self.towns
        old |= self.plan.process.kinds.keys() - self.answers.kinds.keys()
        return any(f"{mark}{name}{mark}" in when for name in old for mark in "\"'")


def _of_somebody(value: object) -> bool:
    """Whether a text, or one in a list, looks like it holds an address, a telephone number or a personnummer."""
    if isinstance(value, list | dict):
        return any(_of_somebody(one) for one in (value.values() if isinstance(value, dict) else value))
    if not isinstance(value, str):
        return False
    return any(True for find in (addresses, phone_numbers, personal_numbers) for _ in find(value))


def _blocks(name: str, tables: Iterable[Table]) -> str:
    return "".join("\n" + block([name], one) for one in tables)


def _phases(tables: Iterable[Table], language: str) -> str:
    """Write the phases as comments, since a phase has days and nobody has said the new ones."""
    day = Language(language).text(msg("YYYY-MM-DD"))
    blocks = [block(["phase"], one) + f"from = {day}\nto = {day}\n" for one in tables]
    if not blocks:
        return ""
    about = Language(language).text(msg("The phases of the old folder; write their days and take the # away:"))
    lines = "\n\n".join(one.rstrip("\n") for one in blocks).split("\n")
    return "\n" + "".join(f"# {line}".rstrip() + "\n" for line in (about, *(f"  {line}" for line in lines)))


def _with_limits(text: str, table: Mapping[str, Any]) -> str:
    changes = [edits.Set((name,), table[name]) for name in LIMITS if type(table.get(name)) is int]
    return edits.apply(text.encode(), changes).raw.decode() if changes else text


def _preferences(table: Table) -> str:
    if not table:
        return ""
    return f"\n[{PROPOSE}]\n" + "".join(f"{key(name)} = {literal(value)}\n" for name, value in table.items())
