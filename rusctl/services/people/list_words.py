"""What is said of a list before it is taken in: how it was read, what is left out, and what is asked."""

from rusctl.language.columns import COLUMNS
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE
from rusctl.lists.questions import About, ListQuestion, QuestionItem, quotable
from rusctl.lists.table import in_rows, numbered
from rusctl.model.people import Answer, Attendance
from rusctl.services.people.read_list import NONE, ListReading
from rusctl.storage.untrusted.sheet import column_letters


def about(reading: ListReading) -> list[Message]:
    """Say how a list was read: its form, its sheet, its columns, what is left out, and what was found in its cells."""
    return [*_form(reading), *columns(reading), *_rows(reading)]


def about_recipients(reading: ListReading) -> list[Message]:
    """Say how a list of whom to write to was read; nothing of what only one who takes it in can say otherwise."""
    said = [msg("no list on the sheets {names}", names=list(reading.passed))] if reading.passed else []
    if reading.sheet.others:
        said.append(msg("not read: the sheets {names}", names=list(reading.sheet.others)))
    return [*said, *columns(reading), *_rows(reading)]


def _form(reading: ListReading) -> list[Message]:
    sheet, found = reading.sheet, reading.found
    said = [sheet.form]
    if reading.passed:
        said.append(msg("no list on the sheets {names}", names=list(reading.passed)))
    if sheet.others:
        said.append(msg("not read: the sheets {names}; --sheet chooses one", names=list(sheet.others)))
    if not found.table.first:
        said.append(msg("the headings are in row {row}; --heading-row says another", row=found.table.at))
    return said


def columns(reading: ListReading) -> list[Message]:
    """Say what each column is taken as, and which are dropped."""
    found = reading.found
    heading, guess = found.table.heading, found.guess
    if reading.sheet.of_addresses:
        return []
    said = [
        msg("column {heading}: {field}", heading=heading[index] or _letters(index), field=COLUMNS[field])
        for index, field in guess.fields.items()
    ]
    said += [
        msg(
            "column {heading}: {field}, where the column before it has none", heading=heading[index], field=COLUMNS[one]
        )
        for index, one in sorted(guess.also.items())
    ]
    said += [
        msg("column {heading}: {field}, where there is a cross", heading=heading[index], field=COLUMNS[one])
        for index, one in sorted(guess.marks.items())
    ]
    taken = {*guess.fields, *guess.also, *guess.marks}
    filled = [
        index for index in range(len(heading)) if index not in taken and (heading[index] or _filled(reading, index))
    ]
    if filled:
        names = [heading[index] or _letters(index) for index in filled]
        said.append(msg("dropped, and not taken into the register: {columns}", columns=names))
    return said


def _letters(index: int) -> Message:
    return msg("{column} (no heading)", column=column_letters(index))


def _filled(reading: ListReading, index: int) -> bool:
    return any(row.cells[index].strip() for row in reading.found.table.rows)


def _rows(reading: ListReading) -> list[Message]:
    """Say what is left out, row by row, and what was found in cells."""
    found = reading.found
    said = [msg("left out ({rows}): {reason}", rows=in_rows(one.rows), reason=one.reason) for one in found.left]
    said += [msg("{reason} ({rows})", reason=text, rows=in_rows(rows)) for text, rows in found.notes]
    for question in found.questions:
        said += _as_taken(question)
    return said


def _as_taken(question: ListQuestion) -> list[Message]:
    """Say how something is taken that is proposed and can be said otherwise."""
    (first, *_) = question.items
    if question.about in {About.WORDS, About.GROUPS}:
        told = [item for item in question.items if item.proposed is not None]
        return [
            msg(
                "{word} is taken as {meaning} ({rows})", word=_subject(one), meaning=_value(one), rows=in_rows(one.rows)
            )
            for one in told
        ]
    if question.about is About.HIDDEN:
        return [
            msg(
                "hidden in the workbook, and taken all the same ({rows}); --no-hidden leaves them out",
                rows=in_rows(first.rows),
            )
        ]
    if question.about is About.CAME:
        return [
            msg("all in the list are noted as having come, since it says when they were there; --not-came undoes that")
        ]
    if question.about is About.ROLE:
        return [msg("no role is said ({rows}); --role says one for them all", rows=in_rows(first.rows))]
    return []


def _subject(item: QuestionItem) -> Message:
    """Give the word that is asked about, where it can be no person; else where it stands."""
    if quotable(item.subject) or item.field == "":
        return msg("{text}", text=item.subject)
    return msg("what stands in row {row} as {field}", row=item.rows[0], field=COLUMNS[item.field])


def _value(item: QuestionItem) -> Message:
    if not item.proposed:
        return msg("none")
    if item.field == "answer":
        return ANSWER[Answer(item.proposed)]
    if item.field == "attendance":
        return ATTENDANCE[Attendance(item.proposed)]
    return msg("{text}", text=item.proposed)


def asked(question: ListQuestion) -> list[Message]:
    """Put a question into words, an item in each."""
    return [_asked(question.about, item) for item in question.items]


def _asked(about_what: About, item: QuestionItem) -> Message:
    if about_what is About.SHEET:
        return msg("the list is on the sheet {name}", name=item.subject)
    if about_what is About.HEADINGS:
        return msg("the headings are in row {row}", row=item.rows[0])
    if about_what is About.COLUMNS and not item.proposed:
        return msg("{heading} is dropped", heading=item.subject)
    if about_what is About.COLUMNS:
        return msg("{heading} is the {field}", heading=item.subject, field=COLUMNS[item.field])
    if about_what is About.HIDDEN:
        return msg("hidden rows are taken: {rows}", rows=numbered(item.rows))
    if about_what is About.CAME:
        return msg("everybody in the list came")
    if about_what is About.NUMBERS:
        return msg("telephones that are numbers are left out ({rows})", rows=in_rows(item.rows))
    if about_what is About.ROLE:
        return msg("no role for those of whom none is said ({rows})", rows=in_rows(item.rows))
    if item.proposed is None:
        return msg("{word} is not known, and waits ({rows})", word=_subject(item), rows=in_rows(item.rows))
    return msg("{word} means {meaning} ({rows})", word=_subject(item), meaning=_value(item), rows=in_rows(item.rows))


def what(about_what: About, item: QuestionItem) -> Message:
    """Ask for the answer to one thing."""
    if about_what is About.HEADINGS:
        return msg("In which row are the headings?")
    if about_what is About.COLUMNS:
        return msg("Which field is {heading}?", heading=item.subject)
    if about_what in {About.WORDS, About.GROUPS}:
        return msg("What does {word} mean?", word=_subject(item))
    if about_what is About.ROLE:
        return msg("Which role have they?")
    return msg("What is right?")


def choices(about_what: About, item: QuestionItem) -> list[str]:
    """Give what can be answered; nothing where it is a number."""
    if about_what is About.HEADINGS:
        return []
    if about_what is About.COLUMNS or item.field in {"role", "municipality"}:
        return [*item.choices, NONE]
    return [*item.choices]
