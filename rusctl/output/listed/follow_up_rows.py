"""What the listings of the follow-up give to programs: one flat object a row."""

from rusctl.language.catalogue import Language
from rusctl.model.follow_up import ProjectResult, YearFigures
from rusctl.model.plan import Plan
from rusctl.output.rows import Field, Row
from rusctl.schedule.state.indicators import IndicatorState

INDICATOR = {
    "id": Field("string", "the indicator's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "themes": Field("strings", "ids of the headings of the frame that it is about"),
    "unit": Field("string", "what its figures are in"),
    "base_year": Field("integer?", "the year it is compared with"),
    "base": Field("number?", "the figure of that year, for all"),
    "year": Field("integer?", "the last year that has figures"),
    "total": Field("number?", "the figure of that year for all"),
    "women": Field("number?", "the figure for women"),
    "men": Field("number?", "the figure for men"),
    "change": Field("number?", "how much the figure for all has changed since the base"),
    "way": Field("string", "closer to what is wanted since the base, further from it, same, or unknown"),
    "goal": Field("number?", "the figure that it is to reach"),
    "goal_gap": Field("number?", "how far women and men are to be apart at most"),
    "goal_year": Field("integer?", "the year by which it is to be so"),
    "reached": Field("boolean?", "whether the goal is reached; null where that is not known"),
    "source": Field("string", "the table its figures are from"),
}
FIGURES = {
    "year": Field("integer", "the year"),
    "total": Field("number?", "the figure for all"),
    "women": Field("number?", "the figure for women"),
    "men": Field("number?", "the figure for men"),
    "note": Field("string?", "what is said of the figure"),
}
PROGRAMME = {
    "id": Field("string", "the programme's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "by": Field("string?", "the organisation whose programme it is"),
    "version": Field("string?", "the version of the text that it builds on: an id"),
    "paragraphs": Field("strings", "the paragraphs that it builds on: ids"),
    "changed": Field("strings", "those of them that have changed since: ids"),
    "url": Field("string?", "a page about it"),
    "dnr": Field("string?", "the diarienummer of the document about it"),
    "note": Field("string?", "anything else"),
    "source": Field("string?", "who or what said it"),
}
RESULT = {
    "id": Field("string", "the result's id"),
    "project": Field("string", "the project that led to it"),
    "what": Field("string", "what was done"),
    "whom": Field("string?", "for whom it was done"),
    "lives": Field("string?", "where it lives now"),
    "year": Field("integer?", "the year it was done"),
    "themes": Field("strings", "ids of the headings of the frame that it is about"),
    "url": Field("string?", "a page about it"),
    "dnr": Field("string?", "the diarienummer of the document about it"),
    "source": Field("string?", "who or what said it"),
}


def indicator_row(found: IndicatorState, plan: Plan) -> Row:
    """Give an indicator's row."""
    one, base, latest = found.indicator, found.base, found.latest
    return {
        "id": one.id,
        "name": Language(plan.process.language).name(one.name),
        "themes": list(one.themes),
        "unit": one.unit,
        "base_year": one.base,
        "base": base.total if base else None,
        "year": latest.year if latest else None,
        "total": latest.total if latest else None,
        "women": latest.women if latest else None,
        "men": latest.men if latest else None,
        "change": found.change,
        "way": found.way.value,
        "goal": one.goal,
        "goal_gap": one.goal_gap,
        "goal_year": one.goal_year,
        "reached": found.reached,
        "source": one.source,
    }


def figures_row(one: YearFigures) -> Row:
    """Give the row of a year's figures."""
    return {"year": one.year, "total": one.total, "women": one.women, "men": one.men, "note": one.note or None}


def result_row(one: ProjectResult) -> Row:
    """Give the row of a project's result."""
    return {
        "id": one.id,
        "project": one.project,
        "what": one.what,
        "whom": one.whom or None,
        "lives": one.lives or None,
        "year": one.year,
        "themes": list(one.themes),
        "url": one.url or None,
        "dnr": one.dnr or None,
        "source": one.source or None,
    }
