"""What the public site may show of consultations: who replied, and comments whose answers are approved.

It is what `consultation publish` would say, with the same names, masks and grounds, and looked through in the same way;
but only of comments whose answers are approved, and of the respondents who made one of those.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rusctl.consultation import standing, store
from rusctl.errors import PrivacyError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg
from rusctl.model.consulting import Consultation
from rusctl.model.plan import Texts
from rusctl.services.consultation import change_list, compiled, publishing
from rusctl.services.consultation.change_list import ListedChange
from rusctl.services.consultation.compiled import Compiled, PublicComment
from rusctl.services.consultation.letter_words import disposition_name
from rusctl.services.consultation.places import TextPlaces
from rusctl.services.consultation.private_strings import RemovedStrings
from rusctl.services.project import Project
from rusctl.site import snapshot
from rusctl.site.snapshot import SiteComment, SiteConsultation, SiteReplyKind, SiteRespondent
from rusctl.storage.files.names import CONSULTATIONS, SITE_DATA

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

_SHOWN = 20  # places that are named, at most


def told(project: Project, connection: "Connection") -> list[SiteConsultation]:
    """Give each consultation that has a reply; PrivacyError where something in it is, or may be, a person's.

    The words themselves are not in the error.
    """
    found = (_consultation(project, connection, one) for one in project.readable(CONSULTATIONS).plan.consultations)
    return [one for one in found if one is not None]


def _consultation(project: Project, connection: "Connection", one: Consultation) -> SiteConsultation | None:
    language = Language(project.plan.process.language)
    whole = compiled.read(project, connection, one, language)
    if not whole.replies:
        return None
    found = _approved(whole)
    removed = RemovedStrings(found.removed, found.public_words)
    stopping = [each.where for each in publishing.looked_through(project, found, removed)]
    _refuse(one, stopping)
    given = SiteConsultation(
        id=one.id,
        name=one.name or Texts({language.code: whole.name}),
        asked=whole.asked,
        replied=len(whole.replies),
        respondents=tuple(SiteRespondent(ident, name) for name, ident in _respondents(found).items()),
        comments=tuple(_comments(project, found)),
        kinds=tuple(_kinds(project, connection, one)),
    )
    _refuse(one, [SITE_DATA for text in snapshot.texts_of(given) for _ in removed.found(text)])
    return given


def _approved(found: Compiled) -> Compiled:
    """Leave out comments whose answers are not approved, and the replies without any that is."""
    comments = tuple(each for each in found.comments if each.approved)
    numbers = {each.reply for each in comments}
    replies = tuple(each for each in found.replies if each.number in numbers)
    return found._replace(comments=comments, replies=replies)


def _refuse(one: Consultation, where: Sequence[str]) -> None:
    if not where:
        return
    raise PrivacyError(
        msg(
            "{file} would hold what is, or may be, somebody's alone, in {id}: {places}; rusctl consultation publish "
            "--show says the words, --mask takes one out, --public confirms one that is public",
            file=SITE_DATA,
            id=one.id,
            places=[*dict.fromkeys(where)][:_SHOWN],
        )
    )


def _respondents(found: Compiled) -> Mapping[str, str]:
    """Give the respondents' ids by their names: the number of the first reply of each."""
    ids: dict[str, str] = {}
    for reply in found.replies:
        ids.setdefault(reply.who, str(reply.number))
    return ids


def _comments(project: Project, found: Compiled) -> Iterator[SiteComment]:
    ids, places = _respondents(found), TextPlaces(project, found.consultation)
    changed = {each.paragraph: each for each in change_list.changes(project, found, places)}
    for one in found.comments:
        changes = [changed[name] for name in one.changes if name in changed]
        yield SiteComment(
            respondent=ids[one.who],
            chapter=one.chapter,
            text=one.words,
            outcome=_outcome(project, one),
            reason="\n".join(filter(None, (one.reason, one.change))),
            before=_text(changes, "before"),
            after=_text(changes, "after"),
        )


def _text(changes: Sequence[ListedChange], which: str) -> str:
    return "\n\n".join(filter(None, (getattr(each, which) for each in changes)))


def _outcome(project: Project, one: PublicComment) -> Texts:
    return Texts({code: disposition_name(project.plan, one.disposition, Language(code)) for code in LANGUAGES})


def _kinds(project: Project, connection: "Connection", one: Consultation) -> Iterator[SiteReplyKind]:
    """Give the rate of each kind of which a body was asked, in the order of the plan's words."""
    names = {kind.id: kind.name for kind in project.plan.consultation_words.kinds}
    rates = standing.rates(each.facts for each in store.listed(connection, one.id))
    order = {kind: at for at, kind in enumerate(names)}
    for kind, rate in sorted(rates.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0])):
        if rate.asked:
            yield SiteReplyKind(names.get(kind, Texts({"": kind or "–"})), rate.asked, rate.replied)
