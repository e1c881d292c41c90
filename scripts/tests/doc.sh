#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Tests of the HTML pages: that they build, and what readers of them rely on.
# Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0

# result NAME, from the exit status of the command before; its output is in log
result()
{
	status=$?
	n=$((n + 1))
	if [ $status -eq 0 ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/#	/' "$dir/log"
	fi
}

# Lines of the pages that have one of the dashes which "--" may become
dashes()
{
	! grep -rn --include='*.html' -e '–' -e '—' "$dir/html/tools"
}

# Pages that do not fit themselves to the width of the screen
rigid()
{
	find "$dir/html" -name '*.html' | sort >"$dir/pages"
	[ -s "$dir/pages" ] &&
	! xargs grep -L 'name="viewport"' <"$dir/pages" | grep .
}

echo 1..4
sphinx-build -q -W --keep-going -b html -d "$dir/doctrees" Documentation \
	"$dir/html" >"$dir/log" 2>&1
result "the pages build without a warning"
grep -F '<strong>--mode</strong>' "$dir/html/tools/ordlab-run.html" \
	>"$dir/log" 2>&1
result "an option of a man page can be pasted"
dashes >"$dir/log" 2>&1
result "man pages have no dashes in place of hyphens"
rigid >"$dir/log" 2>&1
result "every page fits the width of its screen"
