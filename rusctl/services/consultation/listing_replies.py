"""Replies as they are listed and shown, and where the files of each are."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rusctl.consultation import received, store
from rusctl.consultation.standing import last_day
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.consultation import StoredFile, StoredReply, StoredText
from rusctl.model.consulting import ConsultationWord
from rusctl.services.consultation import reply_accounts
from rusctl.services.consultation.kept_files import is_here
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.consulting.period import period
from rusctl.services.project import Project
from rusctl.storage.untrusted import reply_text


class ListedReply(NamedTuple):
    """A reply, and whether it came after the last day of all its bodies; None where a day is not known."""

    reply: StoredReply
    late: bool | None


class ShownFile(NamedTuple):
    """A file of a reply, and where it is."""

    file: StoredFile
    here: bool
    where: Message


class ShownReply(NamedTuple):
    """A reply with its files, its texts, and the numbers of the replies that add to it or replace it."""

    listed: ListedReply
    files: tuple[ShownFile, ...]
    texts: tuple[StoredText, ...]
    followed: Mapping[int, bool]


def listed(project: Project, which: str = "") -> list[ListedReply]:
    """Give the replies of a consultation, in the order of their numbers."""
    one = naming.named(project, which)
    closes = period(project.plan, one, project.today).closes
    with opened(project).reading() as connection:
        found = received.replies(connection, one.id)
        bodies = {each.number: each for each in store.listed(connection, one.id)}
    out = []
    for each in found:
        days = [last_day(bodies[number].facts, closes) for number, _ in each.bodies]
        last = max((day for day in days if day), default=closes)
        out.append(ListedReply(each, each.arrived > last if each.arrived and last else None))
    return out


def shown(project: Project, number: int, which: str = "") -> ShownReply:
    """Give a reply by its number; RusctlError where there is none."""
    every = listed(project, which)
    found = next((one for one in every if one.reply.number == number), None)
    if found is None:
        raise RusctlError(msg("there is no reply {number}; rusctl consultation received lists them", number=number))
    register = opened(project)
    with register.reading() as connection:
        files = received.files_of(connection, found.reply.id)
        texts = received.texts_of(connection, found.reply.id)
        mine = received.folder_number(connection, register.memory.name) if register.memory else None
    followed = {one.reply.number: one.reply.replaces for one in every if one.reply.follows == number}
    return ShownReply(found, tuple(_file(project, one, mine) for one in files), tuple(texts), followed)


def _file(project: Project, one: StoredFile, mine: int | None) -> ShownFile:
    if not one.path:
        return ShownFile(one, here=False, where=msg("in the official register: {number}", number=one.diary))
    if is_here(project, one.path, one.sha256):
        return ShownFile(one, here=True, where=msg("register/{path}", path=one.path))
    if one.folder is not None and one.folder == mine:
        where = msg("it is gone from register/{path}, or was changed; add the same file again", path=one.path)
    else:
        where = msg("with the colleague who added it; rusctl consultation add keeps the same file here, too")
    return ShownFile(one, here=False, where=where)


def follows(language: Language, one: StoredReply) -> str:
    """Say which reply one adds to or replaces; nothing where it follows none."""
    if one.follows is None:
        return ""
    if one.replaces:
        return language.text(msg("replaces reply {number}", number=one.follows))
    return language.text(msg("adds to reply {number}", number=one.follows))


def way(project: Project, language: Language, one: StoredReply) -> str:
    """Give in which way a reply came, as people say it."""
    return _word(project.plan.consultation_words.channels, language, one.channel)


def stance(project: Project, language: Language, one: StoredReply) -> str:
    """Give where a reply stands as a whole, as people say it."""
    return _word(project.plan.consultation_words.stances, language, one.stance)


def _word(words: Iterable[ConsultationWord], language: Language, ident: str) -> str:
    return next((language.name(one.name) or one.id for one in words if one.id == ident), ident)


def heard(language: Language, one: StoredReply) -> str:
    """Give who heard what was said and not written, and when."""
    if one.heard is None:
        return one.heard_by
    when = one.heard.astimezone()
    day = dates.medium(when.date(), language.code)
    return f"{one.heard_by}, {day}" if when.time() == dt.time.min else f"{one.heard_by}, {day} {when:%H:%M}"


def account(found: ShownReply, text: StoredText) -> list[Message]:
    """Give the account of a text as it was when the reply was taken in."""
    if not text.account:
        return []
    name = next((one.file.name for one in found.files if one.file.ordinal == text.of_file), f"{text.ordinal}")
    return [*reply_accounts.account(name, reply_text.from_json({"text": text.text, **json.loads(text.account)}))]
