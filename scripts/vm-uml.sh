# SPDX-License-Identifier: GPL-2.0
# User Mode Linux: the kernel is a program, its CPUs are threads, its processes
# those of this machine. scripts/vm sources this, and describes its functions.
# shellcheck shell=bash disable=SC2034,SC2154

check_options() {
	local free

	[ -z "$kernel" ] || die 125 "--kernel: User Mode Linux has its own"
	[ -z "$accel" ] || die 125 "--accel: User Mode Linux runs on this machine's CPUs"
	[[ $smp =~ ^[1-8]$ ]] || die 125 "--smp $smp: User Mode Linux has 1 to 8 CPUs"
	free=$(df --output=avail --block-size=1M /dev/shm | tail -n 1)
	[ "$mem" -lt "$free" ] ||
		die 125 "--mem $mem: /dev/shm, which is its memory, has ${free// /} MiB"
}

find_kernel() {
	local dir

	dir=$("$tree/scripts/uml" ${debug:+--debug}) || exit 125
	image=$dir/linux
	release=$(cat "$dir/release")
	modules=
	kbuild=("$dir/build" ARCH=um)
}

# A serial line has no end of file, and with SMP it may lose what comes too fast.
# So each block of input goes to a file, the line sends the number of the file to the guest,
# and the guest answers when it has read the file. An empty file is the last. The line
# passes bytes unchanged as soon as the guest is ready.
feed() {
	local n=0 reader=

	trap 'kill $reader 2>/dev/null; exit' TERM
	until grep -q '^ready' "$run/status"; do
		sleep 0.02
	done
	while true; do
		n=$((n + 1))
		dd bs=64K count=1 of="$run/input.$n" status=none <&0 &
		reader=$!
		wait "$reader" || break
		echo "$n"
		[ -s "$run/input.$n" ] || break
		until grep -qx "read $n" "$run/status"; do
			sleep 0.02
		done
		rm "$run/input.$n"
	done
}

# The serial lines: serial_port() in scripts/guest-init knows their numbers.
# seccomp=on is how User Mode Linux runs processes with SMP. The pipe of input is
# opened for writing too: at its end the line would hang up.
#
# A stack trace of a CPU's first moments ends at the next multiple of the size of
# the kernel's stacks, dump_trace(), but that stack is pthread_create()'s. With the
# guard page each is of 8 MiB, so that all end at the same multiple.
boot() {
	ulimit -c 0
	ulimit -s 8188
	# shellcheck disable=SC2086 # words
	exec setpriv --pdeathsig KILL "$image" \
		mem="${mem}M" ncpus="$smp" seccomp=on noreboot \
		uml_dir="$run/" umid=uml initrd="$run/initramfs.cpio" \
		ssl0=null,fd:5 ssl1=null,fd:6 ssl2=fd:3,fd:4 ssl3=null,fd:7 ssl4=null,fd:8 \
		$append </dev/null >"$run/machine" 2>&1 \
		3<>"$in" 4>"$out" 5>>"$run/console" 6>>"$run/status" \
		7>"$run/stdout" 8>"$run/stderr"
}
