#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# What is written about the tool is what the tool has: every command has a man
# page, every option is in it, and bash completes both. $ORDLAB is the tool.
# Prints TAP.

here=$(dirname "$0")
pages=$here/../../Documentation/tools
nr=0
failed=0

# report NAME: the result of the command before, from $?
report() {
	local status=$?

	nr=$((nr + 1))
	if [ $status -eq 0 ]; then
		echo "ok $nr - $1"
	else
		echo "not ok $nr - $1"
		failed=1
	fi
}

commands=$("$ORDLAB" help | sed -n 's/^  \([a-z]*\) .*/\1/p')

every_command_has_a_page() {
	local command bad=0

	[ -n "$commands" ] || return 1
	for command in $commands; do
		[ -f "$pages/ordlab-$command.rst" ] && continue
		echo "# no page for $command"
		bad=1
	done
	return $bad
}

every_page_is_of_a_command() {
	local page bad=0

	for page in "$pages"/ordlab-*.rst; do
		# Other sections are not about commands
		grep -q '^:Manual section: 1$' "$page" || continue
		page=$(basename "$page" .rst)
		grep -qw "${page#ordlab-}" <<<"$commands" && continue
		echo "# $page is of no command"
		bad=1
	done
	return $bad
}

# Options of a command, one a line
options() {
	"$ORDLAB" help "$1" | grep -oE -e '--[a-z-]+' | sort -u
}

# The text of a page, with what it includes
page() {
	local file=$pages/ordlab-$1.rst

	cat "$file"
	sed -n 's/^\.\. include:: //p' "$file" | while read -r part; do
		cat "$pages/$part"
	done
}

every_option_is_in_its_page() {
	local command option bad=0

	for command in $commands; do
		[ "$command" = help ] && continue
		for option in $(options "$command"); do
			page "$command" | grep -qF -e "**$option**" && continue
			echo "# ordlab $command: $option is not in the page"
			bad=1
		done
	done
	return $bad
}

every_option_of_a_page_is_there() {
	local command option bad=0

	for command in $commands; do
		[ "$command" = help ] && continue
		for option in $(page "$command" |
				sed -n 's/^\(\*\*-[^ ]*, \)\?\*\*\(--[a-z-]*\)\*\*.*/\2/p'); do
			options "$command" | grep -qxF -e "$option" && continue
			echo "# ordlab $command has no $option"
			bad=1
		done
	done
	return $bad
}

# Macros of the table of operations, up to what C itself has
macros() {
	sed -n -e '/X(LOAD,/q' \
		-e 's/^\t*X([A-Z_]*, \([A-Za-z_]*\),.*/\1/p' \
		-e 's/^\t*ORDLAB_OPS_4(X, [A-Z_]*, \([a-z_]*\),.*/\1/p' \
		"$here/../../module/uapi/ordlab.h"
}

every_macro_is_in_the_page_of_the_language() {
	local macro bad=0

	for macro in $(macros); do
		grep -qw -e "$macro" -e "${macro%_relaxed}+" \
			-e "${macro%_acquire}+" -e "${macro%_release}+" \
			"$pages/ordlab-litmus.rst" && continue
		echo "# $macro is not in the page"
		bad=1
	done
	return $bad
}

# complete_words WORD...: what bash offers for the last word
complete_words() {
	COMP_WORDS=("$ORDLAB" "$@")
	COMP_CWORD=$#
	_ordlab
	printf '%s\n' "${COMPREPLY[@]}"
}

completion_offers_what_there_is() {
	# shellcheck source=/dev/null
	. "$here/../ordlab.bash-completion" || return 1
	[ "$(complete_words ve)" = version ] &&
	[ "$(complete_words help rese)" = reset ] &&
	[ "$(complete_words run --tou)" = --tour ] &&
	[ "$(complete_words show lost-update+in)" = lost-update+inc ] &&
	[ "$(complete_words run -n 5 CoW)" = $'CoWR\nCoWW' ]
}

echo "TAP version 13"
echo "1..6"
every_command_has_a_page
report every_command_has_a_page
every_page_is_of_a_command
report every_page_is_of_a_command
every_option_is_in_its_page
report every_option_is_in_its_page
every_option_of_a_page_is_there
report every_option_of_a_page_is_there
every_macro_is_in_the_page_of_the_language
report every_macro_is_in_the_page_of_the_language
completion_offers_what_there_is
report completion_offers_what_there_is
exit $failed
