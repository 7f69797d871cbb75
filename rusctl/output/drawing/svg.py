"""Drawing as SVG: elements with everything escaped, text that is wrapped by measure, and a document people can hear.

A drawing has a title and a description that says in words what it shows, for those who cannot see it. Colours keep a
contrast of at least 4.5 to 1 on white, and no colour is the only carrier of a meaning.
"""

from collections.abc import Iterable

from rusctl.output.clean import one_line

INK, QUIET, FAINT, ACCENT, ALARM, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#005a9c", "#a4262c", "#ffffff"
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_WIDE, _NARROW = frozenset("MWmw@%—"), frozenset("iljtfrI.,:;'|! ()[]-")


def escaped(text: str) -> str:
    """Give a text as it may stand in XML: cleaned, on one line, with the characters that mean something escaped."""
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, *inside: str, **attributes: "str | float") -> str:
    """Give an element; an underscore in an attribute's name stands for a hyphen, and one at its end for nothing."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_number(value)}"' for key, value in attributes.items() if value != ""
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def _number(value: "str | float") -> str:
    return escaped(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(
    x: float, y: float, words: str, *, size: float = 13, colour: str = INK, anchor: str = "", bold: bool = False
) -> str:
    """Give a line of text; `y` is its baseline."""
    return element(
        "text",
        escaped(words),
        x=x,
        y=y,
        font_size=size,
        fill=colour,
        text_anchor=anchor,
        font_weight="bold" if bold else "",
    )


def lines(x: float, y: float, words: Iterable[str], *, size: float = 13, colour: str = INK, bold: bool = False) -> str:
    """Give lines of text under one another."""
    return "".join(
        text(x, y + number * size * 1.25, line, size=size, colour=colour, bold=bold)
        for number, line in enumerate(words)
    )


def measure(words: str, size: float = 13) -> float:
    """Say about how wide a text is: a little too wide rather than too narrow, whatever the typeface."""
    return size * sum(0.95 if c in _WIDE else 0.36 if c in _NARROW else 0.75 if c.isupper() else 0.6 for c in words)


def wrap(words: str, width: float, size: float = 13) -> list[str]:
    """Break a text into lines that are no wider; a word that is too long is broken with a hyphen."""
    lines: list[list[str]] = [[]]
    taken = 0.0
    for word in one_line(words).split():
        for part in _parts(word, width, size):
            more = measure(f" {part}" if lines[-1] else part, size)
            if lines[-1] and taken + more > width:
                lines.append([part])
                taken = measure(part, size)
            else:
                lines[-1].append(part)
                taken += more
    return [" ".join(line) for line in lines]


def _parts(word: str, width: float, size: float) -> Iterable[str]:
    part = ""
    for character in word:
        if part and measure(f"{part}{character}-", size) > width:
            yield f"{part}-"
            part = ""
        part += character
    yield part


def diamond(x: float, y: float, radius: float, *, fill: str, stroke: str) -> str:
    """Give a square that stands on its corner."""
    points = f"{x:.1f},{y - radius:.1f} {x + radius:.1f},{y:.1f} {x:.1f},{y + radius:.1f} {x - radius:.1f},{y:.1f}"
    return element("polygon", points=points, fill=fill, stroke=stroke, stroke_width=2)


def document(
    name: str, title: str, about: str, size: tuple[float, float], body: Iterable[str], *, language: str
) -> str:
    """Give a drawing; `name` keeps its ids apart from other drawings', `about` says in words what it shows."""
    width, height = size
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + element(
            "svg",
            "\n",
            element("title", escaped(title), id=f"{name}-title"),
            "\n",
            element("desc", escaped(about), id=f"{name}-desc"),
            "\n",
            element("rect", width=width, height=height, fill=PAPER),
            "\n",
            "\n".join(body),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            role="img",
            lang=language,
            aria_labelledby=f"{name}-title {name}-desc",
            viewBox=f"0 0 {_number(width)} {_number(height)}",
            width=width,
            height=height,
            font_family=FONT,
        )
        + "\n"
    )
