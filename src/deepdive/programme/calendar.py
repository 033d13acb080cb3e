"""Calendar files: one event a session, whose identity stays the same when it moves."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from deepdive.core.series import Series
from deepdive.programme.models import Session

LONDON = ZoneInfo("Europe/London")


def session_calendar(session: Session, *, series: Series, room_address: str, made_at: datetime) -> str:
    """An iCalendar file (RFC 5545) with the session as its one event, in London time.

    The UID is the session's for good; SEQUENCE counts its changes, so that an import replaces the
    event that is there.
    """
    workshop = series.workshop(session.number)
    starts = session.starts_at.astimezone(LONDON)
    event = Event()
    event.add("uid", f"session-{session.id}@aideepdive")
    event.add("sequence", session.revision)
    event.add("dtstamp", made_at)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=session.minutes))
    event.add("summary", f"{series.title} {session.number}: {workshop.title}")
    event.add("location", vText(session.cohort.join_link))
    event.add(
        "description",
        f"{workshop.aim}\n\nJoin the call: {session.cohort.join_link}\nOpen the room: {room_address}",
    )
    calendar = Calendar()
    calendar.add("prodid", "-//AI Deep Dive//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    text: str = calendar.to_ical().decode()
    return text


def session_line(session: Session, *, series: Series) -> str:
    """The session in one line of a letter: which workshop, which day, from when to when."""
    starts = session.starts_at.astimezone(LONDON)
    ends = starts + timedelta(minutes=session.minutes)
    title = series.workshop(session.number).title
    return f"{session.number}. {title}: {starts:%A %-d %B %Y}, {starts:%H:%M} to {ends:%H:%M}"
