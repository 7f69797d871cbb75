"""A consultation published: its files made of what is public alone, each searched for what was taken away."""

import datetime as dt
import gc
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rusctl.consultation import letters, public
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import PrivacyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.consulting import Consultation
from rusctl.output.document import Document
from rusctl.output.page import html
from rusctl.output.sheets import SheetTable, workbook
from rusctl.output.word import PageFoot, word_bytes
from rusctl.papers.pdf import PdfPrinter
from rusctl.papers.pdf_checks import pdf_faults
from rusctl.papers.word_checks import word_faults
from rusctl.services.consultation import change_list, compiled, paper_look
from rusctl.services.consultation.compilation import Compilation
from rusctl.services.consultation.compiled import Compiled
from rusctl.services.consultation.letter_words import disposition_name
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consultation.private_strings import RemovedStrings, parts_of, patterns, public_texts, stands_in
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.files.atomic import FileChange

FORMATS = ("docx", "html", "pdf", "xlsx")
_SHOWN = 20  # of what is found, at most
_LINES = "\n"


class PublicFiles(NamedTuple):
    """What is to be written: the files by their names, how many comments, what of them nobody has answered."""

    files: dict[str, bytes]
    comments: int
    unanswered: tuple[str, ...]
    unpublished: int


class FoundPrivate(NamedTuple):
    """What stops a publication: where it is, and what it is; the words are for who may see the replies."""

    where: str
    what: Message
    words: str


def prepared(
    project: Project, register: Register, one: Consultation, forms: Collection[str], language: Language
) -> tuple[PublicFiles, list[FoundPrivate]]:
    """Make every file of a publication, and give what stops it; nothing is written.

    Looked for are patterns of personal data in what would be published, before anything is made of it, and in each
    finished file all that was taken away.
    """
    for form in forms:
        if form not in FORMATS:
            raise UsageError(msg("{form} is no format here; there are {known}", form=form, known=list(FORMATS)))
    found = compiled.gathered(project, register, one, language)
    removed = RemovedStrings(found.removed, found.public_words)
    stopping = looked_through(project, found, removed)
    if stopping:
        return PublicFiles({}, len(found.comments), found.unanswered, found.unpublished), stopping
    files = dict(_Maker(project, found, language).files(forms))
    empty = _empty(language.code)
    stopping += [
        FoundPrivate(name, msg("what was taken away"), words)
        for name, octets in files.items()
        for words in removed.in_file(name, octets, empty)
    ]
    return PublicFiles(files, len(found.comments), found.unanswered, found.unpublished), stopping


def looked_through(project: Project, found: Compiled, removed: RemovedStrings) -> list[FoundPrivate]:
    """Give what stops a publication of all that it would be made of: patterns, and what was taken away."""
    plan, one = project.plan, found.consultation
    mailboxes = plan.mailboxes | {one.contact.casefold(), plan.process.contact.casefold()}
    return [*_patterns(found, mailboxes), *_in_values(found, removed)]


def _empty(code: str) -> frozenset[bytes]:
    """Give the parts of files that hold nothing of anybody: what an empty document and an empty workbook have."""
    document = word_bytes(Document("", code, ()))
    sheets = workbook([SheetTable("1", ("",), [])], "", dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    return frozenset(octets for file in (document, sheets) for _, octets in parts_of(file))


def _patterns(found: Compiled, mailboxes: Collection[str]) -> Iterator[FoundPrivate]:
    allowed = {unicodedata.normalize("NFC", one).casefold() for one in found.public_words}
    for comment in found.comments:
        for text in (comment.words, comment.summary, comment.reason):
            for each in patterns(text, mailboxes):
                if each.never or each.words.casefold() not in allowed:
                    yield FoundPrivate(comment.name, each.what, each.words)


def _in_values(found: Compiled, removed: RemovedStrings) -> Iterator[FoundPrivate]:
    """Look through what would be published, so that a hit is told by its comment."""
    for one in found.comments:
        for words in removed.found(
            _LINES.join((one.who, one.words, one.summary, one.reason, one.change, one.chapter, one.theme))
        ):
            yield FoundPrivate(one.name, msg("what was taken away"), words)
    for reply in found.replies:
        for words in removed.found(f"{reply.who}\n{reply.dnr}"):
            yield FoundPrivate(str(reply.number), msg("what was taken away"), words)


class _Maker:
    """Makes the files of a publication, one after another."""

    def __init__(self, project: Project, found: Compiled, language: Language) -> None:
        self.project, self.found, self.language = project, found, language
        self.places = TextPlaces(project, found.consultation)
        self._printer: PdfPrinter | None = None

    def files(self, forms: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Give each file by its name; IntegrityError where one lacks what it must have for all to read it."""
        listed = change_list.changes(self.project, self.found, self.places)
        plan, today = self.project.plan, self.project.today
        parts = [
            (part.name, part.document)
            for part in Compilation(self.found, plan, self.places, self.language, today).parts()
        ]
        if listed:
            parts.append(("changes", change_list.document(self.found, listed, self.language)))
        parts.append(("you-said-we-did", change_list.you_said(self.found, plan, self.language)))
        for name, document in self.project.progress(msg("Documents"), parts, len(parts)):
            yield from self._file(name, document, forms)
            gc.collect()  # a Word file is a circle of objects with megabytes of XML, which Python does not count
        if "xlsx" in forms:
            yield "compilation.xlsx", self._workbook(listed)

    def _file(self, name: str, document: Document, forms: Collection[str]) -> Iterator[tuple[str, bytes]]:
        code = self.language.code
        if "html" in forms:
            yield f"{name}.html", html(document).encode()
        if "docx" in forms:
            octets = word_bytes(document, PageFoot(self.found.name, self.project.today))
            _refuse_unreadable(name, word_faults(octets, code))
            yield f"{name}.docx", octets
        if "pdf" in forms:
            if self._printer is None:
                self._printer = PdfPrinter(paper_look.look(self.project))
            octets = self._printer.pdf(document, day=self.project.today, footer=self.found.name, contents=True)
            _refuse_unreadable(name, pdf_faults(octets, code))
            yield f"{name}.pdf", octets

    def _workbook(self, listed: Sequence[change_list.ListedChange]) -> bytes:
        say = self.language.text
        plan = self.project.plan
        heads: tuple[Message, ...] = (msg("Comment"), msg("Reply"), msg("Respondent"), msg("Kind"), msg("Chapter"))
        heads += (msg("Text"), msg("Disposition"), msg("Reason"), msg("In the text"))
        hidden = say(msg("The text of this reply is not published."))
        rows = [
            (
                *(one.name, one.reply, one.who, one.kind, one.chapter, hidden if one.hidden else one.words),
                disposition_name(plan, one.disposition, self.language) if one.disposition else "",
                *(one.reason, one.change),
            )
            for one in self.found.comments
        ]
        of_replies = [
            (
                one.number,
                one.who,
                one.kind,
                one.arrived.isoformat() if one.arrived else "",
                one.dnr,
                one.stance,
                one.comments,
            )
            for one in self.found.replies
        ]
        reply_heads = (msg("Reply"), msg("Respondent"), msg("Kind"), msg("Came in"), msg("Dnr"), msg("Stance"))
        tables = [
            SheetTable(say(msg("Comments")), tuple(map(say, heads)), rows),
            SheetTable(say(msg("Replies")), (*map(say, reply_heads), say(msg("Comments"))), of_replies),
        ]
        if listed:
            change_heads = (msg("Where"), msg("Paragraph"), msg("Before"), msg("After"), msg("Why"), msg("Comments"))
            changed = [
                (*each[:2], each.before, each.after, each.reason, ", ".join(one.name for one in each.comments))
                for each in listed
            ]
            tables.append(SheetTable(say(msg("Changes")), tuple(map(say, change_heads)), changed))
        made = dt.datetime.combine(self.project.today, dt.time.min, dt.UTC)
        return workbook(tables, self.found.name, made)


def _refuse_unreadable(name: str, faults: Sequence[Message]) -> None:
    if faults:
        raise RusctlError(msg("{file} cannot be read by all: {faults}", file=name, faults=list(faults)))


def refuse(stopping: Sequence[FoundPrivate], *, shown: bool) -> None:
    """Raise PrivacyError where something stops a publication; the words themselves are said where that is asked for."""
    if not stopping:
        return
    said = [
        msg("{where}: {what} ({words})", where=one.where, what=one.what, words=one.words)
        if shown
        else msg("{where}: {what}", where=one.where, what=one.what)
        for one in stopping[:_SHOWN]
    ]
    raise PrivacyError(
        msg(
            "{count} places would publish personal data: {found}; --show says the words, --mask takes one out, "
            "--public confirms one that is public",
            count=len(stopping),
            found=said,
        )
    )


def write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """Write the files to a folder, all or none, and give those that differ; nothing else there is touched."""
    changes = {}
    for name, octets in files.items():
        before = atomic.read_if_there(folder / name)
        if before != octets:
            changes[folder / name] = FileChange(before, octets)
    folder.mkdir(parents=True, exist_ok=True)
    atomic.replace_all(changes)
    return [*changes]


def consent(register: Register, one: Consultation, numbers: Collection[int], *, published: bool, ground: str) -> int:
    """Enter that replies may be published, or not, and on which ground; give how many. UsageError without a ground."""
    if not ground.strip():
        raise UsageError(msg("say on which ground, or that there is consent: --ground TEXT"))

    def work(change: Transaction) -> int:
        found = [each for each in letters.replies(change.connection, one.id) if each.number in numbers]
        if missing := set(numbers) - {each.number for each in found}:
            raise RusctlError(msg("there is no reply {number}", number=min(missing)))
        letters.publish(change, found, published=published, ground=ground)
        return len(found)

    return register.change("consultation publish", work)


def mask(register: Register, one: Consultation, words: str, ground: str, by: str = "") -> int:
    """Mask words in every text of a consultation; give in how many places. RusctlError where they stand in none."""
    if not ground.strip():
        raise UsageError(msg("say on which ground it is left out: --ground TEXT"))

    def work(change: Transaction) -> int:
        texts = {row: text for row, (_, text) in public.texts(change.connection, one.id).items()}
        count = public.mask_words(change, texts, words, ground, by)
        if not count:
            raise RusctlError(msg("these words stand in no text of a reply; write them as they stand there"))
        return count

    return register.change("consultation publish", work)


def confirm(project: Project, register: Register, one: Consultation, words: Sequence[str], by: str = "") -> None:
    """Confirm words that were taken away somewhere and are public elsewhere; PolicyError where they are not."""
    plan, places = project.plan, TextPlaces(project, one)
    with register.reading() as connection:
        bodies = [
            body.name
            for reply in letters.replies(connection, one.id)
            for body in reply.bodies
            if body.person_number is None
        ]
    there = public_texts(
        {
            "text": [block.words for each in (places.old, places.new) if each for block in each.text.identified],
            "plan": [plan.process.name, plan.process.region, *(each.name for each in plan.municipalities)],
            "bodies": bodies,
        }
    )
    for word in words:
        if not stands_in(word, there):
            raise RusctlError(
                msg(
                    "{word} stands in no public data of the plan, so it stays out: not in the strategy's text, nor in "
                    "the names of municipalities and bodies",
                    word=word,
                )
            )
    register.change("consultation publish", lambda change: public.confirm(change, one.id, words, by))
