"""The keys of config/baselines.toml, which `rusctl baseline set` writes."""

from typing import Any

from rusctl.model.baselines import Baseline, Promise
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import BAD, Day, Faults, ValueType
from rusctl.storage.schema.tables import Key, Keys, Records, Table

HEADER = (
    "# Written by rusctl baseline set: dates as they stood on a day. What was promised is not changed afterwards.\n"
)


def baseline_keys(slug: ValueType) -> Keys:
    """Give the file's keys; `slug` is the form of ids."""
    promise: Keys = {
        "record": Key(slug, "the id of a milestone or an event", required=True),
        "from": Key(Day(), "the first day it was to be", required=True),
        "to": Key(Day(), "the last day it was to be; the same where its day was set", required=True),
    }
    baseline: Keys = {
        "id": Key(slug, "the baseline's name", required=True),
        "set": Key(Day(), "the day whose dates these are", required=True),
        "promise": Key(Records(Table(promise, _promise)), "what was promised"),
    }
    return {"baseline": Key(Records(Table(baseline, _baseline)), "the dates of the plan on a day, under a name")}


def _promise(table: dict[str, Any], _at: Source, _faults: Faults) -> Any:
    """Make a promise; without its days it promises nothing."""
    if not table.keys() >= {"record", "from", "to"}:
        return BAD
    return Promise(id=table["record"], first=table["from"], last=table["to"])


def _baseline(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a baseline; without its name and its day it is none."""
    if not table.keys() >= {"id", "set"}:
        return BAD
    return Baseline(at=at, id=table["id"], set=table["set"], promises=table.get("promise", ()))
