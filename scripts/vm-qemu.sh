# SPDX-License-Identifier: GPL-2.0
# The machine that QEMU emulates; scripts/vm sources this, and describes its functions.
# shellcheck shell=bash disable=SC2034,SC2154

check_options() {
	[ -z "$debug" ] || die 125 "--debug needs --uml"
	case ${accel:=tcg} in
	tcg)	accel=tcg,thread=multi ;;
	kvm)	[ -w /dev/kvm ] || die 125 "--accel kvm: /dev/kvm is not to be written to" ;;
	*)	die 125 "--accel $accel: neither tcg nor kvm" ;;
	esac
}

find_kernel() {
	local dir kdir

	kbuild=()
	if [ -f "$kernel" ]; then
		image=$(realpath "$kernel")
		# Documentation/x86/boot.rst: kernel_version
		release=$(tail -c +$(($(od -An -tu2 -j526 -N2 "$image") + 513)) "$image" |
			head -c 200 | tr '\0' '\n' | head -n 1 | cut -d' ' -f1)
		[[ $release =~ ^[0-9]+\.[0-9]+ ]] ||
			die 125 "$kernel is not a bzImage: it does not tell its release"
		# Beside it, as in /boot, or the tree that it was built in
		modules=/lib/modules/$release
		for dir in "$(dirname "$image")/.." "$(dirname "$image")"; do
			if [ -d "$dir/lib/modules/$release" ]; then
				modules=$(realpath "$dir/lib/modules/$release")
				break
			fi
		done
		kdir=/lib/modules/$release/build
		if [ -f "$(dirname "$image")/../../../Module.symvers" ]; then
			kdir=$(realpath "$(dirname "$image")/../../..")
		fi
	else
		dir=$("$tree/scripts/kernel" ${kernel:+"$kernel"}) || exit 125
		image=$dir/vmlinuz
		release=$(cat "$dir/release")
		modules=$(realpath "$dir/lib/modules/$release")
		[ ! -d "$dir/root" ] || kbuild=(--root "$dir/root")
		kdir=/usr/src/linux-headers-$release
	fi
	kbuild+=("$kdir")
}

feed() {
	exec cat
}

# An emulated timer on a busy host may seem not to work at all: no_timer_check.
# -no-reboot ends QEMU where the kernel would restart.
boot() {
	local devices=()

	if [ -n "$terminal" ]; then
		devices+=(-chardev "stdio,id=terminal,signal=off,mux=on"
			  -device "virtconsole,chardev=terminal")
	elif [ "$stdin" = port ]; then
		devices+=(-chardev "stdio,id=stdin,signal=off"
			  -device "virtserialport,chardev=stdin,name=stdin")
	fi
	[ "$stdout" != port ] ||
		devices+=(-chardev "file,id=stdout,path=$run/stdout"
			  -device "virtserialport,chardev=stdout,name=stdout")
	[ "$stderr" != port ] ||
		devices+=(-chardev "file,id=stderr,path=$run/stderr"
			  -device "virtserialport,chardev=stderr,name=stderr")
	exec setpriv --pdeathsig KILL qemu-system-x86_64 -machine q35 -accel "$accel" \
		-cpu max -smp "$smp" -m "$mem" \
		-nodefaults -no-user-config -display none -no-reboot \
		-kernel "$image" -initrd "$run/initramfs.cpio" \
		-append "no_timer_check $append" \
		-chardev "file,id=console,path=$run/console" -serial chardev:console \
		-fsdev local,id=host,path=/,security_model=none,readonly=on,multidevs=remap \
		-device virtio-9p-pci,fsdev=host,mount_tag=host \
		-device virtio-serial-pci \
		-chardev "file,id=status,path=$run/status" \
		-device virtserialport,chardev=status,name=status \
		"${devices[@]}" <"$in" >"$out" 2>"$run/machine"
}
