"""Pages of our own, as a news site would serve them, for the tests of intake."""

from __future__ import annotations

HEADLINE = "Four killed as soldiers fire on march in Qalat"

PARAGRAPHS = (
    "Soldiers opened fire on a march in the centre of Qalat on Thursday, killing four people and "
    "wounding at least eleven, two doctors at the town's main hospital said.",
    "The march had set out from the grain market shortly before noon to demand the release of "
    "teachers who were detained last week, according to organisers.",
    "A spokesman for the provincial governor denied that live rounds were used. He said the "
    "soldiers had fired into the air after stones were thrown at a checkpoint.",
    "Relatives of one of the dead, a nineteen-year-old student, said he was hit in the chest "
    "while he was helping an injured man into a shop.",
    "The governor's office said a commission would look into the events and report within ten "
    "days. Schools in the town will stay closed until Monday.",
)

LINKED_DATA = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Valley Courier"},
 {"@type": "NewsArticle", "headline": "Four killed as soldiers fire on march in Qalat",
  "datePublished": "2019-10-04T18:20:00+03:00", "dateModified": "2019-10-09T08:00:00+03:00",
  "publisher": {"@type": "Organization", "name": "The Valley Courier"}}]}
</script>"""

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}">
<title>{headline} | The Valley Courier</title>
{head}
<style>.menu {{ color: red }}</style><script>var tracking = "<p>never read this</p>";</script>
</head><body>
<header class="site-header"><a href="/" class="logo">The Valley Courier</a>
<span class="today">Sunday, 17 November 2024</span>
<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to improve your experience. By continuing to use this
site you accept our cookie policy.</p><button>Accept all</button></div>
<main><div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a></div>
<article><h1>{headline}</h1>
{dateline}
<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a>
<a href="#">WhatsApp</a></div>
<figure><img src="a.jpg" alt=""><figcaption>Qalat demonstrations</figcaption></figure>
{body}
<div class="newsletter"><h3>Sign up for our newsletter</h3><p>The day's news, every morning.</p>
<form><input type="email"></form></div>
</article>
<aside class="related"><h2>Related articles</h2><ul>
<li><a href="/1">Floods cut off twelve villages in the south</a></li>
<li><a href="/2">Minister survives vote after nine-hour debate</a></li>
<li><a href="/3">Nine dead in bus crash near the border</a></li></ul></aside>
<section class="comments"><h2>Comments</h2><p>Is anyone surprised by this any more?</p></section>
</main>
<footer><p>&copy; 2024 The Valley Courier. All rights reserved.</p><a href="/about">About us</a>
<a href="/privacy">Privacy policy</a></footer></body></html>"""


def news_page(
    *,
    headline: str = HEADLINE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    head: str = "",
    dateline: str = "",
    charset: str = "utf-8",
) -> str:
    """A page with menu, cookie notice, share buttons, caption, newsletter, related list, footer."""
    body = "\n".join(f"<p>{p}</p>" for p in paragraphs)
    return _PAGE.format(headline=headline, head=head, dateline=dateline, body=body, charset=charset)
