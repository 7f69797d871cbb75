"""The built site in a real browser: what checkers find, what they miss, and that each check finds its fault.

Every page in both languages is looked at in light and in dark; one of each kind, of whatever pages there are, also at
320 px and 400 %, in forced colours, with less motion, on paper, with the keyboard alone.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.site.looks import IS_THERE, LACKING, Fault, once

pytestmark = pytest.mark.timeout(900)  # one test waits for all that the browser looks at, and another for that one
EVERY = (
    *("html-validate", "requests", "follow", "axe", "axe, dark", "faint", "faint, dark", "faintMarks"),
    *("faintMarks, dark", "tooWide", "tooWide, 320 px", "tooSmall", "tooSmall, 320 px", "links", "tables"),
    *("tooWide, text spacing", "drawings", "drawings, 320 px", "days", "foreign"),
)
CLOSELY = (
    *(
        "axe, 320 px",
        "torn, 320 px",
        "axe, forced colours",
        "tooWide, 400 %",
        "tooWide, text 200 %",
        "keyboard",
        "keyboard, 400 %",
    ),
    *("skip link", "moving, reduced motion", "keyboard, forced colours", "printed, print", "faint, print"),
    *("faintMarks, print", "tooWide, print", "paper"),
    *(
        f"{check}, forced colours, {scheme}"
        for check in ("faint", "faintMarks", "halo")
        for scheme in ("light", "dark")
    ),
)
HEARD = ("console", "elsewhere")  # noted when they happen
HEAD = '<html lang="sv">'
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self';"


def css(check: str, old: str, new: str, page: str = "index.html") -> Fault:
    return Fault(check, page, (("style.css", old, new),))


def html(check: str, old: str, new: str, page: str = "index.html") -> Fault:
    return Fault(check, page, ((page, old, new),))


ROW = '<th scope="row"><span class="number">1</span> <a class="p-name" href="sala/index.html">Sala</a></th>'
FAULTS = {
    "no language": html("axe", HEAD, "<html>"),
    "the words of a link in another language": html("links", 'lang="en" hreflang="en"', 'hreflang="en"'),
    "where a link in another language leads": html("links", 'lang="en" hreflang="en"', 'lang="en"'),
    "faint text": css("axe", "--ink:#16191d", "--ink:#999"),
    "faint text, by our own": css("faint", "--quiet:#4c5560", "--quiet:#999"),
    "faint text in the dark": css("faint, dark", "--quiet:#b4bec8", "--quiet:#444"),
    "faint text of a drawing": css("faint", ".drawing text{fill:var(--ink)}", ".drawing text{fill:#999}"),
    "a number as dark as its mark": css("faint", ".drawing .c+text{fill:var(--paper)}", ""),
    "faint marks": css("faintMarks", ".m,.o{fill:var(--paper);stroke:var(--ink)}", ".m,.o{stroke:#ddd;fill:#eee}"),
    "a drawing without a name": html("drawings", ' aria-labelledby="map-title map-desc"', ""),
    "a drawing without a description": html("drawings", '"map-title map-desc"', '"map-title"'),
    "an id twice": html("html-validate", 'id="map-desc"', 'id="map-title"'),
    "a heading that skips a level": html("axe", '<h2 id="next">Nästa dialog</h2>', '<h6 id="next">Nästa</h6>'),
    "a day that is none": html("days", 'datetime="2018-11-26"', 'datetime="2018-11-31"'),
    "a row without a head": html("tables", ROW, ROW.replace("th", "td").replace(' scope="row"', "")),
    "a head that is none any more": css("tables", "tbody th{", "tbody th{display:grid;"),
    "a table that is too wide": css("tooWide, 320 px", "table-layout:fixed;width:100%", "min-width:414px"),
    "a box to be scrolled": css("tooWide, 320 px", "figure{", "figure{overflow-x:auto;white-space:nowrap;"),
    "a word that is torn": html("torn, 320 px", "Skinn\u00adskatte\u00adberg</a>", "Skinnskatteberg</a>"),
    "words without room": css("tooWide, text spacing", ".tag{", ".tag{min-width:19em;"),
    "a link without words of its own": html("links", ">Alla steg<", ">här<"),
    "a language that is another": html("links", 'hreflang="en" href', 'hreflang="se" href'),
    "a style of its own": html("console", '<p class="lead">', '<p class="lead" style="color:red">'),
    "a style of its own, by a checker": html("html-validate", '<p class="lead">', '<p class="lead" style="color:red">'),
    "a focus that is not seen": css("keyboard", "a:focus-visible{outline:3px", "a:focus-visible{outline:0"),
    "an order of its own": html("keyboard", '<a class="name"', '<a tabindex="3" class="name"'),
    "links that are too low": css("tooSmall", "td a,th a,li a,p a{display:inline-block;min-height:24px", "x{color:red"),
    "a link to an id that is not there": html("follow", 'href="#tour"', 'href="#tur"'),
    "a link to a page that is not there": html("follow", 'href="norberg/index.html"', 'href="norrberg/index.html"'),
    "a label beyond the edge": html("drawings", ">Kungsör</text>", "> ________________________________ </text>"),
    "a label beyond reading": css("drawings, 320 px", ".drawing{display:block;", ".drawing{max-width:8rem!important;"),
    "a drawing without its table": html("drawings", '<table class="tour">', '<table class="tour" hidden>'),
    "numbers that vanish in forced colours": css(
        "faint, forced colours", ".drawing .c+text{forced-color-adjust:none;fill:Canvas}", ""
    ),
    "a halo in forced colours": css("halo, forced colours", ".drawing .t{stroke:none}", ""),
    "white on colour on paper": css("printed, print", "--brand:#fff;--brand-text:#000", "--brand:#004f8a"),
    "something to click on paper": css("printed, print", ".skip,nav,.band", ".band"),
    "an address in a table on paper": css(
        "printed, print", "@media print{", "@media print{a::after{content:attr(href)}"
    ),
    "motion": css("moving", "a:focus-visible{", "a{transition:color 1s}a:focus-visible{"),
    "a request elsewhere": Fault(
        "elsewhere",
        "index.html",
        (("index.html", POLICY, ""), ("index.html", "<body>", '<body><img alt="" src="https://example.org/x.png">')),
    ),
    "a request that the policy stops": html("console", "<body>", '<body><img alt="" src="https://example.org/x.png">'),
    "a script": Fault(
        "foreign",
        "index.html",
        (("index.html", POLICY, ""), ("index.html", "<body>", "<body><script>canary = 1</script>")),
    ),
    "a script that the policy stops": html("console", "<body>", "<body><script>canary = 1</script>"),
    "a part that somebody wrote into a title": html("foreign", "Nästa dialog", "<b data-canary>Nästa</b>"),
    "a link that runs": html("foreign", 'href="#tour"', 'href="javascript:canary=1"'),
}


@pytest.fixture(scope="session")
def looked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any] | None:
    """What the browser found, or nothing where there is none for the machine."""
    return once(tmp_path_factory.getbasetemp(), FAULTS) if IS_THERE else None


@pytest.mark.parametrize("check", [*EVERY, *CLOSELY, *HEARD])
def test_nothing_is_wrong_on_any_page(
    looked: dict[str, Any] | None, check: str, not_run: Callable[[str], None]
) -> None:
    if looked is None:
        return not_run(LACKING)
    assert [one for one in looked["found"] if one[2] == check] == []
    assert check in HEARD or looked["looked"][check] >= (15 if check in CLOSELY else 65)
    return None


def test_every_check_that_is_made_is_named_here(looked: dict[str, Any] | None, not_run: Callable[[str], None]) -> None:
    if looked is None:
        return not_run(LACKING)
    assert {*looked["looked"]} == {*EVERY, *CLOSELY}
    assert [one for one in looked["found"] if one[2] not in (*EVERY, *CLOSELY, *HEARD)] == []
    return None


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_on_purpose_is_found(looked: dict[str, Any] | None, name: str, not_run: Callable[[str], None]) -> None:
    if looked is None:
        return not_run(LACKING)
    assert looked["faults"][name]
    return None


def test_the_start_page_of_the_tour_takes_two_sheets(
    looked: dict[str, Any] | None, not_run: Callable[[str], None]
) -> None:
    if looked is None:
        return not_run(LACKING)
    assert {looked["papers"][f"tour/{name}"] for name in ("index.html", "en/index.html")} == {2}
    return None
