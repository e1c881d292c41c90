/* SPDX-License-Identifier: GPL-2.0 */
/* The release of the module and of the CLI, which are made together */
#define ORDLAB_VERSION	"0.1.0"
