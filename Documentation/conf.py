# SPDX-License-Identifier: GPL-2.0
"""Sphinx configuration. Build with "make doc"; warnings are errors."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "ext"))

project = "ordlab"
copyright = "the ordlab authors; GPL-2.0"
extensions = ["session", "execution", "manuals"]
exclude_patterns = ["litmus-tests/README*"]
needs_sphinx = "5.3"

html_theme = "alabaster"
html_theme_options = {
    "description": "A memory-ordering laboratory for the Linux kernel",
    "page_width": "72em",
    "sidebar_width": "16em",
    "fixed_sidebar": "true",
    "code_font_size": "0.82em",
}
html_sidebars = {"**": ["about.html", "navigation.html", "searchbox.html"]}
html_copy_source = False
html_show_sphinx = False
highlight_language = "none"
