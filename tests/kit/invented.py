"""An invented cable for tests: Embassy Zenda, Ruritania. Nothing in it happened."""

from datetime import date
from pathlib import Path

import msgspec

from chancery.model import (
    Addressee,
    Assessment,
    Cable,
    Classifier,
    Country,
    ExecutiveOrder,
    Indicator,
    Origin,
    Paragraph,
    Period,
    Reference,
    Section,
    SourceFile,
    Transmission,
    Unplaced,
)

RAW = """{id}
RURITANIA: {year} TIP ASSESSMENT OF AN INVENTED COUNTRY
Mon Mar {day} 00:00:00 +0100 {year}
UNCLASSIFIED
Embassy Zenda
VZCZCXRO0001
OO RUEHZN
DE RUEHZN #0007/01 0751013
ZNR UUUUU ZZH
O {day}1013Z MAR {short}
FM AMEMBASSY ZENDA
TO RUEHC/SECSTATE WASHDC IMMEDIATE 0007
INFO RUCNASE/INVENTED COLLECTIVE PRIORITYUNCLAS ZENDA 00000{number}

SIPDIS

STATE FOR G/TIP

E.O. 12958: N/A
TAGS: PHUM KTIP KCRM
SUBJECT: RURITANIA: {year} TIP ASSESSMENT OF AN INVENTED COUNTRY

REF: STATE 00000{number}

1. (U) SUMMARY: Invented courts convicted {count} traffickers in {year}.
END SUMMARY.

----------------
Victim Protection
----------------

2. (U) {text}

-------
COMMENT
-------

3. (U) All of this is invented. RASSENDYLL
"""


def raw(
    number: int = 7,
    *,
    year: int = 2008,
    count: int = 4,
    text: str = "Two shelters in Zenda helped 12 victims.",
) -> str:
    """The raw text of an invented cable."""
    return RAW.format(
        id=f"{year % 100:02}ZENDA{number}", year=year, short=f"{year % 100:02}", day=10 + number % 18,
        number=number, count=count, text=text,
    )  # fmt: skip


def cable(**changes: object) -> Cable:
    """The record of an invented cable with everything a record can hold."""
    return msgspec.structs.replace(_CABLE, **changes)


_CABLE = Cable(
    id="08ZENDA7",
    title="RURITANIA: 2008 TIP ASSESSMENT",
    subject="RURITANIA: 2008 TIP ASSESSMENT",
    date=date(2008, 3, 17),
    classification="UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    captions=("SENSITIVE", "SIPDIS"),
    origin=Origin("Embassy Zenda", Country("Ruritania", "RU", "RUR", "NO")),
    countries=("RUR",),
    assessment=Assessment("annual", 2008),
    transmission=Transmission(
        id="VZCZCXRO0001", precedence="OO", routing=("RUEHZN",), originator="RUEHZN", station_serial="0007/01",
        julian="0751013", security="ZNR UUUUU ZZH", dtg="2008-03-17T10:13:00Z", from_="AMEMBASSY ZENDA",
        to=(Addressee("SECSTATE WASHDC", "RUEHC", "IMMEDIATE", "0007", ("ZENDA",)),), info=(), sections=None,
    ),
    attention=("G/TIP",),
    executive_order=ExecutiveOrder("12958", "2018-03-17"),
    classified_by=(Classifier("Rudolf Rassendyll", None, ("1.4 (b)", "1.4 (d)")),),
    tags=("PHUM", "KTIP", "NO"),
    references=(Reference("A", "STATE 7", "08STATE7"), Reference(None, "e-mail of 3/7/08", None)),
    sections=(
        Section("summary", None, "marker", (
            Paragraph(1, None, "U", "Invented courts convicted 4 traffickers in 2008, " + "and so on, " * 20 + "all of it invented.", (24, 26)),
        )),
        Section("victim_protection", "VICTIM PROTECTION", "heading", (
            Paragraph(2, "A", "SBU", "A list:\n  - one shelter\n  - two shelters\n\nand more", (28, 33)),
            Paragraph(None, None, None, "Short.", (34, 34)),
        )),
    ),
    signature="RASSENDYLL",
    indicators=(
        Indicator("convictions", 4, None, "exact", "persons", "done", "Invented courts", None,
                  Period("in 2008", date(2008, 1, 1), date(2008, 12, 31)), 1, (24, 26),
                  "Invented courts convicted 4 traffickers", (0, 39), None),
        Indicator("sentences", None, None, "at_least", "years", "done", None, "Strelsau", None, None, (34, 34),
                  "Short.", (0, 6), None),
        Indicator("funding", 1500000.5, 2e6, "about", "RUK", "planned", None, None, None, 1, (24, 26), "all", (250, 253), 0),
    ),
    glossary={"ZN": "Zenda, the capital", "NO": "Not really an organization"},
    unplaced=(Unplaced((40, 41), "??? 000123\n???"),),
    completeness="full",
    notices=(),
    links=(),
    source=SourceFile("08ZENDA7.txt", "0" * 64, 41),
)  # fmt: skip


def fill(folder: Path, count: int = 5, **options: object) -> Path:
    """A folder of invented cables: 08ZENDA1 and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"08ZENDA{number}.txt").write_text(raw(number, **options), encoding="utf-8")
    return folder
