"""The part of CBOR (RFC 8949) that Pagefind's tables are written in: read, and written in one form."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Item: TypeAlias = int | str | bytes | list[Any]
"""Bytes stand for a number or mark (major types 1 and 7) as it was written."""
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
_BREAK = 0xFF


def decode(data: bytes) -> Item:
    """Read one item.

    >>> decode(bytes.fromhex("8361610a9f01ff"))
    ['a', 10, [1]]
    """
    item, _ = _item(data, 0)
    return item


def _item(data: bytes, at: int) -> tuple[Item, int]:
    begun, major, low = at, data[at] >> 5, data[at] & 31
    size = _SIZES.get(low, 0)
    number = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else low
    at += 1 + size
    if major == 0:
        return number, at
    if major == 3:
        return data[at : at + number].decode(), at + number
    if major == 4:
        return _array(data, at, None if low == 31 else number)
    if major in {1, 7}:
        return data[begun:at], at
    raise ValueError(f"CBOR: no major type {major} is expected")


def _array(data: bytes, at: int, count: int | None) -> tuple[list[Item], int]:
    items: list[Item] = []
    while len(items) != count:
        if count is None and data[at] == _BREAK:
            return items, at + 1
        item, at = _item(data, at)
        items.append(item)
    return items, at


def encode(item: Item) -> bytes:
    """Write an item in its shortest form.

    >>> encode(["a", 10, [1]]).hex()
    '8361610a8101'
    """
    return b"".join(_written(item))


def _written(item: Item) -> Iterator[bytes]:
    if isinstance(item, bytes):
        yield item
    elif isinstance(item, int):
        yield _head(0, item)
    elif isinstance(item, str):
        text = item.encode()
        yield _head(3, len(text)) + text
    else:
        yield _head(4, len(item))
        for each in item:
            yield from _written(each)


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    low, size = next((low, size) for low, size in _SIZES.items() if number < 1 << 8 * size)
    return bytes([major << 5 | low]) + number.to_bytes(size, "big")
