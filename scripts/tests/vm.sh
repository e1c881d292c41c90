#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Tests of scripts/vm: what passes through, and how each trouble ends. Prints
# TAP.
cd "$(dirname "$0")/.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0

# result NAME COMMAND...: passed if the command succeeds
result() {
	local name=$1

	n=$((n + 1))
	shift
	if "$@" >"$dir/why" 2>&1; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/#	/' "$dir/why" "$dir/err"
	fi
}

vm() {
	./vm --timeout 300 "$@" >"$dir/out" 2>"$dir/err"
	status=$?
}

# expect STATUS TEXT: this exit status, and this in the messages
expect() {
	echo "status $status, expected $1"
	[ "$status" -eq "$1" ] || return
	echo "expected in the messages: $2"
	grep -qF -- "$2" "$dir/err"
}

echo 1..15

# One machine for all that a command sees and says
cat >"$dir/in" <<EOF
line 1
  line 2
EOF
# shellcheck disable=SC2016 # the guest's shell expands it
vm --smp 3 --append "quiet panic=-1" -- bash -c '
	echo "$#: $1|$2|$3|$4"
	cat /dev/stdin
	pwd
	nproc
	grep -c " /sys/kernel/debug debugfs" /proc/mounts
	grep -c "^ordlab " /proc/modules
	type -P ordlab
	cat /proc/cmdline
	id -u
	echo to stderr >/dev/stderr
	sleep 1000 &
	seq 100000 | md5sum
	exit 42' \
	name 'a  b' "it's \"\$HOME\"" '' $'new\nline' <"$dir/in"
result "exit status" test "$status" -eq 42
cat >"$dir/expected" <<EOF
4: a  b|it's "\$HOME"||new
line
$(cat "$dir/in")
$(pwd -P)
3
1
1
$(dirname "$(pwd -P)")/build/ordlab
EOF
head -n 9 "$dir/out" >"$dir/got"
result "arguments, input, directory, CPUs, debugfs, module and tool" \
	diff "$dir/expected" "$dir/got"
result "kernel's command line" grep -q 'quiet panic=-1$' "$dir/out"
result "root" grep -qx 0 "$dir/out"
result "output arrives whole" grep -qF "$(seq 100000 | md5sum)" "$dir/out"
result "standard error is apart" test "$(cat "$dir/err")" = "to stderr"

vm -- sh -c "kill -9 \$\$"
result "status of a killed command" test "$status" -eq 137

vm --no-module -- sh -c 'lsmod | grep ordlab || echo c >/proc/sysrq-trigger'
result "a panic" expect 120 "the kernel panicked"

vm --no-module -- sh -c 'echo "BUG: KFENCE: what a kernel may say" >/dev/kmsg'
result "a BUG that the kernel prints" expect 121 "what a kernel may say"

vm --no-module -- sh -c 'echo 512 >/proc/sys/kernel/tainted; exit 3'
result "a kernel that has warned" expect 121 "the command's status: 3"

vm --no-module -- busybox poweroff -f
result "a machine that stops" expect 120 "stopped before the command ended"

vm --no-module --timeout 20 -- sleep 1000
result "a command that does not end" expect 124 "still running after 20 s"

vm --frobnicate
result "an unknown option" expect 125 "--frobnicate"

vm --uml --accel kvm
result "an option that is not for this kind of machine" expect 125 "--accel"

# Ended from outside, it leaves nothing behind
TMPDIR=$dir ./vm --no-module -- sleep 1000 >"$dir/out" 2>"$dir/err" &
pid=$!
sleep 5
kill "$pid"
wait "$pid"
status=$?
leftovers() {
	echo "status $status, left: $(pgrep -g "$$" -x qemu-system-x86; ls "$dir")"
	[ "$status" -eq 143 ] && [ -z "$(pgrep -P "$pid")" ] &&
		! compgen -G "$dir/ordlab-vm.*" >/dev/null
}
result "nothing is left of a machine that was ended" leftovers
