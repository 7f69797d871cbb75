"""The keys of [[busy]] in config/workdays.toml."""

from typing import Any

from rusctl.language.message import msg
from rusctl.model.busy import BusyCalendar
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import Faults, Listed, Partial, Pattern, Text, ValueType
from rusctl.storage.schema.tables import Key, Keys, Records, Table

BUSY = "busy"
busy_file = Pattern(r"busy/[a-z0-9]+(?:-[a-z0-9]+)*\.txt", msg("a file that rusctl busy add wrote, such as busy/x.txt"))


def busy_keys(slug: ValueType) -> Keys:
    """Give the keys; `slug` is the form of ids."""
    busy: Keys = {
        "id": Key(slug, "the busy calendar's own short name", required=True),
        "file": Key(busy_file, "the file that holds its times, written by `rusctl busy add`", required=True),
        "name": Key(Text(), "what people call it, such as the council's meetings; never a person's name"),
        "crew": Key(Listed(slug), "whom it binds: ids of crew roles in config/roles.toml"),
        "roles": Key(Listed(slug), "whom it binds: ids of actor groups in config/roles.toml"),
        "municipality": Key(slug, "whom it binds: the events in a municipality"),
        "body": Key(slug, "whom it binds: the events of a body"),
    }
    return {BUSY: Key(Records(Table(busy, _busy)), "busy calendars; one that binds nobody in particular binds all")}


def _busy(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a busy calendar."""
    made = BusyCalendar(at=at, **{"id": "", "file": "", **table})
    return made if made.id and made.file else Partial(made)
