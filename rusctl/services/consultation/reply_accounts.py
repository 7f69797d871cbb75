"""The account of a file of a reply: what was taken in, what was not, by kind and number, in sentences."""

from collections.abc import Iterator, Mapping

from rusctl.language.message import Message, msg, nmsg
from rusctl.services.consultation.reply_files import ReceivedDocument
from rusctl.services.strategy.accounts import kinds_left, kinds_otherwise
from rusctl.storage.untrusted.reply_text import ReplyText

_SHOWN = 20  # pages that are named


def of_document(found: ReceivedDocument) -> Iterator[Message]:
    """Say what became of a file and of what is attached to it."""
    for one in found.files:
        if one.text is not None:
            yield from account(one.name, one.text)
        elif one.why is not None:
            yield msg("{file} is kept as a file, and not read: {reason}", file=one.name, reason=one.why)
    if found.lacks_file:
        yield msg("{file} says that something is attached, and nothing is; ask for it", file=found.name)


def account(file: str, text: ReplyText) -> Iterator[Message]:
    """Say what was taken in of a text, what was not, and what otherwise than it stands in the file."""
    what = [sentence for kind, sentence in _taken(text.taken) if text.taken.get(kind)]
    if text.text:
        yield msg("{file}: taken in: {what}", file=file, what=what)
    else:
        yield msg("{file} holds no text; write it down in a .txt file and give it, too", file=file)
    left = [sentence for kind, sentence in (*kinds_left(text.left), *_left(text.left)) if text.left.get(kind)]
    if left:
        yield msg("not taken in: {what}", what=left)
    if text.empty_pages:
        pages = [*text.empty_pages[:_SHOWN], *(["…"] if len(text.empty_pages) > _SHOWN else [])]
        yield nmsg(
            "page {pages} has no text; is it scanned?",
            "pages {pages} have no text; are they scanned?",
            len(pages),
            pages=pages,
        )
    otherwise = (*kinds_otherwise(text.otherwise), *_otherwise(text.otherwise))
    yield from (sentence for kind, sentence in otherwise if text.otherwise.get(kind))


def _taken(found: Mapping[str, int]) -> Iterator[tuple[str, Message]]:
    yield "pages", nmsg("{count} page", "{count} pages", found.get("pages", 0))
    yield "headings", nmsg("{count} heading", "{count} headings", found.get("headings", 0))
    yield "paragraphs", nmsg("{count} paragraph", "{count} paragraphs", found.get("paragraphs", 0))
    yield "items", nmsg("{count} item of a list", "{count} items of lists", found.get("items", 0))
    yield "tables", nmsg("{count} table", "{count} tables", found.get("tables", 0))
    yield "notes", nmsg("{count} footnote", "{count} footnotes", found.get("notes", 0))
    yield (
        "form fields",
        nmsg("{count} field that is filled in", "{count} fields that are filled in", found.get("form fields", 0)),
    )
    yield "attachments", nmsg("{count} attached file", "{count} attached files", found.get("attachments", 0))


def _left(found: Mapping[str, int]) -> Iterator[tuple[str, Message]]:
    yield (
        "placeholders",
        nmsg(
            "{count} field that is not filled in", "{count} fields that are not filled in", found.get("placeholders", 0)
        ),
    )
    yield (
        "empty fields",
        nmsg(
            "{count} field that is not filled in", "{count} fields that are not filled in", found.get("empty fields", 0)
        ),
    )
    yield (
        "contents",
        nmsg("{count} line of the contents list", "{count} lines of the contents list", found.get("contents", 0)),
    )
    yield (
        "unused notes",
        nmsg(
            "{count} note that nothing refers to", "{count} notes that nothing refers to", found.get("unused notes", 0)
        ),
    )
    yield (
        "unknown",
        nmsg(
            "{count} paragraph of a kind not known", "{count} paragraphs of a kind not known", found.get("unknown", 0)
        ),
    )
    yield (
        "scanned pages",
        nmsg("{count} page that is a picture", "{count} pages that are pictures", found.get("scanned pages", 0)),
    )
    yield "empty pages", nmsg("{count} empty page", "{count} empty pages", found.get("empty pages", 0))
    yield (
        "unreadable pages",
        nmsg("{count} page that is damaged", "{count} pages that are damaged", found.get("unreadable pages", 0)),
    )
    yield "embedded files", nmsg("{count} embedded file", "{count} embedded files", found.get("embedded files", 0))
    yield (
        "xfa",
        nmsg(
            "{count} form of a kind that is not read (XFA)",
            "{count} forms of a kind that is not read (XFA)",
            found.get("xfa", 0),
        ),
    )
    yield (
        "sealed parts",
        nmsg(
            "{count} part that is encrypted or sealed",
            "{count} parts that are encrypted or sealed",
            found.get("sealed parts", 0),
        ),
    )
    yield (
        "winmail.dat",
        nmsg(
            "{count} file winmail.dat, which only Outlook opens",
            "{count} files winmail.dat, which only Outlook opens",
            found.get("winmail.dat", 0),
        ),
    )
    yield (
        "empty attachments",
        nmsg(
            "{count} attached file that is empty",
            "{count} attached files that are empty",
            found.get("empty attachments", 0),
        ),
    )


def _otherwise(found: Mapping[str, int]) -> Iterator[tuple[str, Message]]:
    yield (
        "numbers",
        nmsg(
            "{count} number of a heading or a list is counted, since Word makes it",
            "{count} numbers of headings and lists are counted, since Word makes them",
            found.get("numbers", 0),
        ),
    )
    yield (
        "by look",
        nmsg("{count} heading is told by its look", "{count} headings are told by their look", found.get("by look", 0)),
    )
    yield (
        "joined hyphens",
        nmsg(
            "{count} word was parted at the end of a line, and is joined",
            "{count} words were parted at the end of a line, and are joined",
            found.get("joined hyphens", 0),
        ),
    )
    yield (
        "hyphens left",
        nmsg(
            "{count} line ends with a hyphen that may part a word; it is left",
            "{count} lines end with a hyphen that may part a word; they are left",
            found.get("hyphens left", 0),
        ),
    )
    yield (
        "header lines",
        nmsg(
            "{count} line of a header or footer that is repeated is taken in once",
            "{count} lines of headers and footers that are repeated are taken in once",
            found.get("header lines", 0),
        ),
    )
