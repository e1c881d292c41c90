/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of tests. The word @FILE stands for the words in FILE, one a line. A path whose
 * file name begins with '@' is a list, too, since herdtools7 names its lists so: DIR/@all.
 */
#ifndef WORDLIST_H
#define WORDLIST_H

/**
 * wordlist_expand() - replace each list by its words
 * @words:	words, NULL at the end
 * @why:	takes the reason if a list cannot be read, to be freed
 *
 * In a list, blank lines and lines that begin with '#' are skipped. A path is relative to
 * the directory of the list. A line may name another list.
 *
 * Return: words, NULL at the end, to be given to wordlist_free(); or NULL.
 */
char **wordlist_expand(char *const *words, char **why);
void wordlist_free(char **words);

#endif /* WORDLIST_H */
