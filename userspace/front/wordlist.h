/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of tests: the word @FILE stands for the words that FILE has, a line
 * each. So does the path of a file whose name begins with '@', as herdtools7
 * names its lists: DIR/@all.
 */
#ifndef WORDLIST_H
#define WORDLIST_H

/**
 * wordlist_expand() - put the words of lists in the place of their names
 * @words:	words, NULL at the end
 * @why:	takes why a list cannot be read, to be freed
 *
 * In a list, blank lines and those that begin with '#' mean nothing; a path is
 * relative to the directory of the list; and a line may name another list.
 *
 * Return: words, NULL at the end, to be given to wordlist_free(); or NULL.
 */
char **wordlist_expand(char *const *words, char **why);
void wordlist_free(char **words);

#endif /* WORDLIST_H */
