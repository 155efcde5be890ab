"""Which parts of two sequences stay in place: unique anchors first, then the shortest edit.

The time is bounded whatever the sequences hold: where repeats leave no anchor and the edit is
long, the stretch counts as replaced.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

Keys = Sequence[str]
Pairs = list[tuple[int, int]]
Span = tuple[int, int, int, int]
"""From and to in the old sequence, from and to in the new one."""

_LONGEST_EDIT = 120
_STEPS = 400_000
_ROUNDS = 40


def matched(old: Keys, new: Keys) -> Pairs:
    """Positions of equal keys that keep their order, ascending on both sides."""
    pairs: Pairs = []
    budget = [_STEPS]
    reading = _ROUNDS * (len(old) + len(new))
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        a, b, c, d = waiting.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        reading -= b - a + d - c
        anchors = _anchors(old, new, (a, b, c, d)) if reading > 0 else []
        if not anchors:
            found = _shortest_edit(old[a:b], new[c:d], budget)
            pairs += [(a + i, c + j) for i, j in found]
            continue
        for i, j in anchors:
            waiting.append((a, i, c, j))
            pairs.append((i, j))
            a, c = i + 1, j + 1
        waiting.append((a, b, c, d))
    return sorted(pairs)


def _anchors(old: Keys, new: Keys, span: Span) -> Pairs:
    """The longest rising run of keys that stand once on either side."""
    a, b, c, d = span
    here, there = Counter(old[a:b]), Counter(new[c:d])
    place = {new[j]: j for j in range(c, d) if there[new[j]] == 1}
    unique = [(i, place[old[i]]) for i in range(a, b) if here[old[i]] == 1 and old[i] in place]
    return _rising(unique)


def _rising(pairs: Pairs) -> Pairs:
    ends: list[int] = []  # smallest end of a run of each length
    tops: list[int] = []  # which pair that end is
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(tops[length - 1] if length else -1)
        if length == len(ends):
            ends.append(j)
            tops.append(index)
        else:
            ends[length], tops[length] = j, index
    run: Pairs = []
    index = tops[-1] if tops else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _shortest_edit(old: Keys, new: Keys, budget: list[int]) -> Pairs:
    """Myers' greedy edit; nothing when it is longer than what may be searched."""
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), _LONGEST_EDIT) + 1):
        trail.append(dict(reach))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
            x = reach[k + 1] if down else reach[k - 1] + 1
            start = x
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            budget[0] -= x - start + 1
            reach[k] = x
            if x >= len(old) and x - k >= len(new):
                return _walk_back(trail, len(old), len(new))
        if budget[0] < 0:
            return []
    return []


def _walk_back(trail: list[dict[int, int]], x: int, y: int) -> Pairs:
    pairs: Pairs = []
    for edits in range(len(trail) - 1, -1, -1):
        reach = trail[edits]
        k = x - y
        down = k == -edits or (k != edits and reach[k - 1] < reach[k + 1])
        k_before = k + 1 if down else k - 1
        x_before = reach[k_before] if edits else 0
        y_before = x_before - k_before if edits else 0
        while x > x_before and y > y_before:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = x_before, y_before
    return pairs
