#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# A model is one file and one row. A copy of the tool gets model-any.c and a row for
# it in models.def, and is not changed otherwise: check, explain, their help and
# the completion know the model then, and the test of the man pages fails until they
# describe it. Prints TAP.

here=$(dirname "$(realpath "$0")")
top=$here/../../..
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

copy=$(mktemp -d) || exit 1
trap 'rm -r "$copy"' EXIT

build() {
	cp -r "$top/userspace" "$top/module" "$top/Documentation" "$copy/" || return 1

	# One file and one row
	cp "$here/model-any.c" "$copy/userspace/model/"
	sed -i '/^#undef MODEL/i\
MODEL(ANY, any, "ANY", "the model ANY", "The model ANY", NO_MACHINE,\
      "coherence alone")' "$copy/userspace/result/models.def"

	env -u MAKEFLAGS -u MFLAGS make -s -j2 -C "$copy/userspace" OUT="$copy/build" \
		CC="${CC:-cc}" CFLAGS="-O0 -Werror" "$copy/build/ordlab" >"$copy/log" 2>&1
	[ -x "$copy/build/ordlab" ] && return
	sed 's/^/# /' "$copy/log" | tail -20
	return 1
}

ordlab() {
	"$copy/build/ordlab" "$@"
}

# shows WORDS COMMAND...: whether the output has a line with these words
shows() {
	local words=$1

	shift
	ordlab "$@" 2>&1 | tr -s ' ' | grep -qE -e "$words" && return
	echo "# ordlab $*: there is no line '$words'"
	ordlab "$@" 2>&1 | sed 's/^/# /'
	return 1
}

# Text, with what the others say as it was
text_has_the_verdict_and_the_column() {
	shows 'Allowed by the LKMM and the model ANY, forbidden by x86-TSO and SC\.' \
		check MP &&
	shows '^ 1:r0 1:r1 LKMM x86-TSO SC ANY *$' check MP &&
	shows '^ \* 1 0 allowed forbidden forbidden allowed *$' check MP &&
	shows '^test LKMM x86-TSO SC ANY *$' check MP CoRR &&
	shows '^MP allowed forbidden forbidden allowed *$' check MP CoRR &&
	shows '^CoRR forbidden forbidden forbidden forbidden *$' check MP CoRR &&
	shows '^ \* 1 0 allowed *$' check -m any MP
}

json_has_the_member() {
	shows '"condition":\{[^}]*"verdict":\{"lkmm":"allowed","tso":"forbidden","sc":"forbidden","any":"allowed"\}' \
		check --json MP &&
	shows '"models":\{.*"any":\{"states":4,"positive":1,"negative":3,' \
		check --json MP
}

explain_explains() {
	shows 'The model ANY allows it\. For example:' explain -m any MP &&
	shows 'The model ANY forbids it\.' explain -m any CoRR &&
	shows 'axiom "per-location": accesses to one location' explain -m any CoRR
}

herd_is_the_lkmm() {
	[ "$(ordlab check --herd MP | grep -v ^Time)" = \
	  "$("$ORDLAB" check --herd MP | grep -v ^Time)" ]
}

help_and_completion_know_it() {
	shows 'Ask one of lkmm, tso \(x86-TSO\), sc, any, or all' help check &&
	shows '^any: coherence alone' help check &&
	shows '^lkmm tso sc any$' complete explain --model &&
	shows 'these: lkmm, tso, sc, any, all' check -m none MP
}

# Only the two tests that hold the pages against the table fail
man_pages_are_to_follow() {
	local bad

	bad=$(ORDLAB=$copy/build/ordlab "$copy/userspace/tests/cli/test-docs.sh" |
		sed -n 's/^not ok [0-9]* - //p' | tr '\n' ' ')
	[ "$bad" = "every_model_is_described every_model_is_in_the_pages " ] && return
	echo "# test-docs.sh: these fail: $bad"
	return 1
}

echo "TAP version 13"
echo "1..7"
build
report a_file_and_a_row_build
text_has_the_verdict_and_the_column
report text_has_the_verdict_and_the_column
json_has_the_member
report json_has_the_member
explain_explains
report explain_explains
herd_is_the_lkmm
report herd_is_the_lkmm
help_and_completion_know_it
report help_and_completion_know_it
man_pages_are_to_follow
report man_pages_are_to_follow
exit $failed
