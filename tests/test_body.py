"""Bodies: headings, links and HTML, each with its place and the forge's anchor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.body import Body, read_body, slug


def links(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    return [(link.href, link.line, link.column) for link in read_body(text, first_line).links]


def html(text: str) -> list[tuple[str, int, int]]:
    marks = read_body(text).marks
    return [(mark.text, mark.line, mark.column) for mark in marks if mark.kind == "html"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[a](b.md)", (1, 1)),
        ("Se [a](b.md).", (1, 4)),
        ("En rad\noch [a](b.md)", (2, 5)),
        ("- punkt\n  - under [a](b.md)", (2, 11)),
        ("1. ett\n\n   två [a](b.md)", (3, 8)),
        ("> citat\n> med [a](b.md)", (2, 7)),
        ("> - i [a](b.md)", (1, 7)),
        ("| a | b |\n| - | - |\n| c | se [a](b.md) |", (3, 10)),
        ("# Rubrik [a](b.md)", (1, 10)),
        ("**fet [a](b.md)**", (1, 7)),
        ("text\n\n[a](b.md) och *mer*", (3, 1)),
        ("[a]\n\n[a]: b.md", (1, 1)),
        ("Se [hit][ref]\n\n[ref]: <b.md> 'titel'", (1, 4)),
        ("å ä ö – [a](b.md)", (1, 9)),
        ("\U0001f469 [a](b.md)", (1, 3)),
        ("not[^1]\n\n[^1]: Se [a](b.md)", (3, 10)),
        ("> [!NOTE]\n> Se [a](b.md)", (2, 6)),
    ],
)
def test_a_link_stands_where_it_begins(text: str, place: tuple[int, int]) -> None:
    found = [place for place in links(text) if place[0] == "b.md"]
    assert found == [("b.md", *place)]


def test_links_count_lines_from_where_the_body_begins() -> None:
    assert links("\n[a](b.md)", first_line=20) == [("b.md", 21, 1)]


def test_several_links_on_a_line_each_have_their_column() -> None:
    assert links("[a](x.md), [b](x.md) och ![c](y.png)") == [
        ("x.md", 1, 1),
        ("x.md", 1, 12),
        ("y.png", 1, 26),
    ]


def test_an_image_in_a_link_is_two_things() -> None:
    (outer, inner) = read_body("[![Hand](h.png) tvätt](b.md)").links
    assert (outer.href, outer.text, outer.image, outer.column) == ("b.md", "Hand tvätt", False, 1)
    assert (inner.href, inner.text, inner.image, inner.column) == ("h.png", "Hand", True, 2)


def test_an_autolink_is_a_link() -> None:
    assert links("Se <https://www.example.org/å>.") == [("https://www.example.org/å", 1, 4)]


def test_an_address_is_decoded_as_a_reader_means_it() -> None:
    body = read_body("[a](<basal hygien.md#när>) [b](b%C3%A5t.md) [c](&#106;avascript:x)")
    assert [link.href for link in body.links] == ["basal hygien.md#när", "båt.md", "javascript:x"]


@pytest.mark.parametrize(
    "text", ["`[a](b.md)`", "    [a](b.md)", "```\n[a](b.md)\n```", "\\[a](b.md)"]
)
def test_code_and_escaped_signs_hold_no_links(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring <b>112</b>", [("<b>", 1, 6)]),
        ("- a\n  - b <br> c", [("<br>", 2, 7)]),
        ("> a\n> <u>b</u>", [("<u>", 2, 3)]),
        ("| a |\n| - |\n| b <br> c |", [("<br>", 3, 5)]),
        ("text\n\n<div>\nx\n</div>", [("<div>\nx\n</div>", 3, 1)]),
        ("- <div>x</div>", [("<div>x</div>", 1, 3)]),
        ("a <!-- b --> c", [("<!-- b -->", 1, 3)]),
        ("`<b>` och 1 < 2 > 0", []),
    ],
)
def test_html_is_found_where_it_stands(text: str, found: list[tuple[str, int, int]]) -> None:
    assert html(text) == found


def test_html_is_shown_as_text_and_never_as_elements() -> None:
    page = read_body('<script>x</script>\n\nEn <b onclick="x">rad</b> & så.').html
    assert "<script" not in page
    assert "<b" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "href", ["javascript:x", "JAVASCRIPT:x", "data:text/html,x", "//e.org/", "vbscript:x"]
)
def test_a_link_that_is_not_allowed_has_no_address_on_the_page(href: str) -> None:
    assert read_body(f"[a]({href}) ![b]({href})").html == "<p><a>a</a> b</p>\n"


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Gör så här", "gör-så-här"),
        ("När någon ligger ner", "när-någon-ligger-ner"),
        ("ÅÄÖ och É", "åäö-och-é"),
        ("Vad gäller? Och när!", "vad-gäller-och-när"),
        ("HSL: 5 kap. 1 §", "hsl-5-kap-1-"),
        ("A/B – C", "ab--c"),
        ("basal-hygien_2", "basal-hygien_2"),
        ("*Fet* `kod` [länk](b.md)", "fet-kod-länk"),
        ("Fråga 😀 svar", "fråga--svar"),
    ],
)
def test_an_anchor_is_the_forges(heading: str, anchor: str) -> None:
    assert [found.slug for found in read_body(f"## {heading}").headings] == [anchor]


def test_equal_headings_are_numbered_and_never_collide() -> None:
    slugs = [heading.slug for heading in read_body("# a 1\n# a\n# a\n# a\n# a 1\n").headings]
    assert slugs == ["a-1", "a", "a-2", "a-3", "a-1-1"]


@given(st.lists(st.sampled_from(["a", "a 1", "a 1 1", "a-2", "", "!", "Å", "avsnitt"]), max_size=9))
def test_no_two_headings_share_an_anchor(titles: list[str]) -> None:
    headings = read_body("\n\n".join(f"## {title}" for title in titles)).headings
    assert len({heading.slug for heading in headings}) == len(titles)


@given(st.text(max_size=40))
def test_an_anchor_needs_no_quoting(text: str) -> None:
    assert not set(slug(text)) & set(" \"'<>&#?%/\n")


def test_headings_know_their_level_text_and_size() -> None:
    body = read_body(
        "# Titel\n\ntre ord här\n\n## *Ett* steg\n\n- ett\n- två\n\nNy\n==\n\n```\nkod\n```\n"
    )
    assert [(h.level, h.text, h.words, h.line) for h in body.headings] == [
        (1, "Titel", 7, 1),
        (2, "Ett steg", 2, 5),
        (1, "Ny", 1, 10),
    ]


def test_a_heading_in_a_list_stands_at_its_column() -> None:
    (heading,) = read_body("- ## Rubrik").headings
    assert (heading.line, heading.column) == (1, 1)


def test_a_table_without_headers_is_marked() -> None:
    marks = read_body("text\n\n| a | |\n| - | - |\n| b | c |\n").marks
    assert [(mark.kind, mark.line, mark.column) for mark in marks] == [("table", 3, 1)]


def test_text_that_lies_too_deep_is_marked_once() -> None:
    deep = "\n".join("  " * level + "- x" for level in range(12))
    assert [(mark.kind, mark.line) for mark in read_body(deep).marks] == [("deep", 7)]


@given(st.lists(st.sampled_from(["> ", "- ", "1. ", "* "]), min_size=13, max_size=40))
def test_whatever_lies_too_deep_is_marked(signs: list[str]) -> None:
    assert "deep" in {mark.kind for mark in read_body("".join(signs) + "text").marks}


def test_an_empty_body_is_a_body() -> None:
    assert read_body("") == Body()
