"""What the first message to somebody tells about their personal data (articles 13, 14 and 21.4 of the GDPR)."""

from collections.abc import Iterator, Sized

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.plan import Plan, Texts
from rusctl.services.people.told_of_data import RIGHTS, lacking, objection, processing


def notice(plan: Plan, language: Language) -> str:
    """Give what stands below the first message to somebody: the whole of it, or where it is to be read.

    What nobody has written down in config/retention.toml is left out.
    """
    return "\n".join(language.text(one) for one in _sentences(plan))


def _sentences(plan: Plan) -> Iterator[Message]:
    retention, region = plan.retention, plan.process.region
    if retention.link:
        yield msg(
            "Your personal data: {region} has your name and this address. How they are handled is told at {link}.",
            region=region,
            link=retention.link,
        )
        yield objection(plan)
        return
    yield msg(
        "Your personal data: {region} has your name and this address, and keeps what you are written about {process} "
        "and what you answer, with a comment where you write one.",
        region=region,
        process=plan.process.name,
    )
    missing = lacking(retention)
    for key, heading, text in processing(retention):
        if key not in missing and (key != "retention" or "class" not in missing):
            yield msg("{heading}: {text}", heading=heading, text=text)
    yield RIGHTS
    yield objection(plan)
    if retention.more:
        yield msg("{text}", text=Texts(retention.more))


def unwritten(plan: Plan, first: Sized) -> Message | None:
    """Say what the first messages to some lack, None where they lack nothing or there are none."""
    keys = [] if plan.retention.link else [f"{key} (config/retention.toml)" for key in lacking(plan.retention)]
    keys += [] if plan.process.contact else ["contact (config/process.toml)"]
    if not first or not keys:
        return None
    return msg(
        "the first message to a person tells about their personal data, and is not complete; fill in {keys}", keys=keys
    )
