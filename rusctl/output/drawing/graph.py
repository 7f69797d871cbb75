"""The network of milestones as text, as Mermaid and as SVG."""

from collections.abc import Sequence
from typing import NamedTuple

from rusctl.output.clean import one_line
from rusctl.output.drawing import svg

BOX, GUTTER, MARGIN, SIZE = 190.0, 90.0, 24.0, 13.0
LINE = SIZE * 1.25
PAD = 10.0


class Node(NamedTuple):
    """A milestone or an event, in words; `before` are the ids of what it comes after, each with the gap in words."""

    id: str
    title: str
    when: str
    note: str
    done: bool
    critical: bool
    before: tuple[tuple[str, str], ...]


class Drawing(NamedTuple):
    """Nodes, each after those it comes after, and the words round them."""

    title: str
    about: str
    after: str
    legend: str
    language: str
    nodes: Sequence[Node]


def as_text(drawing: Drawing) -> str:
    """Give a paragraph for each node, with what it comes after under it."""
    titles = {node.id: node.title for node in drawing.nodes}
    written = []
    for node in drawing.nodes:
        facts = ", ".join(fact for fact in (node.when, node.note) if fact)
        written.append(one_line(f"{'*' if node.critical else ' '} {node.title}: {facts}"))
        for name, gap in node.before:
            written.append(one_line(f"    {drawing.after} {titles.get(name, name)}{f', {gap}' if gap else ''}"))
    return "\n".join([*written, "", one_line(f"* {drawing.legend}")])


def as_mermaid(drawing: Drawing) -> str:
    """Give a Mermaid flowchart; nodes are numbered, since ids such as "end" mean something there."""
    numbers = {node.id: f"n{index}" for index, node in enumerate(drawing.nodes)}
    written = ["flowchart LR", f"  accTitle: {_plain(drawing.title)}", f"  accDescr: {_plain(drawing.about)}"]
    for node in drawing.nodes:
        label = "<br/>".join(_mermaid(part) for part in (node.title, node.when, node.note) if part)
        written.append(f'  {numbers[node.id]}["{label}"]')
    for node in drawing.nodes:
        for name, gap in node.before:
            arrow = f'-->|"{_mermaid(gap)}"|' if gap else "-->"
            written.append(f"  {numbers[name]} {arrow} {numbers[node.id]}")
    written += ["  classDef critical stroke:#a4262c,stroke-width:3px", "  classDef done fill:#eeeeee"]
    for kind in ("critical", "done"):
        if names := [numbers[node.id] for node in drawing.nodes if getattr(node, kind)]:
            written.append(f"  class {','.join(names)} {kind}")
    return "\n".join(written)


def _mermaid(text: str) -> str:
    """Escape what Mermaid or the HTML of its labels would take for its own."""
    return "".join(c if c.isalnum() or c in " .,-–+*()" else f"#{ord(c)};" for c in one_line(text))


def _plain(text: str) -> str:
    return "".join(c if c.isalnum() or c in " .,:-–+*()" else " " for c in one_line(text))


class _Box(NamedTuple):
    node: Node
    title: list[str]
    rest: list[str]
    x: float
    y: float

    @property
    def height(self) -> float:
        return PAD * 2 + LINE * (len(self.title) + len(self.rest)) - 4


def as_svg(drawing: Drawing) -> str:
    """Give a drawing: a column for each step away from the beginning, and an arrow for each thing to come after."""
    boxes = _layout(drawing.nodes)
    right = max((box.x + BOX for box in boxes.values()), default=BOX)
    bottom = max((box.y + box.height for box in boxes.values()), default=60.0)
    legend = svg.wrap(f"* {drawing.legend}", max(right - MARGIN, BOX * 2), SIZE)
    body = [_arrowhead(), svg.text(MARGIN, 34, drawing.title, size=18, bold=True)]
    body += [_edge(boxes[name], boxes[node.id], gap) for node in drawing.nodes for name, gap in node.before]
    body += [_drawn(box) for box in boxes.values()]
    body.append(svg.lines(MARGIN, bottom + 34, legend, colour=svg.QUIET))
    width = max(right + MARGIN, svg.measure(drawing.title, 18) + 2 * MARGIN, BOX * 2 + 2 * MARGIN)
    height = bottom + 34 + LINE * len(legend) + MARGIN
    return svg.document("network", drawing.title, drawing.about, (width, height), body, language=drawing.language)


def _layout(nodes: Sequence[Node]) -> dict[str, _Box]:
    column: dict[str, int] = {}
    for node in nodes:
        column[node.id] = max((column[name] + 1 for name, _ in node.before), default=0)
    bottoms: dict[int, float] = {}
    boxes: dict[str, _Box] = {}
    for node in nodes:
        mark = "* " if node.critical else ""
        title = svg.wrap(mark + node.title, BOX - 2 * PAD)
        rest = [line for part in (node.when, node.note) if part for line in svg.wrap(part, BOX - 2 * PAD)]
        at = column[node.id]
        box = _Box(node, title, rest, MARGIN + at * (BOX + GUTTER), bottoms.get(at, 60.0))
        bottoms[at] = box.y + box.height + 22
        boxes[node.id] = box
    return boxes


def _drawn(box: _Box) -> str:
    node = box.node
    colour, width = (svg.ALARM, 3) if node.critical else (svg.QUIET, 1.5)
    frame = svg.element(
        "rect",
        x=box.x,
        y=box.y,
        width=BOX,
        height=box.height,
        rx=6,
        fill="#eeeeee" if node.done else svg.PAPER,
        stroke=colour,
        stroke_width=width,
    )
    top = box.y + PAD + SIZE
    words = svg.lines(box.x + PAD, top, box.title, bold=True)
    words += svg.lines(box.x + PAD, top + LINE * len(box.title), box.rest)
    return svg.element("g", frame, words)


def _edge(one: _Box, other: _Box, gap: str) -> str:
    x1, y1 = one.x + BOX, one.y + one.height / 2
    x2, y2 = other.x - 4, other.y + other.height / 2
    bend = max((x2 - x1) / 2, 20)
    both = one.node.critical and other.node.critical
    path = svg.element(
        "path",
        d=f"M{x1:.1f} {y1:.1f} C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}",
        fill="none",
        stroke=svg.ALARM if both else svg.QUIET,
        stroke_width=2.5 if both else 1.2,
        marker_end="url(#network-arrow)",
    )
    if not gap:
        return path
    words = svg.wrap(gap, GUTTER - 8, 11)
    y = y2 + (y1 - y2) * 0.25 - 6 - 13 * (len(words) - 1)
    label = "".join(
        svg.text(x2 - GUTTER / 2 + 2, y + 13 * n, line, size=11, anchor="middle") for n, line in enumerate(words)
    )
    return path + label


def _arrowhead() -> str:
    tip = svg.element("path", d="M0 0 L8 4 L0 8 z", fill=svg.QUIET)
    marker = svg.element(
        "marker",
        tip,
        id="network-arrow",
        markerWidth=8,
        markerHeight=8,
        refX=6,
        refY=4,
        orient="auto",
        markerUnits="userSpaceOnUse",
    )
    return svg.element("defs", marker)
