"""Bytes to characters, whatever the page declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.intake.charset import decode

WORDS = "Présidence : « trois morts » à Béjaïa, dit le ministère — selon les médecins."
ARABIC = "قتل ثلاثة متظاهرين في الناصرية يوم الجمعة بحسب مصادر طبية وأمنية في المدينة"


def page(text: str, declared: str | None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),  # wrong: what the bytes are wins
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),  # as browsers read it
        ("utf-8", "cp1252"),  # wrong
        (None, "utf-8-sig"),
        (None, "utf-16"),
        (None, "cp1252"),
        ("no-such-charset", "utf-8"),
    ],
)
def test_declared_wrongly_or_rightly_the_words_come_out(declared: str | None, written: str) -> None:
    decoded = decode(page(WORDS, declared).encode(written), html=True)
    assert WORDS in decoded.text
    assert decoded.replaced == 0


@pytest.mark.parametrize(
    ("declared", "written"), [("windows-1256", "cp1256"), (None, "utf-8"), ("utf-8", "cp1256")]
)
def test_arabic(declared: str | None, written: str) -> None:
    text = " ".join([ARABIC] * 5)
    assert text in decode(page(text, declared).encode(written), html=True).text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (" ".join([ARABIC] * 4), "cp1256"),
        (
            "Трое протестующих были убиты в пятницу, сообщили врачи городской больницы. " * 4,
            "cp1251",
        ),
        (
            "Lekarze z głównego szpitala mówią, że zginęło trzech ludzi, "
            "a jedenaścioro jest rannych. " * 6,
            "cp1250",
        ),
    ],
)
def test_undeclared_code_page_among_much_markup(text: str, written: str) -> None:
    markup = '<div class="menu"><a href="/news">News</a> <a href="/world">World</a></div>\n' * 400
    data = f"<html><body>{markup}<p>{text}</p>{markup}</body></html>".encode(written)
    assert text in decode(data, html=True).text


@pytest.mark.parametrize(
    ("text", "charset", "name"),
    [
        ("抗议中有三人死亡，警方周五表示。", "gb2312", "gb18030"),
        ("デモで三人が死亡したと警察が金曜日に発表した。", "shift_jis", "cp932"),
        ("デモで三人が死亡した", "iso-2022-jp", "iso2022_jp"),
    ],
)
def test_declared_multibyte(text: str, charset: str, name: str) -> None:
    decoded = decode(page(text, charset).encode(charset), html=True)
    assert text in decoded.text
    assert decoded.charset == name


def test_broken_utf8_is_read_and_counted() -> None:
    data = WORDS.encode() * 3 + b"\xc3 and \xff." + WORDS.encode()
    decoded = decode(data, html=False)
    assert decoded.replaced == 2
    assert decoded.text.count(WORDS) == 4


@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_make_it_fail(data: bytes, html: bool) -> None:
    decoded = decode(data, html=html)
    assert decoded == decode(data, html=html)
    assert decoded.replaced <= len(data)


@given(st.text(max_size=300))
def test_utf8_comes_back_whole(text: str) -> None:
    encoded = text.encode("utf-8", "ignore")
    if encoded.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\x00" in encoded:
        return
    assert decode(encoded, html=False).text == encoded.decode()
