#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Every built-in test runs. What the LKMM or the architecture forbids does not
# occur; the outcomes that x86 is known for do. The verdicts are those of the tool's
# models, so that no table here can be wrong.
# shellcheck source=selftests/functions.sh
. "$(dirname "$0")/functions.sh"

# Of each test; time too, so that a slow machine is not a late one
LIMITS="-n 20000 -t 1"
WEAK="SB R XY+acq-rel"	# x86 delays a store beyond a later load
WEAK_LIMITS="-n 300000 -t 4"	# of a run, of which there are TRIES at most
TRIES=10

need_ordlab
cpus=$(getconf _NPROCESSORS_ONLN)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

awk '$3 == "built-in"' "$ORDLAB_DIR/tests" >"$out/tests"
tests=$(wc -l <"$out/tests")
# shellcheck disable=SC2086
set -- $WEAK
ktap_plan $((tests + $# + 3))

# One run of all tests; its result lines are "[not ]ok NUMBER NAME [# SKIP WHY]". On a busy
# machine threads may take turns. Then an outcome that was not seen is no finding, but the
# test was run.
# shellcheck disable=SC2046,SC2086
"$ORDLAB" run --tap --keep-going $LIMITS $(cut -d ' ' -f 1 "$out/tests") \
	>"$out/tap" 2>"$out/errors"
status=$?
sed 's/^/# /' "$out/errors"

# A test must have run, unless it has more threads than there are CPUs
awk -v cpus="$cpus" '
	/^not ok /	{ said[$4] = $0; next }
	/^ok /		{ said[$3] = $0; next }
	/^(#|KTAP|1\.\.)/	{ next }
	{
		few = $2 > cpus
		skipped = said[$1] ~ /# SKIP/ &&
			  said[$1] !~ /# SKIP the threads overlapped/
		ok = said[$1] ~ /^ok / && few == skipped
		if (!ok)
			print "# " (said[$1] ? said[$1] : "no result")
		printf "%sok %d %s%s\n", ok ? "" : "not ", ++nr, $1,
			ok && few ? " # SKIP " $2 " threads" : ""
		failed += !ok
	}
	END { exit failed != 0 }
' "$out/tap" "$out/tests" || ktap_failed=1
ktap_nr=$tests
[ $status -ne 6 ] || status=0
ktap_result "all of them in one call" [ $status -eq 0 ]

# States: "# COUNT *>VALUES model=verdict ...". What is forbidden and was not seen
# stands in the line of the condition only.
forbidden="nothing occurred that the LKMM or the architecture forbids"
case $(uname -m) in
x86_64|i?86)	models="lkmm|tso" ;;
*)		models="lkmm" ;;
esac
if ! grep -q "lkmm=forbidden" "$out/tap"; then
	ktap_fail "$forbidden"
	echo "# no model forbade anything"
elif grep -E "^# [1-9][0-9]* [*:]>.* ($models)=forbidden" "$out/tap"; then
	ktap_fail "$forbidden"
else
	ktap_ok "$forbidden"
fi

# occurs NAME: whether its condition is met sooner or later
occurs()
{
	try=0
	while [ $((try += 1)) -le "$TRIES" ]; do
		# shellcheck disable=SC2086
		"$ORDLAB" run --json $WEAK_LIMITS "$1" |
			grep -Eq '"observed": *true' && return
	done
	return 1
}

for name in $WEAK; do
	case $(uname -m) in
	x86_64|i?86) ;;
	*)	ktap_skip "$name: the weak outcome occurs" "not x86"
		continue ;;
	esac
	if [ "$cpus" -lt 2 ]; then
		ktap_skip "$name: the weak outcome occurs" "one CPU"
		continue
	fi
	if occurs "$name"; then
		ktap_ok "$name: the weak outcome occurs"
	else
		ktap_fail "$name: the weak outcome occurs"
	fi
done

ktap_result "the kernel did not complain" no_complaints
ktap_end
