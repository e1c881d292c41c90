#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# The include path of each room of the tool has the headers of the rooms that its
# Makefile names, and no others. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
out=$PWD/build/rooms-test
mkdir -p "$out"
cc=${CC:-cc}
n=0

# result NAME OUTPUT: passed if there is no output
result() {
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '%s\n' "$2" | sed 's/^/#	/'
	fi
}

# "ROOM LOWER..." a line, as the documentation reads them
rooms=$(PYTHONPATH=Documentation/ext python3 -c '
import rooms
for room, (_, lower) in rooms.read(rooms.TREE / "userspace/Makefile", "may").items():
	print(room, *lower)')
mapfile -t all < <(cut -d' ' -f1 <<<"$rooms")
echo "1..$((${#all[@]} + 1))"
make -s -C userspace OUT="$out" "${all[@]/#/room-}"

# includes ROOM OTHER: whether a file of ROOM can include any header of OTHER
includes() {
	local header

	for header in "$out/rooms/$2/$2"/*.h; do
		echo "#include \"$2/${header##*/}\"" |
			$cc -E -I"$out/rooms/$1" -x c -o /dev/null - 2>/dev/null &&
			return
	done
	return 1
}

while read -r room lower; do
	wrong=
	for other in "${all[@]}"; do
		case " $room $lower " in
		*" $other "*)
			includes "$room" "$other" ||
				wrong+="$room does not see $other"$'\n' ;;
		*)
			! includes "$room" "$other" || wrong+="$room sees $other"$'\n' ;;
		esac
	done
	result "$room sees what it may include, and no more" "$wrong"
done <<<"$rooms"

# The very error, of one of them
log=$(echo '#include "check/explain.h"' | $cc -E -I"$out/rooms/events" -x c - 2>&1 >/dev/null)
[[ $log == *"check/explain.h: No such file or directory"* ]] && log=
result "an include of a room above does not compile" "$log"
