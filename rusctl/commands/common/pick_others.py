"""What else can be picked: of the process, of follow-up and the strategy, and numbers of what was sent or taken in.

An answer that is no number of the list is given on as it was written; the command says where it means nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from rusctl.commands.common import typed
from rusctl.commands.common.pick_shapes import PickKind, PickList
from rusctl.commands.terminal import Terminal
from rusctl.language import dates
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_people import LETTER, STATE
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE
from rusctl.model.follow_up import ReportPoint
from rusctl.model.plan import Plan, Texts
from rusctl.services import selection
from rusctl.services.mailing import mail_listings
from rusctl.services.planning.phases import named as phase_named


def _written(_: Plan, word: str) -> str:
    return word


def _named(run: Terminal, names: Mapping[str, Texts]) -> Iterable[PickList]:
    return [PickList(one, run.language.name(name) or one) for one, name in names.items()]


def _said(run: Terminal, words: Mapping[Any, Message]) -> Iterable[PickList]:
    return [PickList(str(one), run.say(word)) for one, word in words.items()]


def _messages(run: Terminal, _: Plan) -> Iterable[PickList]:
    """Give the messages, the newest first, as the outbox lists them: none to those who are protected."""
    for row in reversed(mail_listings.outbox(run.project, language=run.language)):
        if row["number"] is not None:
            state = run.say(STATE[row["state"]]) if row["state"] in STATE else row["state"]
            yield PickList(
                str(row["number"]), ", ".join(filter(None, (row["event"], row["name"] or row["address"], state)))
            )


def _imports(run: Terminal, _: Plan) -> Iterable[PickList]:
    """Give the lists that were taken in and not taken back, the newest first."""
    from rusctl.services.people import changes  # loads SQLAlchemy

    for one in changes.made(run.project):
        if one.what in ("participants import", "person import") and not one.undone and one.undoes is None:
            day = dates.medium(one.at.astimezone().date(), run.language.code)
            yield PickList(
                str(one.number), f"{day}, {one.what}, {run.say(nmsg('{count} row', '{count} rows', one.rows))}"
            )


OTHERS = {
    typed.PHASE: PickKind(
        msg("Which phase?"),
        lambda run, plan: _named(run, {one.id: one.name for one in plan.phases}),
        lambda plan, word: phase_named(plan, word).id,
    ),
    typed.INDICATOR: PickKind(
        msg("Which indicator?"),
        lambda run, plan: _named(run, {one.id: one.name for one in plan.follow_up.indicators}),
        _written,
    ),
    typed.PROGRAMME: PickKind(
        msg("Which programme?"),
        lambda run, plan: _named(run, {one.id: one.name for one in plan.follow_up.programmes}),
        _written,
    ),
    typed.RESULT: PickKind(
        msg("Which result?"), lambda _, plan: [PickList(one.id, one.what) for one in plan.follow_up.results], _written
    ),
    typed.POINT: PickKind(
        msg("Which point of the report?"),
        lambda _, __: [PickList(one.value, one.value) for one in ReportPoint],
        _written,
    ),
    typed.VERSION: PickKind(
        msg("Which version of the text?"),
        lambda run, plan: _named(run, {one.id: one.name for one in plan.versions}),
        _written,
    ),
    typed.COMMITMENT: PickKind(
        msg("Which joint commitment?"),
        lambda _, plan: [PickList(one.id, one.what) for one in plan.commitments],
        lambda plan, word: selection.meant(
            word, {one.id: [one.what] for one in plan.commitments}, msg("a joint commitment")
        ),
    ),
    typed.COMMITMENT_STATE: PickKind(msg("How does it stand?"), lambda run, _: _said(run, COMMITMENT_STATE), _written),
    typed.LETTER: PickKind(msg("Which message?"), lambda run, _: _said(run, LETTER), _written),
    typed.MAIL: PickKind(msg("Which message?"), _messages, _written),
    typed.IMPORT: PickKind(msg("Which import?"), _imports, _written),
}
