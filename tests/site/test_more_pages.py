"""Pages of large plans and of what the process leads to: divided lists, replies, the decision, what is gone."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.model.consulting import Consultation, ConsultationQuestion
from rusctl.model.follow_up import FollowedUp, Indicator, Programme, ProjectResult, YearFigures
from rusctl.model.ledger import Ledger, PublishedEntry
from rusctl.model.plan import Days, Event, Milestone, Plan, Status, Texts
from rusctl.model.retention import Kept, Retention, RetentionClass
from rusctl.model.site_settings import PAGES
from rusctl.model.strategy import Commitment, CommitmentState
from rusctl.model.venues import Venue
from rusctl.services.project import Project
from rusctl.services.site import building, single
from rusctl.site import pages
from rusctl.site.page import SiteInput
from rusctl.site.snapshot import (
    SaidAt,
    SaidHeading,
    SaidQuote,
    SiteComment,
    SiteConsultation,
    SiteData,
    SiteRespondent,
    SiteTable,
)
from rusctl.storage import plan as plans
from tests.conftest import ROOT, copy_plan
from tests.site.test_site import text_of

TODAY = dt.date(2018, 11, 8)
LARGEST = 60_000


@cache
def shipped() -> Plan:
    return plans.load(ROOT).plan


def made(plan: Plan, data: SiteData | None = None, today: dt.date = TODAY) -> dict[str, bytes]:
    return pages.site_files(SiteInput(plan, today, {}, data))


def html(found: Mapping[str, bytes]) -> dict[str, str]:
    return {name: octets.decode() for name, octets in found.items() if name.endswith(".html")}


def many_stops(count: int, title: str = "") -> Plan:
    towns = [one.id for one in shipped().municipalities]
    events = tuple(
        Event(
            id=f"stop-{number}",
            kind="kommundialog",
            title=title,
            municipality=towns[number % 10],
            when=Days(first=TODAY + dt.timedelta(number - 20), last=TODAY + dt.timedelta(number - 20)),
            status=Status.CONFIRMED,
        )
        for number in range(count)
    )
    return dataclasses.replace(shipped(), events=events)


def replies(
    respondents: int, comments: int, text: str = "Ett stycke om trafiken i länets västra delar. " * 8
) -> SiteConsultation:
    who = tuple(SiteRespondent(f"instans-{number}", f"Instans {number}") for number in range(respondents))
    return SiteConsultation(
        "remiss",
        Texts({"sv": "Remissen 2019", "en": "The consultation of 2019"}),
        respondents,
        respondents,
        who,
        tuple(
            SiteComment(
                f"instans-{number % respondents}",
                f"{number % 12 + 1}",
                f"{text}<{number}>",
                Texts({"sv": "Beaktas", "en": "Accepted"}),
                "Vi håller med.",
                "förut" if number % 3 == 0 else "",
                "sedan" if number % 3 == 0 else "",
            )
            for number in range(comments)
        ),
    )


def test_three_hundred_stops_and_1500_comments_are_divided() -> None:
    data = SiteData(TODAY, consultations=(replies(120, 1500),))
    found = made(many_stops(300), data)
    sizes = {name: len(page.encode()) for name, page in html(found).items()}
    assert max(sizes.values()) <= LARGEST
    assert sizes["index.html"] <= 40_000
    assert list(building.broken_links(found)) == []
    parts = ("", *(f"{number}/" for number in range(2, 9)))
    tour = "".join(html(found)[f"tour/{part}index.html"] for part in parts)
    listed = re.findall(r'class="p-name" href="[./]*([a-z0-9-]+)/index.html"', tour)
    assert listed == [f"stop-{number}" for number in range(300)]
    every = "".join(page for name, page in html(found).items() if name.startswith("replies/remiss/from/"))
    assert all(f"&lt;{number}&gt;" in every for number in range(1500))
    every = "".join(page for name, page in html(found).items() if name.startswith("replies/remiss/about/"))
    assert all(f"&lt;{number}&gt;" in every for number in range(1500))


def test_a_hundred_stops_with_long_titles_stay_within_their_sizes() -> None:
    found = html(made(many_stops(100, "Ett mycket långt namn på en dialog, rad för rad. " * 12)))
    assert max(len(page.encode()) for page in found.values()) <= LARGEST


def test_a_list_of_many_milestones_is_divided() -> None:
    steps = tuple(Milestone(id=f"m{number}", title=Texts({"sv": f"Steg {number}"})) for number in range(90))
    found = made(dataclasses.replace(shipped(), milestones=steps))
    assert {"milestones/2/index.html", "milestones/3/index.html"} <= set(found)
    assert 'aria-current="page"' in found["milestones/2/index.html"].decode()
    assert list(building.broken_links(found)) == []


def test_what_was_said_is_divided_and_says_no_small_number() -> None:
    headings = tuple(
        SaidHeading(f"theme:t{n}", "theme", Texts({"sv": f"Tema {n}"}), "", 9 if n else None, ("sala",) if n else ())
        for n in range(100)
    )
    quotes = tuple(SaidQuote(f"SALA-{n:03}", f"Ord {n} <b>", "sala", (f"theme:t{n}",)) for n in range(60))
    data = SiteData(TODAY, 300, 200, headings, (SaidAt("sala", None), SaidAt("norberg", 12, ("theme:t3",))), quotes)
    found = made(shipped(), data)
    assert {"said/index.html", "said/3/index.html", "said/words/3/index.html", "said/dialogues/index.html"} <= set(
        found
    )
    assert "Tema 0 färre än 5 inspel" in text_of(found["said/index.html"].decode())
    assert "Siffrorna gäller torsdag 8 november 2018" in text_of(found["said/index.html"].decode())
    assert "färre än 5 inspel" in found["sala/index.html"].decode()
    assert "Tema 3" in found["norberg/index.html"].decode()
    assert "<b>" not in found["said/words/index.html"].decode()
    assert list(building.broken_links(found)) == []


def test_how_it_was_answered_stands_beside_what_was_said() -> None:
    found = made(shipped(), SiteData(TODAY, consultations=(replies(3, 6, "Text. "),)))
    page = text_of(found["replies/remiss/from/instans-0/index.html"].decode())
    assert "Text. &lt;0&gt; Beaktas Vi håller med. Före förut Efter sedan" in page
    assert "3 remissinstanser tillfrågades. 3 svar har kommit in." in text_of(found["consultation/index.html"].decode())
    assert "Accepted" in found["en/replies/remiss/from/instans-0/index.html"].decode()


def test_figures_of_the_follow_up_are_tables() -> None:
    one = SiteTable(
        Texts({"sv": "Arbetslöshet", "en": "Unemployment"}),
        Texts({"sv": "Källa: påhittad.", "en": "Source: invented."}),
        (Texts({"sv": "År", "en": "Year"}), Texts({"sv": "Kvinnor", "en": "Women"})),
        ((Texts({"": "2023"}), Texts({"": "7,1 %"})),),
    )
    found = made(shipped(), SiteData(TODAY, follow_up=(one,)))
    assert "2023 7,1 %" in text_of(found["follow-up/more/1/index.html"].decode())
    assert "Unemployment" in found["en/follow-up/index.html"].decode()


def test_the_plan_s_own_follow_up_is_shown_for_women_and_men() -> None:
    years = (YearFigures(year=2023, total=7.1, women=7.4, men=6.8, note="hemlig"), YearFigures(year=2022, total=8))
    work = Indicator(id="arbete", name=Texts({"sv": "Arbetslöshet"}), unit="procent", people=True, goal=5, years=years)
    told = FollowedUp(
        indicators=(work,),
        programmes=(Programme(id="p", name=Texts({"sv": "Kulturplanen"}), by="Region X", note="hemlig"),),
        results=(ProjectResult(id="r", project="Jämställd tillväxt", what="En fickbok.", dnr="hemlig"),),
    )
    found = made(dataclasses.replace(shipped(), follow_up=told))
    page = text_of(found["follow-up/figures/arbete/index.html"].decode())
    assert "Mål: 5,0 procent" in page
    assert "2022 8,0 – – 2023 7,1 7,4 6,8" in page
    assert "7.4" in found["en/follow-up/figures/arbete/index.html"].decode()
    start = text_of(found["follow-up/index.html"].decode())
    assert re.search("Kulturplanen ?, Region X", start)
    assert "Jämställd tillväxt: En fickbok." in start
    assert not [name for name, page in html(found).items() if "hemlig" in page]
    assert list(building.broken_links(found)) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2018, 11, 8), "Du kan inte svara än."),
        (dt.date(2019, 9, 1), "Du kan svara till och med"),
        (dt.date(2019, 10, 16), "Svarstiden är slut."),
    ],
)
def test_what_a_consultation_asks_and_until_when(day: dt.date, said: str) -> None:
    one = Consultation(
        id="remiss",
        opens="consultation-opens",
        closes="consultation-closes",
        about="Förslaget till strategi.",
        contact="remiss@example.org",
        dnr="hemlig",
        questions=(ConsultationQuestion(id="q", text=Texts({"sv": "Vad saknas?", "en": "What is missing?"})),),
    )
    found = made(dataclasses.replace(shipped(), consultations=(one,)), today=day)
    page = text_of(found["consultation/index.html"].decode())
    assert said in page
    assert "Remissen stänger tisdag 15 oktober 2019" in page
    assert "Förslaget till strategi. Det vi frågar om Vad saknas?" in page
    assert ("Så svarar du Skriv till: remiss@example.org" in page) == (day < dt.date(2019, 10, 16))
    assert "What is missing?" in found["en/consultation/index.html"].decode()
    assert not [name for name, page in html(found).items() if "hemlig" in page]


def test_commitments_are_told_once_they_are_agreed() -> None:
    told = (
        Commitment(id="a", what="En utbildning", who=("Sala kommun",), by=dt.date(2021, 6, 30), note="hemligt"),
        Commitment(id="b", what="Ett utkast", who=("Sala kommun",), state=CommitmentState.PROPOSED),
    )
    page = made(dataclasses.replace(shipped(), commitments=told))["follow-up/index.html"].decode()
    assert re.search("En utbildning Sala kommun [a-zåäö]+ senast 30 juni 2021", text_of(page))
    assert "utkast" not in page
    assert "hemligt" not in page


def test_the_decision_says_how_to_appeal_and_no_day_that_nobody_knows() -> None:
    page = text_of(made(shipped(), today=dt.date(2020, 6, 20))["decision/index.html"].decode()).replace("\u00ad", "")
    assert re.search(
        r"Regionfullmäktige beslutar tisdag 16 juni 2020 \w+ Först utlovat: 18 februari 2020 \(119 dagar senare\)", page
    )
    assert "13 kap. 5 § kommunallagen (2017:725)" in page
    assert "Sista dagen att överklaga är känd när" in page
    council = next(one for one in shipped().milestones if one.id == "council")
    told = dataclasses.replace(council, adjusted=dt.date(2020, 6, 25), announced=dt.date(2020, 6, 26))
    steps = tuple(told if one.id == "council" else one for one in shipped().milestones)
    page = text_of(
        made(dataclasses.replace(shipped(), milestones=steps), today=dt.date(2020, 7, 1))[
            "decision/index.html"
        ].decode()
    )
    assert "Sista dagen att överklaga är fredag 17 juli 2020" in page


def test_what_is_gone_keeps_its_page() -> None:
    moment = dt.datetime(2018, 11, 6, tzinfo=dt.UTC)
    told = PublishedEntry(
        uid="hallsta@rus2030.regionvastmanland.se",
        sequence=1,
        fingerprint="x",
        created=moment,
        modified=moment,
        status="CANCELLED",
        title="Kommundialog Hallsta",
        gone=True,
    )
    other = dataclasses.replace(told, uid="../evil@x")
    found = made(dataclasses.replace(shipped(), published=Ledger(entries={told.uid: told, other.uid: other})))
    assert "finns inte längre i planen" in found["hallsta/index.html"].decode()
    assert not [name for name in found if "evil" in name]


def test_how_to_get_in_is_said_as_far_as_it_is_known() -> None:
    sala = next(one for one in shipped().events if one.id == "sala")
    site = Venue(id="v", name="Rådhuset", step_free=True, hearing_loop=False, parking="På torget", contact="hemlig")
    events = (dataclasses.replace(sala, venue="Rådhuset", site=site),)
    page = made(dataclasses.replace(shipped(), events=events))["sala/index.html"].decode()
    assert "Du kommer in utan trappsteg. Det finns ingen hörslinga. Parkering: På torget" in text_of(page)
    assert "hemlig" not in page


def test_personal_data_are_what_the_region_has_said_and_the_rest_is_named() -> None:
    empty = text_of(made(shipped())["personal-data/index.html"].decode())
    assert "Ingen person namnges" in empty
    assert empty.index("Dina rättigheter") < empty.index("Rättslig grund")  # among what nobody has said
    told = Retention(
        controller=Texts({"sv": "Regionstyrelsen"}),
        classes=(RetentionClass(id="k", what=Kept.CONTACT, months=12, decision="RV-2018-1"),),
    )
    page = text_of(made(dataclasses.replace(shipped(), retention=told))["personal-data/index.html"].decode())
    assert "Regionstyrelsen" in page
    assert "12 månader efter den senaste händelsen" in page
    assert "RV-2018-1" not in page


@pytest.mark.parametrize("name", sorted(PAGES))
def test_an_event_cannot_have_the_name_of_a_page(name: str, tmp_path: Path) -> None:
    plan = copy_plan(tmp_path)
    file = plan / "events.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "sala"', f'id = "{name}"', 1), encoding="utf-8")
    with pytest.raises(RusctlError):
        building.built(Project(str(plan), TODAY.isoformat()), "")


FEED = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\n y//\r\nNAME:Allt\r\n"
    b"BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nEND:VTIMEZONE\r\n"
    b"BEGIN:VEVENT\r\nUID:sala@rus2030.regionvastm\r\n anland.se\r\nSUMMARY:A\r\nEND:VEVENT\r\n"
    b"BEGIN:VEVENT\r\nUID:other@x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_an_event_s_calendar_is_cut_out_of_what_was_published() -> None:
    assert single.each(shipped(), {"all.ics": FEED}) == {
        "sala/sala.ics": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\n y//\r\n"
        b"BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nEND:VTIMEZONE\r\n"
        b"BEGIN:VEVENT\r\nUID:sala@rus2030.regionvastm\r\n anland.se\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    }
    for bad in (b"", b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nUID:sala@rus2030.regionvastmanland.se\r\n"):
        assert single.each(shipped(), {"all.ics": bad}) == {}
