#!/usr/bin/env python3
"""Draws icon.png beside this file: a shield with an answer and the line that gave it. Needs nothing but Python."""
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4
INK, PAPER, ACCENT = (22, 50, 79), (255, 255, 255), (242, 153, 46)


def in_tile(x, y):
    """A square with rounded corners that fills the picture."""
    radius = 24
    dx, dy = max(radius - x, 0, x - (SIZE - radius)), max(radius - y, 0, y - (SIZE - radius))
    return dx * dx + dy * dy <= radius * radius


def in_shield(x, y):
    """Straight at the top, two arcs that meet at the bottom."""
    left, right, top, shoulder, bottom = 28, 100, 20, 60, 112
    if not (left <= x <= right and top <= y <= bottom):
        return False
    if y <= shoulder:
        return True
    depth = (y - shoulder) / (bottom - shoulder)
    return abs(x - 64) <= (right - 64) * (1 - depth ** 2.2)


def near_stroke(x, y, points, width):
    """Whether the point lies on a line through the points, with round ends."""
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        dx, dy = bx - ax, by - ay
        along = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        if (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2 <= (width / 2) ** 2:
            return True
    return False


def color(x, y):
    if not in_tile(x, y):
        return None
    if near_stroke(x, y, [(47, 51), (59, 64), (82, 36)], 11):
        return ACCENT
    if near_stroke(x, y, [(48, 83), (80, 83)], 8):
        return INK
    return PAPER if in_shield(x, y) else INK


def pixel(column, row):
    step = 1 / SAMPLES
    inside = [c for i in range(SAMPLES) for j in range(SAMPLES) if (c := color(column + (i + 0.5) * step, row + (j + 0.5) * step))]
    if not inside:
        return bytes(4)
    return bytes([*(round(sum(c[k] for c in inside) / len(inside)) for k in range(3)), round(255 * len(inside) / SAMPLES**2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
pathlib.Path(__file__).with_name("icon.png").write_bytes(
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
)
