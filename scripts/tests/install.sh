#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# Tests of make install: what it does without kernel headers, and what it leaves
# alone on a host that builds a package. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir" build/linux-9.9.9' EXIT
n=0

# result NAME, from the exit status of the command before
result()
{
	status=$?
	n=$((n + 1))
	if [ $status -eq 0 ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/#	/' "$dir/log"
	fi
}

# A host on which no package is there, and which notes who would change it
mkdir "$dir/bin"
for tool in apt-get sudo depmod dkms; do
	printf '#!/bin/sh\necho "%s $*" >>%s\nexit 1\n' "$tool" "$dir/changes" \
		>"$dir/bin/$tool"
done
printf '#!/bin/sh\nexit 1\n' >"$dir/bin/dpkg-query"
chmod +x "$dir/bin"/*

# staged KDIR: make install DESTDIR=... on that host
staged()
{
	rm -rf "$dir/root" "$dir/changes"
	PATH=$dir/bin:$PATH make install DESTDIR="$dir/root" PREFIX=/usr KDIR="$1" \
		>"$dir/log" 2>&1 </dev/null
}

# A directory as kernel headers leave it, without any that could be used
mkdir -p "$dir/headers/include/generated"
echo '#define UTS_RELEASE "9.9.9"' >"$dir/headers/include/generated/utsrelease.h"

echo 1..6
staged /nonexistent
result "without kernel headers the rest is installed"
"$dir/root/usr/bin/ordlab" version >>"$dir/log" 2>&1 &&
	[ -f "$dir/root/usr/share/man/man1/ordlab-run.1" ] &&
	[ -f "$dir/root/usr/share/man/man7/ordlab-litmus.7" ] &&
	[ -f "$dir/root/usr/share/bash-completion/completions/ordlab" ]
result "tool, man pages and completion are there"
grep -q 'no kernel headers in /nonexistent' "$dir/log" &&
	! find "$dir/root" -name '*.ko' | grep -q .
result "and that the module is not is said"
[ ! -e "$dir/changes" ]
result "nothing is installed on the host by DESTDIR"
! staged "$dir/headers" && [ -x "$dir/root/usr/bin/ordlab" ]
result "headers that cannot be used are an error"
[ ! -e "$dir/changes" ]
result "and even then the host is left alone"
