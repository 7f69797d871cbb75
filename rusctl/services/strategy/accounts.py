"""The account of a Word file that was read: what was taken in and what was not, in sentences."""

from collections.abc import Iterator, Mapping

from rusctl.language.message import Message, msg, nmsg
from rusctl.storage.untrusted.word_text import WordText

_SHOWN = 10


def account(file: str, text: WordText) -> Iterator[Message]:
    """Say how many of a file's paragraphs were taken in, what else is there, and what was read in which way."""
    counts, paragraphs = text.counts, text.paragraphs
    yield msg(
        "{file}: {all} paragraphs, of which {taken} are taken in: {what}",
        file=file,
        all=sum(paragraphs.values()),
        taken=paragraphs.get("taken", 0),
        what=[sentence for kind, sentence in _taken(counts) if counts.get(kind)],
    )
    left = [sentence for kind, sentence in _of_paragraphs(paragraphs) if paragraphs.get(kind)]
    left += [sentence for kind, sentence in kinds_left(text.left) if text.left.get(kind)]
    letters = sum(count for kind, count in text.letters.items() if kind not in ("taken", "said already"))
    if left:
        yield msg("not taken in: {what}", what=left)
    if letters:
        yield nmsg("that is {count} letter of the file", "that is {count} letters of the file", letters)
    yield from (sentence for kind, sentence in kinds_otherwise(text.left) if text.left.get(kind))
    if text.by_look:
        yield nmsg(
            "{count} heading has no style and is told by its look: {names}; --headings style takes none so",
            "{count} headings have no style and are told by their look: {names}; --headings style takes none so",
            len(text.by_look),
            names=[*text.by_look[:_SHOWN], *(["…"] if len(text.by_look) > _SHOWN else [])],
        )
    if text.unnumbered:
        yield nmsg(
            "{count} heading has no number where others have one",
            "{count} headings have no number where others have one",
            len(text.unnumbered),
        )


def _taken(found: dict[str, int]) -> Iterator[tuple[str, Message]]:
    yield "headings", nmsg("{count} heading", "{count} headings", found.get("headings", 0))
    yield "paragraphs", nmsg("{count} of plain text", "{count} of plain text", found.get("paragraphs", 0))
    yield "items", nmsg("{count} item of a list", "{count} items of lists", found.get("items", 0))
    yield "cells", nmsg("{count} in the cells of tables", "{count} in the cells of tables", found.get("cells", 0))
    yield "notes", nmsg("{count} in notes", "{count} in notes", found.get("note paragraphs", 0))


def _of_paragraphs(found: dict[str, int]) -> Iterator[tuple[str, Message]]:
    yield (
        "contents",
        nmsg("{count} line of the contents list", "{count} lines of the contents list", found.get("contents", 0)),
    )
    yield "deleted", nmsg("{count} deleted paragraph", "{count} deleted paragraphs", found.get("deleted", 0))
    yield "placeholders", nmsg("{count} empty field", "{count} empty fields", found.get("placeholders", 0))
    yield (
        "unused",
        nmsg("{count} note that nothing refers to", "{count} notes that nothing refers to", found.get("unused", 0)),
    )
    yield (
        "other",
        nmsg("{count} paragraph of a kind not known", "{count} paragraphs of a kind not known", found.get("other", 0)),
    )
    yield "empty", nmsg("{count} empty paragraph", "{count} empty paragraphs", found.get("empty", 0))


def kinds_left(found: Mapping[str, int]) -> Iterator[tuple[str, Message]]:
    """Give what is not taken in of a document, by kind, with the sentence that says how many."""
    yield "deletions", nmsg("{count} tracked deletion", "{count} tracked deletions", found.get("deletions", 0))
    yield (
        "moved away",
        nmsg("{count} text that was moved away", "{count} texts that were moved away", found.get("moved away", 0)),
    )
    yield "comments", nmsg("{count} comment", "{count} comments", found.get("comments", 0))
    yield "pictures", nmsg("{count} picture", "{count} pictures", found.get("pictures", 0))
    yield "charts", nmsg("{count} chart", "{count} charts", found.get("charts", 0))
    yield "diagrams", nmsg("{count} diagram", "{count} diagrams", found.get("diagrams", 0))
    yield "equations", nmsg("{count} equation", "{count} equations", found.get("equations", 0))
    yield "objects", nmsg("{count} embedded object", "{count} embedded objects", found.get("objects", 0))
    yield "symbols", nmsg("{count} symbol", "{count} symbols", found.get("symbols", 0))
    yield "hidden", nmsg("{count} hidden text", "{count} hidden texts", found.get("hidden", 0))
    yield "headers", nmsg("{count} header or footer", "{count} headers and footers", found.get("headers", 0))


def kinds_otherwise(found: Mapping[str, int]) -> Iterator[tuple[str, Message]]:
    """Give what is taken in otherwise than it stands there, by kind, with the sentence that says how."""
    yield (
        "insertions",
        nmsg(
            "{count} tracked insertion is taken in as text",
            "{count} tracked insertions are taken in as text",
            found.get("insertions", 0),
        ),
    )
    yield (
        "moved here",
        nmsg(
            "{count} text that was moved is taken in where it stands now",
            "{count} texts that were moved are taken in where they stand now",
            found.get("moved here", 0),
        ),
    )
    yield (
        "form fields",
        nmsg(
            "{count} ticked or chosen field of a form is taken in as text",
            "{count} ticked or chosen fields of a form are taken in as text",
            found.get("form fields", 0),
        ),
    )
    yield (
        "text boxes",
        nmsg(
            "{count} text box stands after the paragraph that it hangs on",
            "{count} text boxes stand after the paragraphs that they hang on",
            found.get("text boxes", 0),
        ),
    )
    yield (
        "merged cells",
        nmsg(
            "{count} merged cell of a table is taken apart",
            "{count} merged cells of tables are taken apart",
            found.get("merged cells", 0),
        ),
    )
    yield (
        "tables in tables",
        nmsg(
            "{count} table in a table is taken in as text",
            "{count} tables in tables are taken in as text",
            found.get("tables in tables", 0),
        ),
    )
