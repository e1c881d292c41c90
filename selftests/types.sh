#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Integers have the widths and signs that C gives them: the running kernel and the models
# agree about each type.
. "$(dirname "$0")/functions.sh"

LIMITS="-n 1000 -t 1"

need_ordlab
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir "$out/tests"

# row TYPE WHAT VALUE STATEMENTS CONDITION: a test of one thread
nr=0
row()
{
	nr=$((nr + 1))
	echo "$1: $2" >>"$out/names"
	cat >"$out/tests/type-$nr.litmus" <<-EOF
	C type-$nr
	{ $1 x = $3; }
	P0($1 *x)
	{
		$4
	}
	forall ($5)
	EOF
}

# integer TYPE BITS SIGN MIN MAX: as C has them; MAX as it is written, and as
# the condition compares it
integer()
{
	type=$1 bits=$2 sign=$3 min=$4 max=$5 is=${6:-$5}

	row "$type" "wraps upwards" "$max" \
	    "$type r0 = READ_ONCE(*x) + 1; WRITE_ONCE(*x, r0);" \
	    "x=$min /\\ 0:r0=$min"
	row "$type" "wraps downwards" "$min" \
	    "$type r0 = READ_ONCE(*x) - 1; *x = r0; $type r1 = *x;" \
	    "x=$is /\\ 0:r0=$is /\\ 0:r1=$is"
	row "$type" "is compared" "$max" \
	    "$type r0 = READ_ONCE(*x); int r1 = r0 > 0; int r2 = r0 < 0; r0 = -1; int r3 = r0 < 0;" \
	    "0:r1=1 /\\ 0:r2=0 /\\ 0:r3=$sign"
	row "$type" "is shifted to the right" "$max" \
	    "int r0 = READ_ONCE(*x) >> $((bits - 1)); $type r1 = -1; int r2 = (r1 >> $((bits - 1))) == -1;" \
	    "0:r0=$((1 - sign)) /\\ 0:r2=$sign"
	row "$type" "is shifted to the left" 1 \
	    "WRITE_ONCE(*x, READ_ONCE(*x) << $((bits - 1))); int r0 = READ_ONCE(*x) < 0;" \
	    "0:r0=$sign"
	row "$type" "is converted to" 0 \
	    "int r0 = 511; WRITE_ONCE(*x, r0);" \
	    "x=$([ "$bits" -gt 8 ] && echo 511 || echo $((sign ? -1 : 255)))"
	row "$type" "is exchanged" "$max" \
	    "$type r0 = xchg(x, $min); $type r1 = xchg_relaxed(x, r0);" \
	    "x=$is /\\ 0:r0=$is /\\ 0:r1=$min"
	row "$type" "is compared and exchanged" "$max" \
	    "$type r0 = cmpxchg(x, $max, 1); $type r1 = cmpxchg_acquire(x, $max, 2);" \
	    "x=1 /\\ 0:r0=$is /\\ 0:r1=1"
	row "$type" "is compared with what is converted" "$max" \
	    "int r1 = -1; $type r0 = cmpxchg(x, r1, 3);" \
	    "0:r0=$is /\\ x=$([ "$sign" -eq 1 ] && echo "$is" || echo 3)"
}

# Other names of these types become the same programs, see ordlab-litmus(7)
long=$(getconf LONG_BIT)
integer u8 8 0 0 255
integer s8 8 1 -128 127
integer u16 16 0 0 65535
integer s16 16 1 -32768 32767
integer u32 32 0 0 4294967295
integer int 32 1 -2147483648 2147483647
if [ "$long" -eq 64 ]; then
	integer "unsigned long" 64 0 0 18446744073709551615U -1
	integer long 64 1 0x8000000000000000 9223372036854775807
fi
row bool "is 0 or 1" 0 "WRITE_ONCE(*x, 4); int r0 = READ_ONCE(*x); bool r1 = 256; bool r2 = r0 - 1;" \
    "x=1 /\\ 0:r0=1 /\\ 0:r1=1 /\\ 0:r2=0"
# Two threads: each value that a location of the type may have is whole
for type in u8 u16 u32 "unsigned long" s8 short bool; do
	nr=$((nr + 1))
	echo "$type: is read as a whole" >>"$out/names"
	cat >"$out/tests/type-$nr.litmus" <<-EOF
	C type-$nr
	{ $type x = 0; }
	P0($type *x) { WRITE_ONCE(*x, -1); }
	P1($type *x) { $type r0 = READ_ONCE(*x); $type r1 = -1; int r2 = r0 == r1 || r0 == 0; }
	forall (1:r2=1)
	EOF
done

# states LOG: "NAME STATE" for each state in logs of herd's format, with its parts
# in an order of their own, and "NAME Ok" where the condition holds
states()
{
	awk '
		/^Test /	{ name = $2 }
		/^Ok/		{ print name, "Ok" }
		/^([0-9]+ *[*:]>)?([01]:|\[)/ {
			sub(/^[0-9]+ *[*:]>/, "")
			nr = split($0, parts, /; */)
			for (i = 2; i <= nr; i++) {
				part = parts[i]
				for (k = i - 1; k && parts[k] > part; k--)
					parts[k + 1] = parts[k]
				parts[k + 1] = part
			}
			line = name
			for (i = 1; i <= nr; i++)
				line = line " " parts[i]
			print line
		}' "$1"
}

# Tests of which a run has seen states that check allows, and no others, and whose
# condition holds in both
same()
{
	awk 'NR == FNR	{ allowed[$0] = 1; next }
		{
			seen[$1]++
			if (!($0 in allowed))
				wrong[$1] = 1
			if ($2 == "Ok")
				holds[$1] = 1
		}
		END {
			for (name in seen)
				if (seen[name] > 1 && holds[name] && !wrong[name])
					print name
		}' "$out/allowed" "$out/seen"
}

"$ORDLAB" check --herd --model lkmm "$out/tests" >"$out/check" 2>"$out/errors"
# shellcheck disable=SC2086
"$ORDLAB" run --herd --keep-going $LIMITS "$out/tests" >"$out/run" 2>>"$out/errors"
sed 's/^/# /' "$out/errors"
states "$out/check" >"$out/allowed"
states "$out/run" >"$out/seen"
same=" $(same | tr '\n' ' ')"
ktap_plan $((nr + 1))
i=0
while read -r name; do
	i=$((i + 1))
	case $same in
	*" type-$i "*)
		ktap_ok "$name"
		continue ;;
	esac
	sed 's/^/# /' "$out/tests/type-$i.litmus"
	grep -h "^type-$i " "$out/allowed" "$out/seen" | sed 's/^/# /'
	ktap_fail "$name"
done <"$out/names"
ktap_result "the kernel did not complain" no_complaints
ktap_end
