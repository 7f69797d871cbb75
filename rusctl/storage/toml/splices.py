"""The splices that change a TOML text: where a value, a key or a table goes in, and what goes out with it."""

from typing import Any

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.storage.toml import lines
from rusctl.storage.toml.literals import block, key, literal
from rusctl.storage.toml.spans import Places, Route, Section, SourceSpan


def missing(route: Route) -> Message:
    """Say that nothing stands at a route."""
    return msg("there is no {name} in the file", name=_name(route))


def put(places: Places, route: Route, value: Any, after: str, *, there: bool) -> str:
    """Give the text with a value at a route: in place of the old one, or as a new key."""
    place = places.find(route)
    if place is not None:
        return _splice(places.text, place.start, place.end, literal(value))
    if there:  # a table under a header or of dotted keys
        places = Places(delete(places, route))
    if not route or not isinstance(route[-1], str):
        raise RusctlError(missing(route))
    return _add_key(places, route[:-1], route[-1], literal(value), after)


def delete(places: Places, route: Route) -> str:
    """Give the text without the key, table or element at a route, wherever the parts of it are written."""
    text = places.text
    place = places.find(route)
    if place is not None and not _is_statement(places, place):
        return _delete_inside(places, place)
    spans = [
        (lines.start(text, found.key_start), lines.end(text, found.end))
        for section in places.sections
        if len(section.route) < len(route) and section.route == route[: len(section.route)]
        for found in lines.statements(places, section)
        if found.route[: len(route)] == route
    ]
    spans += _tables(places, route)
    if not spans:
        raise _refused(route)
    for start, end in sorted(spans, reverse=True):
        text = _splice(text, start, end, "")
    return text


def append(places: Places, route: Route, table: dict[str, Any]) -> str:
    """Give the text with one table more in a list of tables: after the last one, else after its parent's keys."""
    text = places.text
    parent = route[:-1]
    names = [step for step in route if isinstance(step, str)]
    same = [section for section in places.sections if section.route[: len(route)] == route]
    if same and same[0].array:
        position = lines.content_end(places, same[-1])
        indent = lines.indent(text, same[0].start)
    elif same or places.find(route) is not None:
        raise PolicyError(
            msg(
                "the list {name} is written in brackets; write each part as a table, [[{header}]], and try again",
                name=_name(route),
                header=key(*names),
            )
        )
    elif not parent:
        position, indent = len(text), ""
    elif parent in places.index:
        section = places.sections[places.index[parent]]
        position = lines.content_end(places, section)
        indent = lines.indent(text, section.start)
    else:
        raise _refused(parent)
    newline = lines.newline(text, position - 1)
    lead = trail = ""
    if position and text[position - 1] != "\n":
        lead = newline
    if text[:position].strip() and (lead or not lines.is_blank(text, position - 1)):
        lead += newline
    if position < len(text) and not lines.is_blank(text, position):
        trail = newline
    return _splice(text, position, position, lead + block(names, table, newline=newline, indent=indent) + trail)


def _add_key(places: Places, table: Route, name: str, value: str, after: str) -> str:
    text = places.text
    container = places.find(table)
    if container is not None and text[container.start] == "{":
        inside = lines.inside(places, container)
        if not inside:
            return _splice(text, container.start, container.end, f"{{ {key(name)} = {value} }}")
        anchor = _anchor(inside, (*table, after))
        return _splice(text, anchor.end, anchor.end, f", {key(name)} = {value}")
    section, statements = _table(places, table)
    prefix = [str(step) for step in table[len(section.route) :]]
    line = f"{key(*prefix, name)} = {value}"
    if statements:
        anchor = _anchor(statements, (*table, after))
        indent = lines.indent(text, anchor.key_start)
        return lines.insert(text, lines.end(text, anchor.end), indent + line)
    if section.route:
        return lines.insert(text, section.body, lines.indent(text, section.start) + line)
    return lines.insert_first(text, line)


def _table(places: Places, table: Route) -> tuple[Section, list[SourceSpan]]:
    """Give the header under which a table's own keys stand, and those keys."""
    if table in places.index:
        section = places.sections[places.index[table]]
        return section, lines.statements(places, section)
    for section in places.sections:
        if section.route == table[: len(section.route)]:
            statements = lines.statements(places, section)
            dotted = [place for place in statements if place.route[:-1][: len(table)] == table]
            if dotted:
                return section, dotted
    raise _refused(table)


def _anchor(places: list[SourceSpan], wanted: Route) -> SourceSpan:
    named = [place for place in places if place.route[: len(wanted)] == wanted]
    return (named or places)[-1]


def _is_statement(places: Places, place: SourceSpan) -> bool:
    """Say whether a value has a line of its own, which those inside a list or braces do not."""
    return all(places.find(place.route[:size]) is None for size in range(1, len(place.route)))


def _delete_inside(places: Places, place: SourceSpan) -> str:
    text = places.text
    around = next(
        found for size in range(len(place.route) - 1, 0, -1) if (found := places.find(place.route[:size])) is not None
    )
    inside = lines.inside(places, around)
    number = inside.index(place)
    if len(inside) == 1:
        start, end = around.start + 1, around.end - 1
    elif number:
        start, end = inside[number - 1].end, place.end
    else:
        start, end = place.key_start, inside[1].key_start
    gaps = text[start : place.key_start] + text[place.end : end]
    if "#" in gaps:  # a comment nobody has said what to do with
        raise _refused(place.route)
    return _splice(text, start, end, "")


def _tables(places: Places, route: Route) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first: int | None = None
    for number, section in enumerate((*places.sections, None)):
        if section is not None and section.route[: len(route)] == route:
            first = number if first is None else first
        elif first is not None:
            spans.append(lines.block_span(places, first, number - 1))
            first = None
    return spans


def _refused(route: Route) -> PolicyError:
    return PolicyError(
        msg("{name} is written in a form that rusctl does not change; change it in an editor", name=_name(route))
    )


def _name(route: Route) -> str:
    return ".".join(f"{step + 1}" if isinstance(step, int) else step for step in route)


def _splice(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
