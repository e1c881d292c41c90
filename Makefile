# SPDX-License-Identifier: GPL-2.0
#
# Targets for people; "make help" lists them.

KDIR ?= /lib/modules/$(shell uname -r)/build

all: modules tools

## modules: build the module for the kernel of KDIR, the running one without it
modules:
	scripts/kbuild $(KDIR) $(KBUILD_ARGS)

## tools: build the command line tool, build/ordlab
tools:
	$(MAKE) -C userspace OUT=$(CURDIR)/build

.PHONY: all modules tools
