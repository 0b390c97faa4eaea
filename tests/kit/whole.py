"""Whole invented cables to read: the five lines of the source, a head, a text."""

from chancery.parse import parse
from chancery.source import decode

FIVE = "{id}\nAN INVENTED CABLE\nMon Nov 16 00:00:00 +0100 2009\nUNCLASSIFIED\nEmbassy Zenda\n"
HEAD = "UNCLAS ZENDA 000001 \n\nSIPDIS \n\nE.O. 12958: N/A \nTAGS: PHUM KTIP \nSUBJECT: AN INVENTED CABLE \n\n"


def read(text, name="09ZENDA1"):
    return parse(decode((FIVE.format(id=name) + text).encode(), f"{name}.txt"), figures=False)
