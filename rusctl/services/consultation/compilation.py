"""The compilation of a consultation as documents: in three orders whose sums agree, and in parts where it is large."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rusctl.errors import IntegrityError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.plan import Plan
from rusctl.output.document import Block, Document, DocumentTable, Heading, Paragraph, Quote
from rusctl.services.consultation.compiled import Compiled, PublicComment
from rusctl.services.consultation.letter_words import disposition_name
from rusctl.services.consultation.places import TextPlaces

LARGE = 1_600  # comments, above which each part is a file of its own
MOST = 1_000  # comments of one file


class CompilationPart(NamedTuple):
    """A document to be written: what its file is called, without its ending, and how many comments it holds."""

    name: str
    document: Document
    comments: int


class _Order(NamedTuple):
    """A way to order comments: the name of its files, its title, and the groups, each a heading with its comments."""

    name: str
    title: Message
    groups: Callable[[], list[tuple[str, list[PublicComment]]]]


class Compilation:
    """Makes the documents of one consultation in one language."""

    def __init__(self, found: Compiled, plan: Plan, places: TextPlaces, language: Language, today: dt.date) -> None:
        """Take what was gathered, and where its chapters stand."""
        self.found, self.plan, self.places, self.language, self.today = found, plan, places, language, today
        self._say = language.text

    def parts(self) -> Iterator[CompilationPart]:
        """Give every document of the three orders; IntegrityError where their sums do not agree."""
        orders = (
            _Order("by-respondent", msg("by respondent"), self._by_respondent),
            _Order("by-chapter", msg("by chapter"), self._by_chapter),
            _Order("by-disposition", msg("by disposition"), self._by_disposition),
        )
        whole = Counter(one.name for one in self.found.comments)
        made = [(order, order.groups()) for order in orders]
        for order, groups in made:
            if Counter(one.name for _, group in groups for one in group) != whole:
                raise IntegrityError(
                    msg("the comments {order} are not the same as those that there are", order=order.title)
                )
        for order, groups in made:
            yield from self._documents(order, groups)

    def _documents(self, order: _Order, groups: list[tuple[str, list[PublicComment]]]) -> Iterator[CompilationPart]:
        title = self._say(msg("{name}: compilation of comments {order}", name=self.found.name, order=order.title))
        count = len(self.found.comments)
        if count <= LARGE:
            blocks = [block for heading, group in groups for block in self._group(order, heading, group)]
            whole = (*self.front(), *blocks, *self._respondents())
            yield CompilationPart(f"compilation-{order.name}", Document(title, self.language.code, whole), count)
            return
        first = (*self.front(), *self._contents(groups), *self._respondents())
        yield CompilationPart(f"compilation-{order.name}", Document(title, self.language.code, first), 0)
        number = 0
        for heading, group in groups:
            for at in range(0, len(group), MOST):
                number += 1
                some = group[at : at + MOST]
                said = f"{title}: {heading}" + (f" ({at // MOST + 1})" if len(group) > MOST else "")
                body = tuple(self._group(order, heading, some))
                yield CompilationPart(
                    f"compilation-{order.name}-{number:02}", Document(said, self.language.code, body), len(some)
                )

    def front(self) -> Iterator[Block]:
        """Give what stands first: what it was about, when, how many, and what became of the comments."""
        found, say, code = self.found, self._say, self.language.code
        yield Heading(say(msg("About the consultation")))
        about = self.places.old.version if self.places.old else None
        of = (self.language.name(about.name) or about.id) if about else found.consultation.about
        if of:
            yield Paragraph(say(msg("What was asked about: {what}.", what=of)))
        first, last = found.period
        if first and last:
            yield Paragraph(
                say(
                    msg(
                        "It was open from {first} to {last}.",
                        first=dates.long(first, code),
                        last=dates.long(last, code),
                    )
                )
            )
        bodies = len({one.who for one in found.replies})
        asked = (
            say(nmsg("{count} body was asked.", "{count} bodies were asked.", found.asked)) + " " if found.asked else ""
        )
        replies = say(nmsg("{count} reply came in", "{count} replies came in", len(found.replies)))
        yield Paragraph(f"{asked}{replies}{say(msg(', from {count} respondents.', count=bodies))}")
        late = sum(one.late for one in found.replies)
        if late:
            yield Paragraph(
                say(nmsg("{count} reply came after the last day.", "{count} replies came after the last day.", late))
            )
        if found.unpublished:
            yield Paragraph(
                say(
                    nmsg(
                        "The text of {count} reply is not published; its comments stand here with their answers alone.",
                        "The texts of {count} replies are not published; their comments stand here with their answers "
                        "alone.",
                        found.unpublished,
                    )
                )
            )
        where = found.consultation.dnr
        if where:
            yield Paragraph(say(msg("The replies themselves are registered under {dnr}.", dnr=where)))
        yield from self._sums()

    def _sums(self) -> Iterator[Block]:
        say = self._say
        counts = Counter(one.disposition for one in self.found.comments)
        rows = [(self._disposition(each), str(counts[each])) for each in self._dispositions() if counts[each]]
        rows.append((say(msg("All comments")), str(len(self.found.comments))))
        yield Heading(say(msg("What became of the comments")))
        yield DocumentTable((say(msg("Disposition")), say(msg("Comments"))), tuple(rows), (1,))
        kinds = Counter(one.kind for one in self.found.replies)
        of: Counter[str] = Counter()
        for one in self.found.replies:
            of[one.kind] += one.comments
        table = [(kind, str(count), str(of[kind])) for kind, count in kinds.items()]
        table.append((say(msg("Together")), str(len(self.found.replies)), str(sum(of.values()))))
        yield DocumentTable((say(msg("Kind")), say(msg("Replies")), say(msg("Comments"))), tuple(table), (1, 2))

    def _contents(self, groups: list[tuple[str, list[PublicComment]]]) -> Iterator[Block]:
        yield Heading(self._say(msg("The parts")))
        rows = tuple((heading, str(len(group))) for heading, group in groups)
        yield DocumentTable((self._say(msg("Part")), self._say(msg("Comments"))), rows, (1,))

    def _respondents(self) -> Iterator[Block]:
        say, code = self._say, self.language.code
        yield Heading(say(msg("Respondents")))
        head = (msg("Reply"), msg("Respondent"), msg("Came in"), msg("Dnr"), msg("Stance"), msg("Comments"))
        rows = tuple(
            (
                str(one.number),
                one.who,
                dates.medium(one.arrived, code) if one.arrived else "",
                one.dnr,
                one.stance,
                str(one.comments),
            )
            for one in self.found.replies
        )
        yield DocumentTable(tuple(map(say, head)), rows, (0, 5))

    def _by_respondent(self) -> list[tuple[str, list[PublicComment]]]:
        groups: dict[str, list[PublicComment]] = {}
        for one in self.found.comments:
            groups.setdefault(one.kind or self._say(msg("no kind")), []).append(one)
        return [*groups.items()]

    def _by_chapter(self) -> list[tuple[str, list[PublicComment]]]:
        groups: dict[str, list[PublicComment]] = {}
        order = sorted(self.found.comments, key=lambda one: (one.chapter_key == "", self.places.order(one.chapter_key)))
        for one in order:
            groups.setdefault(one.chapter or self._say(msg("The proposal as a whole")), []).append(one)
        return [*groups.items()]

    def _by_disposition(self) -> list[tuple[str, list[PublicComment]]]:
        groups: dict[str, list[PublicComment]] = {each: [] for each in self._dispositions()}
        for one in self.found.comments:
            groups.setdefault(one.disposition, []).append(one)
        return [(self._disposition(name), group) for name, group in groups.items() if group]

    def _dispositions(self) -> list[str]:
        """Give the dispositions, those first that must say why and change nothing: not met."""
        known = [one.id for one in self.plan.consultation_words.dispositions]
        first = [one for one in known if one == "not-met"]
        return [*first, *(one for one in known if one not in first), ""]

    def _disposition(self, name: str) -> str:
        return disposition_name(self.plan, name, self.language) if name else self._say(msg("no answer"))

    def _group(self, order: _Order, heading: str, group: Sequence[PublicComment]) -> Iterator[Block]:
        yield Heading(heading)
        before = ""
        for one in group:
            level = 2
            if order.name == "by-respondent":
                level = 3
                if one.who != before:
                    before = one.who
                    yield Heading(one.who, 2)
            yield from self._comment(one, order, level)

    def _comment(self, one: PublicComment, order: _Order, level: int) -> Iterator[Block]:
        say = self._say
        if order.name == "by-respondent":
            title = f"{one.name}: {one.chapter}" if one.chapter else one.name
        elif order.name == "by-chapter":
            title = f"{one.name}: {one.who}"
        else:
            title = f"{one.name}: {one.who}" + (f", {one.chapter}" if one.chapter else "")
        yield Heading(title, level)
        if one.hidden:
            yield Paragraph(say(msg("The text of this reply is not published.")))
        elif one.words:
            yield Quote(one.words, one.who)
        said = f"{say(msg('Assessment'))}: {self._disposition(one.disposition)}."
        yield Paragraph(" ".join(filter(None, (said, one.reason, one.change))))
