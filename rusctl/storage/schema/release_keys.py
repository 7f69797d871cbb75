"""The keys of config/releases.toml, which `rusctl publish --release` writes."""

from collections.abc import Mapping
from typing import Any

from rusctl.model.plan import Release, Source
from rusctl.storage.schema.forms import BAD, Faults, Listed, Text, ValueType
from rusctl.storage.schema.published_keys import Instant
from rusctl.storage.schema.tables import Key, Keys, Records, Table

HEADER = (
    "# Written by rusctl publish --release: of each release of the schedule what was new or other than in the one\n"
    "# before. What was released is not changed afterwards.\n"
)


def release_keys(slug: ValueType, event: Table, milestone: Table) -> Keys:
    """Give the file's keys; `slug` is the form of ids, `event` and `milestone` hold what is public of each."""
    release: Keys = {
        "id": Key(slug, "the release's name", required=True),
        "published": Key(Instant(), "when it was published", required=True),
        "comment": Key(Text(), "what is said of it, to everybody"),
        "gone": Key(Listed(slug), "ids of events and milestones that the release before had and this one has not"),
        "event": Key(Records(event), "the events that are new, or other than in the release before"),
        "milestone": Key(Records(milestone), "the milestones that are new, or other than in the release before"),
    }
    return {"release": Key(Records(Table(release, _release)), "the releases of the schedule, one after another")}


def public_part(table: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    """Give of a table as it was parsed what `keys` name, also in the lists of tables below it."""
    return {name: _part(table[name], key.form) for name, key in keys.items() if name in table}


def _part(value: Any, form: ValueType) -> Any:
    if isinstance(form, Records) and isinstance(value, list):
        return [public_part(one, form.table.keys) for one in value if isinstance(one, Mapping)]
    return value


def _release(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a release; without its name and its moment it is none."""
    if not table.keys() >= {"id", "published"}:
        return BAD
    return Release(
        at=at, events=table.pop("event", ()), milestones=table.pop("milestone", ()), gone=table.pop("gone", ()), **table
    )
