"""The basis for priorities and commitments: what was said at an event, or on the whole tour, weighed and quoted.

It names no person and nobody who noted anything. Quotations are exact spans, by role and municipality; one in which a
rule finds personal data, or that has the name of somebody in the register, is left out and counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.model.plan import Event
from rusctl.model.synthesis import Dimension, SaidSpan, Weight
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, PageDrawing, Paragraph, Quote
from rusctl.services.reporting import synthesis_words
from rusctl.services.reporting.synthesis_words import SynthesisWords, WeightGroup

if TYPE_CHECKING:
    from rusctl.services.inputs.synthesis import Synthesis

QUOTES = 3  # under a heading, from different municipalities and roles as far as there are
LONG = 400  # characters of a quotation, beyond which a shorter one is taken where there is one
Private = Callable[[str], bool]


class _Report:
    """What a report is made of, while it is made; it counts the quotations that were left out."""

    def __init__(self, found: "Synthesis", language: Language, private: Private) -> None:
        self.found, self.words, self.private = found, SynthesisWords(found.plan, language), private
        self.left_out = 0

    def say(self, message: Message) -> str:
        return self.words.say(message)

    def quote(self, span: SaidSpan, *, place: bool = True) -> Quote:
        """Give a quotation, and whose it is in general."""
        who = [self.words.value(Dimension.BY_ROLE, role) for role in span.roles]
        where = [self.words.value(Dimension.BY_MUNICIPALITY, span.municipality)] if place and span.municipality else []
        return Quote(span.words, ", ".join([*who, *where, span.ident]))

    def fit(self, spans: Iterable[SaidSpan]) -> list[SaidSpan]:
        """Give those that may be quoted, and count the others."""
        kept = []
        for one in spans:
            if self.private(one.words):
                self.left_out += 1
            else:
                kept.append(one)
        return kept

    def rules(self, by: Dimension | None = None) -> list[Block]:
        return [Paragraph(self.say(one)) for one in synthesis_words.rule(by)]

    def ending(self) -> list[Block]:
        if not self.left_out:
            return []
        said = nmsg(
            "{count} quotation is left out, since it may hold personal data.",
            "{count} quotations are left out, since they may hold personal data.",
            self.left_out,
        )
        return [Paragraph(self.say(said))]


def tour_report(found: "Synthesis", language: Language, private: Private) -> Document:
    """Give the basis of the whole tour, or of the events that are chosen."""
    report = _Report(found, language, private)
    words = report.words
    weights = found.weights
    blocks: list[Block] = [*_extent(report)]
    for group in words.groups(weights):
        blocks += [Heading(group.heading), *_weights(report, group)]
    blocks += [*_crossed(report, Dimension.BY_MUNICIPALITY), *_crossed(report, Dimension.BY_ROLE)]
    for by in (Dimension.BY_QUESTION, Dimension.BY_KIND):
        if found.order(by):
            blocks += _crossed(report, by, drawn=False)
    blocks += [*_people(report), *_quotations(report, weights)]
    blocks += report.ending()
    title = words.say(msg("What was said: {process}", process=found.plan.process.name))
    return Document(title, language.code, tuple(blocks))


def _extent(report: _Report) -> Iterator[Block]:
    found, words = report.found, report.words
    asked = [one for one in found.order(Dimension.BY_MUNICIPALITY) if one in found.visited]
    yield Paragraph(
        report.say(
            nmsg(
                "{count} input from {events} events in {places} of {all} municipalities.",
                "{count} inputs from {events} events in {places} of {all} municipalities.",
                found.total,
                events=len(found.by_event),
                places=len(asked),
                all=len(found.plan.municipalities),
            )
        )
    )
    said = [*synthesis_words.not_visited(found, words), *synthesis_words.sorted_words(found, initials=False)]
    yield Paragraph(" ".join(map(report.say, said)))
    yield Paragraph(report.say(synthesis_words.COUNTING))


def _weights(report: _Report, group: WeightGroup) -> Iterator[Block]:
    words = report.words
    columns, _ = synthesis_words.weight_table(group, words)
    rows = report.found.rows
    cells = tuple((words.path(one.row, rows), str(one.inputs), words.raised(one)) for one in group.weights)
    yield PageDrawing(synthesis_words.weight_chart(group.weights, words, f"weights-{group.part}"))
    yield DocumentTable(tuple(column.heading for column in columns), cells, (1,))
    yield from report.rules()


def _crossed(report: _Report, by: Dimension, *, drawn: bool = True) -> Iterator[Block]:
    table, words = report.found.table(by), report.words
    yield Heading(words.say(synthesis_words.title(by)))
    if drawn:
        yield PageDrawing(synthesis_words.cross_chart(table, words, f"by-{by.word}"))
    full = synthesis_words.heads(table, words)
    heads = synthesis_words.numbered(table, full)
    if heads != full:
        yield Bullets(tuple(f"{one}: {name}" for one, name in zip(heads, full, strict=True) if one != name))
    head = (report.say(msg("Heading")), *heads, report.say(msg("All")))
    rows = tuple(
        (
            words.path(row, table.rows),
            *(synthesis_words.cell_word(table.cell(row, value)) for value in table.values),
            str(table.sums[row.key]),
        )
        for row in table.rows
    )
    yield DocumentTable(head, rows, tuple(range(1, len(head))))
    yield from report.rules(by)


def _people(report: _Report) -> Iterator[Block]:
    people = report.found.people
    if not people.roles:
        return
    head, rows = synthesis_words.people_table(people, report.words)
    yield Heading(report.say(msg("Who came, by municipality and role")))
    yield DocumentTable(tuple(head), tuple(map(tuple, rows)), tuple(range(1, len(head))))
    yield Paragraph(report.say(synthesis_words.HIDDEN))
    yield Paragraph(report.say(synthesis_words.EMPTY))


def _quotations(report: _Report, weights: Sequence[Weight]) -> Iterator[Block]:
    words = report.words
    spans: dict[str, list[SaidSpan]] = {}
    for one in report.found.said:
        spans.setdefault(one.row, []).append(one)
    yield Heading(report.say(msg("In their own words")))
    for weight in weights:
        if not weight.inputs:
            continue
        yield Heading(words.path(weight.row, report.found.rows), 2)
        said = words.raised(weight)
        yield Paragraph(f"{said[:1].upper()}{said[1:]}.")
        yield from map(report.quote, spread(report.fit(spans.get(weight.row.key, ()))))


def spread(spans: Sequence[SaidSpan], most: int = QUOTES) -> list[SaidSpan]:
    """Choose some of what was said, from as many municipalities and roles as there are; the same always."""
    left = sorted(spans, key=lambda one: len(one.words) > LONG)
    taken: list[SaidSpan] = []
    while left and len(taken) < most:
        places = {one.municipality for one in taken}
        roles = {role for one in taken for role in one.roles}
        texts = {" ".join(one.words.casefold().split()) for one in taken}
        left = [one for one in left if " ".join(one.words.casefold().split()) not in texts]
        if left:
            best = min(left, key=lambda one: (one.municipality in places, bool(roles & {*one.roles})))
            taken.append(best)
            left.remove(best)
    return sorted(taken, key=spans.index)


def event_report(found: "Synthesis", event: Event, language: Language, private: Private) -> Document:
    """Give what was said at one event, by question and kind, each input word for word."""
    report = _Report(found, language, private)
    words = report.words
    when = dates.medium(event.when, language.code) if event.when else report.say(msg("no date"))
    count = nmsg("{count} input", "{count} inputs", found.total)
    blocks: list[Block] = [Paragraph(f"{when[:1].upper()}{when[1:]}. {report.say(count)}.")]
    heard = [one for one in found.weights if one.inputs]
    if heard:
        head = (report.say(msg("Heading")), report.say(msg("Inputs")), report.say(msg("Said by")))
        rows = tuple((words.path(one.row, found.rows), str(one.inputs), words.roles(one.roles)) for one in heard)
        blocks += [Heading(report.say(msg("By heading"))), DocumentTable(head, rows, (1,)), *report.rules()]
    blocks += _by_question(report)
    blocks += report.ending()
    title = words.say(msg("What was said: {process}", process=event_title(event, found.plan, language)))
    return Document(title, language.code, tuple(blocks))


def _by_question(report: _Report) -> Iterator[Block]:
    words, spans = report.words, report.fit(report.found.all_said)
    questions = [*report.found.order(Dimension.BY_QUESTION), *dict.fromkeys(one.question for one in spans)]
    for question in dict.fromkeys(questions):
        mine = [one for one in spans if one.question == question]
        yield Heading(
            words.value(Dimension.BY_QUESTION, question) if question else report.say(msg("Without a question"))
        )
        if not mine:
            yield Paragraph(report.say(msg("Nothing was noted.")))
        order = [*report.found.order(Dimension.BY_KIND), *dict.fromkeys(one.kind for one in mine)]
        for kind in dict.fromkeys(order):
            some = [one for one in mine if one.kind == kind]
            if some:
                yield Heading(words.value(Dimension.BY_KIND, kind), 2)
                yield from (report.quote(one, place=False) for one in some)
