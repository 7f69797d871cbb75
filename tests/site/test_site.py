"""The public site out of the shipped tour, as functions: what it says, never says, how large it is, how it is kept."""

import csv
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.site_settings import SiteTheme
from rusctl.output.contrast import contrast
from rusctl.services.project import Project
from rusctl.services.site import building
from rusctl.site.contrast import refuse_faint
from rusctl.site.data import municipality_body, no_formula
from rusctl.site.page import broken
from rusctl.site.words import LEVEL, WORDS
from tests.conftest import ROOT, copy_plan
from tests.site import plans

TODAY = "2018-11-08"
PAGES = ("index.html", "en/index.html")
HERE = re.compile(r"<a [^>]*>\s*(här|klicka här|läs mer|here|click here|read more)\s*</a>", re.IGNORECASE)
NORBERG = ('id = "norberg"', "date = 2018-11-26")
SETTINGS = 'url = "https://rus.example.se/"\norganisation = "2321000172"\n'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    return copy_plan(tmp_path / "plan")


def edit(plan: Path, old: str, new: str, file: str = "events.toml") -> None:
    text = (plan / file).read_text(encoding="utf-8")
    assert old in text
    (plan / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def settings(plan: Path, text: str = SETTINGS) -> None:
    (plan / "site").mkdir(exist_ok=True)
    (plan / "site" / "site.toml").write_text(text, encoding="utf-8")


def files(plan: Path, today: str = TODAY) -> dict[str, bytes]:
    return dict(building.built(Project(str(plan), today), "").files)


def rows(page: bytes) -> dict[str, str]:
    """Give the text of each row of a page's first table, by its head."""
    table = page.decode().replace("\u00ad", "").partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in table.split("<tr")[1:]:
        head, _, rest = row.partition("</th>")
        found[text_of(f"<tr{head}").lstrip("0123456789 ")] = text_of(rest)
    return found


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())  # a space that is not broken is one, too


def without_swedish(page: str) -> str:
    """Give the text of a page but for what is marked as Swedish, and but for drawings, which can mark nothing."""
    main = page.partition("<main")[2].partition("</main>")[0]
    rest = re.sub(r"<svg.*?</svg>", "", main, flags=re.DOTALL)
    for _ in range(4):
        rest = re.sub(r'<(\w+)[^>]* lang="sv"[^>]*>(?:(?!<\1[ >]).)*?</\1>', "", rest, flags=re.DOTALL)
    return text_of(rest)


def moved(plan: Path) -> None:
    text = (plan / "events.toml").read_text(encoding="utf-8")
    at = text.index('id = "norberg"')
    end = text.index("[[event]]", at)
    own = text[at:end].replace("2018-11-26", "2018-12-03").replace("stated = 2018-11-06", "stated = 2018-11-08")
    own += "[[event.earlier]]\ndate = 2018-11-26\nstated = 2018-11-06\n\n"
    (plan / "events.toml").write_text(text[:at] + own + text[end:], encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "index.html",
            {
                "Sala": "onsdag 7 november 2018 , v. 45 Passerat",
                "Norberg": "måndag 26 november 2018 , v. 48 Preliminärt Dagen kan ändras.",
                "Västerås": "i början av 2019 Inte bestämt Tidigare uppgift: 14 november 2018",
            },
        ),
        (
            "en/index.html",
            {
                "Sala": "Wednesday, 7 November 2018 , wk 45 Date has passed",
                "Norberg": "Monday, 26 November 2018 , wk 48 Tentative The day may change.",
                "Västerås": "1 January – 31 March 2019 Not decided Earlier date: 14 November 2018",
            },
        ),
    ],
)
def test_the_shipped_tour_stands_as_it_is_known(plan: Path, page: str, said: dict[str, str]) -> None:
    found = files(plan)[page]
    table = rows(found)
    assert len(table) == 10
    assert sum(bool(re.search(r"november|december", one, re.IGNORECASE)) for one in table.values()) == 10
    assert said.items() <= table.items()
    following = found.decode().partition('id="next"')[2].partition("</section>")[0]
    assert "Kungsör" in following


def test_the_sum_is_of_municipalities(plan: Path) -> None:
    made = files(plan)
    assert "Nio av tio kommuner har en dag. En dag är preliminär." in text_of(made["index.html"].decode())
    assert "Nine of ten municipalities have a day. One day is tentative." in text_of(made["en/index.html"].decode())


def test_a_day_that_is_only_sounded_out_is_nowhere(plan: Path) -> None:
    edit(plan, 'date = 2018-12-06\nstatus = "confirmed"', 'date = 2018-12-06\nstatus = "planned"')
    made = files(plan)
    assert not [name for name, octets in made.items() if b"2018-12-06" in octets or b"6 december 2018" in octets]
    assert "1–31 december 2018 Inte bestämt" in rows(made["index.html"])["Köping"]
    lacking = [one for one in building.lacking(Project(str(plan), TODAY)) if one.args.get("id") == "koping"]
    assert len(lacking) == 1


def test_a_moved_stop_is_told_on_two_pages_and_in_the_feed_alone(plan: Path) -> None:
    before = files(plan)
    moved(plan)
    after = files(plan)
    told = {name for name in after if b"Tidigare uppgift: 26 november 2018" in after[name]}
    assert told == {"index.html", "norberg/index.html", "tour-fragment.txt"}
    entries = ET.fromstring(after["changes.atom"]).findall("{*}entry")
    assert [one.findtext("{*}title") for one in entries] == [
        "Kommundialog Norberg: flyttad från 26 november 2018 till 3 december 2018"
    ]
    data = {one["identifier"]: one for one in json.loads(after["tour.jsonld"])["@graph"]}
    one = data["norberg@rus2030.regionvastmanland.se"]
    assert (one["eventStatus"], one["startDate"]) == ("https://schema.org/EventRescheduled", "2018-12-03")
    assert one["previousStartDate"] == ["2018-11-26"]
    old = {one["identifier"]: one for one in json.loads(before["tour.jsonld"])["@graph"]}
    assert [name for name in data if data[name] != old[name]] == ["norberg@rus2030.regionvastmanland.se"]


def test_a_cancelled_stop_stays_in_its_place(plan: Path) -> None:
    edit(plan, 'date = 2018-12-06\nstatus = "confirmed"', 'date = 2018-12-06\nstatus = "cancelled"')
    made = files(plan)
    table = rows(made["index.html"])
    assert table["Köping"] == "torsdag 6 december 2018 , v. 49 Inställt"
    assert list(table).index("Köping") == 8
    assert "<s><time" in made["index.html"].decode()
    graph = json.loads(made["tour.jsonld"])["@graph"]
    assert [one["startDate"] for one in graph if one["eventStatus"].endswith("Cancelled")] == ["2018-12-06"]
    assert made["index.html"].decode().count('class="c"') == 6  # filled marks on the map, for those that are confirmed
    assert "Inställt: Kommundialog Köping" in ET.fromstring(made["changes.atom"]).itertext()


def test_what_is_not_for_everybody_is_on_no_page(plan: Path) -> None:
    secrets = (
        'note = "hemlig-ett"\nreason = "hemlig-tva"\ndnr = "hemlig-tre"\ncrew = ["hemlig-fyra"]\nsource = "hemlig-fem"'
    )
    edit(plan, 'source = "regionvastmanland.se, 2018"', secrets)
    edit(plan, 'note = "Vilken dag i maj är inte känt."', 'note = "hemlig-sex"', "config/process.toml")
    assert not [name for name, octets in files(plan).items() if b"hemlig" in octets]


def test_a_text_that_looks_like_a_person_stops_the_build(plan: Path) -> None:
    edit(plan, "date = 2018-11-07", 'date = 2018-11-07\nvenue = "fråga eva.ek@example.org"')
    with pytest.raises(PrivacyError):
        files(plan)
    assert not (plan / "public").exists()


def test_a_title_can_do_no_harm(plan: Path) -> None:
    edit(plan, "date = 2018-11-09", 'date = 2018-11-09\ntitle = "=A</script><script>alert(1)</script>\\u202Eb"')
    made = files(plan)
    for name in ("index.html", "en/index.html", "kungsor/index.html"):
        page = made[name].decode()
        assert page.count("<script") == page.count("</script>") == 1
        assert "<script>alert" not in page
        assert "\u202e" not in page
    told = next(csv.DictReader(made["tour.csv"].decode("utf-8-sig").splitlines()[i] for i in (0, 2)))
    assert told["title"].startswith("'=A")


def html(made: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    return ((name, octets.decode()) for name, octets in made.items() if name.endswith(".html"))


def test_pages_keep_to_their_budgets_and_hold_nothing_that_runs(plan: Path) -> None:
    settings(plan)
    made = files(plan)
    assert len(made["style.css"]) <= 8_000
    for name, page in html(made):
        assert len(page.encode()) <= (40_000 if name in PAGES else 60_000)
        assert len(re.findall(r"<[a-z]", page)) <= 1_500
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?! type=\"application/ld)|<img|<iframe", page)
        assert "default-src 'none'" in page
        assert re.findall(r'<link rel="stylesheet" href="([^"]*)"', page) == [
            ("https://rus.example.se/" if name.endswith("404.html") else "../" * name.count("/")) + "style.css"
        ]


def test_each_page_is_well_made(plan: Path) -> None:
    settings(plan)
    made = files(plan)
    assert list(building.broken_links(made)) == []
    for name, page in html(made):
        code = "en" if name.startswith("en/") else "sv"
        assert f'<html lang="{code}">' in page
        assert re.findall(r'hreflang="([^"]*)"', page)
        assert {*re.findall(r'hreflang="([^"]*)"', page)} <= {"sv", "en", "x-default"}
        assert re.search(r'<a class="language" [^>]*lang="(sv|en)" hreflang="\1"', page)
        ids = re.findall(r'\bid="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        levels = [int(one) for one in re.findall(r"<h([1-6])", page)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert not HERE.search(page)
        assert all('scope="row"' in row for row in page.split("<tr")[2:] if "<td" in row)
        for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
            assert 'role="img"' in drawing
            wide = float(re.findall(r'viewBox="0 0 (\d+)', drawing)[0])
            assert all(0 <= float(x) <= wide for x in re.findall(r'<text x="(-?[\d.]+)"', drawing))


def lix(text: str) -> float:
    """Give Björnsson's läsbarhetsindex: words a sentence, and how many words in a hundred have over six letters."""
    words = re.findall(r"[a-zåäöA-ZÅÄÖ]+", text)
    sentences = max(len(re.findall(r"[.!?:]", text)), 1)
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_the_fixed_texts_are_easy_enough_to_read(plan: Path) -> None:
    page = files(plan)["index.html"].decode()
    running = " ".join(
        text_of(one) for one in re.findall(r"<(?:p|figcaption)[ >].*?</(?:p|figcaption)>", page, re.DOTALL)
    )
    assert lix(running) < 50


def test_soft_hyphens_stay_in_what_is_read(plan: Path) -> None:
    page = files(plan)["accessibility/index.html"].decode()
    assert "<h1>Tillgänglighets\u00adredogörelse</h1>" in page
    assert "<title>Tillgänglighetsredogörelse – " in page
    assert [broken(one) for one in ("Om strategin", "Utvecklingsstrategin", "Skinnskatteberg")] == [
        "Om strategin",
        "Utvecklings\u00adstrategin",
        "Skinn\u00adskatte\u00adberg",
    ]


def test_open_data_says_what_the_pages_say(plan: Path) -> None:
    settings(plan)
    made = files(plan)
    graph = {one["@id"]: one for one in json.loads(made["tour.jsonld"])["@graph"]}
    late = graph["https://rus.example.se/vasteras/"]
    assert (late["eventStatus"], "startDate" in late) == ("https://schema.org/EventPostponed", False)
    assert made["tour.csv"].startswith(b"\xef\xbb\xbfid,code,name,title,start,")


RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
MUST = {  # of DCAT-AP-SE 3.0.1, by class; the Location is our own
    "Catalog": {"title", "description", "publisher", "dataset", "license"},
    "Dataset": {"title", "description", "publisher", "distribution", "temporal", "spatial", "contactPoint"},
    "Distribution": {"accessURL", "format", "license"},
    "Agent": {"name"},
    "Organization": {"fn", "hasEmail"},
    "PeriodOfTime": {"startDate", "endDate"},
    "Location": {"label", "identifier"},
}


def test_the_catalogue_keeps_to_what_breaks_harvesting(plan: Path) -> None:
    """Of RDF/XML: absolute addresses, no blank node, each reference answered, titles short and in both languages."""
    settings(plan)
    root = ET.fromstring(files(plan)["dcat.rdf"])
    named = {node.get(f"{RDF}about", ""): node for node in root}
    assert len(named) == len(root)
    assert all(name.startswith(("https://", "http://")) for name in named)
    pointed = {one.get(f"{RDF}resource") for node in root for one in node} - {None}
    assert all(str(one).startswith(("https://", "http://", "mailto:")) for one in pointed)
    ours = {one for one in pointed if str(one).startswith("https://rus.example.se/dcat.rdf#")}
    assert ours <= {*named}
    for node in root:
        kind = node.tag.partition("}")[2]
        assert {one.tag.partition("}")[2] for one in node} == MUST[kind], kind
        assert all(len(one) == 0 and one.tag.partition("}")[2] != "mediaType" for one in node)
        titles = {one.get("{http://www.w3.org/XML/1998/namespace}lang"): one.text for one in node.findall("{*}title")}
        assert {*titles} in ({"sv", "en"}, set())
        assert all(len(str(one).split()) < 10 and not re.search(r"Region|\d{4}", str(one)) for one in titles.values())
    catalogue = next(node for node in root if node.tag.endswith("}Catalog"))
    assert catalogue.find("{*}license").get(f"{RDF}resource") == CC0  # type: ignore[union-attr]
    publisher = "http://dataportal.se/organisation/SE2321000172"
    assert {one.get(f"{RDF}resource") for one in root.iter() if one.tag.endswith("}publisher")} == {publisher}
    contact = next(name for name, node in named.items() if node.tag.endswith("}Organization"))
    assert contact != publisher
    period = next(node for node in root if node.tag.endswith("}PeriodOfTime"))
    assert [one.text for one in period] == ["2018-11-07", "2018-12-06"]
    assert sum(node.tag.endswith("}Location") for node in root) == 10


def test_the_fixed_texts_are_easy_to_read_together() -> None:
    said = [Language("sv").text(one) for one in (*WORDS.values(), *LEVEL.values())]
    assert lix(" ".join(one for one in said if one.endswith((".", ":")))) < 50


def test_a_stop_is_at_its_venue_within_its_municipality(plan: Path) -> None:
    edit(plan, "date = 2018-11-09", 'date = 2018-11-09\nvenue = "huset"')
    edit(plan, "date = 2018-11-12", 'date = 2018-11-12\nvenue = "Biblioteket"')
    with (plan / "config" / "municipalities.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[venue]]\nid = "huset"\nname = "Folkets hus"\naddress = "Torget 1"\n')
    graph = {one["identifier"].partition("@")[0]: one for one in json.loads(files(plan)["tour.jsonld"])["@graph"]}
    kungsor = {"@type": "AdministrativeArea", "name": "Kungsörs kommun", "identifier": "1960"}
    assert graph["kungsor"]["location"] == {
        "@type": "Place",
        "name": "Folkets hus",
        "address": {"@type": "PostalAddress", "streetAddress": "Torget 1"},
        "containedInPlace": kungsor,
    }
    assert graph["surahammar"]["location"]["name"] == "Biblioteket"
    assert "address" not in graph["surahammar"]["location"]  # nobody has said it, so it is not made up
    assert graph["sala"]["location"]["@type"] == "AdministrativeArea"


def test_the_list_can_be_put_into_a_page_of_the_region_s_own(plan: Path) -> None:
    settings(plan)
    made = files(plan)
    rows = json.loads(made["tour.json"])
    table = csv.DictReader(made["tour.csv"].decode("utf-8-sig").splitlines())
    assert rows == [dict(row) for row in table]
    for code, base in (("sv", "https://rus.example.se/"), ("en", "https://rus.example.se/en/")):
        text = made["tour-fragment.txt" if code == "sv" else "en/tour-fragment.txt"].decode()
        assert text.startswith(f'<div lang="{code}">')
        assert f'href="{base}sala/index.html"' in text
        assert not re.search(r"<(?:html|head|body|style|script|link)|\sstyle=|\sid=|\son[a-z]+=", text)


def test_without_an_address_nothing_pretends_to_have_one(plan: Path) -> None:
    made = files(plan)
    assert "dcat.rdf" not in made
    assert b"canonical" not in made["index.html"]
    assert b'"@id"' not in made["index.html"]


def test_the_statement_makes_nothing_up(plan: Path) -> None:
    page = text_of(files(plan)["accessibility/index.html"].decode())
    assert "förenlig med lagen om tillgänglighet" not in page
    assert "hur förenlig webbplatsen är med lagen" in page
    settings(plan, '[accessibility]\nlevel = "partly"\nassessed = 2018-11-01\nmethod = "Självskattning."\n')
    page = text_of(files(plan)["accessibility/index.html"].decode())
    assert "delvis förenlig" in page
    assert "bedömdes 1 november 2018" in page
    assert "dagen då redogörelsen senast uppdaterades vad som inte är tillgängligt, och varför" in page


@pytest.mark.parametrize(
    ("report", "link"),
    [
        ("rus@example.se", 'href="mailto:rus@example.se"'),
        ("https://example.se/fel", 'href="https://example.se/fel"'),
        ("Ring växeln.", ""),
        ("javascript:alert(1)", ""),
        ("x@y.se?bcc=z@y.se", ""),
    ],
)
def test_where_faults_are_reported_is_a_link_where_it_is_an_address(plan: Path, report: str, link: str) -> None:
    settings(plan, f'[accessibility]\nreport = "{report}"\n')
    page = files(plan)["accessibility/index.html"].decode()
    told = page.partition("<h2>")[2]
    assert report in text_of(told)
    assert link in told
    assert bool(link) == ("<a" in next(line for line in told.splitlines() if report in line))


def test_calendars_are_those_that_were_published(plan: Path) -> None:
    assert b"webcal" not in files(plan)["index.html"]
    assert b'id="follow"' not in files(plan)["index.html"]
    edit(
        plan,
        "keep_days = 30",
        'keep_days = 30\n[[target]]\nid = "w"\nkind = "folder"\npath = "../feeds"\n#',
        "config/targets.toml",
    )
    settings(plan)
    feeds = plan.parent / "feeds"
    feeds.mkdir()
    (feeds / "all.ics").write_bytes(b"BEGIN:VCALENDAR\r\nX:1\r\n")
    (feeds / "other.ics").write_bytes(b"x")
    made = files(plan)
    assert made["all.ics"] == b"BEGIN:VCALENDAR\r\nX:1\r\n"
    assert "other.ics" not in made
    page = made["index.html"].decode()
    assert 'href="webcal://rus.example.se/all.ics"' in page
    assert "https://rus.example.se/all.ics" in page


def test_the_same_plan_gives_the_same_bytes_and_writes_what_differs_alone(plan: Path) -> None:
    first = building.built(Project(str(plan), TODAY), "")
    building.write(first)
    assert building.built(Project(str(plan), TODAY), "").changes == {}
    (plan / "public" / "mine.txt").write_text("x")
    moved(plan)
    second = building.built(Project(str(plan), TODAY), "")
    assert {path.relative_to(plan / "public").as_posix() for path in second.changes} == {
        *PAGES,
        *(f"{start}norberg/index.html" for start in ("", "en/")),
        *("changes.atom", "tour.csv", "tour.json", "tour.jsonld", "manifest.txt"),
        *("tour-fragment.txt", "en/tour-fragment.txt"),
    } | {name for name in first.files if name.endswith(".html")}  # each names the feed of changes, which is new
    edit(plan, 'id = "koping"', 'id = "koping-ny"')
    third = building.built(Project(str(plan), TODAY), "")
    building.write(third)
    assert not (plan / "public" / "koping").exists()
    assert (plan / "public" / "mine.txt").exists()


def test_of_a_large_site_one_stop_that_is_moved_is_written_alone(tmp_path: Path) -> None:
    """It has other changes already, so that its feed is there; what names the stop is written, and the lists of it."""
    (tmp_path / "plan").mkdir()
    folder = plans.full(tmp_path / "plan")
    first = plans.build(folder, tmp_path / "out")
    moved(folder)
    found = building.built(Project(str(folder), TODAY), str(tmp_path / "out"))
    named = ("index.html", "norberg/index.html", "changes/index.html", "tour-fragment.txt")
    assert {path.relative_to(tmp_path / "out").as_posix() for path in found.changes} == {
        *(f"{start}{name}" for start in ("", "en/") for name in named),
        *("changes.atom", "tour.csv", "tour.json", "tour.jsonld", "manifest.txt"),
    }
    assert len(first) > 80


@pytest.mark.parametrize("name", ["../evil", "/etc/x", "a/../../x", "c:x", "a\\..\\x"])
def test_a_manifest_that_others_wrote_removes_nothing_outside(plan: Path, name: str) -> None:
    public = plan / "public"
    public.mkdir()
    (public / "manifest.txt").write_text(f"# rusctl site\n{name}\t1\tx\n")
    (plan / "evil").write_text("x")
    assert all(path.is_relative_to(public) for path in building.built(Project(str(plan), TODAY), "").changes)


@pytest.mark.parametrize("make", [plans.full, plans.large])
def test_no_page_is_long_though_there_is_much_to_show(make: Callable[[Path], Path], tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    pages = html(plans.build(make(tmp_path / "plan"), tmp_path / "out"))
    sizes = {name: len(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL).encode()) for name, page in pages}
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}
    assert len(sizes) > (60 if make is plans.full else 400)


def test_every_address_of_the_site_in_any_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    made = plans.build(plans.full(tmp_path / "plan"), tmp_path / "out")
    seen = set()
    for name, octets in made.items():
        if not name.endswith(".ics"):  # which are as they were published
            found = re.findall(r"(?:https|webcal)://rus\.example\.se(/[^\s\"<>#]*)?", octets.decode("utf-8-sig"))
            seen |= {(name, one.lstrip("/") + ("index.html" if one.endswith("/") else "")) for one in found if one}
    assert [one for one in seen if one[1] not in made] == []
    assert {name for name, _ in seen} >= {"index.html", "sitemap.xml", "tour.jsonld", "dcat.rdf", "robots.txt"}


def test_each_text_of_somebody_s_is_marked_where_it_is_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    made = plans.build(plans.full(tmp_path / "plan"), tmp_path / "out")
    unmarked = {
        (name, text)
        for name, page in html(made)
        if name.startswith("en/")
        for text in re.findall(
            r"Text om [\w-]+|Självskattning|Kartan saknar|Filmerna saknar|Möte om", without_swedish(page)
        )
    }
    assert unmarked == set()
    assert "Text om" in made["en/follow-up/index.html"].decode()


def test_a_folder_of_others_is_refused(plan: Path) -> None:
    (plan / "public").mkdir()
    (plan / "public" / "index.html").write_text("mine")
    with pytest.raises(RusctlError):
        building.built(Project(str(plan), TODAY), "")
    assert (plan / "public" / "index.html").read_text() == "mine"


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#999999", "#ffffff") == pytest.approx(2.85, abs=0.005)
    refuse_faint(SiteTheme(), "x")


@pytest.mark.parametrize(
    "text",
    [
        '[theme]\nlink = "#999999"',
        '[theme]\nbrand = "#ffd24a"',
        '[theme]\ndark_link = "#004f8a"',
        '[theme]\nlink = "red;}"',
        '[theme]\nfont = "x"',
        '[theme]\nlogo = "../x.svg"',
        'url = "javascript:x"',
        "url = 1",
        'organisation = "123"',
        '[accessibility]\nlevel = "helt"',
        'colour = "x"',
        "url = = 1",
    ],
)
def test_settings_that_are_wrong_are_refused(plan: Path, text: str) -> None:
    settings(plan, f"{text}\n")
    with pytest.raises(RusctlError):
        files(plan)


def test_colours_of_the_sheet_stand_out() -> None:
    sheet = (ROOT / "rusctl" / "site" / "templates" / "style.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", part)) for part in sheet.split("@media", 2)[:2])
    for colours in (light, dark):
        whole = {
            name: value if len(value) == 7 else f"#{''.join(c * 2 for c in value[1:])}"
            for name, value in colours.items()
        }
        for name in ("confirmed", "tentative", "undecided", "passed"):
            assert contrast(whole[name], whole[f"{name}-on"]) >= 4.5
        for ground in ("paper", "soft"):
            assert contrast(whole["ink"], whole[ground]) >= 4.5
            assert contrast(whole["quiet"], whole[ground]) >= 4.5
        assert contrast(whole["edge"], whole["paper"]) >= 3
        assert contrast(whole["focus"], whole["paper"]) >= 3


def test_names_and_cells() -> None:
    assert municipality_body("Norberg") == "Norbergs kommun"
    assert municipality_body("Västerås") == "Västerås kommun"
    assert municipality_body("Sala") == "Sala kommun"
    assert municipality_body("Heby") == "Heby kommun"
    assert no_formula("=1") == "'=1"
