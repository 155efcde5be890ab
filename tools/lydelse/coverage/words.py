"""The coverage in Swedish: what a state is called, and what a set's figures say."""

from lydelse.coverage.model import Coming, SetCoverage, State, Step
from lydelse.findings import listed

STATES = {
    State.NONE: "Saknar dokument",
    State.ONLY_LATE: "Bara dokument med försenad översyn",
    State.COVERED: "Har giltigt dokument",
}
"""The states for readers, the gravest first."""

MEANS = (
    "Ett dokument är giltigt när det gäller och inte har försenad översyn. Vilka krav ett dokument "
    "svarar mot har den som ansvarar för det själv angett: att ett krav har ett dokument visar "
    "inte att kravet är uppfyllt, eller att dokumentet gäller i alla verksamheter."
)
"""How the figures are to be read."""

_SHARES = {
    State.COVERED: "ett giltigt dokument",
    State.ONLY_LATE: "bara dokument med försenad översyn",
    State.NONE: "inget dokument",
}


def summary(one: SetCoverage) -> str:
    """The state of a set in one sentence."""
    whole = len(one.duties)
    if not whole:
        return "Samlingen har inga krav."
    counts = [(state, len(one.of(state))) for state in _SHARES if one.of(state)]
    if len(counts) == 1 and counts[0][0] is State.NONE:
        return "Kravet saknar dokument." if whole == 1 else f"Alla {whole} krav saknar dokument."
    if len(counts) == 1:
        state = counts[0][0]
        return f"{'Kravet' if whole == 1 else f'Alla {whole} krav'} har {_SHARES[state]}."
    parts = [f"{count} {_SHARES[state]}" for state, count in counts]
    return f"Av {whole} krav har {listed(parts, 'och')}."


def standing(one: SetCoverage) -> str:
    """The state of a set, and how many of the duties that have a valid document are checked."""
    covered = one.of(State.COVERED)
    if not one.unchecked or not covered:
        return summary(one)
    checked, which = (
        sum(duty.requirement.checked for duty in covered),
        "som har ett giltigt dokument",
    )
    if len(covered) == 1:
        more = f"Det krav {which} är {'' if checked else 'inte '}kontrollerat"
    elif not checked:
        more = f"Inget krav {which} är kontrollerat"
    elif checked == len(covered):
        more = f"Alla krav {which} är kontrollerade"
    else:
        more = f"Av de krav {which} är {checked} kontrollera{'t' if checked == 1 else 'de'}"
    return f"{summary(one)} {more} mot föreskriftens text."


def unchecked(one: SetCoverage) -> str:
    """How many duties are not checked against the regulation's text; empty when all are."""
    count, whole = len(one.unchecked), len(one.duties)
    if not count:
        return ""
    if count == whole:
        return "Inget av kraven är kontrollerat mot föreskriftens text."
    adjective = "kontrollerat" if count == 1 else "kontrollerade"
    return f"Av kraven är {count} inte {adjective} mot föreskriftens text."


def on_the_way(one: Coming) -> str:
    """How far a text that does not apply yet has come."""
    if one.step is Step.DECIDED:
        return f"beslutad, gäller från {one.starts}"
    if one.step is Step.WITHHELD:
        return "beslutad, men beslutet väntar på bevis"
    where = f" ({listed(one.branches, 'och')})" if one.branches else ""
    return f"förslag{where}"
