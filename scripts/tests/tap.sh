#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Tests of scripts/tap: what it counts, and what it must not miss. Prints TAP.
cd "$(dirname "$0")/.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0

# check NAME STATUS LAST-LINE: of the text on standard input
check()
{
	n=$((n + 1))
	cat >"$dir/in"
	last=$(./tap "$dir/in" >"$dir/out"; echo "status $?")
	if [ "$last" = "status $2" ] && [ "$(tail -n 1 "$dir/out")" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/#	/' "$dir/out"
		echo "#	$last; expected status $2: $3"
	fi
}

echo 1..17
check "results are counted" 1 "2 passed, 1 failed, 1 skipped" <<EOF
TAP version 13
1..4
ok 1 - a
not ok 2 - b
ok 3 - c # SKIP no root
ok 4 d
EOF
check "all is well" 0 "1 passed, 0 failed" <<EOF
1..1
# a remark: not ok 7
ok 1 - a
# exit 0
EOF
check "a result that is missing" 1 "1 passed, 2 failed" <<EOF
1..3
ok 1 - a
EOF
check "nothing was run" 1 "0 passed, 1 failed" <<EOF
make: nothing to be done
EOF
check "an empty file" 1 "0 passed, 1 failed" </dev/null
check "a plan of none" 0 "0 passed, 0 failed" <<EOF
1..0
EOF
check "an exit status" 1 "1 passed, 1 failed" <<EOF
ok 1 - a
# exit 139
EOF
check "an exit status that a failure explains" 1 "0 passed, 1 failed" <<EOF
not ok 1 - a
# exit 1
EOF
check "bailing out" 1 "1 passed, 1 failed" <<EOF
ok 1 - a
Bail out! no memory
EOF
check "nested results, as the kselftest runner prints them" 1 \
	"2 passed, 1 failed, 1 skipped" <<EOF
TAP version 13
1..2
# selftests: ordlab: abi
# TAP version 13
# 1..3
# # Starting 3 tests from 1 test cases.
# ok 1 a
# not ok 2 b
# ok 3 c # SKIP one CPU
not ok 1 selftests: ordlab: abi # exit=1
# selftests: ordlab: cli
ok 2 selftests: ordlab: cli
EOF
check "a nested result that is missing" 1 "1 passed, 2 failed" <<EOF
1..1
# 1..3
# ok 1 a
not ok 1 selftests: ordlab: abi # TIMEOUT 45 seconds
EOF
check "a parent that fails alone" 1 "1 passed, 1 failed" <<EOF
1..1
# 1..1
# ok 1 a
not ok 1 selftests: ordlab: abi # exit=139
EOF
check "a failure does not hide in the next parent" 1 "1 passed, 2 failed" <<EOF
1..2
# 1..1
# not ok 1 a
not ok 1 x
# 1..1
# ok 1 b
not ok 2 y
EOF
check "a test that was skipped as a whole" 0 "0 passed, 0 failed, 1 skipped" <<EOF
1..1
# # not root
ok 1 selftests: ordlab: abi # SKIP
EOF
check "a test that was skipped as a whole, with a plan of none" 0 \
	"1 passed, 0 failed, 1 skipped" <<EOF
1..2
# 1..0 # SKIP the module is not loaded
ok 1 selftests: ordlab: catalogue.sh # SKIP
# 1..1
# ok 1 a
ok 2 selftests: ordlab: cli
EOF
check "indented results, as KUnit prints them" 1 "2 passed, 1 failed" <<EOF
KTAP version 1
1..1
    KTAP version 1
    # Subtest: ordlab
    1..3
    ok 1 a
    ok 2 b
    not ok 3 c
# ordlab: pass:2 fail:1 skip:0 total:3
not ok 1 ordlab
EOF
check "two programs in one file" 1 "2 passed, 1 failed" <<EOF
1..2
ok 1 - a
1..1
ok 1 - b
EOF
