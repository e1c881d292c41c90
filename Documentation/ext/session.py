# SPDX-License-Identifier: GPL-2.0
"""The directive "ordlab": commands and what they printed.

    .. ordlab::
       :cpus: 4
       :status: 1

       $ ordlab run SB -n 100000
       what it printed
       ...

A line that starts with "$ " is a command; the lines up to the next one are
its output. A line "..." stands for any number of lines. cpus is how many the
commands need (default 2), status the exit status of the last one (default 0).
scripts/doctest reads the same blocks from the source and runs them, so what a
page shows is what a reader gets. In Markdown, a fence "```ordlab" is such a
block, without options.
"""
import dataclasses
import re
import textwrap

DEFAULT_CPUS = 2


@dataclasses.dataclass
class Session:
    """One block: where it stands, what it needs, its commands and outputs."""

    path: str
    line: int
    cpus: int
    status: int
    steps: list  # of (line, command, [line of output])


def steps(lines, first):
    """Split the lines of a block, whose first has number first."""
    found = []
    for number, text in enumerate(lines, first):
        if text.startswith("$ "):
            found.append((number, text[2:], []))
        elif found:
            found[-1][2].append(text)
        elif text.strip():
            raise ValueError(f"line {number}: output before any command")
    for step in found:
        while step[2] and not step[2][-1].strip():
            step[2].pop()
    return found


def read_markdown(path, lines):
    """All sessions of lines of Markdown, in order."""
    sessions = []
    first = None
    for number, text in enumerate(lines, 1):
        if text == "```ordlab":
            first = number
        elif text == "```" and first:
            sessions.append(Session(path, first, DEFAULT_CPUS, 0,
                                    steps(lines[first:number - 1], first + 1)))
            first = None
    return sessions


def read(path):
    """All sessions of a file of reStructuredText or Markdown, in order."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    if str(path).endswith(".md"):
        return read_markdown(path, lines)
    sessions = []
    i = 0
    while i < len(lines):
        start = re.fullmatch(r"( *)\.\. ordlab::\s*", lines[i])
        i += 1
        if not start:
            continue
        where, indent = i, len(start[1]) + 3
        body = []
        while i < len(lines) and (not lines[i].strip() or
                                  lines[i].startswith(" " * indent)):
            body.append(lines[i][indent:])
            i += 1
        options = {}
        skip = 0
        for text in body:
            option = re.fullmatch(r":(\w+): *(.*)", text)
            if not option:
                break
            options[option[1]] = option[2]
            skip += 1
        sessions.append(Session(path, where,
                                int(options.get("cpus", DEFAULT_CPUS)),
                                int(options.get("status", 0)),
                                steps(body[skip:], where + skip + 1)))
    return sessions


def setup(app):
    """Tell Sphinx of the directive; docutils is not needed to read()."""
    from docutils import nodes
    from docutils.parsers.rst import Directive, directives

    class OrdlabDirective(Directive):
        has_content = True
        option_spec = {
            "cpus": directives.positive_int,
            "status": directives.nonnegative_int,
        }

        def run(self):
            try:
                found = steps(self.content, self.content_offset + 1)
            except ValueError as err:
                raise self.error(str(err))
            if not found:
                raise self.error("a session without a command")
            text = textwrap.dedent("\n".join(self.content))
            node = nodes.literal_block(text, text)
            node["language"] = "none"
            node["classes"].append("session")
            self.add_name(node)
            return [node]

    app.add_directive("ordlab", OrdlabDirective)
    return {"version": "1", "parallel_read_safe": True}
