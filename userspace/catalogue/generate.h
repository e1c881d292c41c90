/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writes module/program/catalogue-tests.c, the tests that are built in, from the
 * litmus files that are their source.
 */
#ifndef GENERATE_H
#define GENERATE_H

/**
 * catalogue_text() - the C file that holds the tests of a list
 * @list:	the list: names of litmus files beside it, a line each. Lines that
 *		begin with '#' right above a name are a heading for what follows;
 *		all other such lines, and blank ones, mean nothing
 * @why:	takes what is wrong, in lines to be freed; else NULL
 *
 * Return: the text, to be freed, or NULL.
 */
char *catalogue_text(const char *list, char **why);

#endif /* GENERATE_H */
