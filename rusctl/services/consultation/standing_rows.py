"""The bodies of a consultation as rows: how each stands on a day."""

import datetime as dt
from collections.abc import Iterable, Sequence

from rusctl.consultation.circulation import CirculatedBody
from rusctl.consultation.standing import last_day, state
from rusctl.language.message import msg
from rusctl.language.vocabulary_consultation import BODY_STATE
from rusctl.model.consultation import BodyState
from rusctl.output.listed.consultation_rows import body_row
from rusctl.output.rows import Row
from rusctl.services import selection
from rusctl.services.consulting import naming
from rusctl.services.project import Project


def row(one: CirculatedBody, consultation: str, closes: dt.date | None, today: dt.date) -> Row:
    """Give a body's row."""
    facts = one.facts
    last = last_day(facts, closes)
    return body_row(
        {
            "consultation": consultation,
            "number": one.number,
            "name": one.name,
            "kind": one.kind,
            "legal_group": one.legal_group,
            "municipality": one.municipality,
            "email": "" if one.hidden else one.email,
            "state": state(facts, closes, today).value,
            "asked": facts.asked,
            "reminded": facts.reminded,
            "declined": facts.declined,
            "last_day": last,
            "extended": bool(facts.until and last == facts.until and facts.until != closes),
            "replies": len(facts.arrived),
            "arrived": min((day for day in facts.arrived if day), default=None),
        }
    )


def chosen(project: Project, rows: Iterable[Row], states: Sequence[str], kinds: Sequence[str]) -> list[Row]:
    """Give the rows in one of some states and of one of some kinds; RusctlError for a word that means none."""
    wanted = {BodyState(selection.word_of(one, BODY_STATE, msg("a state of a body"))).value for one in states}
    of_kinds = {naming.kind(project.plan, one) for one in kinds}
    return [one for one in rows if (not wanted or one["state"] in wanted) and (not of_kinds or one["kind"] in of_kinds)]
