"""Web pages to reports: the article and nothing around it, and what the page says of itself."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from saved_pages import HEADLINE, LINKED_DATA, PARAGRAPHS, news_page

from tollbook.intake import HTML, Item, extract, extract_all
from tollbook.record import Published, Report, SetAside
from tollbook.record.ids import report_id

OCT_4 = date(2019, 10, 4)


def read(page: str | bytes) -> Report:
    data = page if isinstance(page, bytes) else page.encode()
    report = extract(Item.of("page.html", data, HTML), sequence=3)
    assert isinstance(report, Report), report
    return report


def test_article_and_nothing_around_it() -> None:
    report = read(news_page(head=LINKED_DATA))
    assert report.text == "\n\n".join((HEADLINE, *PARAGRAPHS))
    assert report.title == HEADLINE
    assert report.text[report.body_start :].startswith(PARAGRAPHS[0])
    assert (report.source, report.language, report.sequence) == ("The Valley Courier", "en", 3)
    at = datetime(2019, 10, 4, 15, 20, tzinfo=UTC)  # 18:20+03:00
    assert report.published == Published(OCT_4, OCT_4, "meta", at)
    assert report.id == report_id(report.capture)


def test_same_bytes_same_report() -> None:
    item = Item.of("a.html", news_page(head=LINKED_DATA).encode(), HTML)
    assert extract(item) == extract(Item.of("elsewhere/b.html", item.data, HTML))


@pytest.mark.parametrize(
    "body",
    [
        "<br><br>".join(PARAGRAPHS),
        "".join(f"<div>{p}</div>" for p in PARAGRAPHS),
        "".join(f"<p>{p}<br></p>\n<div class='ad'>Advertisement</div>" for p in PARAGRAPHS),
    ],
)
def test_paragraphs_stay_apart_however_they_are_marked(body: str) -> None:
    page = news_page(paragraphs=()).replace("</figure>", f"</figure><div>{body}</div>")
    report = read(page)
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]


def test_headline_and_byline_of_a_very_short_page_stay_out_of_its_first_sentence() -> None:
    page = (
        "<html lang=en><head><title>Toll in Qalat rises to nine | The Courier</title></head><body>"
        "<nav><a href=/>Home</a> <a href=/world>World</a></nav><article>"
        "<h1>Toll in Qalat rises to nine</h1>\n<p class=byline>By a staff reporter</p><p>QALAT - "
        "The number of people killed on a march in Qalat has risen to nine, doctors said on"
        " Wednesday.</p>\n</article><footer>Copyright The Courier</footer></body></html>"
    )
    assert "nine\n\nQALAT - The number of people" in read(page).text


def test_short_page_is_kept() -> None:
    report = read(
        "<html><head><title>Two shot dead in Qalat</title></head><body><nav><a>Home</a></nav>"
        "<article><h1>Two shot dead in Qalat</h1><p>Two men were shot dead in Qalat late on "
        "Monday.</p></article><footer><p>All rights reserved.</p></footer></body></html>"
    )
    assert report.text == (
        "Two shot dead in Qalat\n\nTwo men were shot dead in Qalat late on Monday."
    )


@pytest.mark.parametrize(
    ("head", "source", "title"),
    [
        ('<meta property="og:site_name" content="Valley &amp; Hill">', "Valley & Hill", HEADLINE),
        ('<meta name="application-name" content="Courier">', "Courier", HEADLINE),
        # Not named so, but in the title, by the link home and beside the copyright sign.
        ("", "The Valley Courier", HEADLINE),
        (
            '<meta property="og:site_name" content="www.courier.example.com">',
            "The Valley Courier",
            HEADLINE,
        ),
        (
            '<meta property="og:title" content="Another: social headline">',
            "The Valley Courier",
            HEADLINE,
        ),
    ],
)
def test_outlet_is_named_by_the_page_or_unknown(head: str, source: str | None, title: str) -> None:
    report = read(news_page(head=head))
    assert (report.source, report.title) == (source, title)


def _titled(title: str, head: str = "", h1: str = "") -> str | None:
    heading = f"<h1>{h1}</h1>" if h1 else ""
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return read(
        f"<html><head><title>{title}</title>{head}</head><body>{heading}{paragraphs}</body></html>"
    ).title


SITE = '<meta property="og:site_name" content="The Courier">'


@pytest.mark.parametrize(
    ("title", "head", "h1", "told"),
    [
        ("Four dead in Qalat - The Courier", SITE, "", "Four dead in Qalat"),
        ("The Courier: Four dead in Qalat", SITE, "", "Four dead in Qalat"),
        ("Four dead in Qalat | World | The Courier", SITE, "", "Four dead in Qalat | World"),
        # Not proven to be a site's name: it stays.
        ("Four dead in Qalat - army", "", "", "Four dead in Qalat - army"),
        ("Four dead in Qalat - Some Paper", "", "Four dead in Qalat", "Four dead in Qalat"),
        ("The Courier", SITE, "", None),
        ("", "", "", None),
        ("", "", "Four dead in Qalat", "Four dead in Qalat"),
        ("Qalat - news", SITE, "The Courier", "Qalat - news"),
    ],
)
def test_title(title: str, head: str, h1: str, told: str | None) -> None:
    assert _titled(title, head, h1) == told


BYLINE = "<p><small>The Courier, Friday 4 October 2019</small></p>"
MASTHEAD = "<div>The Courier</div>"


def _plain_page(title: str, *, above: str = "", below: str = "", footer: str = "") -> str:
    """A page of the old kind: its headline in an h2, nothing in its head but a title."""
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<html><head><title>{title}</title></head><body>{above}"
        f"<div><h2>{HEADLINE}</h2>{below}{paragraphs}</div>{footer}</body></html>"
    )


@pytest.mark.parametrize(
    "title",
    [
        f"The Courier: {HEADLINE}",
        f"{HEADLINE} - The Courier",
        f"{HEADLINE} | The Courier",
        f"The Courier :: {HEADLINE}",
        HEADLINE,
    ],
)
def test_headline_that_the_page_shows_alone(title: str) -> None:
    report = read(_plain_page(title, above=MASTHEAD, below=BYLINE))
    told_by_outlet = [] if title != HEADLINE else ["The Courier, Friday 4 October 2019"]
    assert report.text.split("\n\n") == [HEADLINE, *told_by_outlet, *PARAGRAPHS]
    assert report.title == HEADLINE
    assert report.published == Published(OCT_4, OCT_4, "text")


@pytest.mark.parametrize(
    ("title", "parts", "source"),
    [
        (f"The Courier: {HEADLINE}", {"above": MASTHEAD, "below": BYLINE}, "The Courier"),
        (f"The Courier: {HEADLINE}", {"above": MASTHEAD}, None),
        (f"The Courier: {HEADLINE}", {"below": BYLINE}, None),
        (f"{HEADLINE} | The Courier", {"above": '<a href="/">The Courier</a>'}, "The Courier"),
        (f"{HEADLINE} | The Courier", {"above": '<a href="/c/">The Courier</a>'}, None),
        (f"{HEADLINE} | Home", {"above": '<a href="/">Home</a>'}, None),
        (f"{HEADLINE} | World news", {"above": '<a href="/">World news</a>'}, None),
        (
            f"{HEADLINE} - The Courier",
            {"footer": "<p>© 2019–2020 The Courier Ltd</p>"},
            "The Courier",
        ),
        (f"{HEADLINE} - A. Writer", {"below": "<p>By A. Writer, 4 October 2019</p>"}, None),
        (HEADLINE, {"above": MASTHEAD, "below": BYLINE}, None),
    ],
)
def test_outlet_in_the_title_needs_a_second_proof(
    title: str, parts: dict[str, str], source: str | None
) -> None:
    report = read(_plain_page(title, **parts))
    assert (report.source, report.title) == (source, HEADLINE)


def test_site_that_is_its_pages_first_heading_is_no_headline() -> None:
    page = _plain_page(
        f"The Courier: {HEADLINE}", above='<h1><a href="/">The Courier</a></h1>', below=BYLINE
    )
    assert (read(page).title, read(page).source) == (HEADLINE, "The Courier")


def test_line_with_parts_between_bars_is_no_text() -> None:
    line = "<p>Press office | 4 October 2019 | Views: 2,318</p>"
    report = read(_plain_page(HEADLINE, below=line))
    assert report.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert report.published == Published(OCT_4, OCT_4, "text")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://c.example/a">', "https://c.example/a"),
        ('<meta property="og:url" content="https://c.example/b">', "https://c.example/b"),
        ('<link rel="canonical" href="/a">', None),
        ("", None),
    ],
)
def test_url(head: str, url: str | None) -> None:
    assert read(news_page(head=head)).url == url


def _meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def _canonical(path: str) -> str:
    return f'<link rel="canonical" href="https://c.example{path}">'


@pytest.mark.parametrize(
    ("head", "dateline", "published"),
    [
        (_meta("article:published_time", "2019-10-04T10:00:00Z"), "", (OCT_4, OCT_4, "meta")),
        (_meta("article:modified_time", "2019-10-09T10:00:00Z"), "", None),
        (_meta("og:updated_time", "2019-10-09"), "", None),
        (_meta("date", "1970-01-01T00:00:00Z"), "", None),
        (_meta("date", "04/10/2019"), "", None),
        (_meta("date", "2019-10"), "", (date(2019, 10, 1), date(2019, 10, 31), "meta")),
        # A time zone makes two days of one: the day in the address decides.
        (
            _meta("article:published_time", "2019-10-05T01:00:00Z")
            + LINKED_DATA
            + _canonical("/2019/10/04/march"),
            "",
            (OCT_4, OCT_4, "meta"),
        ),
        (
            '<script type="application/ld+json">{"datePublished": "2019-10-04", broken</script>',
            "",
            (OCT_4, OCT_4, "meta"),
        ),
        (_canonical("/2019/10/04/march"), "", (OCT_4, OCT_4, "url")),
        (_canonical("/2019/10/march"), "", (date(2019, 10, 1), date(2019, 10, 31), "url")),
        ("", '<time datetime="2019-10-04T18:00">Friday</time>', (OCT_4, OCT_4, "text")),
        ("", '<p class="byline">By A. Reporter, 4 October 2019</p>', (OCT_4, OCT_4, "text")),
        ("", "<div>Posted: October 4, 2019 6:20 pm</div>", (OCT_4, OCT_4, "text")),
        ("", '<span class="date">Publié le 4 octobre 2019</span>', (OCT_4, OCT_4, "text")),
        ("", '<span class="date">Updated 9 October 2019</span>', None),
        (
            "",
            '<span class="date">4 October 2019, updated 9 October 2019</span>',
            (OCT_4, OCT_4, "text"),
        ),
        # The day in the site's header is the day it was saved, the footer's year is the site's.
        ("", "", None),
    ],
)
def test_published_has_its_evidence_or_is_unknown(
    head: str, dateline: str, published: tuple[date, date, str] | None
) -> None:
    found = read(news_page(head=head, dateline=dateline)).published
    assert (found and (found.start, found.end, found.basis)) == published


@pytest.mark.parametrize(("declared", "written"), [("utf-8", "cp1252"), ("iso-8859-1", "utf-8")])
def test_wrong_declared_charset(declared: str, written: str) -> None:
    words = "The prefect of Béjaïa said: “Three people died.” – a count the families reject."
    page = news_page(paragraphs=(words, *PARAGRAPHS), charset=declared)
    assert read(page.encode(written)).text.split("\n\n")[1] == words


def test_broken_utf8_is_read_and_noted() -> None:
    page = news_page(paragraphs=("“Three men died,” the doctor said – “no more.”", *PARAGRAPHS))
    data = page.encode().replace(b"Relatives", b"Relativ\xffes")
    extraction = extract_all(Item.of("page.html", data, HTML))
    assert extraction.report is not None
    assert "Relativ\ufffdes" in extraction.report.text
    (note,) = extraction.set_aside
    assert (note.what, note.where) == ("characters", "page.html")
    assert note.why.startswith("1 character could not be read")


def test_page_in_arabic_is_read_and_told() -> None:
    words = "قتل ثلاثة متظاهرين وأصيب العشرات في مدينة الناصرية يوم الجمعة بحسب مصادر طبية. " * 3
    report = read(f"<html><body><article><p>{words}</p></article></body></html>")
    assert report.language == "ar"


@pytest.mark.parametrize("tag", ["div", "b", "article", "x-card", "span"])
def test_deeply_nested_tags(tag: str) -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body>"
        + f"<{tag}>" * 100_000
        + paragraphs
        + f"</{tag}>" * 100_000
        + "</body></html>"
    )
    began = time.monotonic()
    report = read(page)
    assert report.text.endswith("\n\n".join(PARAGRAPHS))
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "page",
    [
        "<" * 500_000,
        "<div " * 200_000,
        "<!--" * 200_000,
        "<script>" * 100_000,
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/b'>News</a></nav></body></html>",
        "<html><body><script>var x = 'Three people died.';</script></body></html>",
        "\x00\x01<p>\x02</p>",
    ],
)
def test_pages_without_an_article_are_set_aside(page: str) -> None:
    told = extract(Item.of("page.html", page.encode(), HTML))
    assert told == SetAside(
        what="file",
        why="no article text was found in it",
        where="page.html",
        next="save its text as .txt and give that",
    )


def test_page_with_very_many_elements_takes_the_lean_way() -> None:
    many = "".join(f"<p>Paragraph {i} tells of the march in Qalat.</p>" for i in range(16_000))
    report = read(f"<html><body><article>{many}<ul>{'<li>x</li>' * 20_000}</ul></article></body>")
    assert report.text.count("\n\n") == 15_999


def test_text_longer_than_any_report_is_set_aside() -> None:
    told = extract(Item.of("page.html", b"<p>" + b"Three died. " * 100_000 + b"</p>", HTML))
    assert isinstance(told, SetAside)
    assert "no news report has more" in told.why


def test_page_with_too_many_elements_is_set_aside() -> None:
    told = extract(Item.of("page.html", b"<html><body>" + b"<p>Three died.</p>" * 260_000, HTML))
    assert isinstance(told, SetAside)
    assert "no article has more than 250,000" in told.why
