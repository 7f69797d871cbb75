"""A new folder made out of an old one: what a region keeps from one process to the next, without dates and people.

Kept are the municipalities with the minutes on the road between them, the roles, the bodies, the lead times, the kinds
of events, and how the region works: templates, tours, minimums, limits of the check, its own rules, what proposals keep
to, and the phases' names. What has days (events, milestones, baselines, school breaks), what was decided for the old
process alone (waivers, retention, targets) and what a comment says stays behind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.message import Message, msg
from rusctl.model.plan import Plan
from rusctl.services.planning import new_folder
from rusctl.services.planning.copied_ways import kept_venues, with_ways
from rusctl.services.project import Project
from rusctl.storage import folder
from rusctl.storage import plan as plans
from rusctl.storage.files.names import CHECKS, DEADLINES, MUNICIPALITIES, PROCESS, ROLES, WORKDAYS
from rusctl.storage.schema.keys import FILES
from rusctl.storage.template import Answers, NewMunicipality
from rusctl.storage.toml.literals import block

Tables = list[dict[str, Any]]
VACANCY = ("vacant_from", "vacant_until")
BODY = re.compile(r'\[\[body\]\]\nid = "(?P<id>[^"]*)"\n(?:[^\n]+\n)*')


class OldFolder(NamedTuple):
    """The folder that a new one is made out of: its plan, and its files as they were parsed."""

    path: Path
    plan: Plan
    data: Mapping[str, Any]


class Offered(NamedTuple):
    """What a new folder gets where the user says nothing else; of what is None the user is asked."""

    region: str | None
    timezone: str
    language: str
    contact: str
    kinds: Mapping[str, str | Mapping[str, str]] | None = None
    municipalities: tuple[NewMunicipality, ...] | None = None
    country: str = ""


def old_folder(chosen: str) -> OldFolder:
    """Read the folder that is to be copied; RusctlError where it is none, or cannot be read."""
    project = Project(str(folder.named(chosen, Path.cwd(), msg("--copy"))))
    loaded = project.readable()
    return OldFolder(project.folder.path, loaded.plan, loaded.data)


def offered(old: OldFolder | None, language: str, region: str | None = None) -> Offered:
    """Give what is offered: what the old folder has or, without one, what is usual; another region has its own mail."""
    if old is None:
        return Offered(None, new_folder.ZONE, language, "")
    process = old.plan.process
    towns = tuple(NewMunicipality(one.id, one.name, one.code) for one in old.plan.municipalities)
    spoken = process.language if process.language in LANGUAGES else language
    contact = process.contact if region in (None, process.region) else ""
    return Offered(process.region, process.timezone, spoken, contact, _kinds(old), towns, process.country)


def uid_domain(old: OldFolder | None, name: str, region: str, year: int) -> str:
    """Give the domain that is offered: never the old folder's, since its entries would be taken for the new ones."""
    found = new_folder.default_domain(name, region)
    if old and found == old.plan.process.uid_domain:
        return new_folder.default_domain(f"{name} {year}", region)
    return found


def own_domain(old: OldFolder | None, domain: str) -> str:
    """Give back the domain that was chosen; RusctlError where the old folder has it."""
    if old and domain == old.plan.process.uid_domain:
        text = msg(
            "{domain} is that of {folder}, and calendars would take one for the other; choose another",
            domain=domain,
            folder=str(old.path),
        )
        raise RusctlError(text)
    return domain


def filled(files: dict[str, bytes], old: OldFolder, answers: Answers) -> dict[str, bytes]:
    """Give a new folder's files with what is kept of the old one; RusctlError where that would have a fault."""
    texts = {name: files[name].decode() for name in (MUNICIPALITIES, ROLES, DEADLINES, PROCESS, CHECKS, WORKDAYS)}
    known = {one.id for one in answers.municipalities}
    if known and known <= {one.id for one in old.plan.municipalities}:
        texts[MUNICIPALITIES] = _instead(texts[MUNICIPALITIES], "municipality", _tables(old, MUNICIPALITIES))
        travels = [one for one in _tables(old, MUNICIPALITIES, "travel") if known >= {*one.get("between", ())}]
        texts[MUNICIPALITIES] += "".join("\n" + block(["travel"], one) for one in travels)
    texts[MUNICIPALITIES] += "".join("\n" + block(["venue"], one) for one in kept_venues(old.plan, old.data, answers))
    roles = [{key: one for key, one in table.items() if key not in VACANCY} for table in _tables(old, ROLES)]
    texts[ROLES] = _instead(texts[ROLES], "role", roles)
    for name in ("lead", "follow"):
        texts[DEADLINES] += "".join("\n" + block([name], one) for one in _tables(old, DEADLINES, name))
    texts[PROCESS] = _with_bodies(texts[PROCESS], _bodies(old, answers.region))
    texts = with_ways(texts, old.plan, old.data, answers)
    made = files | {name: text.encode() for name, text in texts.items()}
    for fault in plans.read_plan({file: made[file] for file in FILES}).faults:
        raise RusctlError(fault.message)
    return made


def kept(old: OldFolder) -> Iterator[Message]:
    """Say what is kept of the old folder."""
    yield msg(
        "kept of {folder}: municipalities, roles, bodies, lead times and kinds of events; no dates and no people",
        folder=str(old.path),
    )
    if old.plan.tours or old.plan.templates or old.plan.minimums or old.plan.checks.rules:
        yield msg("kept, too: its templates, tours, minimums and own rules")
    if old.plan.venues:
        yield msg("kept, too: venues, where the new folder has their municipality")
    if old.plan.phases:
        yield msg("its phases stand without their days, as comments in {file}", file=PROCESS)


def _kinds(old: OldFolder) -> Mapping[str, str | Mapping[str, str]] | None:
    """Give the kinds by id, that of the tour first; None where there is none."""
    found: dict[str, str | Mapping[str, str]] = dict(old.data[PROCESS].get("kinds", {}))
    tour = old.plan.process.tour_kind
    return ({tour: found[tour]} if tour in found else {}) | found or None


def _tables(old: OldFolder, file: str, name: str = "") -> Tables:
    found = old.data.get(file, {}).get(name or {MUNICIPALITIES: "municipality", ROLES: "role"}[file], [])
    return [dict(one) for one in found]


def _bodies(old: OldFolder, region: str) -> Tables:
    """Give the bodies; one that is called as the old region is called as the new one."""
    found = [dict(one) for one in old.data[PROCESS].get("body", [])]
    before = old.plan.process.region
    if region == before:
        return found
    return [one | ({"name": region} if _called(one.get("name"), before) else {}) for one in found]


def _called(name: object, region: str) -> bool:
    """Whether a name, in whatever language, is the region's."""
    return region in (name.values() if isinstance(name, dict) else (name,))


def _instead(text: str, name: str, tables: Iterable[Mapping[str, Any]]) -> str:
    """Put tables in the place of those that a text ends with; where there are none, it stays as it is."""
    blocks = "".join("\n" + block([name], one) for one in tables)
    return text.partition(f"\n[[{name}]]")[0].rstrip("\n") + "\n" + blocks if blocks else text


def _with_bodies(text: str, bodies: Tables) -> str:
    """Put bodies in the place of those with the same ids, and the rest after the last."""
    known = {one["id"]: block(["body"], one) for one in bodies if "id" in one}
    there = list(BODY.finditer(text))
    last = there[-1].end()
    rest = "".join("\n" + one for name, one in known.items() if name not in {match["id"] for match in there})
    text = text[:last] + rest + text[last:]
    for match in reversed(there):
        text = text[: match.start()] + known.get(match["id"], match[0]) + text[match.end() :]
    return text
