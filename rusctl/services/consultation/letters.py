"""A letter to each respondent: what it says, what stops it, its files, and which version went to whom and when."""

import datetime as dt
import gc
import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.consultation import answers, letters
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.language.slug import slug
from rusctl.mail.message import Attachment, Mail, draft_bytes
from rusctl.model.comments import AnsweredComment
from rusctl.model.consulting import Consultation
from rusctl.model.letters import GivenReply, MadeLetter
from rusctl.model.people import Person
from rusctl.output.document import Block, Document, Heading, LetterHead, Paragraph, Quote
from rusctl.papers.fields import PaperValues
from rusctl.papers.pdf import PdfPrinter
from rusctl.papers.word_checks import word_faults
from rusctl.papers.word_texts import word_text
from rusctl.register import persons
from rusctl.services.consultation import letter_gate, letter_words, paper_look
from rusctl.services.consultation.letter_fields import ABOUT_NEXT, LETTER_FIELDS, label, shipped_letter
from rusctl.services.consultation.letter_gate import LetterFault, OthersNumbers
from rusctl.services.consultation.letter_words import LetterMatter, OneLetter
from rusctl.services.consultation.paper_look import PaperKind
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.mailing.attaching import KINDS
from rusctl.services.project import Project
from rusctl.storage.files import atomic, inside, private
from rusctl.storage.files.made import note

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

KIND = "answer"  # of the region's own templates: config/papers/answer.sv.docx
_LONGEST_NAME = 40
_SWEPT = 10  # letters, after which what they were made with is freed
_FILE, _ENCLOSED = msg("Answer"), msg("Our answer is enclosed.")


class LetterWishes(NamedTuple):
    """What is asked for: replies by their numbers, all where none is named; the region's template, and what to say.

    `again` makes letters anew that nothing is new in, `pdf` a PDF beside each Word file, `drafts`
    an e-mail that holds it for each contact with an address.
    """

    replies: Collection[int] = ()
    template: str = ""
    decision: str = ""
    following: str = ""
    pdf: bool = False
    drafts: bool = False
    again: bool = False


class ReadyLetter(NamedTuple):
    """A letter with its files by their endings; `answers` are the rows of the answers it was made from."""

    about: OneLetter
    ordinal: int
    corrects: int | None
    name: str
    files: dict[str, bytes]
    answers: frozenset[int]


class PreparedLetters(NamedTuple):
    """Letters that can be written, what stops others, and how many replies have their letter already.

    `lacks` is what the template lacks for those who hear or see little: each thing once.
    """

    consultation: str
    ready: tuple[ReadyLetter, ...]
    faults: tuple[LetterFault, ...]
    same: int
    lacks: tuple[Message, ...]
    template: str


class _StoredLetters(NamedTuple):
    """What the database has for letters: the replies, the letters made before, the comments with their answers."""

    given: Sequence[GivenReply]
    made: Sequence[MadeLetter]
    answered: Sequence[AnsweredComment]


def prepare(project: Project, register: Register, one: Consultation, wishes: LetterWishes) -> PreparedLetters:
    """Make the letters that are due; nothing is written.

    RusctlError where a template cannot be used, or a reply that is named is not there.
    """
    with register.reading() as connection:
        given = letters.replies(connection, one.id)
        made = letters.made(connection, one.id)
        answered = answers.read(connection, one.id)
        contacts = _contacts(connection, given)
    _refuse_unknown(given, wishes.replies)
    spoken = {row: who.language for row, who in contacts.items() if who.language in LANGUAGES}
    due, same = _due(_StoredLetters(given, made, answered), spoken, project.plan.process.language, wishes)
    maker = _LetterMaker(project, one, wishes, given)
    maker.contacts = contacts
    before: dict[int, list[MadeLetter]] = {}
    for letter in made:
        before.setdefault(letter.reply, []).append(letter)
    for each in project.progress(msg("Letters"), due, len(due)):
        maker.make(each, before.get(each.reply.row, ()))
    return PreparedLetters(one.id, tuple(maker.ready), tuple(maker.faults), same, tuple(maker.lacks), maker.file)


def _refuse_unknown(given: Sequence[GivenReply], wanted: Collection[int]) -> None:
    known = {one.number for one in given}
    for number in wanted:
        if number not in known:
            raise RusctlError(msg("there is no reply {number}", number=number))


def _contacts(connection: "Connection", given: Sequence[GivenReply]) -> dict[int, Person]:
    """Give the contacts by their rows, of whom nobody is protected or restricted."""
    contacts = {one.contact for reply in given for one in reply.bodies if one.contact}
    return {one.id: one for one in persons.listed(connection, numbers=contacts)} if contacts else {}


def _due(stored: _StoredLetters, spoken: dict[int, str], own: str, wishes: LetterWishes) -> tuple[list[OneLetter], int]:
    """Give what letters are due, and how many replies have theirs: what adds to a reply is answered with it."""
    given, made, answered = stored
    roots, replaced = _roots(given)
    of_reply: dict[int, list[AnsweredComment]] = {}
    for comment in answered:
        of_reply.setdefault(comment.comment.reply_row, []).append(comment)
    last: dict[int, MadeLetter] = {}
    sent: dict[int, MadeLetter] = {}
    for letter in made:
        last[letter.reply] = letter
        if letter.sent:
            sent[letter.reply] = letter
    together: dict[int, list[GivenReply]] = {}
    for each in given:
        if each.row not in replaced:
            together.setdefault(roots[each.row], []).append(each)
    due, same = [], 0
    for root in given:
        parts = together.get(root.row, [])
        wanted = not wishes.replies or any(each.number in wishes.replies for each in (root, *parts))
        if roots[root.row] != root.row or not wanted or not parts:
            continue
        comments = tuple(each for part in parts for each in of_reply.get(part.row, ()))
        head = parts[0]._replace(row=root.row, number=root.number, dnr=parts[0].dnr or root.dnr)
        code = next((spoken[one.contact] for one in head.bodies if one.contact in spoken), "")
        before = sent.get(root.row)
        one = OneLetter(
            head,
            tuple(parts[1:]),
            comments,
            code or own,
            before.sent if before else None,
            tuple({root.number, *(part.number for part in parts)}),
        )
        rows = frozenset(each.valid.row for each in comments if each.valid)
        if root.row in last and last[root.row].answers == rows and not wishes.again:
            same += 1
        else:
            due.append(one)
    return due, same


def _roots(given: Sequence[GivenReply]) -> tuple[dict[int, int], set[int]]:
    """Give for each reply the one that it belongs to in the end, and those that another took the place of."""
    follows = {one.row: one.follows for one in given}
    replaced = {one.follows for one in given if one.replaces and one.follows}
    roots = {}
    for row in follows:
        seen, at = {row}, row
        while (above := follows.get(at)) and above in follows and above not in seen:
            seen.add(above)
            at = above
        roots[row] = at
    return roots, replaced


class _LetterMaker:
    """Makes one letter after another by the same templates, and gathers what stops some."""

    def __init__(self, project: Project, one: Consultation, wishes: LetterWishes, given: Sequence[GivenReply]) -> None:
        self.project, self.wishes = project, wishes
        plan, self._look = project.plan, paper_look.look(project)
        contact = one.contact or plan.process.contact
        self.matter = LetterMatter(
            plan, one, TextPlaces(project, one), project.today, wishes.decision, wishes.following, contact
        )
        numbers = [(each.number, text) for each in given for text in (each.dnr, each.their_dnr) if text]
        self._others = OthersNumbers(numbers, one.dnr)
        self._printer = PdfPrinter(self._look) if wishes.pdf else None
        self._templates: dict[str, paper_look.NamedTemplate] = {}
        self.file = ""
        self.contacts: dict[int, Person] = {}
        self.ready: list[ReadyLetter] = []
        self.faults: list[LetterFault] = []
        self.lacks: list[Message] = []

    def make(self, one: OneLetter, before: Sequence[MadeLetter]) -> None:
        """Make a letter, unless something stops it."""
        if found := [*letter_gate.before(one, self.matter.plan)]:
            self.faults += found
            return
        language = Language(one.language)
        values = letter_words.values(one, self.matter)
        title = values.fields["title"]
        octets = self._template(language).template.fill(values, title, language.code)
        if found := [*letter_gate.after(one, word_text(octets), self._others)]:
            self.faults += found
            return
        self.lacks += [each for each in word_faults(octets, language.code) if each not in self.lacks]
        files = {".docx": octets}
        if self._printer:
            document, head = paper(values, self._look.sender, language)
            files[".pdf"] = self._printer.pdf(document, head=head, day=self.matter.day, footer=self._look.sender[0])
        ordinal = max((each.ordinal for each in before), default=0) + 1
        if self.wishes.drafts and (mail := self._draft(one, values, files)):
            files[".eml"] = mail
        sent = [each for each in before if each.sent]
        rows = frozenset(each.valid.row for each in one.comments if each.valid)
        name = f"{one.reply.number:03}-{ordinal}-{_file_name(one)}"
        if len(self.ready) % _SWEPT == 0:
            gc.collect()  # a Word file is a circle of objects with megabytes of XML, which Python does not count
        self.ready.append(ReadyLetter(one, ordinal, sent[-1].row if sent else None, name, files, rows))

    def _draft(self, one: OneLetter, values: PaperValues, files: dict[str, bytes]) -> bytes | None:
        """Give an e-mail with the letter, to open and send; None where no contact has an address."""
        found = [self.contacts[body.contact] for body in one.reply.bodies if body.contact in self.contacts]
        address = next((who.email for who in found if who.email), "")
        if not address or not self.matter.contact:
            return None
        said, language = values.fields, Language(one.language)
        ending = ".pdf" if ".pdf" in files else ".docx"
        name = f"{language.text(_FILE)} {one.reply.number}{ending}"
        text = "\n\n".join((said["opening"], language.text(_ENCLOSED), said["contact"], said["region"]))
        subject = f"{said['title']} ({said['dnr']})" if said["dnr"] else said["title"]
        attached = Attachment(name, KINDS[ending[1:]].kind, files[ending])
        who = found[0].name if one.private else ""
        return draft_bytes(
            Mail(
                self.matter.contact, said["region"], address, who, subject, f"{text}\n", b"", "", one.language, attached
            )
        )

    def _template(self, language: Language) -> paper_look.NamedTemplate:
        if language.code not in self._templates:
            kind = PaperKind(KIND, LETTER_FIELDS, shipped_letter(self._look, language))
            found = paper_look.template(self.project, self.wishes.template, kind, language.code)
            self._templates[language.code] = found
            self.file = self._templates[language.code].file
        return self._templates[language.code]


def _file_name(one: OneLetter) -> str:
    """Give what a letter's file is called after its number; a person is not named there."""
    if one.private:
        numbers = "-".join(str(body.person_number) for body in one.reply.bodies)
        return f"privatperson-{numbers}"
    return slug(one.reply.bodies[0].name)[:_LONGEST_NAME].strip("-") or "svar"


def paper(values: PaperValues, sender: Sequence[str], language: Language) -> tuple[Document, LetterHead]:
    """Give a letter's values as a document under a letter's head: rusctl's own layout, for PDF."""
    said = values.fields
    blocks: list[Block] = [
        Paragraph(said[name]) for name in ("opening", "correction", "decision", "count") if said[name]
    ]
    for one in values.blocks["comments"]:
        blocks.append(Heading(one["heading"]))
        if one["quote"]:
            blocks.append(Quote(one["quote"], language.text(msg("from your reply"))))
        blocks.append(Paragraph(f"{label(language, msg('Assessment'))} {one['disposition']}"))
        blocks += [Paragraph(one[name]) for name in ("reason", "change") if one[name]]
    blocks += [Heading(language.text(ABOUT_NEXT)), Paragraph(said["next"]), Paragraph(said["contact"])]
    if said["personal_data"]:
        blocks.append(Paragraph(said["personal_data"]))
    marks = [said["date"], f"{language.text(msg('Dnr'))} {said['dnr']}" if said["dnr"] else ""]
    if said["their_dnr"]:
        marks.append(f"{label(language, msg('Your reference'))} {said['their_dnr']}")
    head = LetterHead(tuple(sender), tuple(filter(None, marks)), (said["recipient"],))
    return Document(said["title"], language.code, tuple(blocks)), head


def own_template(project: Project) -> bytes:
    """Give the template that rusctl ships, in the folder's language and the region's look."""
    return shipped_letter(paper_look.look(project), Language(project.plan.process.language))


def carry_out(project: Project, register: Register, found: PreparedLetters, by: str = "") -> list[Path]:
    """Write the files below register/letters and enter the letters, all of them or none; give the Word files."""
    written: list[Path] = []

    def work(change: Transaction) -> list[Path]:
        for path in written:
            inside.remove(project.folder.path, path)
        written.clear()
        words = []
        for one in found.ready:
            ordinal = letters.next_ordinal(change.connection, one.about.reply.row)
            if ordinal != one.ordinal:
                raise atomic.changed_meanwhile(one.name)
            for path, octets in _paths(project, found.consultation, one):
                _write(project.folder.path, path, octets)
                written.append(path)
            words.append(_paths(project, found.consultation, one)[0][0])
            letters.keep(change, one.about.reply.row, one.answers, _row(project, one, words[-1]), by)
        return words

    try:
        return register.change("consultation letters", work)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _row(project: Project, one: ReadyLetter, path: Path) -> dict[str, object]:
    return {
        "ordinal": one.ordinal,
        "corrects": one.corrects,
        "language": one.about.language,
        "name": path.name,
        "sha256": hashlib.sha256(one.files[".docx"]).hexdigest(),
        "path": path.relative_to(project.folder.path / private.NAME).as_posix(),
    }


def _paths(project: Project, consultation: str, one: ReadyLetter) -> list[tuple[Path, bytes]]:
    folder = project.folder.path / private.NAME / "letters" / consultation
    return [(folder / f"{one.name}{ending}", octets) for ending, octets in one.files.items()]


def _write(below: Path, path: Path, octets: bytes) -> None:
    private.make(below)
    inside.refuse_links(below, path)
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    private.refuse_kept(path)
    atomic.write_private(path, octets, below=below)
    note(msg("the response letters"))


def sent(
    register: Register,
    one: Consultation,
    numbers: Collection[int],
    day: dt.date,
    channel: str,
    *,
    dry_run: bool = False,
) -> list[MadeLetter]:
    """Enter that the newest letters, all that have not gone out or those of replies, went out on a day."""

    def work(change: Transaction) -> list[MadeLetter]:
        given = {each.row: each.number for each in letters.replies(change.connection, one.id)}
        newest = {each.reply: each for each in letters.made(change.connection, one.id)}
        out = [each for each in newest.values() if each.sent is None and (not numbers or given[each.reply] in numbers)]
        letters.went_out(change, out, day, channel)
        return out

    return register.change("consultation letters", work, dry_run=dry_run)


class LetterLine(NamedTuple):
    """A letter in a listing: the number of its reply, to whom, and the letter."""

    reply: int
    recipient: str
    letter: MadeLetter


def listed(register: Register, one: Consultation) -> Iterator[LetterLine]:
    """Give every letter that was made, in the order of the replies: who got which version and when."""
    with register.reading() as connection:
        given = {each.row: each for each in letters.replies(connection, one.id)}
        for letter in letters.made(connection, one.id):
            reply = given[letter.reply]
            yield LetterLine(reply.number, ", ".join(body.name for body in reply.bodies), letter)
