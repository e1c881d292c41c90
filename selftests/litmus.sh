#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Litmus tests are files that are loaded, run and unloaded: those of the kernel,
# in ORDLAB_LITMUS_TESTS or where they are in a kernel tree, and some made here.
. "$(dirname "$0")/functions.sh"

LIMITS="-n 20000 -t 1"	# of each test; grace periods take long

need_ordlab
dir=${ORDLAB_LITMUS_TESTS:-$(dirname "$0")/../../../memory-model/litmus-tests}
cpus=$(getconf _NPROCESSORS_ONLN)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

ls "$dir"/*.litmus >"$out/files" 2>/dev/null
files=$(wc -l <"$out/files")
if [ "$files" -eq 0 ]; then
	ktap_plan 11
	ktap_skip "litmus tests of the kernel" "set ORDLAB_LITMUS_TESTS"
else
	ktap_plan $((files + 10))
	# A test must have run, and have shown nothing that its file rules out
	# shellcheck disable=SC2086
	"$ORDLAB" run --tap --keep-going $LIMITS "$dir" >"$out/tap" \
		2>"$out/errors"
	sed 's/^/# /' "$out/errors"
	nr=0
	while read -r file; do
		nr=$((nr + 1))
		name=$(basename "$file" .litmus)
		threads=$(grep -c '^P[0-9]' "$file")
		line=$(grep -E "^(not )?ok $nr " "$out/tap")
		case $line in
		"ok "*"SKIP the threads overlapped"*)
			ktap_ok "$name" ;;	# it ran, on a busy machine
		"ok "*SKIP*)
			if [ "$threads" -gt "$cpus" ]; then
				ktap_skip "$name" "$threads threads"
			else
				echo "# $line"
				ktap_fail "$name"
			fi
			;;
		"ok "*)	ktap_ok "$name" ;;
		*)	echo "# $line"
			ktap_fail "$name" ;;
		esac
	done <"$out/files"
fi

before=$(cat $ORDLAB_DIR/tests)
mkdir "$out/tests"
test_file()
{
	cat >"$out/tests/$1.litmus"
}
test_file one <<-'EOF'
	C one/x
	{ x = 1; }
	P0(int *x) { int r0 = READ_ONCE(*x); WRITE_ONCE(*x, r0 + 1); }
	exists (0:r0=1 /\ x=2)
EOF
test_file SB <<-'EOF'
	C SB
	{}
	P0(int *a) { WRITE_ONCE(*a, 5); }
	~exists (a=5)
EOF
test_file bad <<-'EOF'
	C bad
	{}
	P0(int *x) {
		int r0 = REED_ONCE(*x);
	}
EOF
test_file wide <<-EOF
	C wide
	{}
	$(i=0; while [ $i -lt 32 ]; do echo "P$i(int *x) { *x = 1; }"
	  i=$((i + 1)); done)
EOF

# Its filter leaves half of the states, and none: the verdict stays
cat >"$out/half.litmus" <<-'EOF'
	C half
	{}
	P0(int *x) { WRITE_ONCE(*x, 1); }
	P1(int *x) { int r0 = READ_ONCE(*x); int r1 = READ_ONCE(*x); }
	locations [x; 1:r0]
	filter (1:r0=1 \/ 1:r1=0)
	exists (x=1)
EOF
sed 's/half/none/; s/filter.*/filter (1:r0=1 \/\\ 1:r1=0)/' "$out/half.litmus" \
	>"$out/none.litmus"

"$ORDLAB" run -n 1000 "$out/half.litmus" >"$out/log" 2>&1
sed 's/^/# /' "$out/log"
ktap_result "a run says how many iterations passed its filter" \
	grep -qE "^  ([0-9,]+ iterations? passed the filter, which left out|all [0-9,]+ iterations passed the filter)" \
	"$out/log"
"$ORDLAB" run --tap -n 1000 "$out/none.litmus" >"$out/log" 2>&1
status=$?
sed 's/^/# /' "$out/log"
ktap_result "a filter that leaves no iteration teaches nothing" \
	[ "$status $(grep -c "another one" "$out/log") $(grep -c "^ok 1 none # SKIP the filter left none of 1,000 iterations" "$out/log")" = "6 0 1" ]

"$ORDLAB" run --herd -n 1000 "$out/tests/one.litmus" >"$out/log" 2>&1
ktap_result "--herd prints a log" [ "$(sed 's/ [0-9.]*$//' "$out/log")" = \
"Test one/x Allowed
Histogram (1 states)
1000    *>0:r0=1; [x]=2;
Ok

Witnesses
Positive: 1000, Negative:
Condition exists (0:r0=1 /\\ [x]=2) is validated
Hash=4e162999fe9e773c79cd3374660beb3a
Observation one/x Always 1000
Time one/x" ]

"$ORDLAB" run -n 1000 "$out/tests/SB.litmus" >"$out/log" 2>&1
ktap_result "~exists that is met is status 1, under a name that is taken" \
	[ $? -eq 1 ]
"$ORDLAB" run -n 1000 "$out/tests" >"$out/log" 2>"$out/errors"
status=$?
sed 's/^/# /' "$out/log" "$out/errors"
ktap_result "a row for each test that ran" \
	[ "$(grep -cE '^(one/x|SB) .* 1,000 ' "$out/log")" -eq 2 ]
ktap_result "the others are listed with their place" \
	grep -q "/bad.litmus:4:10: there is no macro REED_ONCE()" "$out/errors"
if [ "$cpus" -lt 32 ]; then
	ktap_result "and those that need more CPUs" \
		grep -q "/wide.litmus: .*CPUs" "$out/errors"
else
	ktap_skip "and those that need more CPUs" "there are 32"
fi
ktap_result "a violation is the status" [ $status -eq 1 ]
ktap_result "nothing stays loaded" [ "$(cat $ORDLAB_DIR/tests)" = "$before" ]
ktap_result "the kernel did not complain" no_complaints
ktap_end
