"""Files as addresses that hold them: a link that needs no other file, and works from a disk and without a script."""

import base64

_CODES = tuple((char, f"%{ord(char):02X}") for char in '%#"&<>\n\r\t')
"""'%' first: it marks the others."""


def of_bytes(data: bytes, kind: str) -> str:
    """Bytes as an address that holds them."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def of_text(text: str, kind: str) -> str:
    """A text as an address that holds it: as it stands, but for what an address cannot have, so that it packs well.

    >>> of_text("100% of A&B", "text/plain")
    'data:text/plain;charset=utf-8,100%25 of A%26B'
    """
    for char, code in _CODES:
        text = text.replace(char, code)
    return f"data:{kind};charset=utf-8,{text}"
