"""Replies that are one letter sent by many: found by the words they share in a row, in time that grows with their sum.

Two texts are compared by the sets of their runs of some words; each text is looked up by the smallest fingerprints of
its runs, so that only those that share one are compared at all. Names and addresses differ in such letters, and a
sentence that somebody added does: what is alike is a share of the runs.
"""

import zlib
from collections.abc import Sequence
from typing import NamedTuple

from rusctl.language.terms import words_of

_RUN = 4  # words in a row
_LOOKED_UP = 12  # fingerprints of a text by which others find it
_COMMON = 40  # groups that share a fingerprint, from which on it is a phrase that everybody uses
_LEAST = 12  # words of a text, below which it is no letter that anybody copies
SAME = 0.7  # the share of runs from which on two texts are the same letter


class _Letter(NamedTuple):
    place: int
    runs: frozenset[int]


def campaigns(texts: Sequence[str], least: float = SAME) -> list[list[int]]:
    """Give which texts are the same letter, by their places: groups of two or more, in the order of their first ones.

    Each text is compared with the first of a group, and belongs to the group that it is most like.
    """
    known: dict[int, list[int]] = {}
    first: list[_Letter] = []
    groups: list[list[int]] = []
    for place, text in enumerate(texts):
        runs = _runs(text)
        if not runs:
            continue
        marks = sorted(runs)[:_LOOKED_UP]
        near = dict.fromkeys(group for mark in marks for group in known.get(mark, ())[:_COMMON])
        likeness = {group: _alike(runs, first[group].runs) for group in near}
        best = max(likeness, key=lambda group: (likeness[group], -group), default=None)
        if best is not None and likeness[best] >= least:
            groups[best].append(place)
            continue
        for mark in marks:
            known.setdefault(mark, []).append(len(groups))
        first.append(_Letter(place, runs))
        groups.append([place])
    return [group for group in groups if len(group) > 1]


def _runs(text: str) -> frozenset[int]:
    words = words_of(text)
    if len(words) < _LEAST:
        return frozenset()
    return frozenset(zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1))


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Give which share of the runs of the shorter one the other has, and at least half as many as the longer."""
    short, long = sorted((len(one), len(other)))
    return len(one & other) / short if 2 * short >= long else 0.0
