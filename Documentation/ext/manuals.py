# SPDX-License-Identifier: GPL-2.0
"""The directive "manuals": userspace/arch/manuals.h as a table.

    .. manuals:: x86_64
"""
import pathlib
import re

SOURCE = pathlib.Path(__file__).parents[2] / "userspace/arch/manuals.h"


def rows(macro):
    """The rows of one of the X-macros of the header, as lists of text."""
    text = SOURCE.read_text(encoding="utf-8").replace("\\\n", "\n")
    body = re.search(rf"#define {macro}\(X\)(.*?)\n\n", text, re.S)[1]
    for row in re.findall(r'X\(((?:"[^"]*"|[^")])*)\)', body):
        yield [cell[0] or cell[1] for cell in
               re.findall(r'"([^"]*)"|(\w+)', row)]


def setup(app):
    """Tell Sphinx of the directive."""
    from docutils.parsers.rst import Directive
    from docutils.statemachine import StringList
    from docutils import nodes

    class ManualsDirective(Directive):
        required_arguments = 1

        def run(self):
            arch = self.arguments[0]
            titles = {row[0]: row[1:] for row in rows("MANUAL_EFFECTS")}
            lines = [".. list-table::", "   :header-rows: 1",
                     "   :widths: 28 16 14 20 40", ""]
            table = [["effect", "test", "verdict", "place", "statement"]]
            table += [[titles[effect][0], f"``{titles[effect][1]}``",
                       verdict.lower(), place, statement]
                      for effect, of, verdict, place, statement
                      in rows("MANUAL_STATEMENTS") if of == arch]
            if len(table) == 1:
                raise self.error(f"{SOURCE} says nothing of {arch}")
            for row in table:
                lines += [f"   {'  - ' if i else '* - '}{cell}"
                          for i, cell in enumerate(row)]
            node = nodes.section()
            self.state.nested_parse(StringList(lines, str(SOURCE)), 0, node)
            self.state.document.settings.env.note_dependency(str(SOURCE))
            return node.children

    app.add_directive("manuals", ManualsDirective)
    return {"version": "1", "parallel_read_safe": True}
