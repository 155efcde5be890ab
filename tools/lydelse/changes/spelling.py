"""Slips of the pen: when one word is only another one misspelled."""

import os.path
from collections.abc import Callable
from typing import NamedTuple

from lydelse.changes.lexicon import ACTORS, PROTECTED, ROLE_WORDS
from lydelse.changes.vocabulary import (
    adjectives,
    imperatives,
    is_listed,
    is_word,
    neuters,
    nouns,
    particles,
)

Known = Callable[[str], bool]
"""Whether the documents themselves use the word, elsewhere than where it changed."""

_SHORTEST = 4
_LONG = 8
_LONGEST = 40
_NEIGHBOURS = {
    frozenset(pair)
    for pair in (
        "qw we er rt ty yu ui io op på as sd df fg gh hj jk kl lö öä zx xc cv vb bn nm"
        " ck cs sz gj vw eä åo äe öo aä aå oö ij"
    ).split()
}  # fmt: skip
_BARE = str.maketrans("åäö", "aao")
_PREFIXES = (
    "hypo", "hyper", "inter", "intra", "infra", "supra", "anti", "ante", "miss", "före", "efter",
    "över", "under", "utan", "inom", "till", "från", "upp", "ned", "sub", "sup", "pre", "pro",
    "post", "per", "para", "peri", "hem", "hemi", "mono", "multi", "poly", "brady", "taky",
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("lig", "ig", "isk", "bar", "sam", "ad", "ande", "ende", "t")
# Joined and apart they are both Swedish, and not the same.
_APART_IS_ELSE = frozenset("""
    vardag alltid ingenting någonting avgift trepersonersrum sjukpersonal nypersonal förrätt
    efterkontroll omhändertagande ombehandling underläkare överläkare fritid enstaka ibland
    tillåter egenvårdsråd nyanställd gravtsynskadad varsin varandra
""".split()) - {"ibland"}
_ONE_WORD = frozenset("""
    ibland idag igår imorgon ikväll inatt istället såväl tillsammans framför dessutom därför överens
    framåt tillbaka ihop isär ifrån utifrån inifrån härifrån därifrån eftersom allihop alltså iväg
    ikapp tillhanda tillrätta tillvara tillfreds överhuvudtaget självklart förutom gentemot ifråga
    framöver härefter däremot isåfall imorse ikapp iordning åtminstone dygnetrunt
    varannan vartannat undersköterska undersköterskan undersköterskor undersköterskorna
    undersköterskans undersköterskas undersköterskornas omvårdnad omvårdnaden omvårdnadspersonal
""".split())


class Edit(NamedTuple):
    """One slip: what was written for what, and how far into the word."""

    wrong: str
    right: str
    at: int


def is_slip(old: str, new: str, known: Known) -> bool:
    """Whether the old word is no word and the new one is what it was meant to be."""
    if not (old.isalpha() and new.isalpha()) or min(len(old), len(new)) < _SHORTEST:
        return False
    if old[0] != new[0] and old[0].translate(_BARE) != new[0].translate(_BARE):
        return False
    if old in PROTECTED or is_word(old) or known(old) or max(len(old), len(new)) > _LONGEST:
        return False
    if not (is_word(new) or known(new)):
        return False
    if new in PROTECTED:
        return _is_swapped(old, new) or (len(old) > _SHORTEST and _is_letter_twice(old, new))
    if old.translate(_BARE) == new.translate(_BARE):
        return is_listed(new) or known(new)
    if _touches_prefix(old, new):
        return False
    edits = _edits(old, new)
    allowed = 2 if len(new) >= _LONG + 2 else 1
    return 0 < len(edits) <= allowed and all(_typical(edit, old, new) for edit in edits)


def is_joined(parts: list[str], whole: str, known: Known, *, called: bool) -> bool:
    """Whether a word written apart, or joined, is the same word.

    ``called`` says that the first part stands where a sentence calls on somebody to do something.
    """
    if whole in _ONE_WORD:
        return True
    if whole in _APART_IS_ELSE or not all(part.isalpha() for part in parts):
        return False
    if any(whole.startswith(role) for role in ROLE_WORDS):
        return True
    if any(part in PROTECTED or len(part) == 1 for part in parts):
        return False
    if any(part in particles() for part in parts):
        return parts[0] in particles() and is_listed(whole) and not is_word("".join(parts[1:]))
    if min(len(part) for part in parts) < _SHORTEST - 1:
        return is_listed(whole)
    actors = sum(part in ACTORS for part in parts)
    calls = parts[0] in imperatives() and (called or parts[0] not in nouns() | neuters())
    if actors > 1 or calls or any(map(_says_how, parts[:-1])):
        return is_listed(whole) or (known(whole) and not actors)
    return True


def _says_how(word: str) -> bool:
    """Whether the word may be an adjective: "sjuk personal" is no "sjukpersonal"."""
    return word in adjectives() or (word.endswith(_ADJECTIVE_ENDINGS) and not is_listed(word))


def _is_swapped(old: str, new: str) -> bool:
    """Whether two neighbouring letters have changed places."""
    return any(
        old == new[:at] + new[at + 1] + new[at] + new[at + 2 :] for at in range(1, len(new) - 1)
    )


def _touches_prefix(old: str, new: str) -> bool:
    """Whether the difference reaches into the letters that turn a word into its opposite."""
    shared = len(os.path.commonprefix([old, new]))
    longest = max((len(p) for p in _PREFIXES if old.startswith(p) or new.startswith(p)), default=2)
    return shared < longest and not _is_doubled(old, new, shared) and not _is_swapped(old, new)


def _is_letter_twice(old: str, new: str) -> bool:
    return _is_doubled(old, new, len(os.path.commonprefix([old, new])))


def _is_doubled(old: str, new: str, at: int) -> bool:
    """Whether the words differ there in a letter written once for twice, or twice for once."""
    short, long = sorted((old, new), key=len)
    return at >= 1 and long == short[:at] + long[at - 1] + short[at:]


def _edits(old: str, new: str) -> list[Edit]:
    """The fewest slips from one word to the other; many when they are far apart."""
    rows: list[list[tuple[int, tuple[Edit, ...]]]] = [[(0, ())]]
    for j in range(1, len(new) + 1):
        cost, path = rows[0][j - 1]
        rows[0].append((cost + 1, (*path, Edit("", new[j - 1], 0))))
    for i in range(1, len(old) + 1):
        cost, path = rows[i - 1][0]
        row = [(cost + 1, (*path, Edit(old[i - 1], "", i - 1)))]
        for j in range(1, len(new) + 1):
            row.append(_cheapest(rows, row, i, j, old, new))
        rows.append(row)
    return list(rows[-1][-1][1])


def _cheapest(
    rows: list[list[tuple[int, tuple[Edit, ...]]]],
    row: list[tuple[int, tuple[Edit, ...]]],
    i: int,
    j: int,
    old: str,
    new: str,
) -> tuple[int, tuple[Edit, ...]]:
    above, before, across = rows[i - 1][j], row[j - 1], rows[i - 1][j - 1]
    a, b = old[i - 1], new[j - 1]
    ways = [
        (above[0] + 1, (*above[1], Edit(a, "", i - 1))),
        (before[0] + 1, (*before[1], Edit("", b, i))),
        across if a == b else (across[0] + 1, (*across[1], Edit(a, b, i - 1))),
    ]
    if i > 1 and j > 1 and a != b and (a, old[i - 2]) == (new[j - 2], b):
        skipped = rows[i - 2][j - 2]
        ways.append((skipped[0] + 1, (*skipped[1], Edit(old[i - 2] + a, new[j - 2] + b, i - 2))))
    return min(ways, key=lambda way: way[0])


def _typical(edit: Edit, old: str, new: str) -> bool:
    """Whether it is a slip that hands make: swapped, doubled, left out, the key beside."""
    wrong, right, at = edit
    if len(wrong) > 1:
        return at >= 1
    around = old[max(0, at - 1) : at + 2]
    if not wrong or not right:
        letter = wrong or right
        doubled = around.count(letter) >= (2 if wrong else 1)
        if doubled and at >= 1:
            return True
        inside = 2 <= at <= len(old) - (2 if wrong else 1)
        return inside and len(new) >= _LONG - 2 and at < len(old) - 1
    inside = 2 < at < len(old) - 2
    return inside and len(new) >= _LONG and frozenset((wrong, right)) in _NEIGHBOURS
