"""Lines of a TOML text: which belong to a table, how they end, and where a new one goes."""

from rusctl.storage.toml.spans import Places, Section, SourceSpan


def start(text: str, offset: int) -> int:
    """Give where the line of an offset starts."""
    return text.rfind("\n", 0, offset) + 1


def end(text: str, offset: int) -> int:
    """Give where the next line starts, or the text ends."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def newline(text: str, offset: int) -> str:
    """Give how the line of an offset ends; where it does not, how the first line of the text does."""
    found = text.find("\n", max(offset, 0))
    if found < 0:
        found = text.find("\n")
    return "\r\n" if found > 0 and text[found - 1] == "\r" else "\n"


def indent(text: str, offset: int) -> str:
    """Give the blanks that the line of an offset starts with."""
    begin = start(text, offset)
    line = text[begin : end(text, begin)]
    return line[: len(line) - len(line.lstrip(" \t"))]


def is_blank(text: str, offset: int) -> bool:
    """Say whether there is nothing on the line of an offset."""
    begin = start(text, offset)
    return not text[begin : end(text, begin)].strip()


def is_comment(text: str, offset: int) -> bool:
    """Say whether there is only a comment on the line of an offset."""
    begin = start(text, offset)
    return text[begin : end(text, begin)].lstrip(" \t").startswith("#")


def statements(places: Places, section: Section) -> list[SourceSpan]:
    """Give the keys under a header that have a line of their own."""
    return _outermost(places.entries(section))


def inside(places: Places, container: SourceSpan) -> list[SourceSpan]:
    """Give the elements of a list, or the keys of a table in braces, not those inside them."""
    section = max(
        (found for found in places.sections if found.body <= container.key_start), key=lambda found: found.body
    )
    within = [place for place in places.entries(section) if container.start < place.start < container.end]
    return _outermost(within)


def _outermost(places: list[SourceSpan]) -> list[SourceSpan]:
    found: list[SourceSpan] = []
    for place in places:
        if not found or place.key_start >= found[-1].end:
            found.append(place)
    return found


def keys_end(places: Places, section: Section) -> int:
    """Give where the line after a table's last own key starts; with no key, the line after its header."""
    own = statements(places, section)
    return end(places.text, own[-1].end) if own else section.body


def content_end(places: Places, section: Section) -> int:
    """Give where a table ends: after its keys and the comments right below them, which are not those of the next."""
    text = places.text
    last = position = keys_end(places, section)
    while position < section.end and is_comment(text, position):
        position = end(text, position)
    belongs_to_next = position == section.end and section.end < len(text)
    return last if belongs_to_next else position


def block_span(places: Places, first: int, last: int) -> tuple[int, int]:
    """Give what goes when the sections `first` to `last` do: with the comment right above and the blank lines after.

    A comment that begins the file speaks of the file, so it stays.
    """
    text = places.text
    begin = places.sections[first].start
    floor = keys_end(places, places.sections[first - 1]) if first else 0
    top = begin
    while top > floor and is_comment(text, top - 1):
        top = start(text, top - 1)
    if top > 0:
        begin = top
    finish = content_end(places, places.sections[last])
    after = finish
    while after < len(text) and is_blank(text, after):
        after = end(text, after)
    if after == len(text):
        while begin > floor and is_blank(text, begin - 1):
            begin = start(text, begin - 1)
        return begin, after
    return begin, after if begin == 0 or is_blank(text, begin - 1) else finish


def insert(text: str, position: int, line: str) -> str:
    """Give the text with a line more before the one that starts at a position, or after the last one."""
    ending = newline(text, position - 1)
    if position and text[position - 1] != "\n":
        return text[:position] + ending + line + text[position:]
    return text[:position] + line + ending + text[position:]


def insert_first(text: str, line: str) -> str:
    """Give the text with a key above every header, in a text that has none there: below the comment it begins with."""
    position = 0
    while position < len(text) and is_comment(text, position):
        position = end(text, position)
    ending = newline(text, position - 1)
    lead = ending if position else ""
    if position and text[position - 1] != "\n":
        lead += ending
    trail = ending if position < len(text) and not is_blank(text, position) else ""
    return text[:position] + lead + line + ending + trail + text[position:]
