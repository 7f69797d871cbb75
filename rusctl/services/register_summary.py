"""What the rules about people look at: numbers out of the register and of the messages, and nobody."""

from dataclasses import replace

from rusctl.inputs import store, summary
from rusctl.inputs.persons import names as input_names
from rusctl.mail.piece import idle_since
from rusctl.model.people import RegisterSummary
from rusctl.model.plan import Plan
from rusctl.register import inviting, objecting
from rusctl.register.summary import in_short
from rusctl.services.consulting.status import every_status
from rusctl.services.mailing import outdated, unreached_mailboxes
from rusctl.services.mailing.by_mail import by_mail, withdrawn
from rusctl.services.mailing.undelivered import undelivered
from rusctl.services.people.exposure import lists_with_hidden
from rusctl.services.people.register_access import opened
from rusctl.services.people.retention import inputs_due
from rusctl.services.project import Project


def register_summary(project: Project) -> RegisterSummary:
    """Give what `check --register` asks the rules about; errors as for `opened`."""
    plan = project.loaded.plan
    gone = withdrawn(project)
    with opened(project).reading() as connection:
        found = in_short(connection, plan, project.today, idle_since, withdrawn=gone)
        exposed = lists_with_hidden(connection, project.folder.path)
        under, functions = inviting.entered(connection), inviting.functions(connection)
        waiting, unreached = objecting.undecided(connection), unreached_mailboxes.count(connection)
        said = summary.in_short(connection, input_names(connection))
        weeded = inputs_due(connection, plan, project.today)
        known = store.taken(connection, named_inputs(plan))
    told = tuple((event, len(kinds)) for event, kinds in outdated.outdated_mailings(project, plan))
    mailed = by_mail(project, under, functions)
    return replace(
        found,
        told_otherwise=told,
        by_mail=mailed,
        undelivered=undelivered(project),
        exposed=exposed,
        objections=waiting,
        unreached=unreached,
        inputs=said,
        found_inputs=frozenset(known),
        consultations=tuple(one.standing for one in every_status(project)),
        overdue=(*found.overdue, *((one.kept.id, one.number) for one in weeded if one.number)),
    )


def named_inputs(plan: Plan) -> set[str]:
    """Give the ids of the inputs that commitments and the reasons for changes name."""
    found = {name for one in plan.commitments for name in one.inputs}
    return found | {name for one in plan.text_changes for name in one.inputs}
