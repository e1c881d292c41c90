#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Each macro of the LKMM returns what it should, and leaves in memory what it
# should: macros.table, a litmus test a line.
. "$(dirname "$0")/functions.sh"

LIMITS="-n 1000 -t 1"	# grace periods take long

need_ordlab
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# A row with "@" is four: itself, _relaxed, _acquire and _release
awk -F '\t' '
	/^#/	{ next }
	!/@/	{ print; next }
	{
		n = split(",_relaxed,_acquire,_release", forms, ",")
		for (i = 1; i <= n; i++) {
			row = $0
			sub(/@/, forms[i], row)
			print row
		}
	}
' "$(dirname "$0")/macros.table" >"$out/table"

nr=0
tab=$(printf '\t')
while IFS=$tab read -r initial statements condition; do
	nr=$((nr + 1))
	type="int "
	case $statements in
	*atomic_[a-z]*\(*x*)	type="atomic_t " ;;
	esac
	[ "$initial" = x ] && type="int *"
	cat >"$out/macro-$nr.litmus" <<-EOF
	C macro-$nr
	{ ${type}x = $initial; }
	P0(${type}*x, spinlock_t *l, struct srcu_struct *s)
	{
		$statements;
	}
	forall ($condition)
	EOF
done <"$out/table"
ktap_plan $((nr + 2))

# shellcheck disable=SC2086
"$ORDLAB" run --tap --keep-going $LIMITS "$out" >"$out/tap" 2>"$out/errors"
status=$?
sed 's/^/# /' "$out/errors"
i=0
while IFS=$tab read -r initial statements condition; do
	i=$((i + 1))
	name="x = $initial: $statements: $condition"
	line=$(grep -E "^(not )?ok [0-9]+ macro-$i( |\$)" "$out/tap")
	case $line in
	ok*SKIP*)	ktap_skip "$name" "${line##*SKIP }" ;;
	ok*)		ktap_ok "$name" ;;
	*)		echo "# $line"
			ktap_fail "$name" ;;
	esac
done <"$out/table"

ktap_result "all of them in one call" [ $status -eq 0 ]
ktap_result "the kernel did not complain" no_complaints
ktap_end
