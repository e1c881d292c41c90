#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Every built-in test runs. What the LKMM or the architecture forbids does not
# occur; what x86 is known for does. The verdicts are those of the tool's
# models, so that no table here can be wrong.
. "$(dirname "$0")/functions.sh"

ITERATIONS=30000	# of each test
WEAK="SB R XY+acq-rel"	# x86 delays a store beyond a later load
WEAK_ITERATIONS=300000

need_ordlab
cpus=$(getconf _NPROCESSORS_ONLN)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

awk '$3 == "built-in" { print $1 }' $ORDLAB_DIR/tests >"$out/names"
# shellcheck disable=SC2086
set -- $WEAK
ktap_plan $(($(wc -l <"$out/names") + $# + 3))

# One run of all, whose result lines are told apart by name
# shellcheck disable=SC2046
"$ORDLAB" run --tap --keep-going -n $ITERATIONS $(cat "$out/names") \
	>"$out/tap" 2>"$out/errors"
status=$?
sed 's/^/# /' "$out/errors"

threads() { awk -v name="$1" '$1 == name { print $2 }' $ORDLAB_DIR/tests; }

while read -r name; do
	line=$(grep -E "^(not )?ok [0-9]+ " "$out/tap" |
	       awk -v name="$name" '$(/^not/ ? 4 : 3) == name')
	case $line in
	ok*SKIP*)
		if [ "$(threads "$name")" -gt "$cpus" ]; then
			ktap_skip "$name" "$(threads "$name") threads, $cpus CPUs"
		else
			echo "# $line"
			ktap_fail "$name"
		fi ;;
	ok*)	ktap_ok "$name" ;;
	*)	echo "# ${line:-no result}"
		ktap_fail "$name" ;;
	esac
done <"$out/names"
ktap_result "all of them in one call" [ $status -eq 0 ]

# States: "# COUNT *>VALUES model=verdict ..."
forbidden="nothing occurred that the LKMM or the architecture forbids"
case $(uname -m) in
x86_64|i?86)	models="lkmm|tso" ;;
*)		models="lkmm" ;;
esac
if ! grep -q "lkmm=forbidden" "$out/tap"; then
	ktap_skip "$forbidden" "the tool has no models"
elif grep -E "^# [1-9][0-9]* [*:]>.* ($models)=forbidden" "$out/tap"; then
	ktap_fail "$forbidden"
else
	ktap_ok "$forbidden"
fi

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
	"$ORDLAB" run --json -n $WEAK_ITERATIONS "$name" >"$out/json"
	ktap_result "$name: the weak outcome occurs" \
		grep -Eq '"observed": *true' "$out/json"
done

ktap_result "the kernel did not complain" no_complaints
ktap_end
