"""The report's own characters for what the parse saw: curly quotes and odd spaces are kept."""

from __future__ import annotations

from dataclasses import replace

from tollbook.record import Count, Perpetrator, Report, Speaker, VictimGroup


def group_as_written(group: VictimGroup, report: Report, offset: int) -> VictimGroup:
    """A victim group with its span in the report, and its words as the report has them.

    :param offset: where the sentence starts in the report's text.
    """
    if group.span is None:
        return group
    span = report.span(group.span.start + offset, group.span.end + offset)
    count = group.count
    if count is not None and count.raw and len(count.raw) == len(span.quote):
        count = replace(count, raw=span.quote)
    return replace(group, span=span, text=span.quote, count=count)


def count_as_written(count: Count, parsed: str, report: Report, offset: int) -> Count:
    """A count whose raw words, found in the parsed sentence, are the report's."""
    at = parsed.find(count.raw) if count.raw else -1
    if at < 0:
        return count
    return replace(count, raw=report.text[offset + at : offset + at + len(count.raw)])


def perpetrator_as_written(perpetrator: Perpetrator, report: Report) -> Perpetrator:
    """A perpetrator in the words of the report."""
    if perpetrator.span is None:
        return perpetrator
    span = report.span(perpetrator.span.start, perpetrator.span.end)
    return replace(perpetrator, text=span.quote, span=span)


def speaker_as_written(speaker: Speaker, report: Report) -> Speaker:
    """A speaker in the words of the report."""
    if speaker.span is None:
        return speaker
    span = report.span(speaker.span.start, speaker.span.end)
    return replace(speaker, speaker=span.quote, span=span)
