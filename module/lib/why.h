/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Saying why: an errno is not enough for a person.
 */
#ifndef ORDLAB_WHY_H
#define ORDLAB_WHY_H

#include <linux/kernel.h>

/**
 * struct ordlab_why - the reason of a refusal
 * @text:	a line without its newline; "" when nothing was refused
 */
struct ordlab_why {
	char text[256];
};

/**
 * ordlab_refuse() - note a reason, and pass on the error that it goes with
 * @why:	takes the reason
 * @err:	the negative errno
 * @fmt:	format of the reason, and its arguments
 *
 * Return: @err.
 */
#define ordlab_refuse(why, err, fmt, ...)				\
({									\
	scnprintf((why)->text, sizeof((why)->text), fmt, ##__VA_ARGS__);	\
	(err);								\
})

#endif /* ORDLAB_WHY_H */
