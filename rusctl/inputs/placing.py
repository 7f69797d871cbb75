"""Where tags lead: each heading, however it was worded, and each theme with the headings above it, as rows to count in.

Pure: given the frame of the plan, the wordings and themes that the database holds, it says what counts where.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from rusctl.model.inputs import HeadingWording, Theme
from rusctl.model.plan import Event, FrameItem, Texts
from rusctl.model.synthesis import FramePart, SynthesisRow

KINDS = tuple(one.value for one in FramePart if one is not FramePart.THEME)
_NO_ROW = 1_000_000_000  # from here on places are headings that no tag names itself


class Placing(NamedTuple):
    """Rows, and which number of a tag counts in which of them.

    Places are numbers: a heading's is that of its first wording, a theme's is its own with a minus. `headings` leads
    from a wording to its place. Each of `themes` leads from themes to places: the first to their own, the others to
    those above. `names` has the key of the row at a place, `municipalities` where each event is.
    """

    rows: tuple[SynthesisRow, ...]
    headings: Mapping[int, int]
    themes: Sequence[Mapping[int, int]]
    names: Mapping[int, str]
    municipalities: Mapping[str, str]


def key_of(kind: str, name: str) -> str:
    """Give the key of a row."""
    return f"{kind}:{name}"


def placing(
    frame: Sequence[FrameItem], wordings: Sequence[HeadingWording], themes: Sequence[Theme], events: Iterable[Event]
) -> Placing:
    """Give the rows of a synthesis: the frame in its order, each heading's themes below it, at last those across it."""
    headings, names = _headings(wordings)
    rows = list(_rows(frame, wordings))
    by_id = {one.id: one.key for one in reversed(rows)}
    numbers = {key: place for place, key in names.items()}
    for at, row in enumerate(rows):
        if row.key not in numbers:
            numbers[row.key] = _NO_ROW + at
            names[_NO_ROW + at] = row.key
    known = {one.id: one for one in themes}
    paths = {one.id: list(_path(one, known)) for one in themes}
    own: dict[int, int] = {}
    for one in themes:
        last = paths[one.id][0]
        own[one.id] = -last.id
        names[-last.id] = key_of(FramePart.THEME.value, last.ident)
    levels = [own] if own else []
    above = {one.id: _above(paths[one.id], by_id, numbers) for one in themes}
    levels += [
        {name: places[depth] for name, places in above.items() if depth < len(places)}
        for depth in range(max(map(len, above.values()), default=0))
    ]
    places = {one.id: one.municipality for one in events}
    standing = {path[0].id for path in paths.values()}
    shown = [one for one in themes if one.id in standing]
    return Placing(tuple(_with_themes(rows, shown, paths, by_id)), headings, levels, names, places)


def _headings(wordings: Sequence[HeadingWording]) -> tuple[dict[int, int], dict[int, str]]:
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for one in sorted(wordings, key=attrgetter("id")):
        found[one.id] = first.setdefault(key_of(one.kind, one.heading), one.id)
    return found, {place: key for key, place in first.items()}


def _rows(frame: Sequence[FrameItem], wordings: Sequence[HeadingWording]) -> Iterator[SynthesisRow]:
    """Give the frame's headings, and those that inputs stand under and the frame has no more, by their last wording."""
    declared = {key_of(one.kind, one.id) for one in frame}
    gone = {key_of(one.kind, one.heading): one for one in sorted(wordings, key=attrgetter("id"))}
    for kind in (*KINDS, *sorted({one.kind for one in wordings} - {*KINDS})):
        for item in frame:
            if item.kind == kind:
                yield SynthesisRow(key_of(kind, item.id), kind, item.id, item.name)
        for key, one in gone.items():
            if one.kind == kind and key not in declared:
                name = Texts({code: text for code, text in (("sv", one.sv), ("en", one.en)) if text})
                yield SynthesisRow(key, kind, one.heading, name, undeclared=True)


def _path(theme: Theme, known: Mapping[int, Theme]) -> Iterator[Theme]:
    """Give the theme that a theme counts as, and those above it; a circle is walked once."""
    seen: set[int] = set()
    left: Theme | None = theme
    while left is not None:
        valid = _valid(left, known)
        if valid.id in seen:
            return
        seen.add(valid.id)
        yield valid
        left = known.get(valid.above or 0)


def _valid(theme: Theme, known: Mapping[int, Theme]) -> Theme:
    """Give the theme that has taken a theme's place, or itself."""
    seen = {theme.id}
    while (after := known.get(theme.replaced_by or 0)) is not None and after.id not in seen:
        seen.add(after.id)
        theme = after
    return theme


def _above(path: Sequence[Theme], by_id: Mapping[str, str], numbers: Mapping[str, int]) -> list[int]:
    """Give the places above a theme: themes, then the heading that the first of them which names one is below."""
    found = [-one.id for one in path[1:]]
    heading = next((by_id[one.heading] for one in path if one.heading in by_id), "")
    return [*found, numbers[heading]] if heading else found


def _with_themes(
    rows: Sequence[SynthesisRow],
    themes: Sequence[Theme],
    paths: Mapping[int, Sequence[Theme]],
    by_id: Mapping[str, str],
) -> Iterator[SynthesisRow]:
    below: dict[str, list[SynthesisRow]] = {}
    for one in themes:
        name = Texts({code: text for code, text in (("sv", one.sv), ("en", one.en)) if text})
        path = paths[one.id]
        above = next((by_id[each.heading] for each in path if each.heading in by_id), "")
        row = SynthesisRow(key_of(FramePart.THEME.value, one.ident), FramePart.THEME.value, one.ident, name, above)
        below.setdefault(above, []).append(row)
    for heading in rows:
        yield heading
        yield from below.get(heading.key, ())
    yield from below.get("", ())
