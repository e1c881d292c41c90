// SPDX-License-Identifier: GPL-2.0
/*
 * A litmus test from text to program: the calls of parser and lower.c, the memory of the
 * syntax tree, and the messages.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "private/herd-hash.h"
#include "private/syntax.h"
#include "lib/util.h"

/* Characters in a message */
#define MAX_TEXT	400
/* The first so many warnings and notes are kept */
#define MAX_REMARKS	30

/*
 * Memory for the tree, which is freed as a whole. A chunk is filled from its start; an
 * item that does not fit gets a chunk of its own.
 */
struct pool {
	struct pool *next;
	size_t used;
	size_t size;
	unsigned long long bytes[];
};

#define CHUNK	(64 << 10)
#define ALIGN	sizeof(unsigned long long)

void *syntax_alloc(struct syntax *syntax, size_t size)
{
	struct pool *pool = syntax->pool;
	void *memory;

	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (!pool || pool->size - pool->used < size) {
		size_t room = size > CHUNK ? size : CHUNK;

		pool = xcalloc(1, sizeof(*pool) + room);
		pool->size = room;
		pool->next = syntax->pool;
		budget_charge(syntax->budget, room);
		syntax->pool = pool;
	}
	memory = (char *)pool->bytes + pool->used;
	pool->used += size;
	return memory;
}

static void pool_free(struct syntax *syntax)
{
	struct pool *pool, *next;

	for (pool = syntax->pool; pool; pool = next) {
		next = pool->next;
		budget_give(syntax->budget, pool->size);
		free(pool);
	}
}

char *syntax_copy(struct syntax *syntax, const char *text, size_t len)
{
	return memcpy(syntax_alloc(syntax, len + 1), text, len);
}

char *syntax_join(struct syntax *syntax, const char *a, const char *b)
{
	size_t len = strlen(a) + strlen(b) + 2;
	char *text = syntax_alloc(syntax, len);

	snprintf(text, len, "%s %s", a, b);
	return text;
}

const char *syntax_element(struct syntax *syntax, const char *array,
			   unsigned int index)
{
	size_t len = strlen(array) + 16;
	char *text;

	if (!index)
		return array;
	text = syntax_alloc(syntax, len);
	snprintf(text, len, "%s[%u]", array, index);
	return text;
}

static void say(struct litmus *test, enum litmus_severity severity,
		struct pos pos, char *text)
{
	struct litmus_message *message;
	size_t i, alike = 0;

	for (i = 0; i < test->nr_messages; i++) {
		message = &test->messages[i];
		alike += (message->severity == LITMUS_ERROR) ==
			 (severity == LITMUS_ERROR);
		if (message->line == pos.line &&
		    message->column == pos.column &&
		    !strcmp(message->text, text))
			break;
	}
	if (i < test->nr_messages ||
	    alike == (severity == LITMUS_ERROR ? LITMUS_MAX_ERRORS :
		      MAX_REMARKS)) {
		test->nr_errors += severity == LITMUS_ERROR &&
				   i == test->nr_messages;
		free(text);
		return;
	}
	test->nr_errors += severity == LITMUS_ERROR;
	test->messages = xrealloc(test->messages, test->nr_messages + 1,
				  sizeof(*test->messages));
	/* sorted by place; of one place, in the order in which they were added */
	for (i = test->nr_messages++; i; i--) {
		message = &test->messages[i - 1];
		if (message->line < pos.line ||
		    (message->line == pos.line &&
		     message->column <= pos.column))
			break;
		test->messages[i] = *message;
	}
	test->messages[i] = (struct litmus_message){
		.severity = severity,
		.line = pos.line,
		.column = pos.column,
		.text = text,
	};
}

void syntax_say(struct syntax *syntax, enum litmus_severity severity,
		struct pos pos, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	/* the message may quote a word of the test, which may be as long as the file */
	if (strlen(text) > MAX_TEXT)
		strcpy(text + MAX_TEXT - 3, "...");
	say(syntax->test, severity, pos, text);
}

static struct litmus *litmus_new(const char *file)
{
	struct litmus *test = xcalloc(1, sizeof(*test));

	test->file = xstrdup(file);
	test->title = xstrdup("");
	return test;
}

/* Reports why a test was not read to its end */
static void unread(struct litmus *test, const struct budget *budget)
{
	char *why = budget->over == BUDGET_TIME ?
		xasprintf("reading it takes more than %g s of CPU time: --check-timeout=S allows S seconds",
			  budget->seconds) :
		    budget->over == BUDGET_BYTES ?
		xasprintf("reading it takes more than %lu MiB of memory",
			  LIMIT_BYTES >> 20) :
		xstrdup("interrupted");

	say(test, LITMUS_ERROR, (struct pos){ 0 }, why);
}

/*
 * Reads the text again, with the types and dependencies of herd7. The caller has found
 * that they may make a difference
 */
static void read_as_herd(struct litmus *test, const struct litmus_options *how)
{
	struct litmus_options options = *how;
	struct litmus *other;

	options.as_herd = true;
	other = litmus_parse(test->file, test->text, test->len, &options);
	if (other->program && (other->size != test->size ||
			       memcmp(other->program, test->program, test->size))) {
		test->herd = other->program;
		other->program = NULL;
	}
	litmus_free(other);
}

static void compile(struct litmus *test, const struct litmus_options *options)
{
	struct budget endless = budget_make(0, NULL);
	struct litmus_options how = options ? *options :
					      (struct litmus_options) { 0 };
	struct syntax syntax = { .test = test };

	if (!how.budget)
		how.budget = &endless;
	syntax.budget = how.budget;
	syntax.as_herd = how.as_herd;
	if (syntax_parse(&syntax)) {
		herd_hash(test->hash, &syntax);
		syntax_lower(&syntax, &how);
	}
	if (budget_over(how.budget) && !test->program)
		unread(test, how.budget);
	pool_free(&syntax);
	if (test->program && (syntax.typed || syntax.nested) && !syntax.foreign &&
	    !how.as_herd)
		read_as_herd(test, &how);
	test->herd_nested = syntax.nested;
}

struct litmus *litmus_parse(const char *file, const char *text, size_t len,
			    const struct litmus_options *options)
{
	struct litmus *test = litmus_new(file);

	if (len > LIMIT_FILE_BYTES) {
		say(test, LITMUS_ERROR, (struct pos){ 0 },
		    xasprintf("larger than %lu bytes, which no litmus test is",
			      LIMIT_FILE_BYTES));
		return test;
	}
	if (len >= 2 && (!memcmp(text, "\xff\xfe", 2) ||
			 !memcmp(text, "\xfe\xff", 2))) {
		say(test, LITMUS_ERROR, (struct pos){ 0 },
		    xstrdup("this is UTF-16; save it as UTF-8 or ASCII"));
		return test;
	}
	/* a byte order mark: some editors write one before UTF-8 */
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	test->text = xcalloc(len + 1, 1);
	memcpy(test->text, text, len);
	test->len = len;
	compile(test, options);
	return test;
}

void litmus_free(struct litmus *test)
{
	size_t i;

	if (!test)
		return;
	for (i = 0; i < test->nr_messages; i++)
		free(test->messages[i].text);
	free(test->messages);
	free(test->program);
	free(test->herd);
	free(test->unsafe);
	free(test->expected);
	free(test->title);
	free(test->file);
	free(test->text);
	free(test);
}

/* The line of a message, and a caret under its column */
static void show_source(FILE *out, const struct litmus *test,
			const struct litmus_message *message)
{
	const char *line = test->text, *end;
	unsigned int i;
	size_t len;

	/* The text of a file that is too large is not kept */
	if (!line || !message->line || !message->column)
		return;
	end = line + test->len;
	for (i = 1; line && i < message->line; i++) {
		line = memchr(line, '\n', end - line);
		if (line)
			line++;
	}
	if (!line || line >= end)
		return;
	len = strcspn(line, "\r\n");
	if (len > 200)
		return;
	fprintf(out, "\t%.*s\n\t", (int)len, line);
	for (i = 1; i < message->column && i <= len; i++)
		fputc(line[i - 1] == '\t' ? '\t' : ' ', out);
	fputs("^\n", out);
}

void litmus_print(FILE *out, const struct litmus *test, bool source)
{
	static const char * const kinds[] = {
		[LITMUS_ERROR] = "",
		[LITMUS_WARNING] = "warning: ",
		[LITMUS_NOTE] = "note: ",
	};
	size_t i, told = 0;

	for (i = 0; i < test->nr_messages; i++) {
		const struct litmus_message *message = &test->messages[i];

		fprintf(out, "%s:", test->file);
		if (message->line)
			fprintf(out, "%u:", message->line);
		if (message->column)
			fprintf(out, "%u:", message->column);
		fprintf(out, " %s%s\n", kinds[message->severity],
			message->text);
		if (source)
			show_source(out, test, message);
		told += message->severity == LITMUS_ERROR;
	}
	if (test->nr_errors > told)
		fprintf(out, "%s: and more errors\n", test->file);
}

char *litmus_error_text(const struct litmus *test)
{
	size_t i;

	for (i = 0; i < test->nr_messages; i++) {
		const struct litmus_message *message = &test->messages[i];

		if (message->severity != LITMUS_ERROR)
			continue;
		if (!message->line)
			return xstrdup(message->text);
		return xasprintf("%u:%u: %s", message->line, message->column,
				 message->text);
	}
	return xstrdup("");
}
