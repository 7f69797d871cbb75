"""How far a reply is split, in words."""

from typing import TYPE_CHECKING

from rusctl.language.message import Message, msg, nmsg

if TYPE_CHECKING:
    from rusctl.services.consultation.splitting import ReplySplit


def covered(one: "ReplySplit") -> Message:
    """Say how much of a reply's texts is in comments, and how many paragraphs are not."""
    if not one.coverage.letters:
        return msg("no text")
    if not one.missing:
        return msg("{share} % covered", share=one.coverage.per_cent)
    return nmsg(
        "{share} % covered, {count} paragraph not",
        "{share} % covered, {count} paragraphs not",
        len(one.missing),
        share=one.coverage.per_cent,
    )
