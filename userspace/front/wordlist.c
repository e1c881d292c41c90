// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "front/source.h"
#include "lib/util.h"
#include "front/wordlist.h"

#define MAX_DEPTH	8		/* lists in lists */
#define MAX_WORDS	100000		/* of all lists together */
#define MAX_LINE	8192

struct words {
	char **words;
	size_t nr;
	size_t lines;
	char *why;
};

static void add(struct words *words, char *word)
{
	words->words = xrealloc(words->words, words->nr + 2,
				sizeof(*words->words));
	words->words[words->nr++] = word;
	words->words[words->nr] = NULL;
}

/* A path in a list, relative to the current directory */
static char *from_list(const char *list, const char *path)
{
	const char *slash = strrchr(list, '/');

	if (!slash || *path == '/')
		return xstrdup(path);
	return xasprintf("%.*s%s", (int)(slash - list + 1), list, path);
}

/* A line of a list as a word; it is a path unless it is the name of a test */
static char *line_word(const char *list, const char *line)
{
	char *path = from_list(list, line);
	struct stat info;
	bool is_path;

	if (*line == '@')
		is_path = !access(path, F_OK);
	else if (source_is_path(line))
		is_path = strcmp(line, "-");
	else
		is_path = !stat(path, &info) && S_ISDIR(info.st_mode);
	if (is_path)
		return path;
	free(path);
	return xstrdup(line);
}

static bool add_list(struct words *words, const char *list, unsigned int depth);

/* The file of a word that stands for a list; NULL for any other word */
static const char *list_file(const char *word)
{
	const char *slash = strrchr(word, '/');

	if ((slash ? slash[1] : *word) == '@' && !access(word, F_OK))
		return word;
	return *word == '@' ? word + 1 : NULL;
}

static bool add_line(struct words *words, const char *list, const char *line,
		     unsigned int depth)
{
	char *word = line_word(list, line), *path = NULL;
	const char *file = list_file(word);
	bool ok;

	if (!file) {
		add(words, word);
		return true;
	}
	/* "@FILE": the path comes after the '@' */
	if (file != word)
		file = path = from_list(list, file);
	ok = add_list(words, file, depth + 1);
	free(path);
	free(word);
	return ok;
}

/* The line without blanks around it; "" if it is to be skipped */
static char *strip(char *line)
{
	size_t len;

	line += strspn(line, " \t");
	len = strlen(line);
	while (len && strchr(" \t\r\n", line[len - 1]))
		line[--len] = '\0';
	return *line == '#' ? line + len : line;
}

static bool add_list(struct words *words, const char *list, unsigned int depth)
{
	static const char mark[] = "\xef\xbb\xbf";
	FILE *file = depth < MAX_DEPTH ? fopen(list, "re") : NULL;
	char line[MAX_LINE], *word;
	bool ok = true;

	if (!file) {
		words->why = xasprintf("%s: %s", list, depth < MAX_DEPTH ?
				       strerror(errno) :
				       "lists are nested too deeply, or name one another");
		return false;
	}
	errno = 0;
	while (ok && fgets(line, sizeof(line), file)) {
		if (!strchr(line, '\n') && !feof(file)) {
			words->why = xasprintf("%s: a line is too long, or the file is no text",
					       list);
			ok = false;
			break;
		}
		word = line;
		if (!strncmp(word, mark, strlen(mark)))
			word += strlen(mark);
		word = strip(word);
		if (*word)
			ok = add_line(words, list, word, depth);
		if (ok && ++words->lines > MAX_WORDS) {
			words->why = xasprintf("%s: more than %d lines in all lists together",
					       list, MAX_WORDS);
			ok = false;
		}
	}
	if (ok && ferror(file)) {
		words->why = xasprintf("%s: %s", list, strerror(errno));
		ok = false;
	}
	fclose(file);
	return ok;
}

char **wordlist_expand(char *const *words, char **why)
{
	struct words all = { .words = xcalloc(1, sizeof(*all.words)) };

	for (; *words; words++) {
		const char *list = list_file(*words);

		if (!list) {
			add(&all, xstrdup(*words));
		} else if (!add_list(&all, list, 0)) {
			wordlist_free(all.words);
			*why = all.why;
			return NULL;
		}
	}
	return all.words;
}

void wordlist_free(char **words)
{
	size_t i;

	for (i = 0; words && words[i]; i++)
		free(words[i]);
	free(words);
}
