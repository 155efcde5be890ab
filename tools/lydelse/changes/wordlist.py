"""Swedish at large: whether a form is a word that somebody may have meant.

The list is that of the package simplemma, some 960,000 forms, read where it is installed. It only
ever speaks against a slip of the pen: a form that it holds was meant, or may have been.
"""

from collections.abc import Container
from functools import cache

_SHORTEST_HEAD = 4
_SHORTEST_TAIL = 5
_PARTICLES = ("av", "upp", "ned", "in", "ut", "om", "på", "be", "an", "till", "åter", "bort")

MISSING = "Ordlistan simplemma är inte installerad, så stavfel känns inte igen."
"""Why no slip is accepted, when the list is not at hand."""


@cache
def _forms() -> Container[str] | None:
    try:
        from simplemma.strategies.dictionaries import StreamDictionaryFactory
    except ImportError:
        return None
    return StreamDictionaryFactory().get_dictionary("sv")


def at_hand() -> bool:
    """Whether the list can be read."""
    return _forms() is not None


@cache
def may_be_word(form: str) -> bool:
    """Whether the list holds the form, or what a particle before it leaves, as in "avbocka".

    Without a list every form may be a word.
    """
    forms = _forms()
    if forms is None or form in forms:
        return True
    left = (form[len(part) :] for part in _PARTICLES if form.startswith(part))
    return any(len(rest) >= _SHORTEST_TAIL and rest in forms for rest in left)


@cache
def may_be_compound(form: str) -> bool:
    """Whether the form can be read as two words of the list, as "dialysväska" can."""
    cuts = range(_SHORTEST_HEAD, len(form) - _SHORTEST_TAIL + 1)
    return any(may_be_word(form[cut:]) and _is_head(form[:cut]) for cut in cuts)


def _is_head(form: str) -> bool:
    return may_be_word(form) or (form[-1] == "s" and may_be_word(form[:-1]))
