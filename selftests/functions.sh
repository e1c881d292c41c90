# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh
#
# What the shell tests share: KTAP, and checks whether to skip. The programs in C have
# the same in ordlab_selftest.h.

ORDLAB=${ORDLAB_CLI:-ordlab}
ORDLAB_DEBUGFS=/sys/kernel/debug
export ORDLAB_DIR=$ORDLAB_DEBUGFS/ordlab

# kselftest's exit status of a test that is skipped as a whole
KSFT_SKIP=4

ktap_nr=0
ktap_failed=0

# ktap_plan N
ktap_plan()
{
	echo "TAP version 13"
	echo "1..$1"
}

# ktap_ok DESCRIPTION, ktap_skip DESCRIPTION REASON, ktap_fail DESCRIPTION
ktap_ok()
{
	ktap_nr=$((ktap_nr + 1))
	echo "ok $ktap_nr $1"
}

ktap_skip()
{
	ktap_ok "$1 # SKIP $2"
}

ktap_fail()
{
	ktap_nr=$((ktap_nr + 1))
	ktap_failed=$((ktap_failed + 1))
	echo "not ok $ktap_nr $1"
}

# ktap_result DESCRIPTION COMMAND...: passed if the command succeeds
ktap_result()
{
	ktap_description=$1
	shift
	if "$@"; then
		ktap_ok "$ktap_description"
	else
		ktap_fail "$ktap_description"
	fi
}

ktap_end()
{
	exit $((ktap_failed != 0))
}

skip_all()
{
	echo "1..0 # SKIP $1"
	exit $KSFT_SKIP
}

# Whether the module is loaded. Marks the kernel's log, for no_complaints.
need_ordlab()
{
	[ "$(id -u)" -eq 0 ] || skip_all "must be run as root"
	grep -q " $ORDLAB_DEBUGFS debugfs " /proc/mounts ||
		skip_all "no debugfs: mount -t debugfs none $ORDLAB_DEBUGFS"
	[ -e $ORDLAB_DIR/abi ] || skip_all "the module ordlab is not loaded"
	command -v "$ORDLAB" >/dev/null ||
		skip_all "no tool $ORDLAB: set ORDLAB_CLI to its path"
	log_mark="ordlab selftest ${0##*/} $$"
	echo "$log_mark" >/dev/kmsg
}

# Whether the kernel has logged no problem since need_ordlab. The file complaints has a
# part of each line that reports a problem.
no_complaints()
{
	! dmesg | sed "1,/$log_mark/d" |
		grep -F -f "$(dirname "$0")/complaints" |
		sed 's/^/# kernel: /' | grep .
}
