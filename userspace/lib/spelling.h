/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a word that nobody knows was probably meant to be.
 */
#ifndef SPELLING_H
#define SPELLING_H

/**
 * typedef spelling_words - the words that there are
 * @data:	whatever they are found in
 * @i:		number of a word, from 0
 *
 * Return: the word, or NULL after the last.
 */
typedef const char *spelling_words(void *data, size_t i);

/**
 * spelling_nearest() - the word that is most like another one
 * @word:	what was written
 * @words:	the words that there are
 * @data:	for @words
 *
 * Return: the word with the least edit distance, NULL if none is near.
 */
const char *spelling_nearest(const char *word, spelling_words *words,
			     void *data);

/**
 * spelling_identifier() - the identifier that another one misspells
 * @word:	what was written
 * @words:	the identifiers that there are
 * @data:	for @words
 *
 * For identifiers made of words, as those of the kernel: a word more, or another
 * word in one place, is another function, however alike they look. So
 * atomic_and_return() is no atomic_add_return() that was misspelt, but
 * atomic_ad_return() is.
 *
 * Return: the only identifier that @word can be a slip of the pen for, or NULL.
 */
const char *spelling_identifier(const char *word, spelling_words *words,
				void *data);

#endif /* SPELLING_H */
