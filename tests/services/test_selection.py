"""Which events a service is about: filters and ids, refused where they name nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import ANSWER
from rusctl.model.busy import BusyCalendar
from rusctl.model.outcomes import Level
from rusctl.model.people import Answer
from rusctl.model.plan import Body, Days, Event, FrameItem, Hours, Municipality, Plan, Process, Status, Texts, Window
from rusctl.model.tours import Tour
from rusctl.schedule.dates.parse import read_when
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.storage.schema.string_patterns import LONGEST_ID
from tests.services.conftest import said

TODAY = dt.date(2018, 11, 20)
FRIDAY = Days(first=dt.date(2018, 11, 9), last=dt.date(2018, 11, 9))
KINDS = {"dialog": Texts({"": "Dialog"}), "seminar": Texts({"": "Seminar"})}


def ids(found: list[Event]) -> list[str]:
    return [one.id for one in found]


def hours(first: int, last: int) -> Hours:
    return Hours(start=dt.datetime(2018, 11, 9, first), end=dt.datetime(2018, 11, 9, last))  # noqa: DTZ001 - local times


def test_without_a_filter_all_events_come_in_time_order(tour: Project) -> None:
    found = selection.events(tour.plan, TODAY, None, None, None)
    assert ids(found)[:3] == ["sala", "kungsor", "surahammar"]
    assert len(found) == len(tour.plan.events)
    turned = replace(tour.plan, events=tuple(reversed(tour.plan.events)))
    assert selection.events(turned, TODAY, None, None, None) == found


def test_an_event_has_to_pass_every_filter(tour: Project) -> None:
    plan = tour.plan
    assert ids(selection.events(plan, TODAY, None, ["sala", "norberg"], None)) == ["sala", "norberg"]
    assert ids(selection.events(plan, TODAY, None, None, None, ["norberg", "sala"])) == ["sala", "norberg"]
    assert ids(selection.events(plan, TODAY, ["tentative"], ["sala", "norberg"], None)) == ["norberg"]
    assert ids(selection.events(plan, TODAY, None, None, ["kommundialog"], ["arboga"])) == ["arboga"]
    assert selection.events(plan, TODAY, ["cancelled"], None, None) == []


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ((["tentativ"], None, None, None), "tentativ is not a status; did you mean tentative?"),
        ((None, ["salla"], None, None), "salla is not a municipality; did you mean sala?"),
        ((None, None, ["komundialog"], None), "komundialog is not a kind of event; did you mean kommundialog?"),
        ((None, None, None, ["norbreg"]), "norbreg is not an event; did you mean norberg?"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(
    tour: Project, filters: tuple[list[str] | None, ...], sentence: str
) -> None:
    statuses, municipalities, kinds, names = filters
    with pytest.raises(RusctlError) as caught:
        selection.events(tour.plan, TODAY, statuses, municipalities, kinds, names)
    assert (said(caught.value.message), caught.value.exit_code) == (sentence, 1)


def test_a_kind_that_only_an_event_has_is_one(tour: Project) -> None:
    odd = replace(tour.plan.events[0], kind="odd")
    plan = replace(tour.plan, events=(odd, *tour.plan.events[1:]))
    assert selection.events(plan, TODAY, None, None, ["odd"]) == [odd]


def test_known_words_are_given_back_and_the_first_other_one_refused() -> None:
    assert selection.known(["b", "a"], iter(["a", "b"]), msg("a role")) == ["b", "a"]
    assert selection.known(None, [], msg("a role")) == []
    with pytest.raises(RusctlError) as caught:
        selection.known(["a", "xyz", "zyx"], ["a", "bcd"], msg("a role"))
    assert said(caught.value.message) == "xyz is not a role; there are a, bcd"


def test_what_names_nothing_is_told_what_there_is() -> None:
    found = [selection.unknown("xyz", names, msg("a role")) for names in ([], ["bcd", "abc"], ["xyzz"])]
    assert [said(one.message) for one in found] == [
        "xyz is not a role; the plan declares none",
        "xyz is not a role; there are abc, bcd",
        "xyz is not a role; did you mean xyzz?",
    ]


def test_an_id_that_somebody_chose_is_given_back_or_refused() -> None:
    longest = "a" * LONGEST_ID
    assert (selection.new_id("koping-2"), selection.new_id(longest)) == ("koping-2", longest)
    for name in ("Köping", "", "a b", "-a", "a\n"):
        with pytest.raises(UsageError) as caught:
            selection.new_id(name)
        text = f"{name} is no id: write small letters a to z, digits and hyphens, such as koping-2"
        assert said(caught.value.message) == text
    with pytest.raises(UsageError) as caught:
        selection.new_id(longest + "a")
    text = f"{'a' * 20}… is too long for an id: it has {LONGEST_ID + 1} characters, and an id has {LONGEST_ID} at most"
    assert said(caught.value.message) == text


def test_the_kind_of_a_new_event_is_the_named_one_else_the_tours_else_the_only_one() -> None:
    both = Plan(process=Process(kinds=KINDS))
    tour = Plan(process=Process(kinds=KINDS, tour_kind="dialog"))
    one = Plan(process=Process(kinds={"seminar": Texts({"": "Seminar"})}))
    assert selection.kind(tour, "seminar") == "seminar"
    assert (selection.kind(tour, ""), selection.kind(one, "")) == ("dialog", "seminar")
    sentences = []
    for plan, name in ((Plan(), ""), (both, ""), (both, "dialogg")):
        with pytest.raises(RusctlError) as caught:
            selection.kind(plan, name)
        sentences.append((said(caught.value.message), caught.value.exit_code))
    assert sentences == [
        ("the plan has no kind of event; declare one under [kinds] in config/process.toml", 2),
        ("give the kind of event with --kind; the kinds are dialog, seminar", 2),
        ("dialogg is not a kind of event; did you mean dialog?", 1),
    ]


def test_an_event_is_found_by_its_id(tour: Project) -> None:
    assert selection.event(tour.plan, "norberg") is tour.plan.events[5]
    with pytest.raises(RusctlError) as caught:
        selection.event(tour.plan, "norbreg")
    assert said(caught.value.message) == "norbreg is not an event; did you mean norberg?"


def test_time_order_puts_whole_days_first_and_what_has_no_date_last() -> None:
    found = [
        Event(id="none"),
        Event(id="evening", when=hours(18, 19)),
        Event(id="morning", when=hours(9, 10)),
        Event(id="day", when=FRIDAY),
        Event(id="month", when=Window(first=dt.date(2018, 11, 1), last=dt.date(2018, 11, 30))),
    ]
    assert ids(sorted(found, key=selection.time_order)) == ["month", "day", "morning", "evening", "none"]


def test_within_two_days_is_what_may_lie_there() -> None:
    month = Event(id="month", when=Window(first=dt.date(2018, 11, 1), last=dt.date(2018, 11, 30)))
    day, none = Event(id="day", when=FRIDAY), Event(id="none")
    found = [month, day, none]
    ninth = dt.date(2018, 11, 9)
    one_day = dt.timedelta(days=1)
    assert selection.within(found, None, None) == found
    assert selection.within(found, ninth, ninth) == [month, day]
    assert selection.within(found, ninth + one_day, None) == [month]
    assert selection.within(found, None, ninth - one_day) == [month]
    assert selection.within(found, dt.date(2018, 12, 1), None) == []


@pytest.mark.parametrize("word", ["koping", "KOPING", "Köping", "köping"])
def test_an_event_and_a_municipality_are_found_by_id_or_name_in_any_case(tour: Project, word: str) -> None:
    assert selection.event(tour.plan, word).id == "koping"
    assert selection.municipality(tour.plan, word) == "koping"
    assert selection.record(tour.plan, word).id == "koping"


@pytest.mark.parametrize(
    ("word", "meant"), [("Preliminär", "tentative"), ("bekräftat", "confirmed"), ("INSTÄLLD", "cancelled")]
)
def test_a_status_is_known_in_both_languages(word: str, meant: str) -> None:
    assert selection.status_word(word) == meant


def test_the_status_of_a_new_event() -> None:
    day = read_when("2018-12-09", TODAY)
    assert selection.new_status("", None) is Status.PLANNED
    assert selection.new_status("", day) is Status.TENTATIVE
    assert selection.new_status("bekräftad", day) is Status.CONFIRMED
    with pytest.raises(PolicyError) as no_day:
        selection.new_status("confirmed", None)
    assert said(no_day.value.message) == "an event without a day cannot be confirmed; give its --date"
    with pytest.raises(UsageError) as held:
        selection.new_status("held", day)
    assert said(held.value.message) == "a new event is planned, tentative, confirmed, not held"


@pytest.mark.parametrize("word", ["återremiss", "Referred back", "referred-back", "ÅTERREMITTERADES"])
def test_an_outcome_is_known_in_both_languages(word: str) -> None:
    assert selection.outcome(word).value == "referred-back"


def test_a_milestone_is_found_by_its_title_and_what_means_several_is_refused(tour: Project) -> None:
    assert selection.milestone(tour.plan, "regionfullmäktige beslutar").id == "council"
    assert selection.milestone(tour.plan, "The council decides").id == "council"
    twice = replace(tour.plan, milestones=(*tour.plan.milestones, replace(tour.plan.milestones[4], id="council-2")))
    with pytest.raises(RusctlError) as caught:
        selection.milestone(twice, "The council decides")
    assert said(caught.value.message) == "The council decides can be any of council, council-2; write the id"


def test_a_stop_that_was_cancelled_gives_way_to_the_one_that_took_its_place() -> None:
    plan = Plan(
        process=Process(tour_kind="dialog", kinds=KINDS),
        municipalities=(Municipality(id="vetlanda", name="Vetlanda"),),
        events=(
            Event(id="v-1", kind="dialog", municipality="vetlanda", status=Status.CANCELLED),
            Event(id="v-2", kind="dialog", municipality="vetlanda"),
        ),
    )
    assert selection.event(plan, "Vetlanda").id == "v-2"


def test_what_people_call_a_record_means_its_id(tour: Project) -> None:
    plan = tour.plan
    council = next(one for one in plan.milestones if one.id == "council")
    for word in ("council", *council.title.values()):
        assert selection.record_id(plan, word) == "council"
    assert selection.record_id(plan, "nobody knows") == "nobody knows"
    assert selection.role(plan, "POLITIKER") == "politiker"
    assert selection.actor_group(plan, "Politiker") == "politiker"
    assert selection.like(plan, "Norberg") == "norberg"
    crew = next(one for one in plan.roles if one.group == "crew")
    assert selection.crew_role(plan, crew.name["sv"]) == crew.id
    with pytest.raises(RusctlError):
        selection.crew_role(plan, "politiker")
    with pytest.raises(RusctlError):
        selection.actor_group(plan, crew.id)


def test_what_the_plan_declares_is_meant_by_its_name(tour: Project) -> None:
    heard = Texts({"sv": "Vad behövs", "en": "What is needed"})
    plan = replace(
        tour.plan,
        bodies=(Body(id="rf", name=Texts({"sv": "Regionfullmäktige"})),),
        busy=(BusyCalendar(id="sal", name="Stora salen", file="sal.ics"),),
        tours=(Tour(id="vart", name=Texts({"sv": "Vårturen"}), kind="kommundialog"),),
        templates=(replace(tour.plan.events[0], id="halvdag", title="Halvdag", titles=Texts()),),
        frame=(FrameItem(id="behov", kind="challenge", name=heard),),
    )
    assert selection.body(plan, "regionfullmaktige") == "rf"
    assert selection.busy_calendar(plan, "stora salen") == "sal"
    assert selection.declared_tour(plan, "vårturen") == "vart"
    assert selection.template(plan, "Halvdag") == selection.like(plan, "halvdag") == "halvdag"
    assert selection.theme(plan, "what is needed") == "behov"


def test_words_of_either_language_mean_a_member() -> None:
    assert selection.word_of("nej", ANSWER, msg("an answer")) == Answer.DECLINED
    assert selection.word_of("declined", ANSWER, msg("an answer")) == Answer.DECLINED
    assert selection.level("gul") is selection.level("yellow") is Level.YELLOW
    with pytest.raises(UsageError):
        selection.level("blue")
