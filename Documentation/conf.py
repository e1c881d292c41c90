# SPDX-License-Identifier: GPL-2.0
"""Sphinx configuration. Build with "make doc"; warnings are errors."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "ext"))

project = "ordlab"
copyright = "the ordlab authors; GPL-2.0"
extensions = ["session", "execution", "manuals", "rooms"]
exclude_patterns = ["litmus-tests/README*"]
needs_sphinx = "5.3"

# "--mode" stays what it is: readers paste it
smartquotes = False

html_theme = "furo"
html_title = "ordlab"
html_static_path = ["static"]
html_css_files = ["ordlab.css"]
html_copy_source = False
html_show_sphinx = False
highlight_language = "none"
