"""The listings of mail as people read them: the columns of each table, and the cells of its rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_people import KIND, REASON, STATE
from rusctl.model.consultation import read_ref
from rusctl.model.messages import MessageKind, Reason, State
from rusctl.output.rows import Row
from rusctl.output.tables import Column

Say = Callable[[Message], str]
Words = Mapping[str, Message]  # what people call an answer, by what programs get
Table = tuple[list[Column], list[tuple[str, ...]]]


def told(say: Say, rows: Iterable[Row], *, several: bool) -> Table:
    """Give who is to be told what, with the event where there are several."""
    headings = [*([msg("Event")] if several else []), msg("Address"), msg("Name"), msg("What is sent")]
    cells: list[tuple[str, ...]] = [
        (
            *([row["event"]] if several else []),
            row["address"],
            row["name"] or "",
            say(KIND[MessageKind(row["kind"])]),
            str(row["sequence"]),
        )
        for row in rows
    ]
    return [*_columns(say, headings), _number(say, msg("Version"))], cells


def outbox(say: Say, rows: Iterable[Row]) -> Table:
    """Give the messages that were made, and where they are on their way."""
    headings = (msg("About"), msg("Address"), msg("What is sent"), msg("State"), msg("Changed"), msg("Server response"))
    cells: list[tuple[str, ...]] = [
        (
            str(row["number"]),
            _about(row),
            row["address"],
            say(KIND[MessageKind(row["kind"])]),
            say(STATE[State(row["state"])]),
            row["changed"][:16].replace("T", " "),
            row["said"] or "",
        )
        for row in rows
    ]
    return [_number(say, msg("No.")), *_columns(say, headings)], cells


def message(say: Say, row: Row) -> list[tuple[str, str]]:
    """Give what there is to say of one message, under its names."""
    pairs = (
        (msg("About"), _about(row)),
        (msg("Address"), row["address"]),
        (msg("Name"), row["name"]),
        (msg("What is sent"), say(KIND[MessageKind(row["kind"])])),
        (msg("State"), say(STATE[State(row["state"])])),
        (msg("Changed"), row["changed"]),
        (msg("Server response"), row["said"]),
    )
    return [(say(name), value) for name, value in pairs if value]


def _about(row: Row) -> str:
    """Give what a message is about: an event's id, as commands take it, and all else in words."""
    return str(row["event"] if read_ref(row["event"]) is None else row["about"])


def review(say: Say, rows: Iterable[Row], words: Words) -> Table:
    """Give the answers that somebody has to look at."""
    headings = (msg("Event"), msg("Address"), msg("Sender"), msg("Why"), msg("Answer"), msg("Comment"))
    cells: list[tuple[str, ...]] = [
        (
            str(row["number"]),
            row["event"] or "",
            row["address"],
            row["sender"] or "",
            say(REASON[Reason(row["reason"])]),
            say(msg("sends {address}", address=row["delegate"])) if row["delegate"] else _answer(say, row, words),
            _beside(say, row),
        )
        for row in rows
    ]
    return [_number(say, msg("No.")), *_columns(say, headings)], cells


def _beside(say: Say, row: Row) -> str:
    """Give what stands beside an answer: the time that is proposed, what was said, or what the mail is called."""
    parts = [row["proposed"].replace("/", " – ").replace("T", " ") if row["proposed"] else "", row["comment"] or ""]
    said = ": ".join(filter(None, parts))
    return said or (say(msg("subject: {subject}", subject=row["subject"])) if row["subject"] else "")


def proposal(row: Row, words: Words) -> Message:
    """Ask whether what a mail says in words, or somebody else passed on, is taken as the answer that it says."""
    return msg(
        "{number}, {address}, {event}: {sentence}. Take it as the answer {answer}?",
        number=row["number"],
        address=row["address"],
        event=row["event"] or "?",
        sentence=row["comment"] or row["subject"] or "–",
        answer=words[row["answer"]],
    )


def answers(say: Say, rows: Iterable[Row], words: Words, none: str) -> Table:
    """Give who was invited and what they have answered; `none` is what programs get where there is no answer."""
    headings = (msg("Event"), msg("Address"), msg("Name"), msg("Told"), msg("Answer"), msg("Comment"))
    cells: list[tuple[str, ...]] = []
    for row in rows:
        answer = words[row["answer"]]
        if row["answer"] != none and not row["current"]:
            answer = msg("{answer}, to an earlier date", answer=answer)
        if row["guests"]:
            answer = msg("{answer} (and {guests} more)", answer=answer, guests=row["guests"])
        if row["waiting"]:
            answer = msg("{answer}, waiting list, place {place}", answer=answer, place=row["waiting"])
        state = say(STATE[State(row["told"])])
        cells.append((row["event"], row["address"], row["name"] or "", state, say(answer), row["comment"] or ""))
    return _columns(say, headings), cells


def unreached(say: Say, rows: Iterable[Row]) -> Table:
    """Give the addresses that are not reached, since when, and what was said."""
    headings = (msg("Address"), msg("Person"), msg("Not reached since"), msg("Server response"))
    cells: list[tuple[str, ...]] = [
        (row["address"], ", ".join(row["persons"]), row["since"][:10], row["said"] or "") for row in rows
    ]
    return _columns(say, headings), cells


def replies(say: Say, rows: Iterable[tuple[Row, Message | None]], words: Words) -> Table:
    """Give what became of the answers that were read, each with the reason why it was not taken."""
    headings = (msg("File"), msg("Event"), msg("Address"), msg("Answer"), msg("Note"))
    cells: list[tuple[str, ...]] = []
    for row, reason in rows:
        note = reason or (msg("to an earlier date") if row["result"] == "outdated" else None)
        answer = _answer(say, row, words)
        cells.append((row["file"], row["event"] or "", row["address"] or "", answer, say(note) if note else ""))
    return _columns(say, headings), cells


def _answer(say: Say, row: Row, words: Words) -> str:
    """Give an answer as people call it, or as it was written."""
    word = row["answer"] or ""
    return say(words[word]) if word in words else str(word)


def _columns(say: Say, headings: Sequence[Message]) -> list[Column]:
    return [Column(say(heading)) for heading in headings]


def _number(say: Say, heading: Message) -> Column:
    return Column(say(heading), number=True)
