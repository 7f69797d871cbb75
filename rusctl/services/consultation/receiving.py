"""A reply taken in: whose it is, what is in it, on which day it came; stored with its files, and never twice."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from rusctl.consultation import received, store
from rusctl.consultation.reply_marks import FoundNumbers, is_of_case, numbers
from rusctl.consultation.schema import reply
from rusctl.consultation.standing import arrival, last_day
from rusctl.consultation.store import ListedBody
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import slug
from rusctl.language.vocabulary_replies import DECISION_LEVEL, DECISION_WORDS
from rusctl.model.consultation import DecisionLevel, NewBody, NewReply, NewReplyFile, NewReplyText, StoredReply
from rusctl.model.consulting import PRIVATE, Consultation
from rusctl.services import selection
from rusctl.services.consultation import reply_files
from rusctl.services.consultation.kept_files import KeptFiles, is_here, place
from rusctl.services.consultation.reply_files import ReceivedDocument, ReceivedFile
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.consulting.period import period
from rusctl.services.project import Project
from rusctl.storage.files.digests import sha256
from rusctl.storage.untrusted.reply_text import MAIL, TEXT, ReplyText, of_paragraphs

ADD = "consultation add"  # as the log of changes has it
E_MAIL, SPOKEN = "e-mail", "spoken"


class ReplyGiven(NamedTuple):
    """What options say of a reply: words as people write them, days that are read.

    `bodies` are on the circulation list, `new` are not: they replied unasked. `arrived` is the day that the registrar
    states. `adds_to` and `replaces` are numbers of replies.
    """

    bodies: Sequence[str] = ()
    new: Sequence[str] = ()
    kind: str = ""
    arrived: dt.date | None = None
    channel: str = ""
    authored: dt.date | None = None
    level: str = ""
    decided: dt.date | None = None
    stance: str = ""
    dnr: str = ""
    their_dnr: str = ""
    version: str = ""
    adds_to: int | None = None
    replaces: int | None = None
    text: str = ""
    heard_by: str = ""
    heard: dt.datetime | None = None
    diary: str = ""
    note: str = ""
    by: str = ""


class ReplyProposal(NamedTuple):
    """What taking a reply in would store; `known` is the number that it has already, where nothing is new in it.

    `new` are bodies that are to be put on the list first; `said` is what somebody should know before it is done.
    """

    consultation: str
    documents: tuple[ReceivedDocument, ...]
    values: NewReply
    new: tuple[NewBody, ...]
    names: tuple[str, ...]
    said: tuple[Message, ...] = ()
    text: str = ""
    diary: str = ""
    by: str = ""
    known: int | None = None

    @property
    def files(self) -> tuple[ReceivedFile, ...]:
        """All files, those that are attached, too."""
        return tuple(one for document in self.documents for one in document.files)


class ReplyTaken(NamedTuple):
    """What became of a reply: its number, the files that were kept, and whether it was there already."""

    number: int
    kept: tuple[str, ...]
    known: bool


def groups(files: Sequence[str], given: ReplyGiven) -> list[list[str]]:
    """Give the files of each reply: all of them are one where it is said whose they are, else each is one."""
    said = given.bodies or given.new or given.adds_to or given.replaces or given.text or given.diary
    return [[*files]] if said else [[file] for file in files]


def propose(project: Project, which: str, files: Sequence[str], given: ReplyGiven) -> ReplyProposal:
    """Give what taking files in as one reply would store; nothing is written.

    RusctlError where a file cannot be read, where it is not clear whose the reply is, or where a part of its files is
    in another reply; UsageError for options that do not go together.
    """
    _refuse_options(files, given)
    one = naming.named(project, which)
    documents = reply_files.read_all(project, files)
    register = opened(project)
    with register.reading() as connection:
        listed = store.listed(connection, one.id)
        stored = received.replies(connection, one.id)
        before = _before(stored, given)
        known = received.known_files(connection, one.id, [each.files[0].sha256 for each in documents])
        addresses = received.by_address(connection, one.id)
        sources = received.known_sources(connection, one.id)
    found = _known(documents, _of_these(known, stored, _said_names(listed, given)))
    values = _values(project, one, given, documents)
    if found is not None:
        return ReplyProposal(one.id, tuple(documents), values, (), (), known=found)
    new = tuple(_new_body(project, name, given.kind) for name in given.new)
    bodies = _bodies(listed, given, before, documents, addresses)
    names = (*(each.name for each in bodies), *(each.name for each in new))
    values = _settled(values, bodies=tuple(each.number for each in bodies), before=before, given=given)
    values = replace(values, source=_source(given, documents, names))
    if (there := sources.get(values.source or "")) is not None:
        return ReplyProposal(one.id, tuple(documents), values, (), names, known=there)
    said = (*_late(project, one, bodies, given.arrived), *_of_numbers(one, documents, values))
    return ReplyProposal(one.id, tuple(documents), values, new, names, said, given.text, given.diary, given.by)


def carry_out(project: Project, proposal: ReplyProposal, *, dry_run: bool = False) -> ReplyTaken:
    """Store a reply with its files, all or nothing; one that is there already gets files that lack in this folder."""
    if proposal.known is not None:
        return _again(project, proposal, dry_run=dry_run)
    files = KeptFiles(project)
    register = opened(project)

    def work(change: Transaction) -> ReplyTaken:
        sources = received.known_sources(change.connection, proposal.consultation)
        if (there := sources.get(proposal.values.source or "")) is not None:  # a colleague was faster
            return ReplyTaken(there, (), known=True)
        made = store.add_bodies(change, proposal.consultation, proposal.new, proposal.by)
        values = _with_bodies(proposal.values, made)
        number = store.add_reply(change, proposal.consultation, values, proposal.by)
        row = store.row_of(change.connection, reply, proposal.consultation, number) or 0
        folder = register.memory.folder_in(change.connection) if register.memory else None
        stored = _stored_files(proposal, number, folder)
        ordinals = received.add_files(change, row, [each for each, _ in stored])
        received.add_texts(change, row, [*_texts(proposal, ordinals)], proposal.by)
        files.take_back()  # of an attempt before this one
        if not dry_run:
            for each, data in stored:
                if each.path:
                    files.write(each.path, data)
        return ReplyTaken(number, tuple(each.path for each, _ in stored if each.path), known=False)

    try:
        return register.change(ADD, work, dry_run=dry_run)
    except BaseException:
        files.take_back()
        raise


def _again(project: Project, proposal: ReplyProposal, *, dry_run: bool) -> ReplyTaken:
    """Keep the bytes of files that are stored where they lack in this folder; the rows stay as they are."""
    register = opened(project)
    with register.reading() as connection:
        there = received.places(connection, [one.sha256 for one in proposal.files])
    files, kept = KeptFiles(project), []
    for one in proposal.files:
        for stored in there.get(one.sha256, ())[:1]:
            if stored.path and not is_here(project, stored.path, one.sha256):
                kept.append(stored.path)
                if not dry_run:
                    files.write(stored.path, one.data)
    return ReplyTaken(proposal.known or 0, tuple(kept), known=True)


def _refuse_options(files: Sequence[str], given: ReplyGiven) -> None:
    if given.adds_to and given.replaces:
        raise UsageError(msg("a reply adds to another or replaces it, not both"))
    if not files and not given.text and not given.diary:
        raise UsageError(
            msg("name a file, or give the reply with --text, or its place in the official register with --diary")
        )
    if given.heard and not given.heard_by:
        raise UsageError(msg("say with --heard-by who heard it"))


def _said_names(listed: Sequence[ListedBody], given: ReplyGiven) -> frozenset[str]:
    """Give the names of those who are said to have replied; none where nobody is said."""
    names = [body_named(listed, word).name for word in given.bodies]
    return frozenset(name.casefold() for name in (*names, *(" ".join(each.split()) for each in given.new)))


def _of_these(
    known: Mapping[str, Sequence[int]], stored: Sequence[StoredReply], names: Collection[str]
) -> dict[str, int]:
    """Give the first reply that has each file and is from one of these, or from anybody where nobody is said."""
    theirs = {one.number for one in stored if not names or any(name.casefold() in names for _, name in one.bodies)}
    found = {digest: [number for number in numbers if number in theirs] for digest, numbers in known.items()}
    return {digest: numbers[0] for digest, numbers in found.items() if numbers}


def _known(documents: Sequence[ReceivedDocument], known: dict[str, int]) -> int | None:
    """Give the reply that has all of the files; None where none is known, RusctlError where only some are."""
    digests = [one.files[0].sha256 for one in documents]
    if not known:
        return None
    if set(digests) <= known.keys():
        return min(known.values())
    there = next(one for one in documents if one.files[0].sha256 in known)
    raise RusctlError(
        msg(
            "{file} is in reply {number} already; give the others with --adds-to {number}",
            file=there.name,
            number=known[there.files[0].sha256],
        )
    )


def _before(stored: Sequence[StoredReply], given: ReplyGiven) -> StoredReply | None:
    number = given.adds_to or given.replaces
    if number is None:
        return None
    found = next((one for one in stored if one.number == number), None)
    if found is None:
        raise RusctlError(msg("there is no reply {number}; rusctl consultation received lists them", number=number))
    return found


def _bodies(
    listed: Sequence[ListedBody],
    given: ReplyGiven,
    before: StoredReply | None,
    documents: Sequence[ReceivedDocument],
    addresses: dict[str, list[int]],
) -> list[ListedBody]:
    """Give the bodies that a reply is from: those said, those of the reply that it follows, else the sender's."""
    if given.bodies:
        return [body_named(listed, word) for word in dict.fromkeys(given.bodies)]
    if given.new:
        return []
    if before is not None:
        numbers_before = [number for number, _ in before.bodies]
        return [one for one in listed if one.number in numbers_before]
    senders = {number for each in documents for sender in each.senders for number in addresses.get(sender, ())}
    found = [one for one in listed if one.number in senders]
    if len(found) == 1:
        return found
    raise RusctlError(_whose(listed, documents))


def _whose(listed: Sequence[ListedBody], documents: Sequence[ReceivedDocument]) -> Message:
    """Say that it is not clear whose a reply is, with the bodies whose whole names stand on its first page."""
    likely = [one.name for one in listed if any(_names(each, one.name) for each in documents)]
    file = documents[0].name if documents else msg("the reply")
    if likely:
        return msg("{file}: say who it is from with --body; it may be {names}", file=file, names=likely[:3])
    return msg("{file}: say who it is from with --body, or --new where it was not asked", file=file)


def _names(document: ReceivedDocument, name: str) -> bool:
    return any(name.casefold() in page.casefold() for page in _pages(document))


def body_named(listed: Sequence[ListedBody], word: str) -> ListedBody:
    """Give the body on the list of a number or a name; RusctlError where there is none, or several."""
    by_number = {str(one.number): one for one in listed}
    if word.strip() in by_number:
        return by_number[word.strip()]
    names = {str(one.number): [one.name] for one in listed}
    try:
        return by_number[selection.meant(word, names, msg("a consultation body"))]
    except RusctlError:
        found = [one.number for one in listed if slug(one.name) == slug(word)]
        if found:
            raise
        raise RusctlError(
            msg(
                "{name} is not on the list, which rusctl consultation bodies shows; --new is for who was not asked",
                name=word,
            )
        ) from None


def _new_body(project: Project, name: str, kind: str) -> NewBody:
    plan = project.plan
    if not kind:
        raise UsageError(msg("say with --kind what kind of body {name} is, such as private-person", name=name))
    found = naming.kind(plan, kind)
    return NewBody(
        name=" ".join(name.split()),
        kind=found,
        legal_group=naming.group_of(plan, found),
        private=found == PRIVATE,
        unsolicited=True,
    )


def _values(project: Project, one: Consultation, given: ReplyGiven, documents: Sequence[ReceivedDocument]) -> NewReply:
    plan = project.plan
    found = _numbers(one, documents)
    mine = [number for number in found.ours if is_of_case(number, one.dnr)] or list(found.ours if not one.dnr else ())
    channel = given.channel or (SPOKEN if given.heard_by else E_MAIL if any(each.is_mail for each in documents) else "")
    return NewReply(
        bodies=(),
        authored=given.authored,
        arrived=given.arrived,
        channel=naming.channel(plan, channel) if channel else "",
        level=DecisionLevel(decision_level(given.level)) if given.level else DecisionLevel.UNKNOWN,
        decided=given.decided,
        text_version=given.version or one.version,
        stance=naming.stance(plan, given.stance) if given.stance else "",
        dnr=given.dnr or (max(mine, key=len) if mine else ""),
        their_dnr=given.their_dnr or found.theirs,
        note=given.note,
        heard_by=given.heard_by,
        heard=given.heard,
    )


def decision_level(word: str) -> str:
    """Give the level of a decision by a word of either language; RusctlError for another."""
    try:
        return str(selection.word_of(word, DECISION_LEVEL, msg("a level of decision")))
    except RusctlError:
        return selection.meant(word, DECISION_WORDS, msg("a level of decision"))


def _settled(values: NewReply, *, bodies: tuple[int, ...], before: StoredReply | None, given: ReplyGiven) -> NewReply:
    return replace(
        values,
        bodies=bodies,
        follows=before.number if before else None,
        replaces=given.replaces is not None,
    )


def _with_bodies(values: NewReply, made: Sequence[int]) -> NewReply:
    return replace(values, bodies=(*values.bodies, *made))


def _source(given: ReplyGiven, documents: Sequence[ReceivedDocument], names: Sequence[str]) -> str:
    """Give the digest of a reply: its files and whose it is; without files what was said, to whom and when.

    A letter that many have sent is a reply of each of them.
    """
    digests = sorted(each.files[0].sha256 for each in documents)
    heard = (given.text, given.diary, given.heard_by, given.heard or "", given.arrived or "")
    said = (*(digests or ("said", *heard)), *sorted(names))
    return sha256("\0".join(map(str, said)).encode("utf-8", "surrogatepass"))


def _pages(document: ReceivedDocument) -> list[str]:
    """Give where a number can be: the subject, what stands above and below the pages, and the first page of each."""
    texts = [one.text for one in document.files if one.text is not None]
    return [document.subject, *(each.around for each in texts), *(each.text for each in texts)]


def _numbers(one: Consultation, documents: Sequence[ReceivedDocument]) -> FoundNumbers:
    forms = [form for form in (*one.dnr_forms, one.dnr) if form]
    return numbers([page for each in documents for page in _pages(each)], forms)


def _of_numbers(one: Consultation, documents: Sequence[ReceivedDocument], values: NewReply) -> Iterable[Message]:
    """Say which number was found, and that another case's stands there where none of this one does."""
    others = [number for number in _numbers(one, documents).ours if not is_of_case(number, one.dnr)]
    if one.dnr and others and not values.dnr:
        yield msg(
            "the number of another case stands in it: {number}; is it a reply to {dnr}?", number=others[0], dnr=one.dnr
        )


def _late(
    project: Project, one: Consultation, bodies: Sequence[ListedBody], arrived: dt.date | None
) -> Iterable[Message]:
    closes = period(project.plan, one, project.today).closes
    for each in bodies:
        last = last_day(each.facts, closes)
        if arrived and last and arrived > last:
            yield msg("it came after the last day for {name}, which was {day}", name=each.name, day=last)


def _stored_files(proposal: ReplyProposal, number: int, folder: int | None) -> list[tuple[NewReplyFile, bytes]]:
    taken: list[str] = []
    out: list[tuple[NewReplyFile, bytes]] = []
    for one in proposal.files:
        path = place(proposal.consultation, number, one.name, taken)
        taken.append(path)
        made = NewReplyFile(
            name=one.name,
            size=len(one.data),
            sha256=one.sha256,
            media_type=one.media_type,
            path=path,
            folder=folder,
            diary=proposal.diary,
        )
        out.append((made, one.data))
    if proposal.diary and not out:
        out.append((NewReplyFile(name=proposal.diary, diary=proposal.diary), b""))
    return out


def _texts(proposal: ReplyProposal, ordinals: Sequence[int]) -> Iterable[NewReplyText]:
    """Give the texts, those of documents before what a message or a note beside them says."""
    with_text = [
        (one.text, ordinal)
        for one, ordinal in zip(proposal.files, ordinals, strict=False)
        if one.text is not None and one.text.text
    ]
    if proposal.text:
        yield _text(of_paragraphs(TEXT, proposal.text.split("\n\n")), None)
    for text, ordinal in sorted(with_text, key=lambda one: (one[0].kind == MAIL, one[1])):
        yield _text(text, ordinal)


def _text(text: ReplyText, ordinal: int | None) -> NewReplyText:
    account = json.dumps(text.account(), ensure_ascii=False, separators=(",", ":"))
    return NewReplyText(text=text.text, account=account, of_file=ordinal)


def counted(taken: Sequence[ReplyTaken], refused: int) -> Message:
    """Say how many files were taken in, were there already, and were refused: all of them."""
    new = sum(not one.known for one in taken)
    return nmsg(
        "{new} taken in + {there} there already + {refused} refused = {count} reply",
        "{new} taken in + {there} there already + {refused} refused = {count} replies",
        len(taken) + refused,
        new=new,
        there=len(taken) - new,
        refused=refused,
    )


def came_in(found: dt.date | None, *, first: bool, heard: dt.datetime | None = None) -> dt.date | None:
    """Give the day on which a reply came in that was found on a day, `first` when the mailbox was first emptied.

    What was heard and not written came in when it was heard, where no day is said.
    """
    if found:
        return arrival(found, first_emptying=first)
    return heard.astimezone().date() if heard else None


def said_of(proposal: ReplyProposal, done: ReplyTaken) -> Message:
    """Say what became of a reply: its number, whose it is, when it came, its number in the diary."""
    if done.known:
        names: list[str | Message] = [*(one.name for one in proposal.documents)] or [msg("the reply")]
        return msg("{files}: there already as reply {number}", files=names, number=done.number)
    values = proposal.values
    more: list[Message] = []
    if values.arrived:
        more.append(msg("came in {day}", day=values.arrived))
    else:
        more.append(msg("the day it came in is not known"))
    if values.dnr:
        more.append(msg("diarienummer {number}", number=values.dnr))
    if values.their_dnr:
        more.append(msg("the sender's diarienummer {number}", number=values.their_dnr))
    if values.follows:
        kind = msg("replaces reply {number}", number=values.follows)
        more.append(kind if values.replaces else msg("adds to reply {number}", number=values.follows))
    files = len(done.kept)
    if files:
        more.append(nmsg("{count} file kept", "{count} files kept", files))
    return msg("reply {number}, {names}: {what}", number=done.number, names=list(proposal.names), what=more)
