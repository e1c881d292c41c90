/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Relations over the events of an execution, as bit matrices: bit b of row a is set
 * if a is related to b, that is, if there is an *edge* from a to b. Every operation
 * works on whole 64-bit words.
 *
 * The operations are those of herd's cat language: ";" is sequence, "^-1" is
 * inverse, "+" is transitive closure, "[S]" is the identity on a set (Alglave,
 * Cousot, Maranget, "Syntax and semantics of the weak consistency model specification
 * language cat", 2016). For example, with po = {a -> b, c -> d} and
 * fr = {b -> c, d -> a}, po ; fr is {a -> c, c -> a}: it has a cycle.
 */
#ifndef RELATION_H
#define RELATION_H

#include <stdbool.h>
#include <stdint.h>

#define REL_MAX_EVENTS	256
#define REL_MAX_WORDS	(REL_MAX_EVENTS / 64)

/**
 * struct set - a set of events
 * @w:	event e is in it if bit e % 64 of word e / 64 is set
 */
struct set {
	uint64_t w[REL_MAX_WORDS];
};

/**
 * struct rel - a relation over events 0 ... @n - 1
 * @n:		how many events there are
 * @words:	words in a row: as few as hold @n bits
 * @bits:	@n rows
 */
struct rel {
	unsigned int n;
	unsigned int words;
	uint64_t *bits;
};

static inline unsigned int rel_words(unsigned int n)
{
	return (n + 63) / 64;
}

static inline uint64_t *rel_row(const struct rel *r, unsigned int a)
{
	return r->bits + a * r->words;
}

static inline bool rel_has(const struct rel *r, unsigned int a, unsigned int b)
{
	return rel_row(r, a)[b / 64] >> (b % 64) & 1;
}

static inline void rel_add(struct rel *r, unsigned int a, unsigned int b)
{
	rel_row(r, a)[b / 64] |= 1ULL << (b % 64);
}

static inline void rel_remove(struct rel *r, unsigned int a, unsigned int b)
{
	rel_row(r, a)[b / 64] &= ~(1ULL << (b % 64));
}

static inline bool set_has(const struct set *s, unsigned int e)
{
	return s->w[e / 64] >> (e % 64) & 1;
}

static inline void set_add(struct set *s, unsigned int e)
{
	s->w[e / 64] |= 1ULL << (e % 64);
}

/**
 * for_each_bit() - walk the events of a row or set in ascending order
 * @e:		gets each event, one after the other
 * @row:	uint64_t array
 * @words:	words in it
 */
#define for_each_bit(e, row, words)					\
	for (unsigned int w_ = 0; w_ < (words); w_++)			\
		for (uint64_t m_ = (row)[w_];				\
		     m_ && ((e) = w_ * 64 + __builtin_ctzll(m_), true);	\
		     m_ &= m_ - 1)

/**
 * rel_new() - an empty relation
 * @n:	how many events, up to REL_MAX_EVENTS
 *
 * Return: the relation; rel_free() gives it back.
 */
struct rel *rel_new(unsigned int n);
void rel_free(struct rel *r);

/*
 * The operands of the functions below are relations over the same events. @to may be
 * one of the operands, unless the comment excludes that.
 */

void rel_clear(struct rel *to);
/* Adds the edges of @from. Its event 0 is event @first of @to, and so on */
void rel_place(struct rel *to, const struct rel *from, unsigned int first);
void rel_copy(struct rel *to, const struct rel *a);
/* a | b, a & b, a \ b */
void rel_union(struct rel *to, const struct rel *a, const struct rel *b);
void rel_inter(struct rel *to, const struct rel *a, const struct rel *b);
void rel_diff(struct rel *to, const struct rel *a, const struct rel *b);
/* a ; b. @to is neither a nor b */
void rel_seq(struct rel *to, const struct rel *a, const struct rel *b);
/* a^-1. @to is not a */
void rel_inverse(struct rel *to, const struct rel *a);
/* a?, a+, a* */
void rel_opt(struct rel *to, const struct rel *a);
void rel_plus(struct rel *to, const struct rel *a);
void rel_star(struct rel *to, const struct rel *a);
/* [s], s * t, [s] ; a, a ; [s] */
void rel_identity(struct rel *to, const struct set *s);
void rel_cross(struct rel *to, const struct set *s, const struct set *t);
void rel_from(struct rel *to, const struct set *s, const struct rel *a);
void rel_into(struct rel *to, const struct rel *a, const struct set *s);

/* domain(a), range(a) */
void rel_domain(struct set *to, const struct rel *a);
void rel_range(struct set *to, const struct rel *a);

bool rel_is_empty(const struct rel *a);
bool rel_is_equal(const struct rel *a, const struct rel *b);
bool rel_is_acyclic(const struct rel *a);
bool rel_is_irreflexive(const struct rel *a);

/**
 * rel_path() - a shortest path between two events
 * @a:		the relation
 * @from:	where it begins
 * @to:		where it ends; may be @from, for a cycle
 * @path:	gets the events in order, @from first and @to last; room for
 *		a->n + 1
 *
 * Return: number of steps, at least 1; or 0 if there is no path.
 */
unsigned int rel_path(const struct rel *a, unsigned int from, unsigned int to,
		      unsigned int *path);

/**
 * rel_cycle() - a shortest cycle
 * @a:		the relation
 * @path:	gets the events in order, the first one again at the end; room
 *		for a->n + 1
 *
 * Return: number of steps, or 0 if @a is acyclic.
 */
unsigned int rel_cycle(const struct rel *a, unsigned int *path);

#endif /* RELATION_H */
