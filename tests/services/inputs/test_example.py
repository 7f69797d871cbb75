"""The examples that are shipped: complete, invented where it is said, and as their tool makes them."""

import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from rusctl.inputs import store
from rusctl.services.people.register_access import is_there, opened
from rusctl.services.planning import example_folder
from rusctl.services.planning.checking import findings_of
from rusctl.storage import example
from tests.conftest import ROOT
from tests.examples_made import made_example

ROWS = example.example_rows(example.INVENTED)


@pytest.fixture(name="tools")
def tools_fixture(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(ROOT / "tools")
    yield
    for name in ("examples", "example_plan", "example_words", "example_strategy", "example_points", "example_replies"):
        sys.modules.pop(name, None)


def alike(one: str, other: str) -> float:
    """The share of the words of both that both have."""
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(first & second) / len(first | second)


def test_the_invented_region_has_its_inputs_in_its_register_and_no_findings(tmp_path: Path) -> None:
    project = made_example(tmp_path / "region")
    assert list(findings_of(project.loaded, project.today)) == []
    plan = project.plan
    assert (len(plan.municipalities), len({one.kind for one in plan.events})) == (10, 3)
    with opened(project).reading() as connection:
        found = store.read(connection)
    assert [(one.event, one.text) for one in found] == sorted(
        ((row["event"], row["text"]) for row in ROWS.inputs), key=lambda pair: pair[0]
    )
    assert len(found) == 300
    kinds, questions = {"utmaning", "mojlighet", "forslag", "sakuppgift"}, {one.id for one in plan.questions}
    assert {one.kind for one in found} == kinds
    assert {one.question for one in found} == questions | {""}
    assert {role for one in found for role in one.roles} <= {one.id for one in plan.roles}


def test_sixty_inputs_say_nearly_what_an_earlier_one_does_and_no_others() -> None:
    said = [row["text"] for row in ROWS.inputs]
    planted = {(int(row["like"]) - 1, at) for at, row in enumerate(ROWS.inputs) if row["like"]}
    assert len(planted) == 60
    assert min(alike(said[one], said[other]) for one, other in planted) > 0.6
    others = (pair for pair in combinations(range(len(said)), 2) if pair not in planted)
    repeated = {other: one for one, other in planted}
    own = [(one, other) for one, other in others if one not in repeated and other not in repeated]
    assert max(alike(said[one], said[other]) for one, other in own) < 0.6


def test_the_strategy_has_forty_paragraphs_in_two_versions_with_ids_that_stay() -> None:
    files = example.example_files(example.INVENTED, str)
    versions = [files[f"strategy/{name}.md"].decode() for name in ("remiss", "antagen")]
    found = [dict(re.findall(r"<!-- (p\d{3}) -->\n(.*)\n", text)) for text in versions]
    proposal, adopted = found
    assert len([text for text in proposal.values() if not text.startswith("#")]) == 40
    assert len(adopted) == versions[1].count("<!--")
    same = [name for name in proposal if adopted.get(name) == proposal[name]]
    gone, new = proposal.keys() - adopted.keys(), adopted.keys() - proposal.keys()
    assert (len(same), len(gone), len(new)) == (33, 2, 2)


def test_the_tour_is_the_one_of_this_repository_and_has_no_inputs(tmp_path: Path) -> None:
    project = made_example(tmp_path / "tour", example.SHIPPED)
    assert not is_there(project)
    for path in (ROOT / "events.toml", *(ROOT / "config").glob("*.toml")):
        name = path.relative_to(ROOT).as_posix()
        assert (tmp_path / "tour" / name).read_bytes() == path.read_bytes(), f"{name}: run tools/examples.py"


def test_the_examples_are_as_their_tool_makes_them(tools: None) -> None:
    import examples  # noqa: PLC0415 - a tool, which is no module of ours

    assert tools is None
    for name, octets in examples.files():
        assert (example.PLACE / name).read_bytes() == octets, f"{name} differs; run tools/examples.py"


def test_the_examples_are_small() -> None:
    assert sum(path.stat().st_size for path in example.PLACE.rglob("*") if path.is_file()) < 1_000_000


@pytest.mark.parametrize(("word", "name"), [("Exempelregionen", "exempelregionen"), ("västmanland", "vastmanland")])
def test_an_example_is_meant_by_its_name(word: str, name: str) -> None:
    assert example_folder.known(word) == name
