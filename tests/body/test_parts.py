"""Text that comes in parts: page markers, headers that are sent again, blank lines and ends of lines."""

import pytest
from whole import FIVE, HEAD, read

from chancery.parse import parse
from chancery.source import decode

ABOVE = (
    "¶1. The Duke of Strelsau wrote that he was well, and that\nhe would come to see the king and the queen on Tuesday."
)
MARKER = "\n\nZENDA 00000001  002 OF 003\n\n\n"
BREAKS = {
    f"{ABOVE}{MARKER}Nobody believed it in Zenda, and few in Hentzau, where the": 1,
    f"{ABOVE}{MARKER}he said so.": 1,
    "¶1. The law (no.{MARKER}45/98) is silent, and so is the court, in all of the years\nsince.": 1,
    f"{ABOVE}{MARKER}¶2. Nobody believed it in Zenda, and few in Hentzau, where": 2,
    f"{ABOVE}{MARKER}-- Nobody believed it in Zenda, and few in Hentzau, where": 2,
    f"{ABOVE}\nHe is well.{MARKER}Nobody believed it in Zenda, and few in Hentzau, where the": 2,
    f"{ABOVE}\n{MARKER}Nobody believed it in Zenda, and few in Hentzau, where the": 2,
    f"{ABOVE}\nHe was well, and so were all of them.{MARKER}Nobody believed it in Zenda, and few": 1,
    f"{ABOVE}\nThese came: the king and the queen{MARKER}\nNobody believed it in Zenda, and few": 1,
    f"{ABOVE}\nThese came: the king and the queen\n{MARKER}Nobody believed it in Zenda, and few": 2,
    f"{ABOVE} END SUMMARY{MARKER}Nobody\n\n¶2. They ate.": 2,
}


def _texts(text):
    return [p.text for section in read(HEAD + text).cable.sections for p in section.paragraphs]


@pytest.mark.parametrize(("text", "count"), [(text.replace("{MARKER}", MARKER), n) for text, n in BREAKS.items()])
def test_blank_lines_around_a_page_marker_tell_whether_a_paragraph_ends_there(text, count):
    assert len(_texts(text)) == count


PAGE = (
    "                       UNCLASSIFIED     PTQ0106\n\nPAGE 01        ZENDA  00001  02 OF 02  161013Z\n"
    "ACTION DRL-02\n\nINFO  LOG-00   NP-00    AID-00\n                  ------------------15E3C4  161014Z /40\n"
)
DESK = "R 161013Z NOV 09\nFM AMEMBASSY ZENDA\nTO SECSTATE WASHDC 1112\nINFO AMEMBASSY STRELSAU 0012\nHQ OF THE DUKE"
SENT = (
    "BT\n#0001\n\nNNNN\nVZCZCXRO0002\nRR RUEHST\nDE RUEHZN #0001/02 3201013\nZNR UUUUU ZZH\n"
    f"{DESK}\nRUEHST/AMEMBASSY STRELSAU PRIORITY"
)
SECTION = "UNCLAS SECTION 02 OF 02 ZENDA 000001"
FURNITURE = (
    f"{PAGE}{DESK}\n{SECTION}\n\nSIPDIS\n\n",
    f"{SENT}\n{SECTION}\n\nSENSITIVE\nSIPDIS\n\nTAGS: PHUM KTIP\nSUBJECT: AN INVENTED CABLE\n\n",
    f"\n{SENT}{SECTION}\nSENSITIVE\nE.O. 12958: N/A\n",
    "FM AMEMBASSY ZENDA\nTO SECSTATE WASHDC\nUNCLAS SECTION 02 OF 02\nZENDA 000001\n\n",
    f"TO RUEHC/SECSTATE WASHDC 1112\nINFO AMEMBASSY STRELSAU{SECTION}\n\n",
    "DE RUEHZN #0001/02 3201013\nC O N F I D E N T I A L\nSECTION 02 OF 02 ZENDA 000001\n\nSIPDIS\n",
    "UNCLAS ZENDA 000001\n\n",
    "\nUNCLASSIFIED\n\nUNCLASSIFIED\n\nPAGE 02        ZENDA  00001  161013Z\n\n",
    "PAGE 02        ZENDA  00001  161013Z\nCONFIDENTIAL\n",
    "\nC O N F I D E N T I A L\n\n",
    "\nSECRET NODIS\n\n- CONFIDENTIAL - 2 -\n\n",
    "\nLIMITED OFFICIAL USE\n\nZENDA 00000001  002 OF 003\n\n\n",
    "ZENDA 00000001  002 OF 003\n\nSENSITIVE BUT UNCLASSIFIED\n\n",
    "UNCLAS\nSENSITIVE\nSIPDIS\n\n",
)


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_breaks_no_sentence_and_is_no_heading(furniture):
    assert _texts(f"¶1. The Duke of\n{furniture}Strelsau came.\n\n¶2. He left.") == [
        "The Duke of Strelsau came.",
        "He left.",
    ]
    cable = read(HEAD + f"¶1. The Duke came.\n\n{furniture}\n¶2. He left.").cable
    assert [(one.heading, len(one.paragraphs)) for one in cable.sections] == [(None, 2)]


@pytest.mark.parametrize("marker", [" 002 OF 003\n", "  002 OF 003 \n\n\n", "\n 002 OF 003\n\n\n"])
def test_a_page_marker_is_cut_off_the_words_before_it(marker):
    text = f"¶1. The Duke of Strelsau wrote that he was well, and that\nhe would ZENDA 00000001{marker}come."
    assert _texts(text) == ["The Duke of Strelsau wrote that he was well, and that he would come."]


@pytest.mark.parametrize(
    "text",
    [
        "1. THE LAW KEEPS THE NAMES OF THE QUEEN AND OF ALL HER CHILDREN\nSECRET.",
        "1. THE RADIO OF STRELSAU CAN BE HEARD ON\nFM IN ZENDA.",
    ],
)
def test_words_of_a_sentence_are_no_furniture(text):
    assert _texts(f"{text}\n\n2. HE WENT TO THE\n\n{SECTION}\n\nTOWN.") == [
        text[3:].replace("\n", " "),
        "HE WENT TO THE TOWN.",
    ]


def test_the_header_of_a_telegram_within_this_one_is_of_its_text():
    telegram = "O 161013Z OCT 09\nFM SECSTATE WASHDC\nTO AMEMBASSY ZENDA\nUNCLAS STATE 12345\nWho is the Duke?"
    text = f"1. It reads:\n\n{telegram}\n\n2. He went to the\n\n{SECTION}\n\nSIPDIS\n\ntown."
    assert _texts(text) == ["It reads:", telegram, "He went to the town."]


@pytest.mark.parametrize(
    ("one", "two"), [("1.(C) ", "2.(C) "), ("(C) 1. ", "(C) 2. "), ("1) (C) ", "2) (C) "), ("", "")]
)
def test_no_line_of_the_text_is_taken_for_a_header_that_is_sent_again(one, two):
    """However the first paragraph begins, what stands behind it is no part of the head."""
    section = "\n\nC O N F I D E N T I A L SECTION {} OF 03 ZENDA 000001\n\nSIPDIS\n\n"
    text = (
        f"{one}He came.{section.format('02')}{two}He went to see the{section.format('03')}duke of Hentzau.\nRASSENDYLL"
    )
    cable = read(HEAD.replace("UNCLAS", "C O N F I D E N T I A L SECTION 01 OF 03") + text).cable
    texts = [p.text for one in cable.sections for p in one.paragraphs]
    assert texts == ["He came.", "He went to see the duke of Hentzau."]
    assert cable.signature == "RASSENDYLL"


SPACED = """¶1. (C) Summary: The king of Ruritania spoke to the Duke of
Strelsau for an hour in the palace on Tuesday, and then to
Mr. Sapt, who had come from Hentzau with three soldiers. They
said that they had not been paid since the winter. End summary.

The Duke's Answer
-----------------

¶2. (C) The Duke wrote that there was no money, as all of it had
gone into the new railway between Zenda and the harbor. He
asked for time until the summer.

¶3. (C) Mr. Sapt left the room, and the soldiers went with him to
the square in front of the palace, where they stayed until the
queen had come to them and had spoken of her own savings.
RASSENDYLL"""


def test_a_blank_line_behind_each_line_parts_no_paragraph():
    spaced, plain = (read(HEAD + text).cable for text in (SPACED.replace("\n", "\n\n"), SPACED))
    found = [
        [(s.heading, p.number, p.marking, p.text) for s in one.sections for p in s.paragraphs]
        for one in (spaced, plain)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 3
    apart = "\n\n".join(f"¶{n}. (C) The Duke of Strelsau came on day {n}, and went." for n in range(1, 20))
    assert len(_texts(apart)) == 19


@pytest.mark.parametrize("end", ["\r\n", "\r\r\n", "\r"])
def test_lines_end_in_any_way(end):
    """Teletypes ended a line with two carriage returns and a line feed."""
    text = FIVE.format(id="09ZENDA1") + HEAD + "¶1. The king of\nRuritania came.\n\n¶2. He ate.\nRASSENDYLL\n"
    plain = parse(decode(text.encode(), "09ZENDA1.txt"), figures=False).cable
    other = parse(decode(text.replace("\n", end).encode(), "09ZENDA1.txt"), figures=False).cable
    assert (other.title, other.sections, other.signature) == (plain.title, plain.sections, plain.signature)


def test_a_classification_deep_in_a_text_without_numbers_is_no_heading():
    days = [f"The Duke came on day {n}." for n in range(1, 25)]
    assert _texts("\n\n".join([*days, "CONFIDENTIAL", "He ate."])) == [*days, "He ate."]
