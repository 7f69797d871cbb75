"""What `rusctl tour --travel --json` gives: one flat object a tour."""

from rusctl.output.rows import Field, Row

TRAVEL = {
    "tour": Field("string?", "the tour: an id; null where none is declared"),
    "kind": Field("string?", "the kind of its events"),
    "journeys": Field("integer", "how many journeys it takes, each from home to home"),
    "journeys_with_minutes": Field("integer", "how many of them have all their minutes given"),
    "minutes": Field("integer", "the minutes on the road of those"),
    "journeys_with_km": Field("integer", "how many of them have all their kilometres given"),
    "km": Field("integer", "the kilometres on the road of those"),
    "lacking": Field("strings", "the pairs of municipalities of which either is not given, such as arboga–sala"),
}


def travel_row(tour: str, kind: str, counts: tuple[int, int, int, int, int], lacking: list[str]) -> Row:
    """Give a tour's row; `counts` are its members that are numbers, in their order."""
    return dict(zip(TRAVEL, (tour or None, kind or None, *counts, lacking), strict=True))
