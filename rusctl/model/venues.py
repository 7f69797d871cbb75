"""Venues: the places at which events are held, as a region knows them."""

from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueRoom:
    """A room of a venue and how many it takes, None where nobody has said it."""

    name: str
    capacity: int | None = None
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place at which events are held; what nobody has said is empty or None.

    `lat` and `lon` are degrees (WGS 84), `capacity` is how many people it takes in all, and `contact` is a function to
    ask there, such as the caretakers, never a person. `step_free` and `hearing_loop` are whether one comes in without
    steps, and whether there is an induction loop.
    """

    id: str
    name: str
    municipality: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    step_free: bool | None = None
    hearing_loop: bool | None = None
    parking: str = ""
    capacity: int | None = None
    rooms: tuple[VenueRoom, ...] = ()
    contact: str = ""
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def place(self) -> str:
        """Its name and its address, as calendars and letters say where something is."""
        return ", ".join(part for part in (self.name, self.address) if part)

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it is on the map: latitude and longitude in degrees; None where one of them is not known."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    def room(self, name: str) -> VenueRoom | None:
        """Give the room of a name, however it is spaced and in capitals or not; None where none is listed so."""
        return next((one for one in self.rooms if plain(one.name) == plain(name)), None)

    def takes(self, room: str) -> int | None:
        """Give how many a room takes or, where nobody has said that or `room` is empty, the venue; None if unknown."""
        found = self.room(room) if room else None
        return self.capacity if found is None or found.capacity is None else found.capacity


def plain(text: str) -> str:
    """Give a name as it is compared: however many spaces it has, in capitals or not."""
    return " ".join(text.split()).casefold()
