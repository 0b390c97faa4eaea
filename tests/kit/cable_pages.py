"""Pages of invented cables, as tests ask for them."""

from datetime import date
from html.parser import HTMLParser

import listings
import msgspec
from shared import ROOT

from chancery.collection.briefs import brief, pack, told
from chancery.collection.corpus import Around
from chancery.editing.published import Correction, Published, Redaction
from chancery.ledger import Ledger
from chancery.model import (
    Addressee,
    Assessment,
    Cable,
    Country,
    Notice,
    Origin,
    Paragraph,
    Period,
    Reference,
    Section,
    SourceFile,
    Transmission,
    Unplaced,
)
from chancery.views.cable.page import cable_view
from chancery.views.render import environment, render

ENV = environment(ROOT / "templates")
EVIL = """<script>alert("1")</script>'"&{{ 7*7 }}]]>--></style>"""


def invented(raw=("09ZENDA1", "RURITANIA: INVENTED", "", "UNCLASSIFIED", "Embassy Zenda"), **more):
    """A cable with nothing but what must be there."""
    nothing = dict.fromkeys(msgspec.structs.fields(Transmission)[i].name for i in range(9))
    sent = Transmission(**{**nothing, "routing": (), "to": (), "info": (), "sections": None})
    fields = {
        "id": "09ZENDA1",
        "title": "RURITANIA: INVENTED",
        "subject": None,
        "date": date(2009, 11, 16),
        "classification": "",
        "captions": (),
        "origin": Origin("Embassy Zenda", None),
        "countries": (),
        "assessment": Assessment("other", None),
        "transmission": sent,
        "attention": (),
        "executive_order": None,
        "classified_by": (),
        "tags": (),
        "references": (),
        "sections": (),
        "signature": None,
        "indicators": (),
        "glossary": {},
        "unplaced": (),
        "completeness": "full",
        "notices": (),
        "links": (),
        "source": SourceFile("09ZENDA1.txt", "0", len(raw)),
    }
    cable, ledger = Cable(**{**fields, **more}), Ledger(raw)
    for first, last in (each.lines for section in cable.sections for each in section.paragraphs):
        for number in range(first, last + 1):
            ledger.claim_number(number, "paragraph")
    return Published(cable, raw, ledger.roles())


def paragraph(number, text, lines, marking="SBU", label=None):
    return Paragraph(number, label, marking, text, lines)


def section_of(*paragraphs, key="summary", heading=None):
    return Section(key, heading, "heading" if heading else "words", paragraphs)


def figure(key, value, of, quote, **more):
    start = of.text.index(quote)
    span = (start, start + len(quote))
    return listings.figure(key, value, paragraph=of.number, lines=of.lines, quote=quote, span=span, **more)


ONE = paragraph(1, "Police of the RGZ arrested at least 28 persons and held 3 raids (Ref A).", (10, 11))
TWO = paragraph(2, "An NGO says: 28 were arrested. Courts will train 240 judges.\n  a  list\n  of  lines", (13, 15))
ODD = paragraph(None, "No number here.", (17, 17), None, "A")


def whole(**more):
    """An invented cable with something in each part."""
    figures = (
        figure("arrests", 28, ONE, "arrested at least 28 persons", qualifier="at_least",
               period=Period("Since April", None, None)),
        figure("raids", 3, ONE, "28 persons and held 3 raids", unit="events"),
        figure("arrests", 28, TWO, "28 were arrested", same_as=0),
        figure("judicial_trained", 240, TWO, "will train 240 judges", status="planned"),
        figure("convictions", 1, TWO, "Courts"),
        figure("convictions", 2, TWO, "judges"),
    )  # fmt: skip
    raw = tuple(f"raw line {n}" if n % 3 else "" for n in range(1, 21))
    to = Addressee("SECSTATE WASHDC", "RUEHC", "IMMEDIATE", "13", ())
    sent = Transmission("VZCZCXRO8896", "OO", ("RUEHXX",), "RUEHZZ", "0846/01", "3201013", "ZNR UUUUU ZZH",
                        "2009-11-16T10:13:00Z", "AMEMBASSY ZENDA", (to,), (), 3)  # fmt: skip
    fields = {
        "subject": "RURITANIA: 2009 TIP INTERIM ASSESSMENT",
        "classification": "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
        "captions": ("SENSITIVE", "SIPDIS"),
        "origin": Origin("Embassy Zenda", Country("Ruritania", "RZ", "RZA", "RZ")),
        "countries": ("KHM",),
        "assessment": Assessment("interim", 2009),
        "transmission": sent,
        "tags": ("KTIP",),
        "references": (Reference("A", "ZENDA 7", "09ZENDA7"), Reference("B", "STATE 1", "09STATE1")),
        "sections": (
            Section("summary", None, "marker", (ONE,)),
            Section("prosecutions", "COURTS", "heading", (TWO, ODD)),
        ),
        "signature": "RASSENDYLL",
        "indicators": figures,
        "glossary": {"RGZ": "Royal Government of Zenda"},
        "unplaced": (Unplaced((19, 19), "raw line 19"),),
        "notices": (Notice((20, 20), "raw line 20"),),
    }
    return invented(raw, **{**fields, **more})


HOSTILE = msgspec.structs.replace(
    whole(
        subject=EVIL, title=EVIL, classification=EVIL, captions=(EVIL,), signature=EVIL, glossary={"RGZ": EVIL},
        references=(Reference("A", EVIL, None),), tags=("KTIP",), attention=(EVIL,),
        sections=(Section("other", EVIL, "heading", (paragraph(1, EVIL, (10, 11), EVIL, EVIL),)),), indicators=(),
        unplaced=(Unplaced((19, 19), EVIL),), notices=(Notice((20, 20), EVIL),),
    ),
    raw=(EVIL,) * 20, note=f"**note** {EVIL} ![x](http://x.example/x.png) [y](javascript:alert)",
    corrections=(Correction(EVIL, None, None, EVIL, EVIL, EVIL),), redactions=(Redaction(((10, 11),), EVIL),),
)  # fmt: skip


def view(published, around=None):
    return cable_view(published, around or Around(), told(pack(brief(published))))


def page(published, around=None):
    return render(ENV, "cable.html", view(published, around))


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.hrefs, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.hrefs += [found["href"]] if "href" in found else []


def parsed(text):
    ids = Ids()
    ids.feed(text)
    return ids
