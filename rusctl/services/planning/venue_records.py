"""What is written of a venue, as keys of its table."""

from collections.abc import Sequence
from typing import Any, Protocol

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.services import selection
from rusctl.services.planning.plan_records import degrees
from rusctl.services.project import Project

LATITUDE, LONGITUDE = 90, 180
ANSWERS = {"yes": ("ja",), "no": ("nej",)}


class WrittenVenue(Protocol):
    """What a person writes of a venue; None where nothing was written, empty where it is to be taken out."""

    @property
    def municipality(self) -> str | None:
        """Give the municipality, by its id or its name."""
        ...

    @property
    def address(self) -> str | None:
        """Give the address."""
        ...

    @property
    def lat(self) -> str | None:
        """Give the latitude in degrees."""
        ...

    @property
    def lon(self) -> str | None:
        """Give the longitude in degrees."""
        ...

    @property
    def step_free(self) -> str | None:
        """Give whether one comes in without steps, as yes or no."""
        ...

    @property
    def hearing_loop(self) -> str | None:
        """Give whether there is a hearing loop, as yes or no."""
        ...

    @property
    def parking(self) -> str | None:
        """Give where one parks."""
        ...

    @property
    def capacity(self) -> int | None:
        """Give how many it takes in all."""
        ...

    @property
    def rooms(self) -> Sequence[str] | None:
        """Give its rooms, each as ROOM=NUMBER or its name."""
        ...

    @property
    def contact(self) -> str | None:
        """Give whom to ask there."""
        ...


def values(project: Project, written: WrittenVenue) -> dict[str, Any]:
    """Give the keys of a venue's table; RusctlError for a municipality that is none, UsageError for what is no value.

    A capacity of 0 takes it out, since no venue takes nobody.
    """
    plan = project.readable().plan
    return {
        "municipality": written.municipality and selection.municipality(plan, written.municipality),
        "address": written.address,
        "lat": degrees("--lat", written.lat, LATITUDE),
        "lon": degrees("--lon", written.lon, LONGITUDE),
        "step_free": answer("--step-free", written.step_free),
        "hearing_loop": answer("--hearing-loop", written.hearing_loop),
        "parking": written.parking,
        "capacity": "" if written.capacity == 0 else written.capacity,
        "rooms": None if written.rooms is None else [room(text) for text in written.rooms if text],
        "contact": written.contact,
    }


def answer(option: str, word: str | None) -> bool | str | None:
    """Give whether a word of either language says yes; what is empty or None as it is. UsageError for another word."""
    if not word:
        return word
    try:
        return selection.meant(word, ANSWERS, msg("yes or no")) == "yes"
    except RusctlError:
        raise UsageError(msg("{option}: {text} is neither yes nor no", option=option, text=word)) from None


def room(text: str) -> dict[str, Any]:
    """Read a room, such as "Stora salen=120", or its name alone; UsageError where its number is none."""
    name, sign, number = (part.strip() for part in text.rpartition("="))
    if not sign:
        return {"name": number}
    if not name or not number.isascii() or not number.isdecimal():
        raise UsageError(msg("{text} is no room; write it like 'Stora salen=120', or its name alone", text=text))
    return {"name": name, "capacity": int(number)}
