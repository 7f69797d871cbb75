"""The one time zone that calendar files are written in, as a block that every client reads alike.

Outlook reads a yearly rule with one BYDAY for each of the two changes, and nothing else ([MS-STANOICAL] 2.2.47). The
onset is the wall clock before the change (RFC 5545, 3.6.5). The rules are the EU's, in force since 1996.
"""

import datetime as dt

ZONE = "Europe/Stockholm"
FIRST = dt.datetime.fromisoformat("1996-03-31 03:00")  # by the local clock: the first time that the block knows
BLOCK = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)
