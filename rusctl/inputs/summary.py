"""Inputs in short, for the rules: numbers of inputs and ids, and nobody."""

from collections.abc import Iterable

from sqlalchemy import Connection, exists, func, select

from rusctl.inputs import store
from rusctl.inputs.schema import fate, heading, input_role, inputs, member, tag
from rusctl.language.look import Names, look
from rusctl.language.terms import folded
from rusctl.model.inputs import InputsSummary, Sensitive

_OF_SOMEBODY = frozenset({Sensitive.NAME, Sensitive.EMAIL, Sensitive.PHONE, Sensitive.NUMBER, Sensitive.PROTECTED})


def in_short(connection: Connection, names: Names) -> InputsSummary:
    """Give what the rules are told of inputs; `names` are those of the register."""
    by_event = select(inputs.c.event, func.count()).group_by(inputs.c.event).order_by(inputs.c.event)
    of_roles = select(inputs.c.event, input_role.c.role).join(input_role, input_role.c.input == inputs.c.id).distinct()
    without = select(func.count()).select_from(inputs).where(~exists().where(fate.c.input == inputs.c.id))
    under = select(heading.c.heading, func.count(tag.c.input.distinct())).join(tag, tag.c.heading == heading.c.id)
    under = under.group_by(heading.c.heading).order_by(heading.c.heading)
    texts = list(connection.execute(store.valid().order_by(inputs.c.event, inputs.c.number)).mappings())
    return InputsSummary(
        by_event=tuple((event, count) for event, count in connection.execute(by_event)),
        roles=tuple((event, role) for event, role in connection.execute(of_roles.order_by(inputs.c.event))),
        naming=tuple(row["ident"] for row in texts if not _OF_SOMEBODY.isdisjoint(look(row["text"], names).abouts)),
        same=tuple(
            _same([(row["id"], row["ident"], row["event"], row["text"]) for row in texts], _together(connection))
        ),
        without_fate=connection.execute(without).scalar() or 0,
        headings=tuple((name, count) for name, count in connection.execute(under)),
    )


def _together(connection: Connection) -> dict[int, int]:
    """Give the group of each input that has one."""
    return {row[0]: row[1] for row in connection.execute(select(member.c.input, member.c.of_group))}


def _same(texts: Iterable[tuple[int, str, str, str]], groups: dict[int, int]) -> list[tuple[str, ...]]:
    """Give the ids of inputs of one event that say the same and stand in no group together."""
    alike: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row_id, ident, event, text in texts:
        alike.setdefault((event, " ".join(folded(text).split())), []).append((row_id, ident))
    found = []
    for several in alike.values():
        together = {groups.get(row_id) for row_id, _ in several}
        if len(several) > 1 and (len(together) > 1 or None in together):
            found.append(tuple(ident for _, ident in several))
    return found
