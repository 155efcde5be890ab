"""Edits: nothing is lost, a second bump replaces the first, a fold keeps the hash."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broken import mutated, raw
from conftest import BASE, ROOT, SCHEMAS, TODAY, base_files, corpus_of, read_once
from lydelse.canonical import canonical
from lydelse.editing import (
    SLAG,
    Edit,
    EditError,
    Told,
    bump_edit,
    bumped,
    change_key,
    fold_edits,
    folded,
    newest_first,
    review_key,
    united,
)
from lydelse.formatting import formatted
from lydelse.reading import DOCUMENT
from lydelse.source import read_source
from lydelse.tree import ProjectError
from lydelse.wording import l1, read_wording
from lydelse.yamltext import Value

SCHEMA = SCHEMAS[DOCUMENT]
DOCUMENTS = [
    path.read_bytes()
    for root in (BASE, ROOT)
    for folder in ("rutiner", "riktlinjer")
    for path in sorted((root / folder).rglob("*.md"))
]
PATH = "rutiner/halso-och-sjukvard/fall.md"
WAITING = "rutiner/halso-och-sjukvard/fall.kommande.md"
FALL = base_files()[PATH]
ENTRY = """  - version: "1.0"
    gäller_från: 2026-09-15
    slag: i sak
    orsak: ny
    text: Rutinen är ny.
"""
DECISION = """beslut:
  datum: 2026-09-01
  av: mas
  referens: Ändringsförslag 8
"""
CAUSES = SCHEMA["properties"]["ändringar"]["items"]["properties"]["orsak"]["enum"]


def changed(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """The bytes with passages changed; each must be there."""
    text = data.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def front_of(data: bytes) -> dict[str, Any]:
    source = read_source(data)
    assert source.front is not None
    assert source.faults == ()
    return source.front


def version_of(data: bytes) -> str:
    return str(front_of(data)["version"])


def told(**other: Any) -> Told:  # noqa: ANN401  any of what a bump is told
    """What a plain bump is told, and what is said otherwise."""
    usual: dict[str, Any] = {
        "slag": "redaktionell",
        "reason": "översyn",
        "text": "Meningarna är kortare.",
        "starts": date(2026, 12, 1),
        "version_on_main": "1.0",
    }
    return usual | other  # type: ignore[return-value]


def bump(data: bytes = FALL, **other: Any) -> bytes:  # noqa: ANN401  any of what a bump is told
    return bumped(data, SCHEMA, **told(**other))


def refusal(edit: Callable[[], object]) -> str:
    """The sentence of a refused edit."""
    with pytest.raises(EditError) as refused:
        edit()
    return str(refused.value)


def result_of(edit: Callable[[], bytes]) -> bytes | None:
    """What the edit gives; ``None`` when it is refused with a sentence."""
    try:
        return edit()
    except EditError as error:
        sentence = str(error)
    assert sentence.endswith((".", "?", '"'))
    return None


@st.composite
def said(draw: st.DrawFn, main: Mapping[str, Value]) -> Told:
    """What an author may tell of a change of main's document."""
    return told(
        slag=draw(st.sampled_from(sorted(SLAG))),
        reason=draw(st.sampled_from(CAUSES)),
        text=draw(st.sampled_from(("Kortare.", "Två rader:\n- en\n- två", 'a: "b" #c', "no"))),
        starts=draw(st.dates(date(2026, 1, 1), date(2099, 1, 1))),
        version_on_main=main["version"],
        consulted=tuple(draw(st.lists(st.sampled_from(("mas", "mar")), unique=True))),
        judgement=draw(st.sampled_from(("", "Bara ordningen på orden är ny."))),
        decision_on_main=main["beslut"],
    )


DECIDED = [data for data in DOCUMENTS if "beslut" in front_of(data)]
WORDS = st.sampled_from(("anteckning", "källa", "no", "a: b", "7", "version", "datum", "titel"))
SMALL = [data for data in DECIDED if len(data) < 2000]


@given(st.data())
def test_a_bump_writes_a_valid_document_and_loses_nothing(data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(DECIDED))
    words = data.draw(said(front_of(before)))
    after = bumped(before, SCHEMA, **words)
    reading = read_once(DOCUMENT, after)
    assert reading.valid
    assert reading.faults == ()
    assert reading.body.html == read_once(DOCUMENT, before).body.html
    old, new = front_of(before), front_of(after)
    entry, *rest = new["ändringar"]
    assert rest == old["ändringar"]
    assert entry["version"] == new["version"]
    assert entry["gäller_från"] == new["gäller_från"] == words["starts"].isoformat()
    free = {"version", "gäller_från", "ändringar", "beslut"}
    assert {key: new.get(key) for key in {*old, *new} - free} == {
        key: value for key, value in old.items() if key not in free
    }
    assert new.get("beslut") == (None if SLAG[words["slag"]] else old["beslut"])


@given(st.data())
def test_a_second_bump_replaces_the_first(data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(SMALL))
    first, last = (data.draw(said(front_of(before))) for _ in range(2))
    once = bumped(before, SCHEMA, **last)
    assert bumped(bumped(before, SCHEMA, **first), SCHEMA, **last) == once
    assert bumped(once, SCHEMA, **last) == once


SCALARS = (
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(("", "no", "a: b", "1.0"))
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def odd(draw: st.DrawFn, *documents: bytes) -> bytes:
    """A document where some keys, known or unknown, have values that no schema lets through."""
    source = read_source(draw(st.sampled_from(documents)))
    known = set(SCHEMA["properties"]) - {"id", "version"}
    strange = draw(st.dictionaries(st.sampled_from(sorted(known)) | WORDS, VALUES, max_size=4))
    return canonical({**(source.front or {}), **strange}, source.body, SCHEMA).encode()


BROKEN = odd(*SMALL) | mutated(*DOCUMENTS) | raw()


@given(BROKEN, st.sampled_from(sorted(SLAG)), st.none() | st.just("1.0"))
@example(b"", "i sak", None)
def test_a_broken_document_is_refused_or_keeps_what_is_odd(
    data: bytes, slag: str, main: str | None
) -> None:
    words = told(slag=slag, version_on_main=main, decision_on_main={"datum": "2026-01-01"})
    after = result_of(lambda: bumped(data, SCHEMA, **words))
    if after is None:
        return
    old, new = read_source(formatted(data, SCHEMA).data or b""), read_source(after)
    assert new.body == old.body
    assert new.front is not None
    assert old.front is not None
    free = {"version", "gäller_från", "ändringar", "beslut"}
    assert set(old.front) - free == set(new.front) - free
    assert all(new.front[key] == old.front[key] for key in set(old.front) - free)
    kept = [entry for entry in old.front.get("ändringar") or [] if entry in new.front["ändringar"]]
    assert len(new.front["ändringar"]) - len(kept) == 1


@given(st.text(max_size=80))
@example("e\u0301n rad\r\ntill ")
@example("\udc80")
@example("\u200b")
@example("---")
def test_any_text_is_written_as_it_stands_or_refused(text: str) -> None:
    after = result_of(lambda: bump(text=text, judgement=text))
    if after is None:
        return
    entry = front_of(after)["ändringar"][0]
    assert entry["text"] == unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    assert entry["bedömning"] == entry["text"]


@pytest.mark.parametrize(
    ("slag", "main", "version"),
    [
        ("redaktionell", "2.3", "2.4"),
        ("följdändring", "2.9", "2.10"),
        ("i sak", "2.3", "3.0"),
        ("principiell", "9.9", "10.0"),
        ("i sak", "3", "4.0"),
    ],
)
def test_the_next_version_is_counted_from_main(slag: str, main: str, version: str) -> None:
    file = changed(FALL, ('version: "1.0"', f'version: "{main}"'))
    front = front_of(bump(file, slag=slag, version_on_main=main))
    assert front["version"] == version
    assert ("beslut" in front) == (slag in {"redaktionell", "följdändring"})


def test_everything_the_author_tells_stands_in_the_first_entry() -> None:
    after = bump(
        slag="i sak",
        reason="avvikelse",
        text="Steget om smärta är nytt.",
        consulted=("mas", "undersköterska"),
        judgement="Nytt steg.",
    )
    assert after == changed(
        FALL,
        ('version: "1.0"', 'version: "2.0"'),
        (DECISION, ""),
        ("gäller_från: 2026-09-15", "gäller_från: 2026-12-01"),
        (
            "ändringar:\n",
            """ändringar:
  - version: "2.0"
    gäller_från: 2026-12-01
    slag: i sak
    orsak: avvikelse
    text: Steget om smärta är nytt.
    samråd:
      - mas
      - undersköterska
    bedömning: Nytt steg.
""",
        ),
    )


def test_a_new_document_keeps_its_number_and_its_only_entry_is_replaced() -> None:
    front = front_of(bump(slag="i sak", reason="Rutinen saknades.", text="", version_on_main=None))
    assert front["version"] == "1.0"
    assert "beslut" not in front
    assert [(entry["orsak"], entry["text"]) for entry in front["ändringar"]] == [
        ("ny", "Rutinen saknades.")
    ]


@pytest.mark.parametrize(
    ("slag", "reason", "orsak"),
    [
        ("redaktionell", "Stavfel är rättade.", "översyn"),
        ("i sak", "Två personer lyfter.", "ändrat arbetssätt"),
        ("principiell", "Alla enheter omfattas.", "ändrat arbetssätt"),
    ],
)
def test_the_authors_own_words_become_the_text(slag: str, reason: str, orsak: str) -> None:
    entry = front_of(bump(slag=slag, reason=reason, text=""))["ändringar"][0]
    assert (entry["orsak"], entry["text"]) == (orsak, reason)


def test_an_orsak_may_be_written_with_a_capital_and_with_composed_letters() -> None:
    entry = front_of(bump(reason="O\u0308versyn "))["ändringar"][0]
    assert entry["orsak"] == "översyn"


def test_a_document_may_have_a_version_without_quotes_and_no_earlier_changes() -> None:
    file = changed(FALL, ('version: "1.0"', "version: 1.0"), (f"ändringar:\n{ENTRY}", ""))
    assert [e["version"] for e in front_of(bump(file))["ändringar"]] == ["1.1"]


def test_an_unknown_key_of_a_replaced_entry_is_kept() -> None:
    noted = changed(bump(), ("    text: Men", "    anteckning: fråga MAS\n    text: Men"))
    entry, first = front_of(bump(noted, text="Ny text."))["ändringar"]
    assert (entry["anteckning"], entry["text"], first["version"]) == (
        "fråga MAS",
        "Ny text.",
        "1.0",
    )


def test_the_decision_comes_back_when_a_change_turns_out_to_be_redaktionell() -> None:
    proposal = bump(slag="i sak")
    decision = front_of(FALL)["beslut"]
    assert bump(proposal, decision_on_main=decision) == bump()
    sentence = refusal(lambda: bump(proposal))
    assert sentence == (
        "Version 2.0 skulle få ett eget beslut, men den här ändringen följer beslutet om 1.0. "
        'Skriv tillbaka det under beslut, sätt version till "1.0" och kör igen.'
    )
    restored = 'version: "1.0"\n' + DECISION.rstrip("\n")
    by_hand = changed(proposal, ('version: "2.0"', restored))
    assert bump(by_hand) == bump()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            {"slag": "liten"},
            "Slaget ”liten” finns inte. Välj redaktionell, följdändring, i sak eller principiell ",
        ),
        (
            {"text": " "},
            "Texten saknas. Skriv med --text vad som är nytt för den som följer dokumentet, till ",
        ),
        ({"reason": "", "text": ""}, "Orsaken saknas. Välj ny, avvikelse, "),
        (
            {"reason": "avikelse", "text": ""},
            "Orsaken ”avikelse” finns inte. Menade du avvikelse?",
        ),
        ({"reason": "Stavfel"}, "Orsaken ”Stavfel” finns inte. Välj ny, avvikelse, "),
        (
            {"slag": "följdändring", "reason": "Lagen har bytt nummer.", "text": ""},
            "Orsaken ”Lagen har bytt nummer.” finns inte. Välj ny, avvikelse, ",
        ),
        ({"text": "a" * 601}, "Text har 601 tecken, men får ha högst 600: "),
        ({"consulted": ("MAS",)}, "Samråd har värdet ”MAS”, som inte har rätt form. "),
        ({"consulted": ("mas", "mas")}, "Samråd har samma värde två gånger: ”mas”. "),
        (
            {"version_on_main": "1.1"},
            "Dokumentet har version 1.0, men 1.1 finns redan på main. Utgå från den nyaste ",
        ),
        ({"version_on_main": "ett"}, "Versionen på main går inte att läsa: ”ett”. "),
        (
            {"version_on_main": None},
            "Dokumentet är nytt och behöver ett beslut. Välj --slag ”i sak” eller ”principiell”.",
        ),
    ],
)
def test_what_the_author_tells_amiss_is_refused(other: dict[str, Any], sentence: str) -> None:
    assert refusal(lambda: bump(**other)).startswith(sentence)


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        (
            ("titel: När", "titel: Fall: När"),
            "Det går inte att skriva om dokumentet: rätta först det som inte går att läsa (rad 3: ",
        ),
        (('version: "1.0"', "version: ett"), "Versionen går inte att läsa: ”ett”. Skriv två tal "),
        (("version:", "utgåva:"), "Versionen går inte att läsa: ”tomt”. Skriv två tal "),
        (
            (f"ändringar:\n{ENTRY}", "ändringar: se arkivet\n"),
            "Under ändringar står ingen lista. Börja varje post med ett bindestreck.",
        ),
        (
            (ENTRY, ENTRY.replace("1.0", "1.2") + ENTRY.replace("1.0", "1.1") + ENTRY),
            "Under ändringar står flera poster som inte finns på main: ”1.2” och ”1.1”. Behåll ",
        ),
    ],
)
def test_a_document_that_cannot_be_edited_is_refused(pair: tuple[str, str], sentence: str) -> None:
    file = changed(FALL, pair)
    assert refusal(lambda: bump(file)).startswith(sentence)


def test_what_would_not_read_back_as_it_was_given_is_refused() -> None:
    decision: dict[str, Value] = {"datum": date(2026, 9, 1), "av": "mas"}
    proposal = bump(slag="i sak")
    assert refusal(lambda: bump(proposal, decision_on_main=decision)) == (
        "Ändringen går inte att skriva utan att något försvinner. Ändra för hand."
    )


def test_a_broken_schema_is_told_in_a_sentence() -> None:
    entry = SCHEMA["properties"]["ändringar"]["items"]
    items = {"items": {**entry, "type": "saknas"}}
    broken = {"properties": {**SCHEMA["properties"], "ändringar": items}}
    sentence = refusal(lambda: bumped(FALL, broken, **told()))
    assert sentence.startswith("schemas/dokument.json är inget giltigt schema")


def test_a_bump_of_a_file_names_the_path() -> None:
    assert bump_edit(PATH, base_files().get, SCHEMA, **told()) == Edit(PATH, {PATH: bump()})
    sentence = refusal(lambda: bump_edit("rutiner/x.md", base_files().get, SCHEMA, **told()))
    assert sentence == (
        "rutiner/x.md: Det går inte att läsa rutiner/x.md. "
        "Lägg en vanlig fil där, med läsrättighet."
    )
    assert issubclass(EditError, ProjectError)


VERSIONS = st.tuples(st.integers(1, 3), st.integers(0, 3))
ODD: st.SearchStrategy[Value] = st.sampled_from(
    ("se arkivet", 7, None, [], {"text": "utan version"}, {"version": "ett"})
)


def a_change(version: tuple[int, int], text: str) -> dict[str, Value]:
    return {
        "version": f"{version[0]}.{version[1]}",
        "gäller_från": "2026-10-01",
        "slag": "i sak",
        "orsak": "översyn",
        "text": text,
    }


def a_review(day: date, role: str, basis: str) -> dict[str, Value]:
    return {"datum": day.isoformat(), "av": role, "utfall": "ändras", "underlag": basis}


CHANGES = st.lists(st.builds(a_change, VERSIONS, st.sampled_from("abc")) | ODD, max_size=5)
REVIEWS = st.lists(
    st.builds(
        a_review,
        st.dates(date(2026, 1, 1), date(2026, 1, 5)),
        st.sampled_from(("mas", "mar")),
        st.sampled_from("abc"),
    )
    | ODD,
    max_size=5,
)


def with_past(data: bytes, version: str, changes: list[Value], reviews: list[Value]) -> bytes:
    """The document with a version and a past, in the canonical form."""
    source = read_source(data)
    front = {**(source.front or {}), "version": version, "ändringar": changes, "översyner": reviews}
    return canonical(front, source.body, SCHEMA).encode()


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A document and the wording that waits beside it, each with a past of its own."""
    data = draw(st.sampled_from(SMALL))
    coming = changed(data, ("\n---\n", "\n---\n\n## Nytt\n\nEn ny rad.\n"))
    return (
        with_past(data, "1.0", draw(CHANGES), draw(REVIEWS)),
        with_past(coming, "2.0", draw(CHANGES), draw(REVIEWS)),
    )


def keyed(entries: list[Value], key: Callable[[Value], Any]) -> dict[Any, list[Value]]:
    found: dict[Any, list[Value]] = {}
    for entry in entries:
        found.setdefault(key(entry) or repr(entry), []).append(entry)
    return found


@given(neighbours())
def test_a_fold_unites_the_past_and_loses_nothing(pair: tuple[bytes, bytes]) -> None:
    current, coming = pair
    result = folded(current, coming, SCHEMA)
    old, new, after = front_of(current), front_of(coming), front_of(result)
    assert after["översyn_senast"] == new["översyn_senast"]
    for name, key in (("ändringar", change_key), ("översyner", review_key)):
        before, ours = keyed(old[name], key), keyed(new[name], key)
        assert keyed(after[name], key) == before | ours
        ranks = [found[0] if (found := key(entry)) else None for entry in after[name]]
        told_apart = [rank for rank in ranks if rank is not None]
        assert told_apart == sorted(told_apart, reverse=True)
        assert ranks == [*told_apart, *(rank for rank in ranks if rank is None)]
    past = {"ändringar", "översyner"}
    assert {k: v for k, v in after.items() if k not in past} == {
        k: v for k, v in new.items() if k not in past
    }


@given(neighbours())
def test_a_fold_keeps_the_hash_and_done_again_changes_nothing(pair: tuple[bytes, bytes]) -> None:
    current, coming = pair
    result = folded(current, coming, SCHEMA)
    assert l1(read_wording(result), {}) == l1(read_wording(coming), {})
    assert folded(result, coming, SCHEMA) == result
    assert folded(None, result, SCHEMA) == result
    assert formatted(result, SCHEMA).data == result


@given(BROKEN)
@example(changed(FALL, ("titel: När någon har fallit", "titel: True")))
@example(changed(FALL, ("titel: När någon har fallit", "titel: +5")))
@example(changed(FALL, ("titel: När någon har fallit", "titel: NULL")))
def test_any_coming_text_is_refused_or_keeps_its_hash(coming: bytes) -> None:
    for current in (None, FALL):
        result = result_of(partial(folded, current, coming, SCHEMA))
        if result is not None:
            assert l1(read_wording(result), {}) == l1(read_wording(coming), {})
            before = read_source(formatted(coming, SCHEMA).data or b"").front or {}
            assert set(before) <= set(front_of(result))


@given(CHANGES, CHANGES)
def test_a_union_keeps_ours_and_adds_only_what_is_new(
    ours: list[Value], theirs: list[Value]
) -> None:
    both = united(ours, theirs, change_key)
    assert both[: len(ours)] == ours
    assert united(both, theirs, change_key) == both
    assert united(both, ours, change_key) == both
    ordered = newest_first(both, change_key)
    assert newest_first(ordered, change_key) == ordered


NEXT = (
    ('version: "1.0"', 'version: "2.0"'),
    ("gäller_från: 2026-09-15", "gäller_från: 2026-11-22"),
    ("ändringar:\n", "ändringar:\n" + ENTRY.replace("1.0", "2.0").replace("ny.", "omarbetad.")),
    ("Lyft aldrig ensam.", "Lyft alltid två."),
)
COMING = changed(FALL, *NEXT)


def folds(files: Mapping[str, bytes], today: date = TODAY) -> list[Edit]:
    """The folds of the small project with files beside its own."""
    every = {**base_files(), **files}
    return list(fold_edits(corpus_of(every), every.get, SCHEMA, today))


def test_a_wording_takes_its_place_on_its_day() -> None:
    corrected = changed(
        FALL,
        ('version: "1.0"', 'version: "1.1"'),
        ("ändringar:\n", "ändringar:\n" + ENTRY.replace("1.0", "1.1").replace("ny.", "rättad.")),
    )
    files = {PATH: corrected, WAITING: COMING}
    assert folds(files, date(2026, 11, 21)) == []
    (edit,) = folds(files)
    assert edit.path == WAITING
    assert edit.refusal == ""
    assert list(edit.files) == [PATH, WAITING]
    assert edit.files[WAITING] is None
    result = edit.files[PATH]
    assert result
    assert version_of(result) == "2.0"
    assert [entry["version"] for entry in front_of(result)["ändringar"]] == ["2.0", "1.1", "1.0"]
    assert read_once(DOCUMENT, result).faults == ()
    half_done = {**files, PATH: result}
    assert folds(half_done) == [edit]


def test_a_wording_without_a_file_beside_it_becomes_the_document() -> None:
    path = "rutiner/hygien/tvatt.kommande.md"
    coming = changed(COMING, ("RU-002", "RU-009"))
    assert folds({path: coming}) == [
        Edit(path, {"rutiner/hygien/tvatt.md": coming, path: None}),
    ]


def test_a_proposal_and_a_page_are_left_alone() -> None:
    proposal = bump(COMING, slag="i sak", version_on_main="2.0", starts=TODAY)
    assert folds({WAITING: proposal, "docs/sida.kommande.md": COMING}) == []


def test_every_refusal_is_told_and_the_others_are_folded() -> None:
    other = "rutiner/kvalitet/avvikelser.kommande.md"
    first, second = folds({WAITING: COMING, other: COMING})
    assert (first.path, first.refusal, set(first.files)) == (WAITING, "", {PATH, WAITING})
    assert second == Edit(
        other,
        refusal=f"{other}: Den väntande texten har id ”RU-002”, men filen bredvid har ”RU-003”. "
        "Rätta id eller flytta den väntande filen.",
    )


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        (
            (("titel: När", "titel: x\ntitel: När"),),
            "Det går inte att skriva om den väntande texten: rätta först det som inte går att läsa",
        ),
        (
            (("id: RU-002\n", ""),),
            "Den väntande texten saknar id. Skriv samma id som dokumentet har.",
        ),
        (
            (('version: "2.0"', 'version: "0.9"'),),
            "Den väntande versionen 0.9 är lägre än 1.0 i filen bredvid. Ge den väntande texten ",
        ),
        (
            (('version: "2.0"', 'version: "1.0"'),),
            "Version 1.0 finns redan i filen bredvid, med en annan text. ",
        ),
        ((('version: "2.0"', 'version: "2.x"'),), "Versionen går inte att läsa: ”2.x”. "),
        (
            (("gäller_från: 2026-11-22", "gäller_från: snart"),),
            "Det går inte att läsa när texten börjar gälla. Rätta gäller_från.",
        ),
        (
            (("datum: 2026-09-01", "datum: i höst"),),
            "Det går inte att läsa när beslutet fattades. Rätta datum under beslut.",
        ),
        (
            (("titel: När någon har fallit", "titel: True"),),
            "Ett värde i metadata skulle skrivas om, så att lydelsens hash ändras. ",
        ),
    ],
)
def test_a_coming_text_that_cannot_take_the_place_is_refused(
    pairs: tuple[tuple[str, str], ...], sentence: str
) -> None:
    (edit,) = folds({WAITING: changed(COMING, *pairs)})
    assert edit.files == {}
    assert edit.refusal.startswith(f"{WAITING}: {sentence}")


def test_the_way_out_of_a_changed_hash_keeps_the_hash() -> None:
    bare = changed(COMING, ("titel: När någon har fallit", "titel: True"))
    quoted = changed(COMING, ("titel: När någon har fallit", 'titel: "True"'))
    assert l1(read_wording(quoted), {}) == l1(read_wording(bare), {})
    assert folds({WAITING: quoted})[0].refusal == ""


def test_a_file_beside_that_cannot_be_read_is_never_overwritten() -> None:
    (edit,) = folds({PATH: b"\xff", WAITING: COMING})
    assert edit.files == {}
    assert edit.refusal.startswith(f"{WAITING}: Det går inte att skriva om filen bredvid: ")
    every: Mapping[str, bytes | None] = {**base_files(), WAITING: COMING, PATH: None}
    corpus = corpus_of({**base_files(), WAITING: COMING})
    (edit,) = fold_edits(corpus, every.get, SCHEMA, TODAY)
    assert edit.files == {}
    assert edit.refusal.startswith(f"{WAITING}: Det går inte att läsa {PATH}. ")


def test_a_text_waits_beside_a_document_and_not_beside_another_waiting_text() -> None:
    path = "rutiner/halso-och-sjukvard/fall.kommande.kommande.md"
    (edit,) = folds({path: COMING})
    assert edit.refusal == f"{path}: Filnamnet har .kommande två gånger. Byt namn på filen."


@given(odd(COMING) | mutated(COMING), odd(FALL) | mutated(FALL))
def test_no_file_makes_the_nightly_fold_stop(coming: bytes, current: bytes) -> None:
    files = {PATH: current, WAITING: coming, "rutiner/hygien/basal-hygien.kommande.md": COMING}
    edits = folds(files)
    assert [bool(edit.files) for edit in edits] == [not edit.refusal for edit in edits]
    assert any(edit.path.endswith("basal-hygien.kommande.md") for edit in edits)
