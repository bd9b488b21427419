"""Times of day and week at which AWS may interrupt a service or slow it down, and whether two meet."""

import re
from collections.abc import Iterator

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
_WEEK = 7 * _DAY

_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_WEEKDAY = rf"(?:{'|'.join(_DAYS)})"
DAILY = rf"{_TIME}-{_TIME}"
"""Pattern of a daily window, in UTC."""
WEEKLY = rf"{_WEEKDAY}:{_TIME}-{_WEEKDAY}:{_TIME}"
"""Pattern of a weekly window, in UTC."""


def minutes(window: str) -> int:
    """How long a window is; one that ends where it starts is a whole day or week."""
    (start, end), *_ = _spans(window)
    return end - start


def meet(one: str, other: str) -> bool:
    """Whether two windows have a minute in common in any week."""
    return any(
        start < far + shift and near + shift < end
        for start, end in _spans(one)
        for near, far in _spans(other)
        for shift in (-_WEEK, 0, _WEEK)
    )


def _spans(window: str) -> Iterator[tuple[int, int]]:
    """Start and end of a window in minutes of the week, once for each day of a daily one."""
    start, end = (_minute(moment) for moment in window.split("-"))
    if re.fullmatch(WEEKLY, window):
        yield start, start + ((end - start) % _WEEK or _WEEK)
    else:
        length = (end - start) % _DAY or _DAY
        yield from ((day * _DAY + start, day * _DAY + start + length) for day in range(7))


def _minute(moment: str) -> int:
    *day, hour, minute = moment.split(":")
    return (_DAYS.index(day[0]) if day else 0) * _DAY + int(hour) * 60 + int(minute)
