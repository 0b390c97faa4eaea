"""Every code of the header and of the opening lines with its meaning.

What they mean stands in ``vocab/codes.yaml`` and ``vocab/routing.yaml``, with the sources. What no source explains says
so.
"""

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from chancery import words
from chancery.model import Addressee, Cable, Transmission, Value
from chancery.vocab import load

UNKNOWN = "Meaning not established"


class Code(Value, frozen=True):
    """A code as it was sent, and what it means."""

    code: str
    meaning: str


def codes(cable: Cable) -> tuple[Code, ...]:
    """All codes in the order of the message."""
    return (*_header(cable.transmission, cable.date), *_opening(cable))


def _header(sent: Transmission, day: date) -> Iterator[Code]:
    if sent.id:
        yield Code(sent.id, _start(sent.id))
    if sent.precedence:
        yield Code(sent.precedence, precedence(sent.precedence))
    if sent.routing:
        yield Code(" ".join(sent.routing), _relayed(sent.routing))
    if sent.originator:
        number = f" #{sent.station_serial}" if sent.station_serial else ""
        yield Code(f"DE {sent.originator}{number}", _origin(sent))
    if sent.julian:
        yield Code(sent.julian, _julian(sent.julian, sent.dtg, day))
    for signal in (sent.security or "").split():
        meaning = load("codes")["signals"].get(signal, UNKNOWN)
        yield Code(signal, words.capital(meaning))
    if sent.dtg:
        yield Code(words.date_time_group(sent.precedence, sent.dtg, day), _group(sent))
    if sent.from_:
        yield Code(f"FM {sent.from_}", f"From {_post(sent.from_)}")
    yield from _addressees(sent)


def _relayed(routing: Sequence[str]) -> str:
    """Where a message is relayed to; stations whose place no source has come last, and say so."""
    known = [station(each) for each in routing if station(each) != each]
    other = [each for each in routing if station(each) == each]
    parts = [f"Relayed to {words.listed(known or other)}"]
    if known and other:
        parts.append(f"and to {words.listed(other)}")
    return "; ".join(parts) + (" (place not established)" if other else "")


def _addressees(sent: Transmission) -> Iterator[Code]:
    for lead, group in (("TO", sent.to), ("INFO", sent.info)):
        for each in group:
            yield Code(f"{lead} {_addressed(each)}", _to(each, lead))
    if sent.sections:
        yield Code(f"SECTION 01 OF {sent.sections:02}", _sections(sent.sections))
    for office in sent.offices:
        yield Code(office, "Office and number of copies on the routing page")


def _opening(cable: Cable) -> Iterator[Code]:
    if cable.classification:
        yield Code(cable.classification, words.classification(cable.classification, ()))
    for caption in cable.captions:
        yield Code(caption, load("codes")["captions"].get(caption, "Caption: says how the cable is handled"))
    if cable.attention:
        yield Code(f"FOR {', '.join(cable.attention)}", _offices(cable.attention))
    order = cable.executive_order
    if order:
        when = order.declassify or "not given"
        yield Code(
            f"E.O. {order.number}: {when}",
            f"Executive order on classification; {_declassify(order.declassify)}",
        )
    for person in cable.classified_by:
        reasons = f"; reasons {', '.join(person.reasons)} of the order" if person.reasons else ""
        yield Code("CLASSIFIED BY", f"{person.name}{', ' + person.title if person.title else ''}{reasons}")


def _offices(names: Sequence[str]) -> str:
    """Whose attention is asked for: offices, and the bureaus that they belong to, where a source names them."""
    offices, bureaus = load("codes")["offices"], load("codes")["bureaus"]
    known = {name: offices[name] for name in names if name in offices}
    for name in names:
        bureau, _, part = name.partition("/")
        if part and name not in known and bureau in bureaus:
            known[f"{bureau}/"] = f"an office of the {bureaus[bureau]}"
        elif name in bureaus:
            known[name] = bureaus[name]
    told = "; ".join(f"{code} is {'' if text.startswith('an ') else 'the '}{text}" for code, text in known.items())
    return f"Offices whose attention is asked for{': ' + told if told else ''}"


def _declassify(value: str | None) -> str:
    if not value:
        return "the cable does not say when it is to be declassified"
    if value.upper() == "N/A":
        return "it does not apply, since the cable is not classified"
    try:
        return f"to be declassified on {words.day(date.fromisoformat(value))}"
    except ValueError:
        return f"to be declassified: {value}"


def _start(code: str) -> str:
    found = re.fullmatch(r"VZCZC([A-Z]{3})(\d{1,6})", code)
    return f"Start of message: channel {found[1]}, number {found[2]}" if found else "Start of message"


def precedence(code: str) -> str:
    """What a precedence means: a speed of handling, not a weight of the content.

    >>> precedence("OO")
    'Immediate: the second of four speeds of handling'
    """
    both = dict.fromkeys(code.upper())
    return "; ".join(load("codes")["precedence"].get(letter, UNKNOWN) for letter in both)


def _origin(sent: Transmission) -> str:
    serial, _, part = (sent.station_serial or "").partition("/")
    message = f"; its message {int(serial)}" if serial.isascii() and serial.isdigit() and len(serial) < 9 else ""
    return f"From {station(sent.originator or '')}{message}{f', section {part}' if part else ''}"


def _julian(code: str, dtg: str | None, day: date) -> str:
    found = re.fullmatch(r"(\d{3})(\d{2})(\d{2})", code)
    if not found or not 1 <= int(found[1]) <= 365 + isleap(day.year):
        return UNKNOWN
    when = date(day.year, 1, 1) + timedelta(days=int(found[1]) - 1)
    month = words.MONTHS[when.month - 1]
    text = f"Day {int(found[1])} of the year ({when.day} {month}), {found[2]}:{found[3]} UTC"
    agrees = dtg is not None and dtg[5:16] == f"{when:%m-%d}T{found[2]}:{found[3]}"
    return f"{text}. Agrees with the date-time group" if agrees else text


def _group(sent: Transmission) -> str:
    speed = load("codes")["precedence"].get((sent.precedence or "")[:1], "").partition(":")[0].lower()
    try:
        when = datetime.fromisoformat(sent.dtg or "").astimezone(UTC)
    except ValueError:
        return "Date-time group"
    return f"Date-time group: {speed + ', ' if speed else ''}{words.day(when.date())}, {when:%H:%M} UTC"


def _post(name: str) -> str:
    text = words.addressee(name)
    return text if text != name else f"{name}, the sender"


def _addressed(each: Addressee) -> str:
    name = f"{each.routing}/{each.name}" if each.routing else each.name
    return " ".join(filter(None, (name, each.precedence, each.number)))


def _to(each: Addressee, lead: str) -> str:
    verb = "To" if lead == "TO" else "For information to"
    name, place = words.addressee(each.name), load("routing").get(each.routing or "")
    parts = [f"{verb} {name} ({place})" if place and name == each.name else f"{verb} {name}"]
    if each.precedence:
        parts.append(f"speed {each.precedence.lower()}")
    if each.number:
        parts.append(f"number {each.number} in the series to it")
    if each.excluded:
        parts.append(f"except {words.listed(list(each.excluded))}")
    return "; ".join(parts)


def _sections(number: int) -> str:
    return "Sent in one part" if number == 1 else f"Sent in {number} parts, joined here"


def station(code: str) -> str:
    """The place of a routing indicator where a source has it; the indicator itself where none does.

    >>> station("RUEHPF"), station("RUEHZZ")
    ('Phnom Penh (RUEHPF)', 'RUEHZZ')
    """
    place = load("routing").get(code)
    return f"{place} ({code})" if place else code
