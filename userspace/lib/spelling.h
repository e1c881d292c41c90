/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suggestions for misspelt words: which of the known words did the user probably
 * mean? Messages show the answer, as in "did you mean smp_rmb()?".
 */
#ifndef SPELLING_H
#define SPELLING_H

/**
 * typedef spelling_words - enumerates the known words
 * @data:	where the function finds them
 * @i:		number of a word, from 0
 *
 * Return: the word, or NULL after the last.
 */
typedef const char *spelling_words(void *data, size_t i);

/**
 * spelling_nearest() - the known word that is most like a given one
 * @word:	the word that the user wrote
 * @words:	the known words
 * @data:	for @words
 *
 * Return: the word with the least edit distance, NULL if none is near.
 */
const char *spelling_nearest(const char *word, spelling_words *words,
			     void *data);

/**
 * spelling_identifier() - the identifier that another one misspells
 * @word:	the identifier that the user wrote
 * @words:	the known identifiers
 * @data:	for @words
 *
 * Identifiers of the kernel are made of words. An identifier with one word more, or
 * with another known word in one place, is another function, and no misspelling.
 * So atomic_ad_return() is a misspelt atomic_add_return(), but atomic_and_return()
 * is not.
 *
 * Return: the identifier, if there is exactly one that @word can misspell; else NULL.
 */
const char *spelling_identifier(const char *word, spelling_words *words,
				void *data);

#endif /* SPELLING_H */
