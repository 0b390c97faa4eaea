"""Make a collection of N invented cables in the form of the one that ships.

    python benchmarks/collection.py OUT N [--seed 7]

Cable i is the same for every N but for its references, which point at cables of the same collection. Names of
posts are real, since parsers know them; every sentence is shuffled, its numbers are random and a part of its
words is made up, so that no cable says anything about its country.
"""

import argparse
import random
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import running

SAMPLE = Path(__file__).parents[1] / "cables" / "09PHNOMPENH846.txt"
POSTS = [
    tuple(line.split("|"))
    for line in """\
Phnom Penh|Cambodia|Cambodian|CB
Bangkok|Thailand|Thai|TH
Hanoi|Vietnam|Vietnamese|VM
Vientiane|Laos|Lao|LA
Jakarta|Indonesia|Indonesian|ID
Manila|Philippines|Philippine|RP
Kuala Lumpur|Malaysia|Malaysian|MY
Tokyo|Japan|Japanese|JA
Seoul|South Korea|Korean|KS
Ulaanbaatar|Mongolia|Mongolian|MG
New Delhi|India|Indian|IN
Kathmandu|Nepal|Nepalese|NP
Dhaka|Bangladesh|Bangladeshi|BG
Colombo|Sri Lanka|Lankan|CE
Astana|Kazakhstan|Kazakhstani|KZ
Tashkent|Uzbekistan|Uzbek|UZ
Baku|Azerbaijan|Azerbaijani|AJ
Tbilisi|Georgia|Georgian|GG
Yerevan|Armenia|Armenian|AM
Ankara|Turkey|Turkish|TU
Athens|Greece|Greek|GR
Sofia|Bulgaria|Bulgarian|BU
Bucharest|Romania|Romanian|RO
Zagreb|Croatia|Croatian|HR
Budapest|Hungary|Hungarian|HU
Warsaw|Poland|Polish|PL
Prague|Czech Republic|Czech|EZ
Vilnius|Lithuania|Lithuanian|LH
Riga|Latvia|Latvian|LG
Moscow|Russia|Russian|RS
Chisinau|Moldova|Moldovan|MD
Berlin|Germany|German|GM
Paris|France|French|FR
Madrid|Spain|Spanish|SP
Rome|Italy|Italian|IT
Cairo|Egypt|Egyptian|EG
Rabat|Morocco|Moroccan|MO
Nairobi|Kenya|Kenyan|KE
Kampala|Uganda|Ugandan|UG
Accra|Ghana|Ghanaian|GH
Dakar|Senegal|Senegalese|SG
Maputo|Mozambique|Mozambican|MZ
Mexico|Mexico|Mexican|MX
Bogota|Colombia|Colombian|CO
Lima|Peru|Peruvian|PE
Brasilia|Brazil|Brazilian|BR
Quito|Ecuador|Ecuadorian|EC
Santiago|Chile|Chilean|CI""".splitlines()
]
TAGS = ["PGOV", "PHUM", "PREL", "KTIP", "KJUS", "KCRM", "SMIG", "KWMN", "ELAB", "SOCI", "ECON", "EAID"]
CLASSES = [
    ("UNCLASSIFIED", "UNCLAS", "U", 35),
    ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "UNCLAS", "SBU", 35),
    ("CONFIDENTIAL", "C O N F I D E N T I A L", "C", 25),
    ("SECRET", "S E C R E T", "S", 5),
]
KINDS = ["TIP INTERIM ASSESSMENT", "ANNUAL TRAFFICKING IN PERSONS REPORT", "ANTI-TIP UPDATE"]
SYLLABLES = [
    "ba",
    "ke",
    "li",
    "mo",
    "nu",
    "ra",
    "se",
    "ti",
    "vo",
    "za",
    "bren",
    "dal",
    "fol",
    "gris",
    "kan",
    "lem",
]
SYLLABLES += ["mor", "pel", "quin", "ros", "sten", "tur", "vak", "wil"]
WORD = re.compile(r"[A-Za-z]+|\d+")
SPREAD = 100_000
"""Made-up words follow Zipf's law over so many."""

Blocks = list[tuple[str, list[list[str]]]]


def made_up(rng: random.Random) -> str:
    """A made-up word; the same rank is the same word."""
    rank = int(SPREAD ** rng.random())
    own = random.Random(rank)
    return "".join(own.choice(SYLLABLES) for _ in range(2 if rank < 4000 else 3))


def sections(sample: Path = SAMPLE) -> Blocks:
    """The sample's sections as (heading, paragraphs of sentences); the summary has no heading."""
    body = sample.read_text(encoding="utf-8").split("SENSITIVE BUT UNCLASSIFIED", 1)[-1]
    body = re.sub(r"\n[ ]?\nPHNOM PENH 0+846[ ]{2}00\d OF 003[ ]?\n(?:[ ]?\n){1,4}", "\n", body)
    found: Blocks = [("", [])]
    for block in (each.strip() for each in re.split(r"\n[ ]?\n", body)):
        heading = re.fullmatch(r"-{3,}[ ]?\n(?P<words>[^\n]+?)[ ]?\n-{3,}", block)
        if heading:
            found.append((heading["words"].strip(), []))
        elif block.startswith("¶"):
            text = re.sub(r"^¶\d+\.[ ]{1,2}\(SBU\)[ ]{1,2}", "", block)
            found[-1][1].append(re.split(r"(?<=[.?!])[ ]{1,2}(?=[A-Z\"])", re.sub(r"[ ]?\n[ ]?", " ", text)))
    return found


def vary(sentence: str, rng: random.Random, post: tuple[str, ...]) -> str:
    """A sentence with another post's names, other numbers and a part of its long words made up."""
    name, country, adjective, _ = post
    sentence = sentence.replace("Phnom Penh", name).replace("Cambodian", adjective).replace("Cambodia", country)

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word[0].isdigit():
            year = len(word) == 4 and word[:2] in {"19", "20"}
            return str(rng.randint(2000, 2010) if year else rng.randint(1, 10 ** len(word)))
        if len(word) < 5 or word in {*name.split(), *country.split(), adjective}:
            return word
        if rng.random() > 0.25:
            return word
        return made_up(rng).capitalize() if word[0].isupper() else made_up(rng)

    return WORD.sub(other, sentence)


def wrapped(text: str, width: int = 61) -> Iterator[str]:
    """Lines as the source breaks them, each with its blank at the end."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line + " "
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line + " "


def identity(number: int, seed: int, posts: int) -> tuple[str, tuple[str, ...], datetime, int]:
    """Id, post, time and serial number of a cable; the first so many posts send in turn."""
    rng = random.Random(f"{seed}/id/{number}")
    post = POSTS[number % posts]
    sent = datetime(2003, 1, 1) + timedelta(minutes=rng.randrange(7 * 525_600))  # noqa: DTZ001 -- Zulu
    serial = number // posts * 7 + rng.randint(1, 7)
    return f"{sent:%y}{post[0].upper().replace(' ', '')}{serial}", post, sent, serial


def cable(number: int, ids: list[tuple[str, tuple[str, ...], datetime, int]], blocks: Blocks, seed: int) -> str:
    """The raw text of one cable."""
    rng = random.Random(f"{seed}/cable/{number}")
    key, post, sent, serial = ids[number]
    classification, words, mark, _ = rng.choices(CLASSES, [each[3] for each in CLASSES])[0]
    title = f"{post[1].upper()}: {sent.year} {rng.choice(KINDS)} {made_up(rng).upper()}"
    parts, place = rng.randint(2, 4), post[0].upper()
    lines = [
        key, title, f"{sent:%a %b %d} 00:00:00 +0100 {sent.year}", classification, f"Embassy {post[0]}",
        f"VZCZCXRO{rng.randint(1000, 9999)}", "OO RUEHCHI RUEHDT RUEHHM RUEHNH",
        f"DE RUEHXX #{serial:04d}/01 {sent:%j%H%M}", "ZNR UUUUU ZZH",
        f"O {sent:%d%H%M}Z {sent:%b %y}".upper(),
        f"FM AMEMBASSY {place}", f"TO RUEHC/SECSTATE WASHDC IMMEDIATE {rng.randint(1000, 9999)}",
        f"INFO RUCNASE/ASEAN MEMBER COLLECTIVE PRIORITY{words} SECTION 01 OF 0{parts} {place} {serial:06d} ",
        " ", "SENSITIVE ", "SIPDIS ", " ", "STATE FOR G/TIP, DRL ", " ",
        "E.O. 12958: N/A " if mark in {"U", "SBU"} else f"E.O. 12958: DECL: {sent:%m/%d}/{sent.year + 10} ",
        f"TAGS: {' '.join([*rng.sample(TAGS, rng.randint(2, 5)), post[3]])} ", f"SUBJECT: {title} ", " ",
    ]  # fmt: skip
    lines += references(rng, number, ids)
    if mark in {"C", "S"}:
        lines += [f"Classified By: Political Counselor {made_up(rng).title()} {made_up(rng).title()} ",
                  "for reasons 1.4 (b) and (d). ", " "]  # fmt: skip
    text = list(body(rng, post, mark, blocks))
    for part in range(parts, 1, -1):
        at = len(text) * (part - 1) // parts
        text[at:at] = [" ", f"{place} {serial:08d}  00{part} OF 00{parts} ", " ", " "]
    return "\n".join([*lines, *text, made_up(rng).upper()]) + "\n"


def references(rng: random.Random, number: int, ids: list[tuple[str, tuple[str, ...], datetime, int]]) -> list[str]:
    """The REF lines: up to four other cables of the collection."""
    others = sorted({rng.randrange(len(ids)) for _ in range(rng.randint(0, 4))} - {number})
    lines = []
    for at, other in enumerate(others):
        _, post, sent, serial = ids[other]
        lead = ("REF: A. " if len(others) > 1 else "REF: ") if at == 0 else f"     ¶{'ABCD'[at]}. "
        lines.append(f"{lead}{sent:%y} {post[0].upper()} {serial} ")
    return [*lines, " "] if lines else []


def body(rng: random.Random, post: tuple[str, ...], mark: str, blocks: Blocks) -> Iterator[str]:
    """The message text: summary first, comment last, the rest in any order."""
    middle = blocks[1:-1]
    rng.shuffle(middle)
    number = 0
    for heading, paragraphs in [blocks[0], *middle, blocks[-1]]:
        if heading:
            rule = "-" * len(heading)
            yield from (f"{rule} ", f"{heading} ", f"{rule} ", " ")
        # The one sentence that names a private person is left out.
        pool = [each for paragraph in paragraphs for each in paragraph if "mother" not in each]
        if not heading:
            pool = [each.replace("SUMMARY:", "").replace("END SUMMARY.", "").strip() for each in pool]
        pool = [vary(each, rng, post) for each in rng.sample(pool, len(pool)) if each]
        size = -(-len(pool) // max(len(paragraphs), 1))
        for start in range(0, len(pool), size):
            number += 1
            said = "  ".join(pool[start : start + size])
            said = f"SUMMARY:  {said}  END SUMMARY." if not heading else said
            yield from wrapped(f"¶{number}.  ({mark}) {said}")
            yield " "


def write(out: Path, count: int, seed: int = 7, posts: int = len(POSTS)) -> int:
    """Write a collection, the cables of so many posts; gives its size in bytes."""
    out.mkdir(parents=True, exist_ok=True)
    blocks, size = sections(), 0
    ids = [identity(number, seed, posts) for number in range(count)]
    for number, (key, *_) in enumerate(ids):
        data = cable(number, ids, blocks, seed).encode()
        (out / f"{key}.txt").write_bytes(data)
        size += len(data)
    return size


def have(out: Path, count: int) -> None:
    """Write a collection if it is not there; it is there as a whole or not at all."""
    if not out.exists():
        part = out.with_name(f"{out.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        write(part, count)
        part.rename(out)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("out", type=Path, help="a folder that is not there, or empty")
    asked.add_argument("count", type=running.count, help="how many cables")
    asked.add_argument("--seed", type=int, default=7, help="another one, other cables (%(default)s)")
    given = asked.parse_args()
    if given.out.exists() and any(given.out.iterdir()):
        sys.exit(f"{given.out}: holds something already; name a new folder")
    size = write(given.out, given.count, given.seed)
    print(f"{given.count:,} cables, {size / 1e6:.1f} MB in {given.out}")


if __name__ == "__main__":
    running.told(main)
