# SPDX-License-Identifier: GPL-2.0
# What the scripts share; source it, do not run it.
# shellcheck shell=bash

# Where the tree is, without symbolic links
# shellcheck disable=SC2034 # used by those who source this
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# What is fetched once and used by every checkout: kernels, their headers
# shellcheck disable=SC2034 # used by those who source this
cache=${ORDLAB_CACHE:-${XDG_CACHE_HOME:-${HOME:-/var}/.cache}/ordlab}

# Root's tools are needed by others too: depmod
PATH=$PATH:/usr/sbin:/sbin

# die STATUS MESSAGE...: print the message, and exit
die() {
	local status=$1

	shift
	printf '%s: %s\n' "scripts/${0##*/}" "$*" >&2
	exit "$status"
}

# note MESSAGE...: print what the script does now, since it takes a while
note() {
	printf '%s: %s\n' "scripts/${0##*/}" "$*" >&2
}

# as_root COMMAND...: run it as root
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo -- "$@"
	else
		die 125 "this needs root: run as root, or install sudo (wanted: $*)"
	fi
}

# suite: the Debian release of this machine
suite() {
	(
		# shellcheck source=/dev/null
		. /etc/os-release
		[ "${ID:-}" = debian ] ||
			die 125 "this machine is not Debian but ${PRETTY_NAME:-unknown}"
		echo "$VERSION_CODENAME"
	)
}
