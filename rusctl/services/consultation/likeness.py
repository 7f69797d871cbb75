"""Like comments: proposed, grouped, and those that end unlike; campaign letters, which are one work of many replies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from rusctl.consultation import answers, campaigns, comments, like, spans
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.comments import AnsweredComment, LikeGroup, NewComment, ReplyComment, SplitReply
from rusctl.services.consultation.comment_words import line, long_text, who
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

LIKE = "consultation like"  # as the log of changes has it
GROUP, PROPOSAL, CAMPAIGN = "group", "proposal", "campaign"


class LikeComments(NamedTuple):
    """Comments that are handled together, or likely say the same, or replies that are one letter.

    `number` is that of a group. `dispositions` are those of the valid answers, each once. `unlike` says that they
    differ and that nobody has said why. `members` of a campaign are numbers of replies.
    """

    what: str
    number: int | None
    name: str
    members: tuple[str, ...]
    words: str
    dispositions: tuple[str, ...] = ()
    difference: str = ""

    @property
    def unlike(self) -> bool:
        """Whether like comments end differently, and nobody has said why."""
        return len(self.dispositions) > 1 and not self.difference


def listed(project: Project, which: str = "", *, unlike: bool = False) -> list[LikeComments]:
    """Give the groups, then what likely says the same and is in no group, then the campaigns; or what ends unlike."""
    meant = naming.named(project, which)
    with opened(project).reading() as connection:
        found = answers.read(connection, meant.id)
        groups = like.groups(connection, meant.id)
        replies = [] if unlike else comments.split_replies(connection, meant.id)
    by_name = {one.comment.name: one for one in found}
    rows = [_group(one, by_name) for one in groups]
    rows += _proposals(found)
    if unlike:
        return [one for one in rows if one.unlike]
    return [*rows, *_campaigns(replies)]


def _group(one: LikeGroup, by_name: Mapping[str, AnsweredComment]) -> LikeComments:
    members = [by_name[name] for name in one.members if name in by_name]
    words = members[0].comment.words if members else ""
    return LikeComments(GROUP, one.row, one.name, one.members, words, _dispositions(members), one.difference)


def _dispositions(members: Sequence[AnsweredComment]) -> tuple[str, ...]:
    found = (one.valid.content.disposition for one in members if one.valid)
    return tuple(dict.fromkeys(one for one in found if one))


def _proposals(found: Sequence[AnsweredComment]) -> list[LikeComments]:
    texts = [one.comment.words for one in found]
    rows = []
    for proposal in like.proposed(texts):
        members = [found[place] for place in proposal.places]
        groups = {one.comment.group for one in members}
        if groups == {None} or len(groups) > 1:
            names = tuple(one.comment.name for one in members)
            rows.append(LikeComments(PROPOSAL, None, "", names, members[0].comment.words, _dispositions(members)))
    return rows


def _campaigns(replies: Sequence[SplitReply]) -> list[LikeComments]:
    texts = ["\n".join(text.text for text in one.texts) for one in replies]
    return [
        LikeComments(CAMPAIGN, None, "", tuple(str(replies[place].number) for place in places), texts[places[0]])
        for places in campaigns.campaigns(texts)
    ]


class GroupSaid(NamedTuple):
    """What is said of a group; None where nothing is."""

    into: int | None = None
    name: str | None = None
    difference: str | None = None
    by: str = ""


def group(project: Project, which: str, names: Sequence[str], said: GroupSaid, *, dry_run: bool = False) -> LikeGroup:
    """Put comments into a group, a new one where none is named, and say what it is called and why it ends unlike."""
    meant, by = naming.named(project, which), who(said.by)
    name = None if said.name is None else line(said.name)
    difference = None if said.difference is None else long_text(said.difference)
    if not names and said.into is None:
        raise UsageError(msg("name the comments that are alike, such as 17.4 18.2"))

    def work(change: Transaction) -> LikeGroup:
        members = comments.meant(change.connection, meant.id, names)
        number = said.into
        if number is None:
            number = like.make(change, meant.id, members, name or "", by)
        else:
            like.get(change.connection, meant.id, number)
            like.put(change, number, members)
        like.say(change, like.get(change.connection, meant.id, number), name=name, difference=difference)
        return like.get(change.connection, meant.id, number)

    return opened(project).change(LIKE, work, dry_run=dry_run)


def ungroup(
    project: Project, which: str, number: int, names: Sequence[str] = (), *, dry_run: bool = False
) -> LikeGroup | None:
    """Take comments out of a group, or dissolve it where none is named; give it as it is then, None where gone."""
    meant = naming.named(project, which)

    def work(change: Transaction) -> LikeGroup | None:
        there = like.get(change.connection, meant.id, number)
        for one in names:
            if one not in there.members:
                raise RusctlError(msg("{name} is not in group {number}", name=one, number=number))
        members = comments.meant(change.connection, meant.id, names or there.members)
        if names:
            like.put(change, None, members)
            return like.get(change.connection, meant.id, number)
        like.dissolve(change, there, members)
        return None

    return opened(project).change(LIKE, work, dry_run=dry_run)


class CampaignSplit(NamedTuple):
    """What was made of a campaign: its other replies, how many comments they got, and replies that lack some words."""

    replies: tuple[int, ...]
    made: int
    lacking: tuple[int, ...]


def split_campaign(project: Project, which: str, number: int, by: str = "", *, dry_run: bool = False) -> CampaignSplit:
    """Split all replies of a campaign as one of them is split: where the same words stand, the same comment is made.

    Each is put into a group with the one it is like, so that one answer can be written to all. What a reply says beside
    is nobody's work yet: it is among what is not covered. RusctlError where the reply is of no campaign, or has no
    comments.
    """
    meant, initials = naming.named(project, which), who(by)

    def work(change: Transaction) -> CampaignSplit:
        replies = comments.split_replies(change.connection, meant.id)
        first = comments.split_reply(change.connection, meant.id, number)
        texts = ["\n".join(text.text for text in one.texts) for one in replies]
        letters = [[replies[place] for place in places] for places in campaigns.campaigns(texts)]
        same = next((each for each in letters if any(one.number == number for one in each)), None)
        if same is None:
            raise RusctlError(msg("reply {number} is like no other", number=number), stops=True)
        quoted = [one for one in first.comments if one.of_text]
        if not quoted:
            raise RusctlError(msg("reply {number} has no comments yet; split it first", number=number))
        groups = {one.number: _group_of(change, meant.id, one, initials) for one in quoted}
        others = [one for one in same if one.number != number]
        made, lacking = 0, []
        for other in others:
            new = [_copy(one, other, groups[one.number]) for one in quoted]
            if not all(new):
                lacking.append(other.number)
            there = {(one.of_text, one.start, one.stop) for one in other.comments}
            unmade = [one for one in new if one and (one.of_text, one.start, one.stop) not in there]
            made += len(comments.add(change, meant.id, other, unmade, initials))
        return CampaignSplit(tuple(one.number for one in others), made, tuple(lacking))

    return opened(project).change(LIKE, work, dry_run=dry_run)


def _group_of(change: Transaction, which: str, one: ReplyComment, by: str) -> int:
    return one.group or like.make(change, which, [one], "", by)


def _copy(one: ReplyComment, other: SplitReply, group: int) -> NewComment | None:
    """Give the same comment in another reply; None where its words do not stand there once."""
    found = [(text, span) for text in other.texts for span in spans.find(text.text, one.quote)]
    if len(found) != 1:
        return None
    text, (start, stop) = found[0]
    place: dict[str, Any] = {"of_text": text.row, "start": start, "stop": stop, "quote": text.text[start:stop]}
    said = {name: getattr(one, name) for name in comments.FIELDS if name not in ("assigned", "due", "page")}
    return replace(NewComment(**place, **said), page=text.page(start), group=group)
