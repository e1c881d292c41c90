// SPDX-License-Identifier: GPL-2.0
#include <assert.h>
#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "front/source.h"
#include "lib/util.h"

#define SUFFIX	".litmus"

/* Larger files are not read; see read_bytes() */
#define MAX_SIZE	LIMIT_FILE_BYTES
static_assert(ORDLAB_MAX_SIZE <= MAX_SIZE, "a program is no larger");

char *source_verify(const void *prog, size_t size)
{
	struct ordlab_verifier *room = xcalloc(ordlab_verifier_size(), 1);
	struct ordlab_facts *facts = xcalloc(1, sizeof(*facts));
	char text[256], *why = NULL;

	if (ordlab_verify(prog, size, facts, room)) {
		ordlab_refusal(text, sizeof(text), facts);
		why = xstrdup(text);
	}
	free(facts);
	free(room);
	return why;
}

/*
 * The bytes of a file, or NULL and errno. Reading stops above MAX_SIZE: then @size is
 * larger than MAX_SIZE, and the caller refuses the file
 */
static char *read_bytes(const char *path, size_t *size)
{
	FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	size_t room = 16 << 10;
	char *bytes = NULL;
	int err;

	*size = 0;
	if (!file)
		return NULL;
	errno = 0;
	do {
		if (*size == room || !bytes) {
			room = bytes ? 4 * room : room;
			bytes = xrealloc(bytes, room, 1);
		}
		*size += fread(bytes + *size, 1, room - *size, file);
	} while (*size == room && room <= MAX_SIZE);
	err = ferror(file) ? errno : 0;
	if (file != stdin)
		fclose(file);
	if (!err)
		return bytes;
	free(bytes);
	errno = err;
	return NULL;
}

static bool is_program(const char *bytes, size_t size)
{
	__u32 magic;

	if (size < sizeof(magic))
		return false;
	memcpy(&magic, bytes, sizeof(magic));
	return magic == ORDLAB_MAGIC ||
	       magic == __builtin_bswap32(ORDLAB_MAGIC);
}

struct source *source_read(const char *path,
			   const struct litmus_options *options)
{
	struct source *source = xcalloc(1, sizeof(*source));
	bool standard = !strcmp(path, "-");
	size_t size;
	char *bytes;

	source->path = xstrdup(standard ? "<stdin>" : path);
	bytes = read_bytes(path, &size);
	if (!bytes) {
		source->why = xstrdup(strerror(errno));
	} else if (is_program(bytes, size)) {
		source->why = source_verify(bytes, size);
		if (!source->why) {
			source->prog = (struct ordlab_program *)bytes;
			bytes = NULL;
		}
	} else {
		source->litmus = litmus_parse(source->path, bytes, size,
					      options);
		source->prog = source->litmus->program;
		source->litmus->program = NULL;
		if (!source->prog)
			source->why = litmus_error_text(source->litmus);
	}
	free(bytes);
	return source;
}

void source_free(struct source *source)
{
	if (!source)
		return;
	litmus_free(source->litmus);
	free(source->prog);
	free(source->path);
	free(source->why);
	free(source);
}

void source_report(FILE *stream, const struct source *source, bool lines)
{
	if (source->litmus)
		litmus_print(stream, source->litmus, lines);
	else if (source->why)
		fprintf(stream, "%s: %s\n", source->path, source->why);
}

static bool ends_in_suffix(const char *name)
{
	size_t len = strlen(name), n = strlen(SUFFIX);

	return len > n && !strcmp(name + len - n, SUFFIX);
}

static bool is_directory(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

bool source_is_path(const char *word)
{
	return !strcmp(word, "-") || strchr(word, '/') ||
	       ends_in_suffix(word) || is_directory(word);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

char **source_find(const char *path, size_t *nr)
{
	char *roots[2] = { (char *)path, NULL };
	char **paths = NULL;
	FTSENT *entry;
	FTS *fts;
	int err = 0;

	*nr = 0;
	if (!is_directory(path)) {
		paths = xcalloc(1, sizeof(*paths));
		paths[(*nr)++] = xstrdup(path);
		return paths;
	}
	/* symbolic links below it are not followed: they may form a cycle */
	fts = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR,
		       by_name);
	if (!fts)
		return NULL;
	while (!err && (entry = fts_read(fts))) {
		if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR) {
			err = entry->fts_errno;
		} else if (entry->fts_info == FTS_F &&
			   ends_in_suffix(entry->fts_name)) {
			paths = xrealloc(paths, *nr + 1, sizeof(*paths));
			paths[(*nr)++] = xstrdup(entry->fts_path);
		}
	}
	fts_close(fts);
	if (!err && *nr)
		return paths;
	while (*nr)
		free(paths[--*nr]);
	free(paths);
	errno = err ? err : ENOENT;
	return NULL;
}
