"""Whether two forms of a word say the same: agreement and definite form, never number or mood."""

from functools import lru_cache

from lydelse.changes.lexicon import ACTORS, PROTECTED
from lydelse.changes.vocabulary import (
    adjectives,
    imperatives,
    is_listed,
    neuters,
    nouns,
    particles,
    verbs,
)

# Nouns of people and wares whose bare form may be one or many, and which it matters to count.
_COUNTED = ("läkemedel", "biträde", "barn", "larm", "boende", "prov", "besök", "syskon", "ombud")
_ADJECTIVE_ENDINGS = (
    "lig",
    "ig",
    "isk",
    "sk",
    "bar",
    "sam",
    "full",
    "lös",
    "iv",
    "ell",
    "al",
    "är",
)
_COMMON_ENDINGS = (
    "ing", "ion", "het", "lista", "rutin", "plan", "journal", "chef", "nad", "skap", "ik", "ans",
    "ens", "dag", "tid", "hand", "vård", "omsorg", "pärm", "grupp", "tjänst", "sköterska", "person",
    "ist", "terapeut", "vecka", "timme", "enhet", "blankett", "tavla", "säng", "stol", "väska",
)  # fmt: skip
_SHORTEST = 4


@lru_cache(maxsize=4_000)
def actor(word: str) -> bool:
    """Whether the word, in any form, names somebody who acts or is acted for."""
    if word in ACTORS:
        return True
    return any(_stem_of(word, ending) for ending in _FORMS)


def same_in_another_form(old: str, new: str, *, before: str, after: str, first: bool) -> bool:
    """Whether the words differ in form alone.

    ``before`` and ``after`` are the words around them; ``first`` says that a sentence begins here.
    """
    if (
        old[:1] != new[:1]
        or old in PROTECTED
        or new in PROTECTED
        or min(len(old), len(new)) < _SHORTEST - 1
    ):
        return False
    if old in particles() or new in particles():
        return False
    short, long = sorted((old, new), key=len)
    return (
        _definite(short, long)
        or _agreement(old, new, after)
        or _genitive(short, long, after)
        or _participle(old, new)
        or _present(short, long, before, first=first)
        or _counted(short, long, before)
    )


_FORMS = (
    "n", "en", "s", "ns", "ens", "or", "orna", "ors", "ornas", "er", "erna", "ers", "ernas", "ar",
    "arna", "arnas", "ars", "na", "nas", "r", "rna", "rnas", "t", "ts", "et", "ets", "a", "e", "as",
)  # fmt: skip


def _stem_of(word: str, ending: str) -> bool:
    if not word.endswith(ending):
        return False
    stem = word[: len(word) - len(ending)]
    return any(base in ACTORS for base in (stem, stem + "a", stem + "e"))


def _is_common(word: str) -> bool:
    return word in nouns() or word.endswith(_COMMON_ENDINGS)


def _is_neuter(word: str) -> bool:
    return word in neuters() or any(
        word.endswith(noun) for noun in ("schema", "formulär", "protokoll", "dokument", "underlag")
    )


def _may_be_counted(word: str) -> bool:
    """Whether the bare form may be plural where it matters how many."""
    return word.endswith(_COUNTED) or (actor(word) and word.endswith(("are", "ande", "ende")))


def _definite(short: str, long: str) -> bool:
    """rutin/rutinen, lista/listan, formulär/formuläret, rutiner/rutinerna."""
    if _may_be_counted(short):
        return False
    if long == short + "na":
        return short.endswith(("er", "or", "ar")) and not actor(short)
    if short in imperatives() and short not in nouns() | neuters():
        return False
    if long == short + "n":
        return (short[-1] == "a" or short.endswith(("el", "or"))) and _is_common(short)
    if long in {short + "en", short + short[-1] + "en"}:
        return _is_common(short) and not _is_neuter(short)
    if long in {short + "et", short + short[-1] + "et"} or (
        long == short + "t" and short[-1] == "e"
    ):
        return _is_neuter(short)
    return False


def _is_adjective(word: str) -> bool:
    return word in adjectives() or (
        word.endswith(_ADJECTIVE_ENDINGS) and not is_listed(word) and len(word) > _SHORTEST + 1
    )


def _agreement(old: str, new: str, after: str) -> bool:
    """muntlig/muntligt/muntliga, before the word that it says something about."""
    bases = [_adjective_bases(word) for word in (old, new)]
    shared = bases[0] & bases[1]
    if not any(_is_adjective(base) for base in shared):
        return False
    if after and old[-1] != new[-1] and "t" in {old[-1], new[-1]} and _may_be_graded(after):
        return False
    people = any(actor(base) or base in {"anställd", "sjuk", "gammal", "äldre"} for base in shared)
    return not people or (bool(after) and old not in ACTORS and new not in ACTORS)


def _may_be_graded(word: str) -> bool:
    """Whether a t-form before the word may say how much, as in "helt avsvalnad"."""
    return not _is_noun(word) and (
        any(_is_adjective(base) for base in _adjective_bases(word))
        or word.endswith(("ad", "at", "ade", "ande", "ende"))
    )


def _adjective_bases(word: str) -> set[str]:
    found = {word}
    if word[-1] in "tae":
        found.add(word[:-1])
    if word.endswith("tt"):
        found.add(word[:-2])
        found.update({word[:-2] + "d"} & adjectives())  # gott -> god
    for ending, base in (("nt", "nd"), ("et", "en")):  # känt -> känd, öppet -> öppen
        if word.endswith(ending) and word[:-2] + base in adjectives():
            found.add(word[:-2] + base)
    return found


def _genitive(short: str, long: str, after: str) -> bool:
    """brukaren/brukarens, before a word that it owns; never the passive of a verb."""
    if long != short + "s" or not after or after in PROTECTED:
        return False
    bare = short.removesuffix("en").removesuffix("et").removesuffix("n")
    is_noun = short not in verbs() and (_is_common(bare) or _is_neuter(bare) or actor(short))
    return is_noun and short.endswith(("en", "an", "et", "on"))


def _participle(old: str, new: str) -> bool:
    """låst/låsta, signerad/signerat/signerade: what it says something about is unchanged."""
    for ends in (
        ("ad", "at", "ade"),
        ("d", "t", "da"),
        ("en", "et", "na"),
        ("st", "sta"),
        ("pt", "pta"),
    ):
        stems = [
            {word[: len(word) - len(end)] for end in ends if word.endswith(end)}
            for word in (old, new)
        ]
        for stem in stems[0] & stems[1]:
            if ends[0] == "en" and (_is_noun(stem) or _lost_its_e(stem)):
                continue  # larmen/larmet, hindret/hindren: a matter of how many
            if ends[0] in {"ad", "d", "en"} and not _is_verb_stem(stem):
                continue
            if ends[0] in {"st", "pt"} and not _is_verb_stem(stem + ends[0][0]):
                continue
            return True
    return False


def _is_noun(stem: str) -> bool:
    """Whether the stem is a noun's, or a compound's that ends in one."""
    tails = {stem[cut:] for cut in range(max(1, len(stem) - 2))}
    whole = tails | {tail + end for tail in tails for end in "ae"}
    return bool(whole & (nouns() | neuters()))


def _lost_its_e(stem: str) -> bool:
    """Whether the stem is a noun's that drops its e: hind(e)r, teck(e)n; no verb's ends so."""
    return len(stem) > 1 and stem[-1] in "rnl" and stem[-2] not in "aeiouyåäö" + stem[-1]


def _is_verb_stem(stem: str) -> bool:
    tail = [stem[cut:] + "a" for cut in range(max(1, len(stem) - 2))]
    return any(verb in verbs() for verb in tail)


def _present(short: str, long: str, before: str, *, first: bool) -> bool:
    """Personalen dokumentera(r): a slip inside a sentence, never where it would call or ask."""
    if first or not before or before in PROTECTED or before == "att":
        return False
    return long == short + "r" and short in verbs() and short[-1] == "a"


def _counted(short: str, long: str, before: str) -> bool:
    """två handske(ar): the figure before says how many."""
    if not before.startswith("#") or before in {"#1", "#0"}:
        return False
    endings = ("ar", "er", "or", "r")
    return any(long in {short + end, short[:-1] + end} for end in endings) and _is_common(short)
