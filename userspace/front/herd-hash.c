// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <md5.h>
#include <stdlib.h>
#include <string.h>
#include "private/herd-hash.h"
#include "lib/util.h"

/* Registers by thread and name, then locations by name */
static int compare_places(const struct place *a, const struct place *b)
{
	if ((a->thread < 0) != (b->thread < 0))
		return a->thread < 0 ? 1 : -1;
	if (a->thread != b->thread)
		return a->thread < b->thread ? -1 : 1;
	return strcmp(a->name, b->name);
}

static char *place_text(const struct place *place)
{
	return place->thread < 0 ? xstrdup(place->name) :
	       xasprintf("%d:%s", place->thread, place->name);
}

/* A text that is hashed as it grows. It has @nr items so far */
struct digest {
	MD5_CTX context;
	size_t nr;
};

static void add(struct digest *digest, const char *text, size_t len)
{
	MD5Update(&digest->context, (const uint8_t *)text, len);
}

static void add_text(struct digest *digest, const char *text)
{
	add(digest, text, strlen(text));
}

/* Adds an item, with a semicolon before all but the first; frees it */
static void add_item(struct digest *digest, char *text)
{
	if (digest->nr++)
		add_text(digest, "; ");
	add_text(digest, text);
	free(text);
}

/* The value of an initial state: a number as it is written, or a name */
static char *value_text(const struct syntax *syntax,
			const struct initial *initial)
{
	const char *text = syntax->test->text + initial->pos.offset;
	size_t len;

	if (initial->symbol)
		return xstrdup(initial->symbol);
	for (len = 0; isalnum((unsigned char)text[len]); len++)
		;
	if (isdigit((unsigned char)*text) &&
	    initial->pos.offset != initial->place.pos.offset)
		return xstrndup(text, len);
	return xasprintf("%lld", (long long)initial->number.value);
}

/* Whether a '&' stands before a place in the file */
static bool has_ampersand(const struct syntax *syntax, struct pos pos)
{
	const char *text = syntax->test->text;
	unsigned int at = pos.offset;

	while (at && isspace((unsigned char)text[at - 1]))
		at--;
	return at && text[at - 1] == '&';
}

static char *initial_text(const struct syntax *syntax,
			  const struct initial *initial)
{
	const struct ctype *type = &initial->type;
	char *place = place_text(&initial->place);
	char *value = value_text(syntax, initial), *text;

	if (type->flags && syntax->test->text[type->pos.offset] != '*')
		text = xasprintf("%s %s%s=%s", type->name,
				 type->stars ? "*" : "", place, value);
	else
		text = xasprintf("%s%s=%s", type->flags || (initial->symbol &&
				 has_ampersand(syntax, initial->pos)) ? "*" : "",
				 place, value);
	free(place);
	free(value);
	return text;
}

static int by_initial_place(const void *a, const void *b)
{
	const struct initial *const *s = a, *const *t = b;

	return compare_places(&(*s)->place, &(*t)->place);
}

static void add_initial(struct digest *digest, const struct syntax *syntax)
{
	const struct initial **all, *initial;
	size_t nr = 0, i;

	list_for_each(initial, syntax->initial)
		nr++;
	all = xcalloc(nr, sizeof(*all));
	nr = 0;
	list_for_each(initial, syntax->initial)
		all[nr++] = initial;
	qsort(all, nr, sizeof(*all), by_initial_place);
	for (i = 0; i < nr; i++)
		if (!i || by_initial_place(&all[i - 1], &all[i]))
			add_item(digest, initial_text(syntax, all[i]));
	free(all);
}

/*
 * What stands between the braces of a thread. herd counts braces as they come,
 * those in comments included.
 */
static const char *body_of(const struct syntax *syntax,
			   const struct thread *thread, size_t *len)
{
	const char *text = syntax->test->text + thread->pos.offset, *start;
	const char *end = syntax->test->text + syntax->test->len;
	size_t depth = 0;

	for (; text < end && *text != '{'; text++) {
		const char *close = !strncmp(text, "/*", 2) ? "*/" :
				    !strncmp(text, "//", 2) ? "\n" : NULL;

		if (close && strstr(text, close))
			text = strstr(text, close) + strlen(close) - 1;
	}
	start = text < end ? text + 1 : end;
	for (text = start; text < end && (depth || *text != '}'); text++)
		depth += (*text == '{') - (*text == '}');
	*len = text - start;
	return start;
}

/*
 * "volatile int* x": the type as it is written, with its blanks normalised. herd
 * puts a const behind the type that it is of.
 */
static void add_param(struct digest *digest, const struct syntax *syntax,
		      const struct param *param)
{
	const char *end = syntax->test->text + param->pos.offset, *start = end;
	char *text;
	size_t len = 0, stars = 0;
	bool is_const;

	while (start > syntax->test->text && start[-1] != ',' && start[-1] != '(')
		start--;
	text = xcalloc(end - start + 1, 1);
	for (; start < end; start++) {
		if (*start == '*')
			stars++;
		else if (!isspace((unsigned char)*start))
			text[len++] = *start;
		else if (len && text[len - 1] != ' ')
			text[len++] = ' ';
	}
	if (len && text[len - 1] == ' ')
		text[len - 1] = '\0';
	is_const = !strncmp(text, "const ", 6);
	add_text(digest, is_const ? text + 6 : text);
	add_text(digest, is_const ? " const" : "");
	while (stars--)
		add_text(digest, "*");
	add_text(digest, " ");
	add_text(digest, param->name);
	free(text);
}

static void add_thread(struct digest *digest, const struct syntax *syntax,
		       const struct thread *thread)
{
	const struct param *param;
	const char *body;
	char *text;
	size_t len;

	text = xasprintf("%s P%u(", digest->nr++ ? "|" : "", thread->number);
	add_text(digest, text);
	free(text);
	list_for_each(param, thread->params) {
		add_text(digest, i_ == thread->params ? "" : ", ");
		add_param(digest, syntax, param);
	}
	body = body_of(syntax, thread, &len);
	add_text(digest, ") {\n");
	add(digest, body, len);
	add_text(digest, "\n}\n ");
}

struct places {
	const struct place **all;
	size_t nr;
};

static void add_place(struct places *places, const struct place *place)
{
	places->all = xrealloc(places->all, places->nr + 1, sizeof(*places->all));
	places->all[places->nr++] = place;
}

static void find_places(struct places *places, const struct prop *prop)
{
	if (!prop)
		return;
	if (prop->kind == PROP_VALUE || prop->kind == PROP_SYMBOL ||
	    prop->kind == PROP_SAME)
		add_place(places, &prop->place);
	if (prop->kind == PROP_SAME)
		add_place(places, &prop->other);
	find_places(places, prop->arg[0]);
	find_places(places, prop->arg[1]);
}

static int by_place(const void *a, const void *b)
{
	const struct place *const *s = a, *const *t = b;

	return compare_places(*s, *t);
}

static void add_observed(struct digest *digest, const struct syntax *syntax)
{
	struct places places = { 0 };
	const struct place *place;
	size_t i;

	list_for_each(place, syntax->observed)
		add_place(&places, place);
	find_places(&places, syntax->condition);
	if (places.nr)
		qsort(places.all, places.nr, sizeof(*places.all), by_place);
	for (i = 0; i < places.nr; i++)
		if (!i || by_place(&places.all[i - 1], &places.all[i]))
			add_item(digest, place_text(places.all[i]));
	free(places.all);
}

static void begin(struct digest *digest)
{
	digest->nr = 0;
	MD5Init(&digest->context);
}

/* Appends the digest of a text to the text whose digest is the hash */
static void end(struct digest *digest, struct digest *whole)
{
	uint8_t bytes[MD5_DIGEST_LENGTH];

	MD5Final(bytes, &digest->context);
	MD5Update(&whole->context, bytes, sizeof(bytes));
}

void herd_hash(char hash[HERD_HASH_LEN], const struct syntax *syntax)
{
	uint8_t bytes[MD5_DIGEST_LENGTH];
	struct digest whole, part;
	const struct thread *thread;

	begin(&whole);
	begin(&part);
	add_initial(&part, syntax);
	end(&part, &whole);
	begin(&part);
	list_for_each(thread, syntax->threads)
		add_thread(&part, syntax, thread);
	add_text(&part, ";\n");
	end(&part, &whole);
	begin(&part);
	add_observed(&part, syntax);
	end(&part, &whole);
	MD5Final(bytes, &whole.context);
	for (size_t i = 0; i < sizeof(bytes); i++)
		sprintf(hash + 2 * i, "%02x", bytes[i]);
}
