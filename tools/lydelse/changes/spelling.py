"""Slips of the pen: when one word is only another one misspelled."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lydelse.changes.inflection import actor
from lydelse.changes.lexicon import ACTORS, PROTECTED, ROLE_WORDS, SUBSTANCES, words
from lydelse.changes.vocabulary import (
    adjectives,
    imperatives,
    is_compound_of,
    is_form_of_noun,
    is_listed,
    is_word,
    neuters,
    nouns,
    particles,
)
from lydelse.changes.wordlist import may_be_compound, may_be_word

Known = Callable[[str], bool]
"""Whether the documents themselves use the word, elsewhere than where it changed."""

_SHORTEST = 4
_LONG = 8
_INNER = 2
_LONGEST = 40
_NEIGHBOURS = {
    frozenset(pair)
    for pair in words("""
        qw we er rt ty yu ui io op på as sd df fg gh hj jk kl lö öä zx xc cv vb bn nm
        ck cs sz gj vw eä åo öo aä aå oö ij
    """)
}
_BARE = str.maketrans("åäö", "aao")
_PREFIXES = (
    "hypo", "hyper", "inter", "intra", "infra", "supra", "anti", "ante", "miss", "före", "efter",
    "över", "under", "utan", "inom", "till", "från", "upp", "ned", "sub", "sup", "pre", "pro",
    "post", "per", "para", "peri", "hem", "hemi", "mono", "multi", "poly", "brady", "taky",
)  # fmt: skip
_ADJECTIVE_ENDINGS = ("lig", "ig", "isk", "bar", "sam", "ad", "ande", "ende", "t")
# Joined and apart they are both Swedish, and not the same.
_APART_IS_ELSE = words("""
    vardag alltid ingenting någonting avgift trepersonersrum sjukpersonal nypersonal förrätt
    efterkontroll omhändertagande ombehandling underläkare överläkare fritid enstaka tillåter
    egenvårdsråd nyanställd gravtsynskadad varsin varandra
""")
# Who works when; said at the start of a sentence, where no "varje natt" can precede.
_BY_TIME = ("nattpersonal", "dagpersonal", "kvällspersonal", "nattpatrull", "nattgrupp")
_ONE_WORD = words("""
    iförväg iövrigt såhär
    ibland idag igår imorgon ikväll inatt istället såväl tillsammans framför dessutom därför
    överens framåt tillbaka ihop isär ifrån utifrån inifrån härifrån därifrån eftersom allihop
    alltså iväg ikapp tillhanda tillrätta tillvara tillfreds överhuvudtaget självklart förutom
    gentemot ifråga framöver härefter däremot isåfall imorse iordning åtminstone dygnetrunt
    varannan vartannat undersköterska undersköterskan undersköterskor undersköterskorna
    undersköterskans undersköterskas undersköterskornas omvårdnad omvårdnaden omvårdnadspersonal
""")
# Short words without their dots that are nothing else in Swedish of today.
_NO_WORDS = words("hande maste aven tvatta hoger behover anhorig anhoriga sjalv")


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
    if _is_joint(old, new) or _is_spoken(old, new):
        return True
    if old in PROTECTED or is_word(old) or known(old) or max(len(old), len(new)) > _LONGEST:
        return False
    if not (is_word(new) or known(new)):
        return False
    if may_be_word(old) and old not in _NO_WORDS:
        return False
    if _is_swapped(old, new) or _is_doubled(old, new):
        return True
    if new in PROTECTED or not is_word(new) or _names_substance(new):
        return False
    if old.translate(_BARE) == new.translate(_BARE):
        return _lacks_dots(old, new) and (is_listed(new) or known(new))
    return not may_be_compound(old) and _is_mistyped(old, new)


def _is_spoken(old: str, new: str) -> bool:
    """Whether the definite form was written as it is said: behållarn for behållaren."""
    return old.endswith("arn") and new == f"{old[:-1]}en" and not may_be_word(old)


def _is_mistyped(old: str, new: str) -> bool:
    """Whether letters were left out, slipped in or struck beside, in a word that can bear it."""
    if _is_cut_short(old, new):
        return True
    if _touches_prefix(old, new):
        return False
    edits = _edits(old, new, left=2 if len(new) >= _LONG + 2 else 1)
    return edits is not None and all(_typical(edit, old, new) for edit in edits)


def _is_cut_short(old: str, new: str) -> bool:
    """Whether one letter is missing, wherever, in the name of a thing or of somebody."""
    at = _shared(old, new)
    if len(new) < _LONG - 2 or old != new[:at] + new[at + 1 :]:
        return False
    return actor(new) or is_form_of_noun(new)


def _names_substance(word: str) -> bool:
    """Whether the word names a medicine or a salt: one letter may make it another one."""
    return any(substance in word for substance in SUBSTANCES)


def _lacks_dots(old: str, new: str) -> bool:
    """Whether å, ä and ö were written a and o, in so much of the word that it is plainly none.

    "Häll" is no slip for "håll", nor "rada" for "råda": the vocabulary is too short to tell.
    """
    differ = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    plain = all(a == b.translate(_BARE) for a, b in differ)
    if old in _NO_WORDS:
        return plain
    return plain and len(new) >= (_LONG if len(differ) == 1 else _LONG - 2)


def is_joined(parts: list[str], whole: str, known: Known, *, called: bool) -> bool:
    """Whether a word written apart, or joined, is the same word.

    ``called`` says that the first part stands where a sentence calls on somebody to do something.
    """
    if whole in _ONE_WORD or (called and whole.startswith(_BY_TIME) and actor(whole)):
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


def _is_joint(old: str, new: str) -> bool:
    """Whether only the s between the parts of a compound came or went."""
    short, long = sorted((old, new), key=len)
    at = _shared(short, long)
    while at and short[at - 1] == "s":
        at -= 1
    ends = min(at, len(short) - at) >= _SHORTEST
    joint = long == f"{short[:at]}s{short[at:]}" and ends
    return joint and is_compound_of(short[:at], short[at:])


def _says_how(word: str) -> bool:
    """Whether the word may be an adjective: "sjuk personal" is no "sjukpersonal"."""
    return word in adjectives() or (word.endswith(_ADJECTIVE_ENDINGS) and not is_listed(word))


def _is_swapped(old: str, new: str) -> bool:
    """Whether two neighbouring letters have changed places."""
    return any(
        old == new[:at] + new[at + 1] + new[at] + new[at + 2 :] for at in range(1, len(new) - 1)
    )


def _shared(old: str, new: str) -> int:
    """How many letters the words have in common from the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _touches_prefix(old: str, new: str) -> bool:
    """Whether the difference reaches into the letters that turn a word into its opposite."""
    longest = max((len(p) for p in _PREFIXES if old.startswith(p) or new.startswith(p)), default=2)
    inside = _shared(old, new) < longest
    return inside and not _is_doubled(old, new) and not _is_swapped(old, new)


def _is_doubled(old: str, new: str) -> bool:
    """Whether the words differ in a letter written once for twice, or twice for once."""
    at = _shared(old, new)
    short, long = sorted((old, new), key=len)
    return at >= 1 and long == short[:at] + long[at - 1] + short[at:]


def _edits(old: str, new: str, at: int = 0, left: int = 2) -> tuple[Edit, ...] | None:
    """The fewest slips from one word to the other; ``None`` when they are more than ``left``."""
    shared = _shared(old, new)
    old, new, at = old[shared:], new[shared:], at + shared
    if not old and not new:
        return ()
    found = []
    for edit, gone, come in _first_edits(old, new, at) if left else ():
        rest = _edits(old[gone:], new[come:], at + gone, left - 1)
        if rest is not None:
            found.append((edit, *rest))
    return min(found, key=len, default=None)


def _first_edits(old: str, new: str, at: int) -> Iterator[tuple[Edit, int, int]]:
    """What may have slipped at the first difference, and the letters it takes on either side."""
    if old:
        yield Edit(old[0], "", at), 1, 0
    if new:
        yield Edit("", new[0], at), 0, 1
    if old and new:
        yield Edit(old[0], new[0], at), 1, 1
    if old[:2] and old[:2] == new[1:2] + new[:1]:
        yield Edit(old[:2], new[:2], at), 2, 2


def _typical(edit: Edit, old: str, new: str) -> bool:
    """Whether it is a slip that hands make: swapped, doubled, left out, the key beside."""
    wrong, right, at = edit
    if len(wrong) > 1:
        return at >= 1
    if not wrong or not right:
        return _is_one_letter(edit, old, new)
    inside = _INNER < at < len(old) - _INNER
    return inside and len(new) >= _LONG and frozenset((wrong, right)) in _NEIGHBOURS


def _is_one_letter(edit: Edit, old: str, new: str) -> bool:
    """Whether a letter was left out or slipped in where that makes no other word."""
    wrong, right, at = edit
    around = old[max(0, at - 1) : at + 2]
    if at >= 1 and around.count(wrong or right) >= (2 if wrong else 1):
        return True
    return _INNER <= at < len(old) - 1 and len(new) >= _LONG - 2
