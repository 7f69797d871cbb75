"""A text in another language than its page is marked with it, within drawings too (WCAG 3.1.2)."""

import re
from pathlib import Path

from tests.site import plans

LABEL = re.compile(r"<text ([^>]*)>([^<]*)</text>")
DRAWING = re.compile(r"<svg .*?</svg>", re.DOTALL)


def drawings(page: str) -> str:
    return "".join(DRAWING.findall(page))


def unmarked(page: str) -> set[str]:
    """Give the labels of a page's drawings that are words and say no language of their own."""
    found = LABEL.findall(drawings(page))
    return {words for about, words in found if "lang=" not in about and re.search(r"[^\W\d]{3}", words)}


def test_a_title_in_swedish_alone_is_marked_on_the_english_page_and_nowhere_on_its_own(tmp_path: Path) -> None:
    plan = plans.shipped(tmp_path)
    title = "Remissen stänger"
    plans.edit(plan, f'{{ sv = "{title}", en = "The consultation closes" }}', f'"{title}"', "config/process.toml")
    made = {name: octets.decode() for name, octets in plans.build(plan, tmp_path / "out").items() if "html" in name}
    for page in ("milestones/index.html", "index.html"):
        english, swedish = drawings(made[f"en/{page}"]), drawings(made[page])
        assert [about for about, words in LABEL.findall(english) if words == title and 'lang="sv"' in about] != []
        assert f'<span lang="sv">{title}</span>: Tuesday, 15 October 2019' in english
        assert "The consultation opens: 1–31 May 2019" in english
        assert re.findall(r'lang="(\w+)"', swedish) == ["sv"] * swedish.count("<svg ")  # that of each drawing alone


def test_a_stop_that_is_called_by_its_title_is_marked_and_a_place_is_not(tmp_path: Path) -> None:
    plan = plans.shipped(tmp_path)
    plans.edit(plan, 'tour_kind = "kommundialog"\n', "", "config/process.toml")
    plans.edit(plan, 'municipality = "sala"\n', 'municipality = "sala"\ntitle = "Mötet"\n')
    made = plans.build(plan, tmp_path / "out")
    page = made["en/index.html"].decode()
    (about,) = [about for about, words in LABEL.findall(page) if words == "Mötet"]
    assert 'lang="sv"' in about
    assert '<span lang="sv">Mötet</span>: ' in drawings(page)
    assert re.search(r'<a class="p-name"[^>]*><span lang="sv">Mötet</span>', page)
    assert "Kungsör" in unmarked(page)


def test_no_label_of_a_drawing_is_the_same_in_both_languages_without_a_mark(tmp_path: Path) -> None:
    plan = plans.full(tmp_path)
    made = plans.build(plan, tmp_path / "out")
    towns = set(
        re.findall(r'^name = "([^"]*)"', (plan / "config/municipalities.toml").read_text("utf-8"), re.MULTILINE)
    )
    names = {"Rubrik 0", "Rubrik 1", "Rubrik 2"}  # which the plan gives the same in both languages
    names |= {part for town in towns for part in (town, town.removesuffix(" kommun"))}
    same = {
        name: found
        for name, octets in made.items()
        if name.endswith(".html") and not name.startswith("en/") and f"en/{name}" in made
        if (found := (unmarked(octets.decode()) & unmarked(made[f"en/{name}"].decode())) - names)
    }
    assert same == {}
