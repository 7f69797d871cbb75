"""Write the folders that `rusctl init --example` makes; with --check, say which files are due.

    tools/examples.py [--check]

`exempelregionen` is invented from the words beside this file, always with the same seed, and is the same on every
machine. `vastmanland` is the tour that stands in this repository.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import example_plan
import example_replies
import example_strategy as strategy
from example_words import PLAIN_ENDINGS, SYNONYMS, TOPICS, Topic

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "rusctl" / "storage" / "templates" / "examples"
SEED = 2040
ALL, ALIKE, UNSORTED = 300, 60, 30
COLUMNS = ("event", "question", "table", "kind", "roles", "municipality", "text", "headings", "theme", "like")
QUESTION_OF = {"utmaning": "utmaningar", "mojlighet": "mojligheter", "forslag": "forst", "sakuppgift": ""}


class Said(NamedTuple):
    """An invented input before it has a place: its topic and kind, and its words."""

    topic: Topic
    kind: str
    text: str


class InputRow(NamedTuple):
    """An invented input as it stands in the file; `like` is the number, from 1, of the row that it repeats."""

    event: str
    question: str
    table: str
    kind: str
    roles: str
    municipality: str
    text: str
    headings: str
    theme: str
    like: str


def said(chance: random.Random) -> list[Said]:
    """Put openings and closings together, each pair once, and take as many as are needed, topics in turn."""
    left = []
    for topic in TOPICS:
        pairs = [
            Said(topic, kind, f"{opening}. {closing}") for kind, opening in topic.openings for closing in topic.closings
        ]
        chance.shuffle(pairs)
        left.append(pairs)
    found: list[Said] = []
    while len(found) < ALL - ALIKE:
        found += [pairs.pop() for pairs in left if pairs]
    return found[: ALL - ALIKE]


def alike(text: str, chance: random.Random) -> str:
    """Say the same in nearly the same words, as another table noted it."""
    changes = [pair for pair in SYNONYMS if pair[0] in text]
    if changes:
        text = text.replace(*chance.choice(changes), 1)
    return f"{text} {chance.choice(PLAIN_ENDINGS)}" if not changes or chance.random() < 0.3 else text  # noqa: PLR2004


def inputs() -> list[InputRow]:
    """Give the inputs of all events that were held, in their order, the repeated ones spread among them."""
    chance = random.Random(SEED)  # noqa: S311 - the same words every time
    rows: list[InputRow] = []
    first = said(chance)
    places = [event for event, number in example_plan.SAID_AT.items() for _ in range(number)]
    own = set(chance.sample(range(example_plan.SAID_AT[places[0]], ALL), ALIKE))  # which rows repeat an earlier one
    homes = _homes(chance)
    used: set[int] = set()
    for at, event in enumerate(places):
        if at in own:
            likely = [place for place, row in enumerate(rows) if not row.like and row.event != event]
            place = chance.choice([place for place in likely if place not in used])
            used.add(place)
            rows.append(_repeated(rows[place], event, str(place + 1), chance))
        else:
            one = _next(first, homes, event, chance)
            rows.append(_first(one, event, homes[one.topic.openings[0][1]][1], chance))
    return _with_some_unsorted(rows, chance)


def _homes(chance: random.Random) -> dict[str, tuple[frozenset[str], str]]:
    """Give where each topic is talked about, by its first opening, and the role that brings it up most often."""
    roles = example_plan.ROLES_AT["kommundialog"]
    return {
        topic.openings[0][1]: (
            frozenset(chance.sample(example_plan.HEARD, chance.choice((2, 3, 4, 5, 6)))),
            chance.choice(roles),
        )
        for topic in TOPICS
    }


def _next(left: list[Said], homes: dict[str, tuple[frozenset[str], str]], event: str, chance: random.Random) -> Said:
    """Take what is next to be said at an event: what is talked about there, most often."""
    place = example_plan.place_of(event)
    likely = [one for one in left if place in homes[one.topic.openings[0][1]][0]]
    one = chance.choice(likely) if likely else left[-1]
    left.remove(one)
    return one


def _first(one: Said, event: str, role: str, chance: random.Random) -> InputRow:
    question = QUESTION_OF[one.kind] if chance.random() < 0.8 else "tillsammans"  # noqa: PLR2004
    return InputRow(
        event,
        question,
        *_where(event, one.kind, chance, role),
        one.text,
        " ".join(one.topic.headings),
        one.topic.theme,
        "",
    )


def _repeated(one: InputRow, event: str, like: str, chance: random.Random) -> InputRow:
    table, kind, roles, municipality = _where(event, one.kind, chance)
    return InputRow(
        event, one.question, table, kind, roles, municipality, alike(one.text, chance), one.headings, one.theme, like
    )


def _where(event: str, kind: str, chance: random.Random, role: str = "") -> tuple[str, str, str, str]:
    roles = example_plan.ROLES_AT[example_plan.kind_of(event)]
    mine = role if role in roles and chance.random() < 0.75 else chance.choice(roles)  # noqa: PLR2004
    more = chance.choice(roles) if chance.random() < 0.15 else mine  # noqa: PLR2004
    table = f"Bord {chance.randint(1, 4)}"
    elsewhere = "" if example_plan.kind_of(event) == "kommundialog" else chance.choice(example_plan.HEARD)
    return table, kind, " ".join(dict.fromkeys((mine, more))), elsewhere


def _with_some_unsorted(rows: Sequence[InputRow], chance: random.Random) -> list[InputRow]:
    bare = set(chance.sample(range(ALL), UNSORTED))
    themed = [row._replace(theme=row.theme if chance.random() < 0.6 else "") for row in rows]  # noqa: PLR2004
    return [row._replace(headings="", theme="") if at in bare else row for at, row in enumerate(themed)]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give rows with tabs between their cells."""
    return "".join("\t".join(cells) + "\n" for cells in (header, *rows))


class Part(NamedTuple):
    """A heading or a paragraph of the strategy: its id, its level (0: a paragraph), its words."""

    id: str
    level: int
    text: str


def proposal() -> list[Part]:
    """Give the proposal, its parts numbered as they stand."""
    found: list[Part] = []
    for level, heading, paragraphs in strategy.PROPOSAL:
        for depth, text in ((level, heading), *((0, one) for one in paragraphs)):
            found.append(Part(f"p{len(found) + 1:03d}", depth, text))
    return found


def adopted() -> list[Part]:
    """Give what the council adopted: each part with the id that it had, and new ids for what is new."""
    old = proposal()
    next_id = iter(f"p{number:03d}" for number in range(len(old) + 1, 1_000))
    merged = {part: text for parts, text in strategy.MERGED.items() for part in parts[:1]}
    gone = (*strategy.GONE, *(part for parts in strategy.MERGED for part in parts[1:]), *strategy.MOVED)
    found: list[Part] = []
    for one in old:
        if any(one.text.startswith(start) for start in gone):
            continue
        new = next(
            (text for start, text in (*strategy.REWORDED.items(), *merged.items()) if one.text.startswith(start)), ""
        )
        halves = next((texts for start, texts in strategy.SPLIT.items() if one.text.startswith(start)), ())
        if halves:
            found += [one._replace(text=halves[0]), Part(next(next_id), 0, halves[1])]
        elif one.level == 1:
            found.append(one._replace(text=strategy.ADOPTED_TITLE))
        else:
            found.append(one._replace(text=new or one.text))
    for start, heading in strategy.MOVED.items():
        _add(found, heading, next(one for one in old if one.text.startswith(start)))
    for heading, text in strategy.NEW.items():
        _add(found, heading, Part(next(next_id), 0, text))
    return found


def _add(parts: list[Part], heading: str, new: Part) -> None:
    """Put a part at the end of a heading's paragraphs."""
    at = next(place for place, one in enumerate(parts) if one.text == heading) + 1
    while at < len(parts) and not parts[at].level:
        at += 1
    parts.insert(at, new)


def markdown(parts: Sequence[Part]) -> str:
    """Give a version's text, each part with its id in a comment before it."""
    return "\n".join(f"<!-- {one.id} -->\n{'#' * one.level}{' ' if one.level else ''}{one.text}\n" for one in parts)


def files() -> Iterator[tuple[str, bytes]]:
    """Give all files of the examples, by their names below the folder of examples."""
    invented = {
        **example_plan.files(),
        "config/consultations.toml": example_replies.CONSULTATIONS,
        "strategy/remiss.md": markdown(proposal()),
        "strategy/antagen.md": markdown(adopted()),
        "inputs.tsv": table(COLUMNS, inputs()),
        "people.tsv": table(("event", "role", "number"), example_plan.people()),
        **{name: table(*rows) for name, rows in example_replies.tables().items()},
    }
    for name, text in invented.items():
        yield f"exempelregionen/{name}", text.encode()
    for path in (ROOT / "events.toml", *sorted((ROOT / "config").glob("*.toml")), *sorted((ROOT / "site").glob("*.*"))):
        yield f"vastmanland/{path.relative_to(ROOT).as_posix()}", path.read_bytes()


def main() -> int:
    """Write the files, or with --check say which are due."""
    check = "--check" in sys.argv[1:]
    made = dict(files())
    there = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*") if path.is_file()}
    due = sorted(there - made.keys())
    for name, octets in made.items():
        path = EXAMPLES / name
        if path.exists() and path.read_bytes() == octets:
            continue
        due.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(octets)
    for name in due:
        print(f"{'due' if check else 'written'}: {name}")
    return 1 if check and due else 0


if __name__ == "__main__":
    sys.exit(main())
