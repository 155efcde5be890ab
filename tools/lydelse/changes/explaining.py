"""Why a word that changed still says the same, when it does; what is not explained is in doubt."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lydelse.changes.inflection import same_in_another_form
from lydelse.changes.lexicon import CONNECTIVES, MODALS, NEGATIONS, PROTECTED
from lydelse.changes.pauses import is_plain_list, sentence_around
from lydelse.changes.spelling import is_joined, is_slip
from lydelse.changes.units import COMMA, END, NO_PAUSE, NONE, Pause, Unit, is_of_series, key_of
from lydelse.changes.vocabulary import imperatives, is_verb_form, is_word

Units = Sequence[Unit]

_WORTH = {"same": 0, "explained": 1, "changed": 11, "one side": 10}
_LARGEST = 24
_LONGEST_JOIN = 3
_SHORTEST_INITIALS = 2
_BEFORE_INFINITIVE = {
    "kommer", "glöm", "glömmer", "börja", "börjar", "försök", "försöker", "undvik", "undviker",
    "sluta", "slutar", "tänker", "behöver", "brukar", "slipper",
}  # fmt: skip
_PREPOSITIONS = {
    "till", "för", "med", "av", "åt", "hos", "från", "på", "om", "mot", "bland", "mellan", "kring",
    "efter", "bakom", "bredvid", "hjälpa", "hjälper", "hjälp", "bjud", "fråga", "be",
}  # fmt: skip
_SPELLED = {"word", "measure", "roll", "enhet"}
_BEFORE_SUBJECT = {"att", "om", "när", "och", "som", "innan", "tills", "eftersom", "medan"}
_OF_COURTS = ("meddel", "fall", "avkunn", "vinn", "vunn", "verkställ", "överklag", "upphäv")
_PRESENT = {"är", "har", "blir", "går", "står", "ser", "får", "mår", "vet", "inte", "själva"}
_THEM = {"de", "dem", "dom"}
_CLOCK = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
_SPAN = {"–", "-", "till"}
_MONTHS = {f"{month:02}" for month in range(1, 13)}
_DECIMAL = re.compile(r"(-?\d+)[.,](\d{1,2}|\d{4,})")


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the documents use each word; a word that stays is not a slip."""

    old: Counter[str]
    new: Counter[str]

    def known(self, word: str) -> bool:
        """Whether the word is used elsewhere than where it came or went."""
        return self.new[word] > 1 or (self.new[word] > 0 and self.old[word] > 0)


class Step(NamedTuple):
    """A stretch of both texts, and why it says the same; ``why`` is empty when that is in doubt.

    ``same`` is what equal words have for a reason.
    """

    old: slice
    new: slice
    why: str


SAME = "same"


def steps_between(old: Units, new: Units, at: tuple[slice, slice], usage: Usage) -> list[Step]:
    """The cheapest way from one stretch to the other, with as little as can be in doubt."""
    (a, b), (c, d) = (at[0].start, at[0].stop), (at[1].start, at[1].stop)
    if a == b and c == d:
        return []
    if b - a > _LARGEST or d - c > _LARGEST:
        return [Step(slice(a, b), slice(c, d), "")]
    best: dict[tuple[int, int], tuple[int, Step | None]] = {(b, d): (0, None)}
    for i in range(b, a - 1, -1):
        for j in range(d, c - 1, -1):
            if (i, j) != (b, d):
                ways = _ways(old, new, (i, b), (j, d), usage)
                best[i, j] = min(
                    ((cost + best[step.old.stop, step.new.stop][0], step) for cost, step in ways),
                    key=lambda way: way[0],
                )
    found = []
    i, j = a, c
    while (i, j) != (b, d):
        step = best[i, j][1]
        if step is None:
            break
        found.append(step)
        i, j = step.old.stop, step.new.stop
    return found


def _ways(
    old: Units, new: Units, i_end: tuple[int, int], j_end: tuple[int, int], usage: Usage
) -> list[tuple[int, Step]]:
    """The steps that can be taken from here, each with what it costs."""
    (i, b), (j, d) = i_end, j_end
    ways = []
    if i < b and j < d:
        why = SAME if old[i].key == new[j].key else why_same(old, i, new, j, usage)
        cost = _WORTH["same" if why == SAME else "explained" if why else "changed"]
        ways.append((cost, Step(slice(i, i + 1), slice(j, j + 1), why)))
        ways += _joins(old, new, i_end, j_end, usage)
    if i < b:
        why = why_dropped(old, i, new, j)
        cost = _WORTH["explained" if why else "one side"]
        ways.append((cost, Step(slice(i, i + 1), slice(j, j), why)))
    if j < d:
        why = why_dropped(new, j, old, i)
        cost = _WORTH["explained" if why else "one side"]
        ways.append((cost, Step(slice(i, i), slice(j, j + 1), why)))
    if 0 < (size := _spelled_out(new, j, old, i)) <= d - j:
        ways.append((1, Step(slice(i, i), slice(j, j + size), "förkortning")))
    if 0 < (size := _spelled_out(old, i, new, j)) <= b - i:
        ways.append((1, Step(slice(i, i + size), slice(j, j), "förkortning")))
    return ways


def _spelled_out(here: Units, i: int, there: Units, j: int) -> int:
    """How many words say in full the abbreviation in brackets after them, which both texts have.

    The brackets hold the abbreviation alone, and its letters are the words' first ones.
    """
    short = there[j].text if j < len(there) else ""
    size = len(short)
    if size < _SHORTEST_INITIALS or not (short.isalpha() and short.isupper()):
        return 0
    full, close = here[i : i + size], here[i + size : i + size + 2]
    if len(full) < size or len(close) <= 1 or close[0].text != short:
        return 0
    alone = close[0].pause.bracket and close[1].pause.stop > NONE
    initials = "".join(unit.key[:1] for unit in full)
    plain = all(unit.kind == "word" and unit.key not in PROTECTED for unit in full)
    together = all(unit.pause == NO_PAUSE for unit in full[1:])
    return size if alone and plain and together and initials == short.casefold() else 0


def _joins(
    old: Units, new: Units, i_end: tuple[int, int], j_end: tuple[int, int], usage: Usage
) -> list[tuple[int, Step]]:
    (i, b), (j, d) = i_end, j_end
    found = []
    if _is_hyphened(old[i : min(i + 3, b)], new[j]):
        found.append((1, Step(slice(i, i + 3), slice(j, j + 1), "skrivsätt")))
    if _is_hyphened(new[j : min(j + 3, d)], old[i]):
        found.append((1, Step(slice(i, i + 1), slice(j, j + 3), "skrivsätt")))
    for size in range(2, _LONGEST_JOIN + 1):
        if i + size <= b and _is_join(old, slice(i, i + size), new[j], usage):
            found.append((1, Step(slice(i, i + size), slice(j, j + 1), "särskrivning")))
        if j + size <= d and _is_join(new, slice(j, j + size), old[i], usage):
            found.append((1, Step(slice(i, i + 1), slice(j, j + size), "särskrivning")))
    return found


def _is_join(units: Units, at: slice, whole: Unit, usage: Usage) -> bool:
    parts = units[at]
    words = [unit.key for unit in parts]
    if whole.kind != "word" or "".join(words) != whole.key:
        return False
    if _is_told_one_by_one(units, at) or all(map(is_of_series, parts)):
        return False
    apart = any(unit.pause.stop or unit.pause.block or unit.pause.cells for unit in parts[1:])
    plain = all(unit.kind == "word" for unit in parts)
    before = units[at.start - 1].key if at.start else "och"
    called = parts[0].pause != Pause() or before in CONNECTIVES
    return plain and not apart and is_joined(words, whole.key, usage.known, called=called)


def _is_hyphened(parts: Units, whole: Unit) -> bool:
    """Whether a span was written with a hyphen: måndag-fredag."""
    if whole.kind != "word" or [unit.key for unit in parts[1:2]] != ["–"]:
        return False
    ends = whole.text.casefold().split("-")
    return [unit.text.casefold() for unit in parts[::2]] == ends


def _is_told_one_by_one(units: Units, at: slice) -> bool:
    """Whether the last part begins a phrase of its own: "mat sked för sked"."""
    last, then = units[at.stop - 1].key, [unit.key for unit in units[at.stop : at.stop + 2]]
    return len(then) > 1 and then[0] in _PREPOSITIONS | {"i", "och"} and then[1] == last


def why_same(old: Units, i: int, new: Units, j: int, usage: Usage) -> str:
    """Why two words that differ say the same; empty when they may not."""
    a, b = old[i], new[j]
    if a.kind == b.kind == "url":
        return "skrivsätt" if _address(a.text) == _address(b.text) else ""
    if "~" in {a.key[:1], b.key[:1]}:
        return ""
    if _is_figure(a) and _is_figure(b):
        return "siffra som ord" if _same_figure(old, i, new, j) else ""
    if {a.key, b.key} == {"–", "till"}:
        return "spann" if _between_figures(old, i) and _between_figures(new, j) else ""
    if a.kind != "word" or b.kind != "word":
        return "stavning" if _is_misspelled(a, b, usage) else ""
    if {a.key, b.key} <= _THEM:
        return "stavning" if _is_case_of_them(old, i, new, j) else ""
    before, after = old[i - 1].key if i else "", _after(old, i)
    first = a.pause.strong or b.pause.strong
    if same_in_another_form(a.key, b.key, before=before, after=after, first=first):
        return "böjning"
    return "stavning" if _is_misspelled(a, b, usage) else ""


def _is_misspelled(old: Unit, new: Unit, usage: Usage) -> bool:
    """Whether the new word is what the old one was meant to be; names are what they are."""
    if old.kind != "word" or new.kind not in _SPELLED:
        return False
    word = key_of(new.text)
    named = _is_name(old) and _is_name(new) and not is_word(word)
    return not named and is_slip(old.key, word, usage.known)


def why_dropped(here: Units, i: int, there: Units, j: int) -> str:
    """Why a word that only one text has changes nothing; empty when it may."""
    unit = here[i]
    if unit.kind != "word":
        return ""
    before = here[i - 1] if i else None
    touches = bool(unit.pause.stop or unit.pause.block or unit.pause.cells)
    grave = unit.key in MODALS | NEGATIONS
    if before and before.key == unit.key and not touches and not grave:
        return "upprepning"
    if before and unit.key == "att" and before.key in _BEFORE_INFINITIVE and not touches:
        return "böjning"
    if unit.key == "den" and _after_is(here, i, "date"):
        return "skrivsätt"
    if unit.key == "och" and _is_pause_instead(here, i, there, j):
        return "skiljetecken"
    return ""


def _is_pause_instead(here: Units, i: int, there: Units, j: int) -> bool:
    """Whether ``och`` gave way to a full stop between two calls, or to the next item of a list."""
    if i + 1 >= len(here) or j >= len(there) or here[i + 1].key != there[j].key:
        return False
    before, after = sentence_around(here, i)
    if not before or here[i].pause.block or not is_plain_list([*before, *after]):
        return False
    pause = there[j].pause
    led_in = pause.item > here[i - len(before)].pause.item  # else it is led in by words not seen
    if pause.block and pause.item:
        return led_in and j > 0 and here[i - 1].key == there[j - 1].key
    calls = before[0] in imperatives() and here[i + 1].key in imperatives()
    return pause.strong and not pause.block and calls and here[i].pause.stop <= COMMA


def _after(units: Units, at: int) -> str:
    """The next word, when nothing parts it from this one."""
    if at + 1 >= len(units) or units[at + 1].key == END:
        return ""
    pause = units[at + 1].pause
    return "" if pause.stop or pause.block or pause.cells else units[at + 1].key


def _after_is(units: Units, at: int, kind: str) -> bool:
    return at + 1 < len(units) and units[at + 1].kind == kind


def _is_figure(unit: Unit) -> bool:
    return unit.kind == "number" or unit.key == "en"


def _same_figure(old: Units, i: int, new: Units, j: int) -> bool:
    """Whether two figures have one value; 1:20 and 1.20 only where both are times of day."""
    measures = {_measure_after(old, i), _measure_after(new, j)}
    measure = measures.pop() if len(measures) == 1 else ""
    if _readings(old[i].key, measure) & _readings(new[j].key, measure):
        return True
    times = [_clock(old, i), _clock(new, j)]
    return times[0] is not None and times[0] == times[1]


def _readings(key: str, measure: str) -> set[str]:
    """What a figure may mean; before a measure no last nought is part of a number of a rule."""
    if key == "en":
        return {"1"}
    bare = key[1:]
    found = {bare}
    if decimal := _DECIMAL.fullmatch(bare):
        found.add(f"{decimal[1]},{decimal[2]}")
        if measure:
            found.add(f"{decimal[1]},{decimal[2].rstrip('0')}".rstrip(","))
    if measure == "=krona":
        found.add(bare.replace(" ", ""))
    return found


def _measure_after(units: Units, at: int) -> str:
    after = units[at + 1] if at + 1 < len(units) else None
    return after.key if after and after.kind == "measure" else ""


def _clock(units: Units, at: int) -> str | None:
    """The time of day that a figure is, in a span: 10.30–16.00; never a date or a ratio."""
    for step in (-1, 1):
        link, other = at + step, at + 2 * step
        if not (0 <= other < len(units) and units[link].key in _SPAN):
            continue
        ends = [_CLOCK.fullmatch(units[place].key[1:]) for place in (at, other)]
        if not (ends[0] and ends[1]) or any(_measure_after(units, k) for k in (at, other)):
            continue
        if ends[0][1] != ends[1][1] and {ends[0][2], ends[1][2]} - _MONTHS:
            return f"{int(ends[0][1])}:{ends[0][2]}"
    return None


def _address(text: str) -> str:
    """A web address without what makes no other one of it."""
    return re.sub(r"^https?://", "", text).rstrip("/")


def _between_figures(units: Units, at: int) -> bool:
    figures = {"number", "date"}
    return 0 < at < len(units) - 1 and {units[at - 1].kind, units[at + 1].kind} <= figures


def _is_case_of_them(old: Units, i: int, new: Units, j: int) -> bool:
    """Whether only the spoken or wrong form of ``de`` and ``dem`` was mended."""
    if _is_object(old, i) and _is_object(new, j):
        return True
    spoken = {old[i].key, new[j].key} == {"dom", "de"}
    return spoken and _is_subject(old, i) and _is_subject(new, j)


def _is_subject(units: Units, at: int) -> bool:
    """Whether a verb in the present, or a modal, follows: then a judgment (``dom``) does not."""
    after = _after(units, at)
    alone = at > 0 and (units[at].pause.strong or units[at - 1].key in _BEFORE_SUBJECT)
    if any(unit.key.startswith(_OF_COURTS) for unit in units[at + 1 : at + 5]):
        return False
    return alone and (after in MODALS or after in _PRESENT or is_verb_form(after))


def _is_object(units: Units, at: int) -> bool:
    """Whether ``de`` or ``dem`` can only be the object: after a preposition or a call."""
    if not at or units[at].pause.stop or units[at].pause.block:
        return False
    before = units[at - 1]
    called = before.pause.strong and before.key in imperatives()
    return before.key in _PREPOSITIONS or called


def _is_name(unit: Unit) -> bool:
    """Whether the word is written as a name inside a sentence, or as an abbreviation."""
    return (unit.text[:1].isupper() and not unit.pause.strong) or unit.text[1:2].isupper()
