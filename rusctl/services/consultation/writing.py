"""Bodies asked and reminded by mail: those that are named, else all on the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rusctl.mail.message import Attachment
from rusctl.model.consulting import Consultation
from rusctl.model.messages import MessageKind
from rusctl.services.consultation import circulation
from rusctl.services.consulting import mailing
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def prepare(
    project: Project,
    box: "Outbox",
    one: Consultation,
    kind: MessageKind,
    names: Sequence[str],
    *,
    unsent: bool = False,
    attached: Attachment | None = None,
) -> mailing.BodyMailing:
    """Say which bodies are written to; RusctlError for a name that is on no list. Else as `mailing.prepare`."""
    found = circulation.listed(project, one.id)
    chosen = list({each.row: each for each in (circulation.named(found, name) for name in names)}.values())
    return mailing.prepare(project, box, one, kind, chosen or found, unsent=unsent, attached=attached)
