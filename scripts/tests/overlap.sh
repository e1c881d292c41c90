#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# Whether runs report when they have learnt nothing: in a virtual machine that has
# one CPU, two CPUs to itself, and two CPUs on which others are busy. Prints TAP.
#
# What is checked holds on any machine: one CPU shows nothing of memory ordering,
# and what was not seen is a finding only if something would have been seen. What a
# machine shows only while it is quiet is tried several times.
cd "$(dirname "$0")/.." || exit 1
dir=$(mktemp -d) || exit 1
loops=()
machine=
# shellcheck disable=SC2317 # called by the trap
cleanup() {
	[ ${#loops[@]} -eq 0 ] || kill "${loops[@]}"
	[ -z "$machine" ] || kill "$machine"
	wait
	rm -rf "$dir"
} 2>/dev/null
trap cleanup EXIT
trap 'exit 143' INT TERM HUP
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

# start CPUS: a guest that runs what it is sent, line by line
start() {
	rm -f "$dir/in" "$dir/out"
	mkfifo "$dir/in" "$dir/out"
	taskset -c "$1" ./vm --timeout 300 -- sh <"$dir/in" >"$dir/out" 2>"$dir/err" &
	machine=$!
	exec 3>"$dir/in" 4<"$dir/out"
}

# run COMMAND: it runs in the guest; $dir/said is its output, $status its status
run() {
	local line

	: >"$dir/said"
	status=none
	# A number behind what has no newline is no end
	echo "$1; status=\$?; echo; echo end \$status" >&3
	while IFS= read -r line <&4; do
		case $line in
		"end "*)	status=${line#end }; return ;;
		*)		printf '%s\n' "$line" >>"$dir/said" ;;
		esac
	done
}

# end: true if the guest ends well
end() {
	local status=0

	exec 3>&- 4<&-
	wait "$machine" || status=$?
	machine=
	echo "the machine's status is $status"
	[ "$status" -eq 0 ]
}

# said STATUS FILTER: the command had this status, and jq finds this in its output
said() {
	echo "status $status, expected $1; expected of the output: $2"
	cat "$dir/said"
	[[ $status =~ ^($1)$ ]] && jq -e "$2" "$dir/said" >/dev/null
}

# The outcome was seen; or the run reports that nothing was learnt; or the outcome would
# have been seen if it were possible: see userspace/result/evidence.h
# shellcheck disable=SC2016 # the variables are jq's
sound='
	([.control | .batch, .perpetual | .seen? // 0] | add) as $seen |
	([.overlap | .batch, .perpetual | .share? // 0] | max) as $overlap |
	if .finding == "nothing learnt" then .nothing_learnt | length > 0
	else .nothing_learnt == null and
		(.condition.observed or $seen > 0 or $overlap >= 0.2) end'
# An effect was seen, or there is a bound, or it is inconclusive: one of them
sounds='all(.effects[] | select(.not_tried == null);
	[.seen > 0, .bound != null, .inconclusive != null] |
	map(select(.)) | length == 1)'

# Which CPUs we may use: 0-3,8 is 0 1 2 3 8
mapfile -t cpus < <(taskset -pc $$ | sed 's/.*: //' | tr ',' '\n' |
	awk -F- '{for (i = $1; i <= ($2 == "" ? $1 : $2); i++) print i}')
echo 1..11

#
# One CPU, on which two virtual ones take turns
#
start "${cpus[0]}"
run "ordlab run SB -t 1 --json"
result "one CPU: SB learns nothing" said 6 \
	'.finding == "nothing learnt" and (.nothing_learnt | length > 0) and
	 (.condition.observed | not)'
run "ordlab run SB -n 20k"
# shellcheck disable=SC2317 # called by result
without_bound() {
	echo "status $status"
	cat "$dir/said"
	[ "$status" = 6 ] && grep -qi 'nothing *learnt' <<<"$(tr '\n' ' ' <"$dir/said")" &&
		! grep -q '95 %' "$dir/said"
}
result "one CPU: the text says so, and has no bound" without_bound
run "ordlab fingerprint --json"
result "one CPU: the fingerprint is inconclusive" said 6 \
	'all(.effects[] | select(.not_tried == null);
	     .seen == 0 and .bound == null and (.inconclusive | length > 0))'
result "one CPU: the machine ends well" end

if [ ${#cpus[@]} -lt 2 ]; then
	while [ $n -lt 11 ]; do
		n=$((n + 1))
		echo "ok $n - two CPUs # SKIP there is one"
	done
	exit
fi

#
# Two CPUs, quiet if nobody else uses them
#
# until_said STATUS COMMAND FILTER: tried several times
# shellcheck disable=SC2317 # called by result
until_said() {
	local i

	for ((i = 0; i < 5; i++)); do
		run "$2"
		if said "$1" "$3"; then
			return
		fi
	done
	return 1
}
# Iterations in a second of batch mode
rate() {
	run "ordlab run SB -t 1 --mode batch --json"
	jq '.iterations / .seconds | floor' "$dir/said"
}
start "${cpus[0]},${cpus[1]}"
result "quiet: SB is seen" until_said 0 "ordlab run SB -t 1 --json" \
	'.finding == "allowed and seen"'
# shellcheck disable=SC2016 # likewise
result "quiet: the control is seen, and says something of SB+mbs" \
	until_said 0 "ordlab run SB+mbs -t 1 --json" \
	"$sound"' and $seen > 0 and .finding != "nothing learnt"'
quiet=$(rate)

# Two who are busy on each
for cpu in "${cpus[@]:0:2}" "${cpus[@]:0:2}"; do
	taskset -c "$cpu" sh -c 'while :; do :; done' 3>&- 4<&- &
	loops+=($!)
done
run "ordlab run SB -t 1 --json"
result "busy: SB is seen, or nothing is learnt" said '0|6' \
	"$sound"' and (.condition.observed or .finding == "nothing learnt")'
run "ordlab run MP+wmb+rmb -t 1 --json"
result "busy: MP+wmb+rmb says no more than it knows" said '0|6' "$sound"
run "ordlab fingerprint --json"
result "busy: the fingerprint says no more than it knows" said '0|6' "$sounds"
# shellcheck disable=SC2317 # called by result
enough() {
	local i busy

	for ((i = 0; i < 5; i++)); do
		busy=$(rate)
		echo "$busy iterations a second, and $quiet where it is quiet"
		if [ "$((20 * busy))" -ge "$quiet" ]; then
			return
		fi
	done
	return 1
}
result "busy: a batch run makes 5 % of the iterations, at least" enough
sed 's/^/# /' "$dir/why"
kill "${loops[@]}"
wait "${loops[@]}" 2>/dev/null
loops=()
result "two CPUs: the machine ends well" end
