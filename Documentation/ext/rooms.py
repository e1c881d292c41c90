# SPDX-License-Identifier: GPL-2.0
"""The directive "rooms": the rooms of a Makefile, as a drawing and a table.

    .. rooms:: userspace/Makefile may

Each line "may_ROOM := ROOM..." names the rooms whose headers a room may include,
and the comment above it says what the room is for. The drawing has an arrow from
a room to each that it may include, unless another arrow leads there already.
"""
import html
import pathlib
import re

TREE = pathlib.Path(__file__).parents[2]
WIDTH, HEIGHT = 104, 34      # of a room
ACROSS, DOWN = 26, 46        # between two of them
MARGIN = 20


def read(path, prefix):
    """A Makefile to {room: (what it is for, [room that it may include])}."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for what, room, lower in re.findall(
            rf"# (.*)\n{prefix}_(\S+)\s*:=(.*)\n", text):
        found["main.c" if room == "." else room] = (what, lower.split())
    for room, (_, lower) in found.items():
        for name in lower:
            if name not in found:
                raise ValueError(f"{path}: {room} may include {name}, which is no room")
    return found


def reach(rooms, room):
    """All rooms below a room."""
    below = set()
    for name in rooms[room][1]:
        below |= {name} | reach(rooms, name)
    if room in below:
        raise ValueError(f"{room} is below itself")
    return below


def arrows(rooms, room):
    """The rooms that no other arrow leads to."""
    lower = set(rooms[room][1])
    return lower - set().union(*(reach(rooms, name) for name in lower), set())


def level(rooms, room):
    """How many rooms stand below a room, one on top of the other."""
    return max((level(rooms, name) + 1 for name in rooms[room][1]), default=0)


def draw(rooms):
    """The drawing, as the text of an SVG element."""
    levels = {}
    for room in rooms:
        levels.setdefault(level(rooms, room), []).append(room)
    top = max(levels)
    widest = max(map(len, levels.values()))
    total = 2 * MARGIN + widest * (WIDTH + ACROSS) - ACROSS
    place, out = {}, []
    for number, row in levels.items():
        width = len(row) * (WIDTH + ACROSS) - ACROSS
        for i, room in enumerate(row):
            x = (total - width) / 2 + i * (WIDTH + ACROSS)
            y = MARGIN + (top - number) * (HEIGHT + DOWN)
            place[room] = (x, y)
            out.append(
                f'<rect x="{x:.0f}" y="{y:.0f}" width="{WIDTH}" height="{HEIGHT}"'
                ' rx="6" fill="#eef2f7" stroke="#5c6370"/>'
                f'<text x="{x + WIDTH / 2:.0f}" y="{y + HEIGHT / 2 + 5:.0f}"'
                f' text-anchor="middle">{html.escape(room)}</text>')
    for room in rooms:
        for name in sorted(arrows(rooms, room)):
            x, y = place[room]
            to_x, to_y = place[name]
            x, to_x, y = x + WIDTH / 2, to_x + WIDTH / 2, y + HEIGHT
            out.insert(0, f'<path d="M{x:.0f},{y:.0f} C{x:.0f},{y + 24:.0f}'
                       f' {to_x:.0f},{to_y - 24:.0f} {to_x:.0f},{to_y - 2:.0f}"'
                       ' fill="none" stroke="#8895a7" marker-end="url(#room)"/>')
    height = 2 * MARGIN + (top + 1) * (HEIGHT + DOWN) - DOWN
    return (f'<svg viewBox="0 0 {total} {height}" style="max-width:100%;'
            f'width:{total}px;font:14px sans-serif" role="img">'
            '<rect width="100%" height="100%" rx="8" fill="#fff"/>'
            '<defs><marker id="room" viewBox="0 0 8 8" refX="7" refY="4"'
            ' markerWidth="7" markerHeight="7" orient="auto">'
            '<path d="M0,0 L8,4 L0,8 z" fill="#8895a7"/></marker></defs>'
            + "".join(out) + "</svg>")


def setup(app):
    """Tell Sphinx of the directive."""
    from docutils import nodes
    from docutils.parsers.rst import Directive
    from docutils.statemachine import StringList

    class RoomsDirective(Directive):
        required_arguments = 2

        def run(self):
            path = TREE / self.arguments[0]
            try:
                rooms = read(path, self.arguments[1])
                drawing = draw(rooms)
            except ValueError as err:
                raise self.error(str(err))
            lines = [".. list-table::", "   :header-rows: 1",
                     "   :widths: 14 46 40", "",
                     "   * - room", "     - what it is for", "     - may include"]
            for room, (what, lower) in rooms.items():
                lines += [f"   * - ``{room}``", f"     - {what}",
                          "     - " + (" ".join(lower) or "nothing")]
            node = nodes.section()
            self.state.nested_parse(StringList(lines, str(path)), 0, node)
            self.state.document.settings.env.note_dependency(str(path))
            return [nodes.raw("", drawing, format="html"), *node.children]

    app.add_directive("rooms", RoomsDirective)
    return {"version": "1", "parallel_read_safe": True}
