"""`rusctl register init`, `status`, `accept` and `migrate`."""

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg, nmsg
from rusctl.output.registered import state_row
from rusctl.output.tables import print_pairs
from rusctl.services.people.register_access import PLACE, is_there

NO_REGISTER = msg("there is no register here; make one with rusctl register init")


def init(context: typed.Context, *, dry_run: DryRun = False) -> None:
    """Create the register: a file beside the plan that git ignores, or tables in PostgreSQL."""
    from rusctl.services.people import new_register  # loads SQLAlchemy

    run = terminal(context)
    where = new_register.where(run.project)
    if dry_run:
        run.out(run.say(msg("would make the register in {place}", place=where.shown)))
        run.dry_run()
        return
    made = new_register.make(run.project)
    run.out(run.say(msg("the register is in {place}", place=made.shown)))
    if made.path is not None:
        run.tell(msg("only you can read it, and git passes it over; make copies with rusctl register backup"))


def status(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show where the register is and how many rows it has. No personal data is shown."""
    run = terminal(context)
    run.project.readable()
    if not is_there(run.project):
        none = state_row(PLACE, "SQLite", None, {}, current=False)
        if as_json:
            give(run, [none])
        else:
            run.out(run.say(NO_REGISTER))
        return
    from rusctl.services.people import new_register  # loads SQLAlchemy, where there is a register

    state = new_register.state(run.project)
    if as_json:
        give(run, [state_row(state.place, state.database, state.schema, state.rows, current=state.current)])
        return
    if state.schema is None:
        run.out(run.say(NO_REGISTER))
        return
    pairs = [(run.say(msg("Register")), state.place), (run.say(msg("Database")), state.database)]
    if not state.current:
        older = msg("another one; rusctl register migrate brings it up to date")
        newer = msg("of a newer rusctl; upgrade this one")
        moved = msg("moved elsewhere; RUSCTL_REGISTER or register in config/process.toml says where it is to be used")
        pairs.append((run.say(msg("Schema")), run.say(moved if state.moved else newer if state.newer else older)))
    labels = (
        ("person", msg("People")),
        ("mandate", msg("Roles held")),
        ("participation", msg("Rows of participation")),
        ("operation", msg("Changes")),
        ("backup", msg("Backups made")),
    )
    pairs += [(run.say(label), str(state.rows[table])) for table, label in labels if table in state.rows]
    print_pairs(pairs)


def accept(context: typed.Context, *, dry_run: DryRun = False) -> None:
    """Take another register, or an older copy, for this folder's; until then nothing is sent from it."""
    from rusctl.services.people import acceptance  # loads SQLAlchemy

    run = terminal(context)
    found = acceptance.accept(run.project, dry_run=dry_run)
    if found.why is None:
        run.tell(msg("the register in {place} is the one that is expected here", place=found.place))
        return
    run.tell(found.why)
    run.out(
        run.say(
            nmsg(
                "from now on the register of this folder is {place}, with {count} person",
                "from now on the register of this folder is {place}, with {count} people",
                found.persons,
                place=found.place,
            )
        )
    )
    if dry_run:
        run.dry_run()


def migrate(
    context: typed.Context,
    *,
    dry_run: DryRun = False,
) -> None:
    """Update the register after an upgrade of rusctl, with the messages that older versions stored beside it."""
    from rusctl.services.mailing import adopting  # loads SQLAlchemy

    run = terminal(context)
    done = adopting.bring_up_to_date(run.project, dry_run=dry_run)
    if done.messages is not None:
        run.out(
            run.say(
                nmsg(
                    "{count} message of the outbox taken into the register, with the answers",
                    "{count} messages of the outbox taken into the register, with the answers",
                    done.messages,
                )
            )
        )
    elif done.before == done.after:
        run.tell(msg("the register is up to date"))
        return
    if done.before not in (None, done.after):
        run.out(run.say(msg("the register's schema: {before} to {after}", before=done.before, after=done.after)))
    if dry_run:
        run.dry_run()
