"""The picture that stands for the site where a link to it is shared: drawn from shapes, so that no font is needed."""

import vl_convert

WIDTH, HEIGHT = 1200, 630
"""What sharing services ask for."""
PAPER, INK, RULE, LIT = "#fbfaf6", "#1b1e20", "#dad6ca", "#efd27c"
LETTERS = {
    "T": "M0 0H60M30 0V90",
    "I": "M0 0V90",
    "P": "M0 90V0H32A24 24 0 0 1 32 48H0",
    "C": "M62 14A38 45 0 1 0 62 76",
    "A": "M0 90L34 0L68 90M12 60H56",
    "B": "M0 0H32A22 22 0 0 1 32 43H0H36A23 23 0 0 1 36 90H0Z",
    "L": "M0 0V90H50",
    "E": "M54 0H0V90H54M0 44H46",
    "S": "M54 12C46 -4 4 -6 4 22C4 50 56 38 56 67C56 96 8 96 0 76",
}
"""Each letter as one stroke, 90 high."""
ADVANCE = {"T": 88, "I": 32, "P": 84, "C": 90, "A": 96, "B": 88, "L": 74, "E": 82, "S": 84, " ": 52}
"""Widths with the gap after the letter."""
LINES = (640, 700, 560, 680, 610, 690, 320)
"""How long the lines of the telegram are."""


def svg(name: str) -> str:
    """The picture: the name of the site over a telegram in which one figure is lit."""
    at, strokes = 110, []
    for letter in name.upper():
        if letter in LETTERS:
            strokes.append(f'<path transform="translate({at} 120)" d="{LETTERS[letter]}"/>')
        at += ADVANCE.get(letter, 0)
    lines = "".join(
        f'<rect x="110" y="{300 + 38 * row}" width="{length}" height="14" fill="{RULE}"/>'
        for row, length in enumerate(LINES)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/><rect width="{WIDTH}" height="18" fill="{INK}"/>'
        f'<g fill="none" stroke="{INK}" stroke-width="16" stroke-linejoin="round" stroke-linecap="square">'
        f"{''.join(strokes)}</g>"
        f'{lines}<rect x="330" y="365" width="190" height="36" fill="{LIT}"/>'
        f'<rect x="345" y="376" width="160" height="14" fill="{INK}"/>'
        f'<g transform="translate(880 300) scale(7.5)"><path fill="{INK}" d="M3 5h26v3H3zM3 14h5v4H3zM22 14h7v4h-7z'
        f'M3 24h18v3H3z"/><path fill="{LIT}" d="M10 11.5h10v9H10z"/></g></svg>'
    )


def png(name: str) -> bytes:
    """The same as PNG."""
    return bytes(vl_convert.svg_to_png(svg(name), scale=1))
