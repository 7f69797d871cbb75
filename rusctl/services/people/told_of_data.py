"""What people are told of how their data are handled, and of their rights (articles 13, 14 and 21 of the GDPR)."""

from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary import KEPT
from rusctl.model.plan import Plan, Texts
from rusctl.model.retention import Kept, Retention, RetentionClass
from rusctl.schedule.state import law

UNKNOWN = msg("not set; fill it in in config/retention.toml")
RIGHTS = msg(
    "You have the right to see what is held about you, to have it corrected, and to ask that its use is restricted or "
    "that it is erased."
)


def objection(plan: Plan) -> Message:
    """Say to whom somebody objects to the use of their data, and complains (articles 13.2 d and 21.4 of the GDPR)."""
    if not plan.process.contact:
        return msg(
            "You have the right to object to the use of your data ({law}), and to complain to the supervisory "
            "authority.",
            law=law.OBJECTION,
        )
    return msg(
        "You have the right to object to the use of your data ({law}): write to {contact}. You may complain to the "
        "supervisory authority.",
        law=law.OBJECTION,
        contact=plan.process.contact,
    )


def processing(retention: Retention) -> list[tuple[str, Message, Message]]:
    """Give what a person is told of how their data are handled: the key, its heading, and what it says."""

    def text(names: object) -> Message:
        return msg("{text}", text=Texts(names)) if isinstance(names, dict) and names else UNKNOWN

    classes = [_class(one) for one in retention.classes]
    return [
        ("controller", msg("Controller"), text(retention.controller)),
        (
            "officer",
            msg("Data protection officer"),
            msg("{text}", text=retention.officer) if retention.officer else UNKNOWN,
        ),
        ("purpose", msg("Purpose"), text(retention.purpose)),
        ("legal_basis", msg("Legal basis"), text(retention.legal_basis)),
        (
            "recipients",
            msg("Recipients"),
            msg("{parts}", parts=[Texts(one) for one in retention.recipients]) if retention.recipients else UNKNOWN,
        ),
        ("origin", msg("Where the data are from"), text(retention.origin)),
        ("retention", msg("Kept"), msg("{parts}", parts=classes) if classes else UNKNOWN),
    ]


def _class(one: RetentionClass) -> Message:
    what, decision = KEPT[one.what], one.decision
    if one.what is Kept.HISTORY:
        return nmsg(
            "{what}: {count} month after the change (decision {decision})",
            "{what}: {count} months after the change (decision {decision})",
            one.months,
            what=what,
            decision=decision,
        )
    if one.what is Kept.ERASED:
        return nmsg(
            "{what}: {count} month after the erasure (decision {decision})",
            "{what}: {count} months after the erasure (decision {decision})",
            one.months,
            what=what,
            decision=decision,
        )
    return nmsg(
        "{what}: {count} month after the last event (decision {decision})",
        "{what}: {count} months after the last event (decision {decision})",
        one.months,
        what=what,
        decision=decision,
    )


def lacking(retention: Retention) -> list[str]:
    """Give the keys of config/retention.toml that nobody has written down."""
    given = {
        "controller": retention.controller,
        "officer": retention.officer,
        "purpose": retention.purpose,
        "legal_basis": retention.legal_basis,
        "recipients": retention.recipients,
        "origin": retention.origin,
        "class": retention.classes,
    }
    return [key for key, value in given.items() if not value]
