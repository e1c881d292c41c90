/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why verify.c refuses a program: X(ID, what is wrong; what would be right).
 */
#ifndef ORDLAB_REASONS_H
#define ORDLAB_REASONS_H

#define ORDLAB_REASONS(X)						\
	X(NONE, "the program is sound")

/**
 * enum ordlab_reason - why a program was refused, see ORDLAB_REASONS
 */
enum ordlab_reason {
#define ORDLAB_X(id, text)	ORDLAB_R_##id,
	ORDLAB_REASONS(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_REASONS,
};

#endif /* ORDLAB_REASONS_H */
