"""The invented consultation: who was asked, 130 replies with 1 500 comments, and what each was answered."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from example_plan import MUNICIPALITIES
from example_points import OPENINGS, PERSONAL, POINTS, SUPPORT, Point

SEED, ALL = 2041, 1_500
FIRST, LAST = dt.date(2025, 3, 3), dt.date(2025, 5, 15)
CONSULTATIONS = """#:schema ./schema/consultations.schema.json

# Remissen av förslaget. Påhittat exempel.

[[consultation]]
id = "remiss"
name = { sv = "Remissen om strategin", en = "The consultation on the strategy" }
version = "remiss"
opens = "consultation-opens"
closes = "consultation-closes"
days = 90
dnr = "ER 2025/17"
dnr_forms = ["ER 2025/17-56"]
"""
BODY_COLUMNS = ("name", "kind", "municipality", "mailbox", "asked", "reminded", "until", "declined")
REPLY_COLUMNS = ("bodies", "arrived", "channel", "level", "stance", "their_dnr", "follows", "ground")
COMMENT_COLUMNS = ("reply", "point", "text", "mask", "ground")
POINT_COLUMNS = (
    "point",
    "group",
    "chapter",
    "paragraph",
    "theme",
    "disposition",
    "changes",
    "asks",
    "summary",
    "reason",
)
_NEIGHBOURS = (
    *("Askvalla", "Brunnfors", "Dyrehult", "Elmarsjö", "Flatmo", "Gråberga", "Hultmyra"),
    *("Isnäset", "Junkerbo", "Kvarntjärn", "Lommaryd", "Mossdal", "Nyckelå", "Ormvik"),
)
_LANDS = ("Nordanmo", "Sunnanmo", "Östanmo", "Västanmo", "Mittlandet", "Kustlandet")
_FIELDS = (
    *("vägar", "skolor", "skogar", "vatten", "bostäder", "arbete", "kultur", "energi", "jordbruk", "hälsa"),
    *("idrott", "statistik", "ungdomar", "beredskap"),
)
_TRADES = (
    *("Bageriet", "Sågverket", "Åkeriet", "Gjuteriet", "Mejeriet", "Hotellet", "Bussbolaget", "Nätbolaget"),
    *("Byggfirman", "Plåtslageriet", "Växthusen", "Snickeriet"),
)
_ACTS = (
    *("idrottsförening", "hembygdsförening", "naturskyddsförening", "pensionärsförening", "byalag", "kulturförening"),
    *("ungdomsråd", "cykelförening", "studieförbund", "funktionsrättsförening"),
)
_GIVEN = (
    *("Alva", "Birk", "Disa", "Egil", "Frej", "Gerda", "Hulda", "Ivar", "Jorun", "Knut", "Lova", "Majken"),
    *("Nanna", "Orvar", "Petra", "Rut", "Sixten", "Tyra", "Ulla", "Valter", "Ylva", "Åke", "Örjan", "Ture"),
)
_FAMILY = ("Exempelsson", "Provsson", "Testlund")
_EACH = {"municipality": (15, 24), "state-agency": (12, 20), "county-board": (26, 26), "private-person": (4, 9)}
_OTHERS_EACH = (8, 15)
_CAMPAIGN, _CONSENTING, _SPONTANEOUS = 8, 6, 5
_NO_OBJECTION = ("Dyrehults kommun", "Statens verk för statistik", "Region Kustlandet")
_ADDED_TO = (2, 5)
_SHARED = ("Almheds kommun", "Dalstrands kommun", "Ekfors kommun")


class Body(NamedTuple):
    """A body on the circulation list, or one that replied unasked, by the columns of its file."""

    name: str
    kind: str
    municipality: str = ""
    mailbox: str = ""
    asked: str = "2025-02-03"
    reminded: str = ""
    until: str = ""
    declined: str = ""


class Reply(NamedTuple):
    """A reply by the columns of its file; `bodies` are their numbers."""

    bodies: str
    arrived: str
    channel: str
    level: str
    stance: str
    their_dnr: str
    follows: str = ""
    ground: str = ""


class Comment(NamedTuple):
    """A comment by the columns of its file: its reply's number, its point, its words, and what of them is masked."""

    reply: str
    point: str
    text: str
    mask: str = ""
    ground: str = ""


def _plain(name: str) -> str:
    return name.casefold().translate(str.maketrans("åäöé ", "aaoe-"))


def _listed() -> Iterator[tuple[Body, bool]]:
    """Give the bodies that were asked, each with whether it replied."""
    towns = [(text, ident) for ident, text, _ in MUNICIPALITIES] + [(text, "") for text in _NEIGHBOURS]
    lists: list[tuple[str, int, list[tuple[str, str]]]] = [
        ("municipality", 20, [(f"{text}{'' if text[-1] == 's' else 's'} kommun", ident) for text, ident in towns]),
        ("region", 4, [(f"Region {text}", "") for text in _LANDS]),
        ("county-board", 1, [("Länsstyrelsen i Exempellän", "")]),
        ("state-agency", 12, [(f"Statens verk för {text}", "") for text in _FIELDS]),
        ("university", 3, [(f"Högskolan i {text}", "") for text in ("Granvik", "Norrtuna", "Askvalla", "Ormvik")]),
        ("company", 10, [(f"{text} i {town}", ident) for text, (town, ident) in zip(_TRADES * 2, towns, strict=True)]),
        ("trade-organisation", 8, [(f"Branschföreningen för {text}", "") for text in _FIELDS]),
        ("union", 5, [(f"Facket för {text}", "") for text in _FIELDS[:8]]),
        ("civil-society", 21, [(f"{towns[at % 10][0]} {_ACTS[at // 3]}", towns[at % 10][1]) for at in range(30)]),
        ("party", 7, [(f"{text}partiet", "") for text in (*_LANDS[:4], "Tåg", "Skogs", "Sjö", "Höst")]),
        ("committee", 8, [(f"Nämnden för {text}", "") for text in _FIELDS[:8]]),
        ("faith", 2, [(f"{text} församling", ident) for text, ident in towns[:3]]),
    ]
    for kind, replied, names in lists:
        for at, (name, ident) in enumerate(names):
            yield Body(name, kind, ident, f"registrator@{_plain(name)}.example"), at < replied


def bodies(chance: random.Random) -> list[tuple[Body, bool]]:
    """Give all bodies, those that replied unasked last, each with whether it replied."""
    found: list[tuple[Body, bool]] = []
    for at, (one, replied) in enumerate(_listed()):
        own = one
        if not replied:
            own = own._replace(reminded="2025-05-05")
            if at % 9 == 0:
                own = own._replace(declined="2025-05-07")
        elif chance.random() < 0.04:  # noqa: PLR2004
            own = own._replace(until="2025-05-30")
        found.append((own, replied))
    found += [(Body(f"{_LANDS[at]} vänner", "civil-society", asked=""), True) for at in range(_SPONTANEOUS)]
    return found + [
        (Body(f"{name} {_FAMILY[at % 3]}", "private-person", asked=""), True) for at, name in enumerate(_GIVEN)
    ]


def _arrived(one: Body, chance: random.Random) -> str:
    if one.until:
        return "2025-05-28"
    day = LAST - dt.timedelta(days=min(chance.randrange(73), chance.randrange(73)))
    if chance.random() < 0.04:  # noqa: PLR2004
        day = LAST + dt.timedelta(days=chance.choice((4, 5, 6)))
    while day.weekday() > 4 or day in {dt.date(2025, 4, 18), dt.date(2025, 4, 21), dt.date(2025, 5, 1)}:  # noqa: PLR2004
        day -= dt.timedelta(days=1)
    return day.isoformat()


def replies(found: Sequence[tuple[Body, bool]], chance: random.Random) -> list[Reply]:
    """Give the replies: one is of three municipalities together, and the last two add to others."""
    rows: list[Reply] = []
    stances = ("support", "support", "support-with-change", "support-with-change", "support-with-change", "unclear")
    shared = " ".join(str(at) for at, (one, _) in enumerate(found, 1) if one.name in _SHARED)
    order = [(at, one) for at, (one, replied) in enumerate(found, 1) if replied and one.name not in _SHARED[1:]]
    consenting = [one.name for one, _ in found if one.kind == "private-person"][-_CONSENTING:]
    for at, one in order:
        private = one.kind == "private-person"
        stance = "no-objection" if one.name in _NO_OBJECTION else "oppose" if at % 19 == 0 else chance.choice(stances)
        rows.append(
            Reply(
                shared if one.name == _SHARED[0] else str(at),
                _arrived(one, chance),
                chance.choice(("web-form", "letter") if private else ("e-mail", "e-mail", "registry")),
                {"municipality": "board", "committee": "committee"}.get(one.kind, "unknown" if private else "official"),
                stance,
                f"DNR-{at:03}/25" if one.kind in {"municipality", "state-agency", "region"} else "",
                ground="samtycke per e-post" if one.name in consenting else "",
            )
        )
    return rows + [rows[at - 1]._replace(arrived="2025-05-14", follows=str(at)) for at in _ADDED_TO]


def _say(point: Point, chance: random.Random, *, private: bool) -> str:
    openings = SUPPORT if not point.asks and not private else PERSONAL if private else OPENINGS
    return f"{chance.choice(openings)} {chance.choice(point.clauses)}. {chance.choice(point.whys)}"


def comments(found: Sequence[tuple[Body, bool]], rows: Sequence[Reply], chance: random.Random) -> list[Comment]:
    """Give the comments of all replies in their order; some people send one letter, and three say who they are."""
    kinds = [found[int(one.bodies.split()[0]) - 1][0] for one in rows]
    people = [at for at, body in enumerate(kinds) if body.kind == "private-person"]
    counts = [
        0 if one.stance == "no-objection" else chance.randint(*_EACH.get(body.kind, _OTHERS_EACH))
        for one, body in zip(rows, kinds, strict=True)
    ]
    letter = [(one.ident, _say(one, chance, private=True)) for one in _drawn(5, chance)]
    for at in people[:_CAMPAIGN]:
        counts[at] = len(letter)
    towns = [at for at, body in enumerate(kinds) if body.kind in {"municipality", "company"} and counts[at]]
    while sum(counts) != ALL:
        at = chance.choice(towns)
        counts[at] += 1 if sum(counts) < ALL else -1
    made: list[Comment] = []
    for at, count in enumerate(counts):
        number, private = str(at + 1), kinds[at].kind == "private-person"
        if at in people[:_CAMPAIGN]:
            made += [Comment(number, ident, text) for ident, text in letter]
            continue
        some = [Comment(number, one.ident, _say(one, chance, private=private)) for one in _drawn(count, chance)]
        if at in people[-3:]:
            name = kinds[at].name
            some[0] = some[0]._replace(text=f"Jag heter {name}. {some[0].text}", mask=name, ground="namn")
        if at == people[-1]:
            ill = "Min man är svårt sjuk sedan i fjol."
            some[1] = some[1]._replace(text=f"{some[1].text} {ill}", mask=ill, ground="hälsa")
        made += some
    return made


def _drawn(count: int, chance: random.Random) -> list[Point]:
    """Draw so many points, most of them once, in the order of the proposal's chapters."""
    twice = max(count - len(POINTS), 0)
    some = [*chance.sample(POINTS, count - twice), *chance.sample(POINTS, twice)]
    return sorted(some, key=lambda one: (one.chapter or "9", POINTS.index(one)))


def tables() -> dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]]:
    """Give each table by its file's name: its columns and its rows."""
    chance = random.Random(SEED)  # noqa: S311 - the same words every time
    found = bodies(chance)
    rows = replies(found, chance)
    points = [
        (
            *(one.ident, one.name, one.chapter, one.paragraph, one.theme, one.disposition, one.changes),
            "ja" if one.asks else "",
            f"Att {one.clauses[0]}",
            one.reason,
        )
        for one in POINTS
    ]
    return {
        "bodies.tsv": (BODY_COLUMNS, [one for one, _ in found]),
        "replies.tsv": (REPLY_COLUMNS, rows),
        "points.tsv": (POINT_COLUMNS, points),
        "comments.tsv": (COMMENT_COLUMNS, comments(found, rows, chance)),
    }
