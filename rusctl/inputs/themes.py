"""Themes, which are made during the work: below a heading of the frame, below another theme, or across the frame."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError
from rusctl.inputs.schema import tag, theme
from rusctl.language.message import msg, nmsg
from rusctl.model.inputs import Theme


def listed(connection: Connection) -> list[Theme]:
    """Give all themes in the order in which they were made."""
    names = [name for name in theme.c.keys() if name != "operation"]  # noqa: SIM118 - a collection of columns
    rows = connection.execute(select(theme).order_by(theme.c.id)).mappings()
    return [Theme(**{name: row[name] for name in names}) for row in rows]


def counts(connection: Connection) -> dict[int, int]:
    """Count the inputs that stand under each theme, or have a part that does, by the theme's row."""
    query = select(tag.c.theme, func.count(func.distinct(tag.c.input))).where(tag.c.theme.is_not(None))
    return {row: int(count) for row, count in connection.execute(query.group_by(tag.c.theme))}


def add(change: Transaction, ident: str, values: Mapping[str, Any]) -> int:
    """Make a theme, and give its row."""
    return change.insert(theme, ident=ident, **values)


def set_values(change: Transaction, one: Theme, values: Mapping[str, Any]) -> None:
    """Change a theme; RusctlError where it would stand below itself or be replaced by itself in the end."""
    change.update(theme, one.id, one.version, **values)
    everyone = {each.id: each for each in listed(change.connection)}
    for step in ("above", "replaced_by"):
        way: list[int] = []
        at: int | None = one.id
        while at is not None and at not in way:
            way.append(at)
            at = getattr(everyone[at], step)
        if at is not None:
            names = " > ".join(everyone[row].ident for row in [*way, at])
            raise RusctlError(msg("the themes would go round in a circle: {way}", way=names))


def remove(change: Transaction, one: Theme) -> None:
    """Remove a theme that nothing stands under; PolicyError where something does, or another theme names it."""
    count = counts(change.connection).get(one.id, 0)
    if count:
        raise PolicyError(
            nmsg(
                "{count} input stands under {name}; say with --replaced-by which theme takes its place, and keep it",
                "{count} inputs stand under {name}; say with --replaced-by which theme takes its place, and keep it",
                count,
                name=one.ident,
            )
        )
    others = [each.ident for each in listed(change.connection) if one.id in (each.above, each.replaced_by)]
    if others:
        raise PolicyError(msg("{name} is named by {names}; change that first", name=one.ident, names=others))
    change.delete(theme, one.id, one.version)
