"""Personal identity numbers: every usual spelling is found, and nothing that only looks like one.

The numbers are from the series that Skatteverket sets aside for tests: birth numbers 980-999.
"""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lydelse.privacy import personal_numbers, privacy_faults

NUMBER = ("900101", "9802")


def check_digit(digits: str) -> int:
    """The last digit by the modulus 10 method, written another way than the code under test."""
    doubled = "".join(str(int(sign) * (1 + (place + 1) % 2)) for place, sign in enumerate(digits))
    return (10 - sum(map(int, doubled)) % 10) % 10


def test_the_published_example_has_the_right_check_digit() -> None:
    assert check_digit("900101980") == 2


@pytest.mark.parametrize("day", ["900101", "18900101", "1890-01-01", "1890 01 01", "90-01-01"])
@pytest.mark.parametrize("sign", ["", "-", "+", " ", " - ", "–", "\u2011", "\u2212"])
def test_every_spelling_is_found(day: str, sign: str) -> None:
    text = f"Numret {day}{sign}{NUMBER[1]} står här."
    assert [number.text for number in personal_numbers(text)] == [f"{day}{sign}{NUMBER[1]}"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("980101-9804/640823-9819", 1),
        ("Se punkt 3.980101-9804", 12),
        ("Dnr 2026/980101-9804", 10),
        ("980101-9804-1", 1),
        ("980101\\-9804", 1),
        ("980101-**9804**", 1),
        ("980101&#45;9804", 1),
        ("98\xad0101-9804", 1),
        ("980101—9804", 1),
        ("98.01.01-9804", 1),
        ("98/01/01-9804", 1),
        ("19980101  -  9804", 1),
        ("Nr: 19 98 01 01 9804", 5),
    ],
)
def test_a_number_is_found_behind_markup_and_odd_signs(text: str, column: int) -> None:
    assert next(privacy_faults(text)).column == column


def test_two_numbers_with_a_sign_between_are_two() -> None:
    assert len(list(privacy_faults("980101-9804,640823-9819"))) == 2


@pytest.mark.parametrize("before", ["", "pnr:", "(", "nr.", "/", "-", "”", "a "])
@pytest.mark.parametrize("after", ["", ".", ",", ")", ": x", "/", "–", "”"])
def test_signs_around_a_number_do_not_hide_it(before: str, after: str) -> None:
    (number,) = personal_numbers(f"{before}18900101-9802{after}")
    assert number.start == len(before)


@pytest.mark.parametrize(
    "text",
    [
        "ÅÅÅÅMMDD-NNNN",
        "18900101-9803",
        "18901301-9802",
        "18900132-9802",
        "18900100-9802",
        "17900101-9802",
        "118900101-9802",
        "18900101-98021",
        "VON 2026/0123",
        "070-123 45 67",
        "08-123 45 00",
        "+46 70 123 45 67",
        "2026-12-01",
        "2026-09-01–2026-12-31",
        "2026-09-01 08:00",
        "2026-09-01 2025:400",
        "SFS 2025:400",
        "HSLF-FS 2017:37",
        "212000-0000",
        "1 250 000 kronor",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert list(personal_numbers(f"a {text} b")) == []


BIRTHS = st.integers(980, 999).map(str)
DAYS = st.dates(date(1890, 1, 1), date(2099, 12, 31))


@given(DAYS, BIRTHS)
def test_every_number_of_the_series_is_found_with_and_without_century(
    day: date, birth: str
) -> None:
    short = f"{day:%y%m%d}"
    last = check_digit(short + birth)
    for text in (f"{short}-{birth}{last}", f"{day:%Y%m%d}{birth}{last}"):
        assert [number.text for number in personal_numbers(text)] == [text]


@given(DAYS, BIRTHS)
def test_coordination_numbers_are_found_and_named(day: date, birth: str) -> None:
    short = f"{day:%y%m}{day.day + 60}"
    text = f"{short}-{birth}{check_digit(short + birth)}"
    (fault,) = privacy_faults(text)
    assert "samordningsnummer" in fault.message


@given(DAYS, BIRTHS, st.integers(1, 9))
def test_a_number_with_another_check_digit_is_never_found(
    day: date, birth: str, other: int
) -> None:
    short = f"{day:%y%m%d}"
    wrong = (check_digit(short + birth) + other) % 10
    assert list(personal_numbers(f"{short}-{birth}{wrong}")) == []


@given(DAYS, BIRTHS, st.text(max_size=20), st.text(max_size=20))
def test_the_place_is_the_numbers_own(day: date, birth: str, before: str, after: str) -> None:
    short = f"{day:%y%m%d}"
    number = f"{short}-{birth}{check_digit(short + birth)}"
    assume(not any(sign.isdecimal() for sign in before + after))
    text = f"{before}\n{number}\n{after}"
    (fault,) = privacy_faults(text)
    assert text.split("\n")[fault.line - 1][fault.column - 1 :] == number


def test_a_message_never_repeats_the_number() -> None:
    (fault,) = privacy_faults("18900101-9802")
    assert "9802" not in fault.message + fault.hint
    assert "0101" not in fault.message + fault.hint
