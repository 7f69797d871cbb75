"""How many took part in an event, by role and without a name: women and men, and diets, never whose."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language import diets
from rusctl.language.message import Message, msg
from rusctl.model.people import HeadCount
from rusctl.model.plan import Event, Plan
from rusctl.register import headcounts, participants
from rusctl.register.fields import chooser, one_line
from rusctl.register.suppression import SMALL
from rusctl.services import selection
from rusctl.services.people.register_access import municipality_chooser, opened, role_chooser
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction

MOST = 1_000_000
WORDS = {
    "came": ("kom", "deltog", "var där"),
    "coming": ("kommer", "ja"),
    "declined": ("tackade nej", "avböjde", "nej"),
    "invited": ("inbjudna", "inbjuden", "bjudna"),
}
"""What can be counted, and what people write for it in Swedish."""
_HOW = msg("give roles and numbers, such as politiker 7 tjansteman 5")


class WomenAndMen(NamedTuple):
    """How many women and men of a role came."""

    role: str
    women: int
    men: int


class Numbers(NamedTuple):
    """What is said of an event: people by role (None: the role alone was said), women and men, and diets.

    `what` is who is counted: those who came, those coming, those who said no, or those invited.
    """

    what: str
    people: Mapping[str, int | None]
    gender: WomenAndMen | None
    diets: Sequence[tuple[str, int]]


class Counted(NamedTuple):
    """What is known of an event's numbers: sums by role, and diets."""

    sums: list[HeadCount]
    diets: dict[str, int]


def known(project: Project, event: Event) -> Counted:
    """Give what is known of an event's numbers."""
    with opened(project).reading() as connection:
        return Counted(headcounts.of_event(connection, event.id), participants.diets_of(connection, event.id))


def read(
    plan: Plan,
    what: str,
    words: Sequence[str],
    *,
    women: int | None = None,
    men: int | None = None,
    eating: Sequence[str] = (),
) -> Numbers:
    """Read numbers as they stand on a command line; UsageError where they say nothing, RusctlError where too much."""
    what = selection.meant(what, WORDS, msg("what can be counted"))
    people = _people(plan, words)
    eaten = [_diet(one) for one in eating]
    gender = _gender(people, women, men)
    if not people and not eaten:
        raise UsageError(_HOW)
    return Numbers(what, people, gender, eaten)


def count(
    project: Project, event: Event, numbers: Numbers, *, municipality: str = "", dry_run: bool = False
) -> Counted:
    """Put numbers in the place of what was said before, and give all that is known of the event then.

    Who they are from no municipality is named is the event's. Persons who are entered by name are counted besides.
    """
    place = municipality_chooser(project.readable().plan)(municipality) or event.municipality
    register = opened(project)

    def work(change: "Transaction") -> Counted:
        for role, number in numbers.people.items():
            if number is not None:
                participants.count(change, event.id, numbers.what, role=role, municipality=place, number=number)
        if numbers.gender:
            participants.genders(change, event.id, *numbers.gender)
        for diet, number in numbers.diets:
            participants.diets(change, event.id, diet, number)
        sums = headcounts.of_event(change.connection, event.id)
        _refuse_more_than_come(sums, numbers.diets)
        return Counted(sums, participants.diets_of(change.connection, event.id))

    return register.change("participants count", work, dry_run=dry_run)


def _refuse_more_than_come(sums: Sequence[HeadCount], eaten: Sequence[tuple[str, int]]) -> None:
    """Refuse more of a diet than people are known to come, or else to be asked; where nobody is known, any number."""
    coming = max(sum(one.accepted for one in sums), sum(one.attended for one in sums)) or sum(one.asked for one in sums)
    for diet, number in eaten if coming else ():
        if number > coming:
            raise RusctlError(
                msg(
                    "{diet}: {number} are more than the {coming} who are coming; correct the number",
                    diet=diets.label(diet),
                    number=number,
                    coming=coming,
                )
            )


def _people(plan: Plan, words: Sequence[str]) -> dict[str, int | None]:
    """Read pairs of a role and a number, in either order; a role alone at the end is one whose gender is said."""
    choose = role_chooser(plan)
    found: dict[str, int | None] = {}
    left = list(words)
    while left:
        one, other = left.pop(0), left.pop(0) if left else ""
        if one.isdecimal() and not other.isdecimal():
            one, other = other, one
        role = choose(one)
        if not role or (other and not other.isdecimal()):
            raise UsageError(_HOW)
        if role in found:
            raise RusctlError(msg("the role {role} is there twice; say it once", role=role))
        if other and int(other) > MOST:
            raise RusctlError(msg("{number} is more people than there can be", number=other))
        found[role] = int(other) if other else None
    return found


def _gender(numbers: Mapping[str, int | None], women: int | None, men: int | None) -> WomenAndMen | None:
    """Give women and men of the one role; of two of the three numbers the third is the rest."""
    if women is None and men is None:
        if None in numbers.values():
            raise UsageError(_HOW)
        return None
    if len(numbers) != 1:
        raise UsageError(msg("give women and men for one role at a time"))
    ((role, number),) = numbers.items()
    if number is not None and women is None:
        women = number - (men or 0)
    elif number is not None and men is None:
        men = number - (women or 0)
    if women is None or men is None:
        raise UsageError(msg("give both --women and --men"))
    if women < 0 or men < 0 or (number is not None and women + men > number):
        raise RusctlError(msg("women and men are more than the {number} there were", number=number))
    return WomenAndMen(role, women, men)


def _diet(text: str) -> tuple[str, int]:
    """Read a diet of the closed list and a number; 0 takes away what was once written down in other words, too."""
    name, _, number = text.rpartition("=")
    if not name.strip() or not number.strip().isdecimal() or int(number) > MOST:
        raise UsageError(msg("write a diet and a number, such as vegetarian=3"))
    name = one_line(name, "diet")
    try:
        return chooser(diets.WORDS, msg("a diet"))(name), int(number)
    except RusctlError:
        if int(number):
            raise
        return name, 0


def shown(diets_: Mapping[str, int], said: Collection[str] = ()) -> list[tuple[Message, str]]:
    """Give diets with their numbers as others may see them: 1 to 4 is "<5", but for those that were `said` just now.

    Diets that were once written down in other words are together another one, since they may say whose they are.
    """
    numbers: dict[str, int] = {}
    for diet, number in diets_.items():
        known = diet if diet in diets.DIETS else diets.OTHER
        numbers[known] = numbers.get(known, 0) + number
    return [
        (diets.label(one), str(number) if one in said or number >= SMALL else f"<{SMALL}")
        for one in diets.DIETS
        if (number := numbers.get(one, 0))
    ]
