#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Tests of scripts/doctest: what it compares, and what it lets differ. The
# commands are echoes of outputs. Prints TAP.
cd "$(dirname "$0")/.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0

# check NAME ok|wrong DOCUMENTED-OUTPUT OUTPUT [STATUS OPTION]
check()
{
	n=$((n + 1))
	printf '%s\n' "$4" >"$dir/output"
	{
		printf '.. ordlab::\n'
		[ -z "${6-}" ] || printf '   %s\n' "$6"
		printf '\n   $ cat %s; exit %s\n' "$dir/output" "${5:-0}"
		printf '%s\n' "$3" | sed 's/^/   /'
	} >"$dir/page.rst"
	case $2 in
	ok)	expected=0 ;;
	*)	expected=1 ;;
	esac
	./doctest "$dir/page.rst" >"$dir/out" 2>&1
	status=$?
	if [ $status -eq $expected ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/#	/' "$dir/out"
	fi
}

histogram='
  16,384 iterations in 1.06 s (15.4 k/s): 3 states

      0:r0  1:r0  count    share
  *>     0     0    289   1.76 %
  :>     0     1  8,213  50.13 %  ##########
  :>     1     0  7,882  48.11 %  ##########

  Seen: 289 of 16,384 iterations (1.76 %) met the condition.'

# with SED...: the histogram, changed
with()
{
	printf '%s\n' "$histogram" | sed "$@"
}

# update NAME OUTPUT STATUS EXPECTED: what --update leaves on a page that says "old"
update()
{
	n=$((n + 1))
	printf '%s\n' "$2" >"$dir/output"
	printf '.. ordlab::\n\n   $ cat %s; exit %s\n   old\n' "$dir/output" "$3" \
		>"$dir/page.rst"
	./doctest --update "$dir/page.rst" >"$dir/out" 2>&1
	status=$?
	if [ "$status $(tail -n +4 "$dir/page.rst")" = "$4" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/#	/' "$dir/out" "$dir/page.rst"
	fi
}

echo 1..29
check "the same" ok "$histogram" "$histogram"
check "other counts" ok "$histogram" \
	"$(with -e 's/289/1,001/' -e 's/1.76/6.11/' -e 's/15.4 k/2.41 M/')"
check "a common state that was not seen" ok "$histogram" "$(with '/1     0/d')"
check "another line length" ok "$histogram" "$(with 's/(1.76/\n  (1.76/')"
check "a weak state that was not seen" wrong "$histogram" "$(with '/\*>/d')"
check "a state that is weak now" wrong "$histogram" "$(with 's/:>     1/*>     1/')"
check "another sentence" wrong "$histogram" "$(with 's/Seen/Not seen/')"
check "a line too many" wrong "$histogram" "$(with "\$a FORBIDDEN")"
check "a line too few" wrong "$histogram" "$(with "\$d")"
check "code with another value" wrong "WRITE_ONCE(*x, 1);" "WRITE_ONCE(*x, 2);"
check "an outcome with another value" wrong "exists (0:r0=0)" "exists (0:r0=1)"
check "lines left out" ok "one
...
four" "one
two
three
four"
check "lines left out, and one that is wrong" wrong "one
...
four" "one
two
five"
check "other quartiles" ok "  load  6.1  16  5.9-6.3" "  load  1.1  3  0.6-1.2  #"
check "another sample" ok "  :> Iteration 12
     P0 on CPU 0 wrote x=1, then saw y=1
     P1 on CPU 1 wrote y=1, then saw x=0" "  :> Iteration 9
     P0 on CPU 1 wrote x=1, then saw y=0
     P1 on CPU 0 wrote y=1, then saw x=1"
check "a sample, and a word that is wrong" wrong "  :> Iteration 12
  None is weak." "  *> Iteration 12: weak
  One is weak."
check "another exit status" wrong "$histogram" "$histogram" 1
check "the exit status that is documented" ok "$histogram" "$histogram" 1 \
	":status: 1"
check "no exit status where one is documented" wrong "$histogram" "$histogram" \
	0 ":status: 1"
check "a table with wider numbers" ok "test  matches
-------------
SB          9" "test    matches
---------------
SB    1,234,567"
check "an allowed outcome that was not seen" ok "R  4  9  99  allowed, seen" \
	"R  3  0  97  allowed, not seen"
check "one that was not seen before" wrong "MP  3  0  99  allowed, not seen" \
	"MP  4  1  99  allowed, seen"
check "the same in a table of tests" ok "R  seen  2.30 %  99" \
	"R  not seen  0.00 %  97"
check "and one that was not seen before there" wrong "MP  not seen  0.00 %  99" \
	"MP  seen  1.00 %  99"
check "a sentence about what is seen" wrong "allowed, seen here" \
	"allowed, not seen here"
check "a run that taught nothing, which is skipped" ok "$histogram" "" 6
check "no output yet" wrong "" "$histogram"
update "--update writes what was printed" "new" 0 "0    new"
update "--update keeps the old output where a run taught nothing" "new" 6 "1    old"
