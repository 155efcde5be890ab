"""Whether a pause that came, went or grew may change what the words say.

A comma or a full stop rarely does. It may where it moves what a condition, a negation or an
``eller`` covers, so there the answer is that it may.
"""

from collections.abc import Sequence
from itertools import dropwhile, pairwise
from typing import NamedTuple

from lydelse.changes.lexicon import (
    LEADING,
    LIMITS,
    MODALS,
    NEGATIONS,
    NOT_A_CONDITION,
    PROTECTED,
    RELATIVES,
    SCOPED,
    SPEAKS_OF,
    words,
)
from lydelse.changes.units import COMMA, NONE, STOP, Pause, Unit
from lydelse.changes.vocabulary import is_form_of_noun, is_verb_form, is_word, particles

_WINDOW = 80
_COORDINATORS = {"och", "samt", "respektive", "eller"}
_NARROWING = NEGATIONS | RELATIVES | {"eller", "utom", "förutom", "bara", "endast", "enbart"}
_CHOOSING = (
    MODALS | LIMITS | RELATIVES
    | {"eller", "att", "antingen", "både", "välj", "väljer", "alternativ", "alternativen", "endera"}
)  # fmt: skip
_MODIFYING = words("""
    med utan i på från hos till för av under över vid efter före inom mot åt enligt
""")
_VERBS = words("""
    är var har hade blir blev finns fanns gör görs gjorde går gick står stod ser såg ger gav får
    tar tog vet säger ligger sitter mår heter
""")
_ENDS_OF_VERBS = ("a", "as", "rar")
_GOES_ON = {"sedan", "därefter", "då", "men"}
_QUESTIONS = {
    "vad", "hur", "vem", "vilka", "när", "var", "varför", "vilken", "vilket", "kan", "har", "är",
    "behöver", "finns", "får", "vill", "blir", "blev", "stämmer", "fungerar", "saknas",
}  # fmt: skip


class Place(NamedTuple):
    """The same word in both texts, each with the pause before it."""

    old: Unit
    new: Unit

    @property
    def parted(self) -> bool:
        """Whether a sentence begins here in both."""
        return self.old.pause.strong and self.new.pause.strong


def may_matter(places: Sequence[Place], at: int, *, tables: bool) -> bool:
    """Whether the difference between the pauses before a word may change the meaning.

    ``tables`` says that both texts are tables: then a border that moves moves words between cells.
    """
    old, new = places[at].old.pause, places[at].new.pause
    if old.cells != new.cells and (tables or not _is_other_form(old, new)):
        return True
    if old.ask != new.ask:
        return not (_is_in_place(places, at) and _is_question(places, at))
    if old.block and new.block:
        return False
    if old.strong and new.strong:
        return old.block != new.block and _is_led_anew(places, at)
    if (old.stop, old.block, old.bracket) == (new.stop, new.block, new.bracket):
        return False
    return _sign_matters(places, at)


def _sign_matters(places: Sequence[Place], at: int) -> bool:
    """Whether a sign within a sentence, or a break that took its place, may change the meaning."""
    old, new = places[at].old.pause, places[at].new.pause
    left, right = _sentence(places, at)
    if old.bracket != new.bracket and _bracket_matters(old, new, right[0]):
        return True
    if old.block or new.block:
        return _break_matters(places, at, left, right)
    if _is_moved(places, at):
        return True
    if old.stop == new.stop:
        return False
    if STOP in {old.stop, new.stop}:
        begins = places[at].old.text[:1].isupper() != places[at].new.text[:1].isupper()
        return _stop_matters(left, right) or (begins and not _has_verb(right))
    if {old.stop, new.stop} == {NONE, COMMA} and not old.bracket and not new.bracket:
        return _comma_matters(left, right) or _are_two_things(left, right)
    return _comma_matters(left, right)


def binds(words: Sequence[str]) -> bool:
    """Whether the words hold a condition or a negation that covers what stands with them."""
    return any(
        word in NEGATIONS or (word in SCOPED and not _says_how_often(words, place))
        for place, word in enumerate(words)
    )


def is_plain_list(words: Sequence[str]) -> bool:
    """Whether nothing in the sentence would be covered differently by ``och`` or a pause."""
    choice = ("en", "av") in pairwise(words)
    return not choice and not binds(words) and not any(word in _CHOOSING for word in words)


def sentence_around(units: Sequence[Unit], at: int) -> tuple[list[str], list[str]]:
    """The words before and from a place, within its sentence."""
    start = at
    while start > max(0, at - _WINDOW) and not units[start].pause.strong:
        start -= 1
    end = at + 1
    while end < min(len(units), at + _WINDOW) and not units[end].pause.strong:
        end += 1
    return [unit.key for unit in units[start:at]], [unit.key for unit in units[at:end]]


def _sentence(places: Sequence[Place], at: int) -> tuple[list[str], list[str]]:
    start, end = _bounds(places, at)
    left = [place.new.key for place in places[start:at]]
    return left, [place.new.key for place in places[at:end]]


def _bounds(places: Sequence[Place], at: int) -> tuple[int, int]:
    start = at
    while start > max(0, at - _WINDOW):
        start -= 1
        if places[start].parted:
            break
    end = at + 1
    while end < min(len(places), at + _WINDOW) and not places[end].parted:
        end += 1
    return start, end


def _says_how_often(words: Sequence[str], place: int) -> bool:
    """Whether ``om`` here is no condition: om dagen, information om."""
    if words[place] != "om":
        return False
    after = words[place + 1] if place + 1 < len(words) else ""
    before = words[place - 1] if place else ""
    return after in NOT_A_CONDITION or before in SPEAKS_OF


def _is_other_form(old: Pause, new: Pause) -> bool:
    """Whether a table became a list or a text: then borders became blocks or sentences."""
    bordered, other = (old, new) if old.cells else (new, old)
    return not other.cells and bordered.cells == 1 and (other.block or other.stop > NONE)


def _is_question(places: Sequence[Place], at: int) -> bool:
    """Whether the sentence that ends here asks by its words, with or without the sign."""
    left, _ = _sentence(places, at)
    return bool(left) and left[0] in _QUESTIONS


def _is_moved(places: Sequence[Place], at: int) -> bool:
    """Whether a pause of the sentence fell away in one place and came in another."""
    start, end = _bounds(places, at)
    grew = {_growth(place) for place in places[start + 1 : end]}
    return {1, -1} <= grew


def _is_in_place(places: Sequence[Place], at: int) -> bool:
    """Whether the sentence ends, or at least rests, here in both, and nowhere else in one only."""
    pauses = places[at].old.pause, places[at].new.pause
    return all(pause.stop or pause.block for pause in pauses) and not _is_moved(places, at)


def _growth(place: Place) -> int:
    if place.parted or place.old.pause.block or place.new.pause.block:
        return 0
    change = place.new.pause.stop - place.old.pause.stop
    return (change > 0) - (change < 0)


def _bracket_matters(old: Pause, new: Pause, first: str) -> bool:
    """Whether brackets around these words say that they may be left out, or what they belong to."""
    if first in _COORDINATORS:
        return True
    return NONE in {old.stop, new.stop} and first in _MODIFYING | LIMITS | LEADING | {"mellan"}


def _comma_matters(left: Sequence[str], right: Sequence[str]) -> bool:
    before, after = left[-1] if left else "", right[0] if right else ""
    beside = {before, after}
    if after == "men":
        return False
    if beside & _NARROWING or before in SCOPED or _are_figures(before, after):
        return True
    if beside & _COORDINATORS:
        counted = any(word in LIMITS or word.startswith("#") for word in left[-4:])
        either = "eller" in {*left, *right}
        covers = binds(left) or binds([word for word in right if word not in NEGATIONS])
        return counted or either or covers or _is_narrowed(right)
    return after in LEADING and any(word in _COORDINATORS for word in left)


def _are_two_things(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the comma parts two things told one after the other: "paracetamol, ibuprofen"."""
    return bool(left) and _is_thing(left[-1]) and _is_thing(right[0])


def _is_thing(word: str) -> bool:
    """Whether the word can be the name of a thing or of somebody; unknown ones can."""
    if not word.isalpha() or word in particles() | PROTECTED or is_verb_form(word):
        return False
    return is_form_of_noun(word) or not is_word(word)


def _has_verb(words: Sequence[str]) -> bool:
    """Whether the sentence has a verb, so that it can stand by itself."""
    return any(
        word in MODALS | _VERBS
        or is_verb_form(word)
        or (word.endswith(_ENDS_OF_VERBS) and not is_word(word))
        for word in words
    )


def _is_narrowed(right: Sequence[str]) -> bool:
    """Whether what is joined on has words of its own: "och undersköterskor med delegering".

    With a verb of its own it is a clause, and the comma parts two clauses.
    """
    joined = list(dropwhile(particles().__contains__, right))
    until = (place for place, word in enumerate(joined) if is_verb_form(word) or word in MODALS)
    return any(word in _MODIFYING for word in joined[1 : next(until, len(joined))])


def _are_figures(before: str, after: str) -> bool:
    return before.startswith(("#", "=")) and after.startswith("#")


def _stop_matters(left: Sequence[str], right: Sequence[str]) -> bool:
    before, after = left[-1] if left else "", right[0] if right else ""
    if before in PROTECTED or after in SCOPED | RELATIVES | NEGATIONS | {"eller", "utom", "bara"}:
        return True
    if after in {"endast", "enbart", "förutom", "minst", "högst", "vid", "före", "efter", "inom"}:
        return True
    if after in _GOES_ON:
        return False
    conditions = [word for word in right if word not in NEGATIONS]
    return binds(left) or binds(conditions) or (bool(left) and left[0] in LEADING)


def _break_matters(
    places: Sequence[Place], at: int, left: Sequence[str], right: Sequence[str]
) -> bool:
    """A sentence was laid out as blocks, or blocks were run together."""
    old, new = places[at].old.pause, places[at].new.pause
    broken = new if new.block else old
    if not broken.item:
        return _stop_matters(left, right)
    start = _block_start(places, at, new_side=new.block)
    first = places[start].new if new.block else places[start].old
    if first.pause.item < broken.item:  # the words before lead the list in
        return False
    before = [place.new.key for place in places[start:at]]
    if before and before[-1] in {"och", "eller", "samt"}:
        before = before[:-1]
    return binds(before) or binds(right)


def _block_start(places: Sequence[Place], at: int, *, new_side: bool) -> int:
    for start in range(at - 1, max(-1, at - 1 - _WINDOW), -1):
        if _sides(places[start], new_side=new_side)[0].pause.block:
            return start
    return max(0, at - _WINDOW)


def _is_led_anew(places: Sequence[Place], at: int) -> bool:
    """Whether a sentence of its own came to stand in a list that is led in by a condition."""
    new_side = places[at].new.pause.block
    level = _sides(places[at], new_side=new_side)[0].pause.item
    if not level:
        return False
    end = at
    while end > max(0, at - 4 * _WINDOW):
        start = _block_start(places, end, new_side=new_side)
        first, _ = _sides(places[start], new_side=new_side)
        if first.pause.item < level:
            _, other = _sides(places[end], new_side=new_side)
            lead = [place.new.key for place in places[start:end]]
            return not other.pause.block and (binds(lead) or lead[0] in LEADING)
        end = start
    return False


def _sides(place: Place, *, new_side: bool) -> tuple[Unit, Unit]:
    return (place.new, place.old) if new_side else (place.old, place.new)
