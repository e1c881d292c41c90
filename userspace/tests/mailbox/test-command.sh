#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# ordlab mailbox as a user sees it. $ORDLAB is the tool. Prints TAP.

litmus=$(dirname "$0")/litmus
nr=0
failed=0
echo 1..10

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

# gives STATUS TEXT ARGUMENT...: whether the command ends so, and says that
gives() {
	local expect=$1 text=$2 out status

	shift 2
	out=$("$ORDLAB" mailbox "$@" 2>&1)
	status=$?
	[ $status -eq "$expect" ] && grep -qF -e "$text" <<<"$out" && return
	echo "# mailbox $*: status $status, $out" | head -20
	return 1
}

gives 0 "MP on the mailbox machine (emulated, profile lkmm): 4 outcomes" MP
report says_emulated_first

gives 0 "the very ones that are allowed" --machine tso SB
report compares_with_the_model

gives 0 "the message x=1 is still in its mailbox" \
	--goal '1:r0=1 1:r1=0' MP
report tells_a_story

gives 5 "LKMM forbids it" --goal '1:r0=1 1:r1=0' MP+wmb+rmb
report says_forbidden

gives 2 "of this test" --goal '9:r0=1' MP
report says_what_is_wrong_with_a_goal

gives 2 "there is no machine 'vax': lkmm, mca, tso and sc are known" \
	--machine vax MP
report refuses_an_unknown_machine

gives 2 "an SRCU reader that ends in another thread (P1: " \
	"$litmus/refused-srcu.litmus"
report names_what_it_does_not_cover

gives 0 "" -k "$litmus/refused-srcu.litmus"
report keeps_going

gives 5 "0 outcomes" "$litmus/rcu-self.litmus"
report says_that_nothing_ends

states() {
	grep -E '=' | grep -vE '^(Hash|Condition)'
}
[ "$("$ORDLAB" mailbox --herd MP 2>/dev/null | states)" = \
	"$("$ORDLAB" check --herd MP 2>/dev/null | states)" ]
report herd_has_the_same_states

exit $failed
