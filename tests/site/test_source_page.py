"""The page that a region once wrote by hand: each of its facts is on the site of the shipped example, and right.

The day is one in autumn 2019, when that page stood as it did. Who led the project, with address and telephone, is on no
page: a functional mailbox is.
"""

import csv
import re
from collections.abc import Mapping

import pytest

from rusctl.services.project import Project
from rusctl.services.site import building
from tests.conftest import ROOT
from tests.examples_made import made_example
from tests.site.test_site import lix, text_of, without_swedish

AUTUMN = "2019-11-15"
TOUR = {
    "Sala": "2018-11-07",
    "Kungsör": "2018-11-09",
    "Surahammar": "2018-11-12",
    "Arboga": "2018-11-19",
    "Fagersta": "2018-11-20",
    "Norberg": "2018-11-26",
    "Hallstahammar": "2018-11-28",
    "Skinnskatteberg": "2018-12-04",
    "Köping": "2018-12-06",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site of `rusctl init --example vastmanland` on that day."""
    folder = made_example(tmp_path_factory.mktemp("tour"), "vastmanland").folder.path
    return building.built(Project(str(folder), AUTUMN), "").files


def said(files: Mapping[str, bytes], page: str) -> str:
    return text_of(files[page].decode()).replace("\u00ad", "")


def test_the_tour_is_the_one_that_was_listed(files: Mapping[str, bytes]) -> None:
    rows = {row["name"]: row for row in csv.DictReader(files["tour.csv"].decode("utf-8-sig").splitlines())}
    assert {name: rows[name]["start"] for name in TOUR} == TOUR
    assert {row["status"] for row in rows.values()} == {"passed"}  # nobody has said that any was held
    late = rows["Västerås"]
    assert (late["window_text"], late["start"], late["earlier"]) == ("i början av 2019", "", "2018-11-14")
    page = said(files, "index.html")
    assert all(name in page for name in (*TOUR, "Västerås"))
    assert "Det finns ingen dialog" in page or "Ingen dialog med en dag" in page


@pytest.mark.parametrize(
    ("page", "facts"),
    [
        ("index.html", ["politiker, tjänstepersoner och det lokala näringslivet", "gemensamma åtaganden"]),
        ("index.html", ["region@regionvastmanland.se", "fredag 15 november 2019"]),
        ("about/index.html", ["ansvaret för det regionala tillväxtarbetet", "RUS, för Västmanland 2030", "mellan län"]),
        ("about/index.html", ["strukturfondsprogrammen, nationella program, regionala tillväxtprogram"]),
        (
            "about/index.html",
            ["näringsliv, högskola och civilsamhälle", "var vi lever, hur vi lever och vad vi lever av"],
        ),
        (
            "about/index.html",
            ["Demografisk utveckling", "Globalisering", "Klimat, miljö och energi", "Social sammanhållning"],
        ),
        ("about/index.html", ["Innovation och företagande", "Attraktiva miljöer och tillgänglighet"]),
        ("about/index.html", ["Kompetensförsörjning", "Internationellt samarbete", "Inkluderande tillväxt"]),
        (
            "about/index.html",
            ["sysselsättning, utbildning, företagande, infrastruktur, hälsa och trygghet", "Sex filmer"],
        ),
        ("about/index.html", ["RUP, gäller 2014–2020", "följs upp varje år", "länstransportplan"]),
        ("consultation/index.html", ["Tack till alla", "stängde 15 oktober 2019", "regionstyrelsen", "omarbetade"]),
        ("milestones/index.html", ["Remissen stänger tisdag 15 oktober 2019", "hösten 2019", "Regionstyrelsen"]),
        ("decision/index.html", ["Regionfullmäktige", "18 februari 2020"]),
        ("follow-up/index.html", ["Jämställd regional tillväxt Västmanland", "riksväg 68", "Risbroskolan i Fagersta"]),
        (
            "follow-up/index.html",
            ["Fakta om kvinnor och män i Västmanland", "kulturplanen 2019–2022", "digitala agendan"],
        ),
        ("follow-up/index.html", ["Uppsala, Örebro län, Östergötland, Sörmland", "företagsstöd", "kön och bransch"]),
    ],
)
def test_each_fact_of_the_process_can_be_found(files: Mapping[str, bytes], page: str, facts: list[str]) -> None:
    found = said(files, page)
    assert [fact for fact in facts if fact not in found] == []


def test_the_target_areas_are_not_told_before_they_are_decided(files: Mapping[str, bytes]) -> None:
    assert "Ett välmående Västmanland" not in said(files, "about/index.html")


def test_what_the_old_page_had_to_say_is_not_needed(files: Mapping[str, bytes]) -> None:
    for name, octets in files.items():
        if name.endswith(".html"):
            page = text_of(octets.decode())
            assert not re.search(r"återkoppla|resursskäl|Genom att surfa|Google|projektledare", page), name


def test_its_pages_resolve_keep_small_and_are_easy_to_read(files: Mapping[str, bytes]) -> None:
    assert list(building.broken_links(files)) == []
    assert len(files["index.html"]) <= 40_000
    assert max(len(octets) for name, octets in files.items() if name.endswith(".html")) <= 60_000
    for name in ("about", "consultation", "decision", "personal-data"):
        page = files[f"{name}/index.html"].decode().partition("<main")[2].partition("</main>")[0]
        running = " ".join(text_of(one) for one in re.findall(r"<p[ >].*?</p>", page, re.DOTALL))
        assert lix(running) < 50, name


@pytest.mark.parametrize("lang", ["docs", "docs/sv"])
def test_the_table_goes_through_the_page_and_names_commands_that_there_are(lang: str) -> None:
    page = (ROOT / lang / "source-page.md").read_text(encoding="utf-8")
    assert page.count("\n|") >= 35
    assert "rusctl site build" in page


def test_nothing_is_told_that_had_not_happened_then(files: Mapping[str, bytes]) -> None:
    """The plan knows how it went on; the site of a day before does not."""
    for name, octets in files.items():
        assert not re.search(rb"2020-06|juni 2020|June 2020", octets), name
    assert "tisdag 18 februari 2020 Först utlovat: 18 februari 2020 (oförändrat)" in said(files, "decision/index.html")
    start = said(files, "index.html")
    assert "tar fram den regionala utvecklingsstrategin" in start
    assert "2025" not in start  # what comes back after the decision is on the page of follow-up


@pytest.mark.parametrize("page", ["index", "decision/index", "consultation/index", "milestones/index", "sala/index"])
def test_the_day_stands_in_the_text_and_not_only_below_it(files: Mapping[str, bytes], page: str) -> None:
    main = files[f"{page}.html"].decode().partition("<main")[2].partition("</main>")[0]
    assert "Så här ser planen ut fredag 15 november 2019." in text_of(main)


def test_a_day_that_was_given_up_is_a_change_though_nobody_has_said_when(files: Mapping[str, bytes]) -> None:
    for page in ("index.html", "changes/index.html"):
        assert "Dialog med Västerås Stad: inte längre 14 november 2018, en ny dag är inte bestämd" in said(files, page)
        assert "Ingen dag har ändrats" not in said(files, page)


def test_after_the_decision_the_site_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = made_example(tmp_path_factory.mktemp("tour"), "vastmanland").folder.path
    files = building.built(Project(str(folder), "2020-07-01"), "").files
    start = said(files, "index.html")
    assert "har tagit fram den regionala utvecklingsstrategin" in start
    assert "Efter beslutet Steg Dag Årlig uppföljning" in start
    assert "Regionfullmäktige beslutar: flyttad från 18 februari 2020 till 16 juni 2020" in start


def test_words_in_swedish_are_marked_on_english_pages(files: Mapping[str, bytes]) -> None:
    """Of what is neither a name nor marked as Swedish, no running text of an English page has a Swedish letter."""
    for name, octets in files.items():
        if name.startswith("en/") and name.endswith(".html"):
            words = re.findall(r"\w*[åäöÅÄÖ]\w*", without_swedish(octets.decode()).replace("\u00ad", ""))
            assert {*words} <= {"Västmanland", "Västerås", "justerade", *TOUR}, name
