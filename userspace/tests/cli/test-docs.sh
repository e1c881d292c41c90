#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# What is written about the tool is what the tool has: every command has a man
# page, every option is in it, and bash completes both. $ORDLAB is the tool.
# Prints TAP.

here=$(dirname "$0")
pages=$here/../../../Documentation/tools
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
		"$here/../../../module/uapi/ordlab.h"
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

# completes TYPED: the words that bash offers where somebody types that, and Tab;
# as readline does it, "=" is a word of its own
completes() {
	local typed=$1

	# shellcheck disable=SC2206 # words are what it is split into
	COMP_WORDS=(ordlab ${typed//=/ = })
	[[ $typed = *' ' || $typed = *= ]] && COMP_WORDS+=('')
	COMP_WORDS[0]=$ORDLAB
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	COMPREPLY=()
	_ordlab
	printf '%s\n' "${COMPREPLY[@]}"
}

# offers TYPED WORD...: whether exactly these words are offered
offers() {
	local typed=$1 have wanted

	shift
	have=$(completes "$typed" | sort)
	wanted=$(printf '%s\n' "$@" | sort)
	[ "$have" = "$wanted" ] && return
	echo "# '$typed' offers ${have//$'\n'/ }, not ${wanted//$'\n'/ }"
	return 1
}

completion_offers_what_there_is() {
	offers ve version &&
	offers 'help rese' reset &&
	offers 'run --tou' --tour &&
	offers 'show lost-update+in' lost-update+inc &&
	offers 'run -n 5 CoW' CoWR CoWW &&
	offers 'asm smp_mb__a' smp_mb__after_atomic smp_mb__after_spinlock \
		smp_mb__after_unlock_lock smp_mb__after_srcu_read_unlock &&
	offers 'cost xchg_r' xchg_relaxed xchg_release &&
	offers 'cost --all spin_u' ''
}

completion_offers_values_of_options() {
	offers 'run --mode ' auto batch perpetual &&
	offers 'run --mode=b' batch &&
	offers 'run SB --placement s' smt spread &&
	offers 'check --model t' tso &&
	offers 'explain -m l' lkmm &&
	offers 'check --check-timeout ' '' &&
	offers 'run -t ' ''
}

completion_offers_files() {
	local bad=0 dir

	dir=$(mktemp -d) || return 1
	pushd "$dir" >/dev/null || return 1
	mkdir tests
	touch mine.litmus other.txt @mine tests/SBx.litmus
	offers 'check min' mine.litmus || bad=1
	offers 'run -n 5 tes' tests/ || bad=1
	offers 'run tests/' tests/SBx.litmus || bad=1
	offers 'explain SDM-8.2.3.4' SDM-8.2.3.4 SDM-8.2.3.4-same || bad=1
	offers 'check oth' '' || bad=1
	offers 'check @m' @mine @mine.litmus || bad=1
	offers 'load min' mine.litmus || bad=1
	offers 'compile min' mine.litmus || bad=1
	offers 'compile -o oth' other.txt || bad=1
	popd >/dev/null || return 1
	rm -r "$dir"
	return $bad
}

# The values that are offered are those that the help names
values_are_those_of_the_help() {
	local command option value values bad=0

	for command in $commands; do
		for option in $(options "$command"); do
			values=$("$ORDLAB" complete "$command" "$option")
			for value in $values; do
				"$ORDLAB" help "$command" | tr -d '\n' | tr -s ' ' |
					grep -qE -e "$option=[A-Z]+ [^=]*\b$value\b" && continue
				echo "# ordlab $command $option: $value is not in its help"
				bad=1
			done
		done
	done
	return $bad
}

# models.inc has every model, in its order, with what the registry says of it
every_model_is_described() {
	local have wanted

	have=$(tr '\n' ' ' <"$pages/models.inc" | tr -s ' ')
	wanted="The models are$("$ORDLAB" complete models |
		sed 's/^\([^ ]*\) \(.*\)/ *\1* \2;/' | tr -d '\n')"
	[ "$have" = "${wanted%;}. " ] && return
	echo "# models.inc is not: ${wanted%;}."
	return 1
}

# Pages of commands with --model name its values
every_model_is_in_the_pages() {
	local command model bad=0

	for command in check explain; do
		for model in $("$ORDLAB" complete $command --model); do
			page $command | grep -qF "**$model**" && continue
			echo "# $model is not in the page of $command"
			bad=1
		done
	done
	return $bad
}

# internals.rst names files and functions that exist: ``name()``, ``room/name.c``, and
# ``name()`` (``room/name.c``) for a function of that file
# shellcheck disable=SC2016 # the quotes of reStructuredText
internals_names_what_exists() {
	local tree=$here/../../.. names name file files bad=0

	names=$(tr -s ' \n' ' ' <"$tree/Documentation/internals.rst")
	for name in $(grep -oE '``[a-z_]+\(\)``' <<<"$names" | tr -d '`()' | sort -u); do
		grep -rqw --include='*.[chly]' -e "$name" "$tree/userspace" \
			"$tree/module" && continue
		echo "# no function $name()"
		bad=1
	done
	for name in $(grep -oE '``[a-z/*-]+\.[chly]``' <<<"$names" | tr -d '`' | sort -u); do
		[ -n "$(find "$tree/userspace" "$tree/module" -path "*/$name" -print -quit)" ] &&
			continue
		echo "# no file $name"
		bad=1
	done
	while read -r name file; do
		mapfile -t files < <(find "$tree/userspace" "$tree/module" -path "*/$file")
		grep -qE "^[^ 	].*\b$name\(" "${files[@]}" && continue
		echo "# $name() is not in $file"
		bad=1
	done < <(grep -oE '``[a-z_]+\(\)`` \(``[a-z/*-]+\.[cly]``\)' <<<"$names" | tr -d '`()')
	return $bad
}

# shellcheck source=/dev/null
. "$here/../../ordlab.bash-completion" || exit 1

echo "TAP version 13"
echo "1..12"
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
completion_offers_values_of_options
report completion_offers_values_of_options
completion_offers_files
report completion_offers_files
values_are_those_of_the_help
report values_are_those_of_the_help
every_model_is_described
report every_model_is_described
every_model_is_in_the_pages
report every_model_is_in_the_pages
internals_names_what_exists
report internals_names_what_exists
exit $failed
