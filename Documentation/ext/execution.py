# SPDX-License-Identifier: GPL-2.0
"""The directive "execution": draws the events of a candidate execution.

    .. execution:: Both loads read 0

       P0 | a: WRITE_ONCE(*x, 1) ; b: READ_ONCE(*y) == 0
       P1 | c: WRITE_ONCE(*y, 1) ; d: READ_ONCE(*x) == 0
       a -> b po
       b -> c fr
       c -> d po
       d -> a fr

A line "NAME | event ; event" is a thread; "a -> b relation" is an edge. The
drawing is an SVG inside the page; other builders show the text itself.
"""
import html
import re

CHAR = 7.3       # width of a character of the code font at its size
ROW = 74         # from an event to the next
BOX = 30         # height of an event
GAP = 92         # between two threads
TOP = 46
MARGIN = 24

COLOURS = {"po": "#5c6370", "rf": "#b3261e", "fr": "#b26a00", "co": "#1f5fa8"}
OTHER = "#2e7d32"  # what orders: fences, dependencies, hb, ...


def parse(lines):
    """Text to ([(thread, [(id, code)])], [(from, to, relation)])."""
    threads, edges = [], []
    for text in lines:
        if not text.strip():
            continue
        edge = re.fullmatch(r"\s*(\w+) *-> *(\w+) +(.+?)\s*", text)
        thread = re.fullmatch(r"\s*([\w ]+?) *\| *(.*?)\s*", text)
        if edge:
            edges.append(edge.groups())
        elif thread:
            events = []
            for event in thread[2].split(" ; "):
                name, _, code = event.partition(": ")
                if not code:
                    raise ValueError(f"not an event: {event!r}")
                events.append((name.strip(), code.strip()))
            threads.append((thread[1], events))
        else:
            raise ValueError(f"neither a thread nor an edge: {text!r}")
    names = [name for _, events in threads for name, _ in events]
    if len(names) != len(set(names)):
        raise ValueError("two events with one name")
    for source, target, _ in edges:
        for name in (source, target):
            if name not in names:
                raise ValueError(f"no event {name!r}")
    return threads, edges


def bezier(p, t):
    """The point at t of a cubic curve."""
    u = 1 - t
    return tuple(u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d
                 for a, b, c, d in zip(*p))


def draw(threads, edges, title):
    """The drawing, as the text of an SVG element."""
    place, x = {}, MARGIN
    out = []
    rows = max(len(events) for _, events in threads)
    for column, (name, events) in enumerate(threads):
        width = max([len(f"{i}: {code}") for i, code in events] + [8]) * CHAR + 20
        out.append(f'<text x="{x + width / 2:.1f}" y="{TOP - 18}" class="t">'
                   f"{html.escape(name)}</text>")
        for row, (event, code) in enumerate(events):
            y = TOP + row * ROW
            place[event] = (column, row, x, y, width)
            out.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BOX}"'
                ' rx="5" class="e"/>'
                f'<text x="{x + width / 2:.1f}" y="{y + BOX / 2 + 4.5}" class="c">'
                f'<tspan class="i">{event}:</tspan> {html.escape(code)}</text>')
        x += width + GAP
    total = x - GAP + MARGIN
    bottom = TOP + (rows - 1) * ROW + BOX
    deepest = bottom
    arrows, labels, used = [], [], set()
    for source, target, relation in edges:
        colour = COLOURS.get(relation.split()[0], OTHER)
        used.add(colour)
        c0, r0, x0, y0, w0 = place[source]
        c1, r1, x1, y1, w1 = place[target]
        where = 0.5
        if c0 == c1 and abs(r0 - r1) == 1:      # the next event of a thread
            down = r1 > r0
            sx = tx = x0 + w0 / 2
            sy, ty = (y0 + BOX, y1) if down else (y0, y1 + BOX)
            p = [(sx, sy), (sx, (sy + ty) / 2), (tx, (sy + ty) / 2), (tx, ty)]
        elif c0 == c1:                          # beyond it: round the side
            sx, tx = x0 + w0, x1 + w1
            sy, ty = y0 + BOX / 2, y1 + BOX / 2
            p = [(sx, sy), (sx + 46, sy), (tx + 46, ty), (tx, ty)]
        elif abs(c0 - c1) == 1:                 # to the thread beside it
            right = c1 > c0
            sx, tx = (x0 + w0, x1) if right else (x0, x1 + w1)
            sy, ty = y0 + BOX / 2, y1 + BOX / 2
            bend = (tx - sx) / 3
            p = [(sx, sy), (sx + bend, sy), (tx - bend, ty), (tx, ty)]
            where = 0.27 if r0 != r1 else 0.5   # clear of an edge that crosses
        else:                                   # over other threads: below them
            sx, tx = x0 + w0 / 2, x1 + w1 / 2
            sy, ty = y0 + BOX, y1 + BOX
            low = bottom + 26 + 16 * abs(c0 - c1)
            p = [(sx, sy), (sx, low + 18), (tx, low + 18), (tx, ty)]
            deepest = max(deepest, bezier(p, 0.5)[1] + 14)
        path = "M{:.1f},{:.1f} C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}".format(
            *p[0], *p[1], *p[2], *p[3])
        arrows.append(f'<path d="{path}" fill="none" stroke="{colour}"'
                      f' stroke-width="1.8" marker-end="url(#m{colour[1:]})"/>')
        lx, ly = bezier(p, where)
        half = len(relation) * 3.4 + 6
        labels.append(
            f'<rect x="{lx - half:.1f}" y="{ly - 9:.1f}" width="{2 * half:.1f}"'
            f' height="18" rx="9" fill="#fff" stroke="{colour}" stroke-width="0.8"/>'
            f'<text x="{lx:.1f}" y="{ly + 4:.1f}" class="r" fill="{colour}">'
            f"{html.escape(relation)}</text>")
    height = deepest + MARGIN
    markers = "".join(
        f'<marker id="m{c[1:]}" viewBox="0 0 10 10" refX="9" refY="5"'
        ' markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0,0.8 L10,5 L0,9.2 z" fill="{c}"/></marker>'
        for c in sorted(used))
    alt = html.escape(title or "A candidate execution")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        f' viewBox="0 0 {total:.0f} {height:.0f}" width="{total:.0f}"'
        f' style="max-width:100%;min-width:{0.72 * total:.0f}px;height:auto"'
        f' aria-label="{alt}">'
        f"<title>{alt}</title><defs>{markers}<style>"
        ".ordlab-x text{text-anchor:middle;font-family:'DejaVu Sans',Verdana,sans-serif}"
        ".ordlab-x .t{font-size:14px;font-weight:bold;fill:#222}"
        ".ordlab-x .c{font-size:12px;font-family:'DejaVu Sans Mono',monospace;fill:#111}"
        ".ordlab-x .i{fill:#777}"
        ".ordlab-x .e{fill:#f2f5f9;stroke:#8895a7}"
        ".ordlab-x .r{font-size:11px;font-weight:bold}"
        '</style></defs><g class="ordlab-x">'
        f'<rect x="0.5" y="0.5" width="{total - 1:.0f}" height="{height - 1:.0f}"'
        ' rx="8" fill="#ffffff" stroke="#d6dbe2"/>'
        + "".join(out) + "".join(arrows) + "".join(labels) + "</g></svg>")


def setup(app):
    """Tell Sphinx of the directive."""
    from docutils import nodes
    from docutils.parsers.rst import Directive

    class ExecutionDirective(Directive):
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True

        def run(self):
            title = self.arguments[0] if self.arguments else ""
            try:
                threads, edges = parse(self.content)
            except ValueError as err:
                raise self.error(str(err))
            if not threads:
                raise self.error("an execution without threads")
            figure = nodes.figure()
            text = "\n".join(self.content)
            node = nodes.literal_block(text, text)
            if self.state.document.settings.env.app.builder.format == "html":
                node = nodes.raw("", draw(threads, edges, title), format="html")
            figure += node
            if title:
                inline, messages = self.state.inline_text(title, self.lineno)
                figure += nodes.caption(title, "", *inline)
                return [figure] + messages
            return [figure]

    app.add_directive("execution", ExecutionDirective)
    return {"version": "1", "parallel_read_safe": True}
