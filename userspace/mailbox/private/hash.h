/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A hash by which states of the mailbox machine are known.
 */
#ifndef HASH_H
#define HASH_H

#include <stdint.h>
#include "mailbox/mailbox.h"

/* Two words of hash, of all that can make a difference */
void state_hash(const struct mailbox *m, const struct mailbox_state *s,
		uint64_t *hash);

#endif /* HASH_H */
