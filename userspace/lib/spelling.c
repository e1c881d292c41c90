// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include "lib/spelling.h"

#define MAX_WORD	40

/* How many letters to insert, delete, replace or swap to make one word another */
static unsigned int distance(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned int row[3][MAX_WORD + 1], best;
	size_t i, j;

	for (j = 0; j <= nb; j++)
		row[0][j] = j;
	for (i = 1; i <= na; i++) {
		unsigned int *this = row[i % 3];
		unsigned int *last = row[(i + 2) % 3];
		unsigned int *before = row[(i + 1) % 3];

		this[0] = i;
		for (j = 1; j <= nb; j++) {
			best = last[j - 1] + (a[i - 1] != b[j - 1]);
			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (this[j - 1] + 1 < best)
				best = this[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			this[j] = best;
		}
	}
	return row[na % 3][nb];
}

const char *spelling_nearest(const char *word, spelling_words *words,
			     void *data)
{
	size_t len = strlen(word), other, i;
	unsigned int best = len / 3 + 1, d;
	const char *near = NULL, *text;

	if (len > MAX_WORD)
		return NULL;
	for (i = 0; (text = words(data, i)); i++) {
		other = strlen(text);
		if (other > MAX_WORD)
			continue;
		d = distance(word, len, text, other);
		/* Some letter must stay: any word becomes any other if all change */
		if (d < best && d < other) {
			best = d;
			near = text;
		}
	}
	return near;
}

/* The first word of an identifier, after any underscores */
static const char *first_word(const char *text, size_t *len)
{
	text += strspn(text, "_");
	*len = strcspn(text, "_");
	return text;
}

/* Whether a word is a part of any known identifier */
static bool is_known(const char *word, size_t len, spelling_words *words,
		     void *data)
{
	const char *text, *part;
	size_t n, i;

	for (i = 0; (text = words(data, i)); i++)
		for (part = first_word(text, &n); n;
		     part = first_word(part + n, &n))
			if (n == len && !strncasecmp(part, word, len))
				return true;
	return false;
}

/* Whether they are equal but for underscores and case: smp_mb_before_atomic() */
static bool same_letters(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "_");
		b += strspn(b, "_");
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (!*a)
			return true;
	}
}

static bool has_digit(const char *word, size_t len)
{
	while (len--)
		if (isdigit((unsigned char)word[len]))
			return true;
	return false;
}

/*
 * How many words of an identifier are misspelt, if @meant was meant; 0 if @meant
 * cannot have been meant. A misspelling changes at most one letter of a short word
 * and two of a long one. It changes no digits, and does not make another known word.
 */
static unsigned int slips(const char *word, const char *meant,
			  spelling_words *words, void *data)
{
	unsigned int nr = 0;
	size_t n, m;

	for (word = first_word(word, &n), meant = first_word(meant, &m); n && m;
	     word = first_word(word + n, &n), meant = first_word(meant + m, &m)) {
		if (n == m && !strncasecmp(word, meant, n))
			continue;
		if (n > MAX_WORD || m > MAX_WORD || n == 1 ||
		    has_digit(word, n) || has_digit(meant, m) ||
		    distance(word, n, meant, m) > (n < 6 ? 1 : 2) ||
		    is_known(word, n, words, data))
			return 0;
		nr++;
	}
	return n || m ? 0 : nr;
}

const char *spelling_identifier(const char *word, spelling_words *words,
				void *data)
{
	const char *near = NULL, *text;
	unsigned int best = 3, nr;
	size_t i;

	for (i = 0; (text = words(data, i)); i++)
		if (same_letters(word, text))
			return text;
	for (i = 0; (text = words(data, i)); i++) {
		nr = slips(word, text, words, data);
		if (!nr || nr > best)
			continue;
		near = nr == best ? NULL : text;
		best = nr;
	}
	return near;
}
