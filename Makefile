# SPDX-License-Identifier: GPL-2.0
#
# Targets for people. Each that needs other packages installs them, as root or
# through sudo: scripts/deps.

KDIR ?= /lib/modules/$(shell uname -r)/build
PREFIX ?= /usr/local
VERSION := $(shell sed -n 's/.*ORDLAB_VERSION[ \t]*"\(.*\)"/\1/p' module/program/version.h)

# Of the kernel that KDIR is for; asked only where it is needed
release = $(shell sed -n 's/\#define UTS_RELEASE "\(.*\)"/\1/p' \
	$(KDIR)/include/generated/utsrelease.h 2>/dev/null)

# Nothing is installed on a host that only builds a package
DEPS = @$(if $(DESTDIR),:,scripts/deps)

all: modules tools

help:
	@echo 'Try it:'
	@echo '  demo           build, boot a virtual machine, and take the tour in it'
	@echo '  check          all tests and static checks; STEPS="unit-gcc style" runs some'
	@echo '  bench          benchmarks in the virtual machine; ARGS=--json prints JSON'
	@echo
	@echo 'Build:'
	@echo '  modules        the module, for the running kernel or that of KDIR=DIR'
	@echo '  tools          the command line tool, build/ordlab'
	@echo '  catalogue      the built-in tests, module/program/catalogue-tests.c, from those'
	@echo '                 of Documentation/litmus-tests that @catalogue there lists'
	@echo '  doc            HTML pages, build/doc, and man pages, build/man'
	@echo
	@echo 'Install, below PREFIX=$(PREFIX) and DESTDIR=:'
	@echo '  install        tool, man pages, bash completion, and the module where there'
	@echo '                 are kernel headers; with DESTDIR, packages that are missing'
	@echo '                 are not installed, and depmod is not run'
	@echo '  dkms-install   the module, to be built again for each new kernel'
	@echo '  dkms-remove    undo dkms-install'
	@echo
	@echo 'More checks:'
	@echo '  fuzz           the fuzzers, FUZZ_SECONDS=30 each'
	@echo '  check-kernels  build the module for older and newer kernels of Debian'
	@echo '  check-debug    kselftests and KUnit suites in User Mode Linux with KASAN,'
	@echo '                 lockdep and kmemleak; the first time builds that'
	@echo
	@echo '  clean          delete all that was built; what was fetched stays in the'
	@echo '                 cache, which scripts/vm, check-kernels and others share'

modules:
	$(DEPS) build
	scripts/kbuild $(KDIR)
	@echo 'built build/linux-$(release)/module/ordlab.ko'

tools:
	$(DEPS) build
	$(MAKE) -C userspace OUT=$(CURDIR)/build

catalogue:
	$(DEPS) build
	$(MAKE) -C userspace catalogue OUT=$(CURDIR)/build

demo:
	@scripts/vm --smp 4 -- ordlab run --tour || { \
		status=$$?; [ $$status -eq 6 ] || exit $$status; \
		echo 'Some stops of the tour taught nothing: this machine is busy, or has few CPUs.'; }

check:
	@scripts/check $(STEPS)

check-kernels:
	@scripts/check-kernels $(ARGS)

check-debug:
	@scripts/check debug-kunit debug-kselftest

bench:
	@scripts/bench $(ARGS)

fuzz:
	$(DEPS) build fuzz
	$(MAKE) -C userspace fuzz OUT=$(CURDIR)/build

man:
	$(DEPS) man
	$(MAKE) -C userspace man OUT=$(CURDIR)/build

doc: man
	$(DEPS) doc
	sphinx-build -q -W --keep-going -b html -d build/doctrees Documentation build/doc

install: man tools
	$(MAKE) -C userspace install OUT=$(CURDIR)/build PREFIX=$(PREFIX) DESTDIR=$(DESTDIR)
	@$(if $(release),$(MAKE) --no-print-directory install-module,echo \
	'make: no kernel headers in $(KDIR): the tool and its pages are installed,' \
	'the module is not; install the headers, or name another directory with KDIR=')

# It goes where depmod finds it
install-module: modules
	install -D -m 644 build/linux-$(release)/module/ordlab.ko \
		$(DESTDIR)/lib/modules/$(release)/updates/ordlab.ko
	$(if $(DESTDIR),,depmod $(release))

# DKMS keeps a copy of the sources
DKMS_DIR = $(DESTDIR)/usr/src/ordlab-$(VERSION)
dkms-install:
	@$(if $(DESTDIR)$(release),,echo 'make: $(KDIR) holds no kernel to build \
	for: install its headers, or name another directory with KDIR=' >&2; exit 2)
	$(DEPS) dkms
	rm -rf $(DKMS_DIR)
	install -d $(DKMS_DIR)
	find Kbuild module -name Kbuild -o -name '*.[ch]' ! -name '*.mod.c' | \
		xargs cp --parents -t $(DKMS_DIR)
	sed 's/@VERSION@/$(VERSION)/' dkms.conf >$(DKMS_DIR)/dkms.conf
	$(if $(DESTDIR),,dkms install --force -k $(release) --kernelsourcedir $(KDIR) \
		ordlab/$(VERSION))

dkms-remove:
	$(if $(DESTDIR),,dkms remove ordlab/$(VERSION) --all)
	rm -rf $(DKMS_DIR)

clean:
	rm -rf build

.PHONY: all help modules tools catalogue demo check check-kernels check-debug bench fuzz \
	man doc install install-module dkms-install dkms-remove clean
