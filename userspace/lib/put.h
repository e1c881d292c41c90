/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Short names for adding members to JSON objects. Each document that a command
 * prints with --json begins with put_new();
 * Documentation/json/ordlab.schema.json describes every format.
 */
#ifndef PUT_H
#define PUT_H

#include <json.h>
#include <stdbool.h>
#include <stdint.h>

static inline void put(struct json_object *object, const char *key,
		       struct json_object *value)
{
	json_object_object_add(object, key, value);
}

static inline void put_text(struct json_object *object, const char *key,
			    const char *text)
{
	put(object, key, json_object_new_string(text));
}

static inline void put_count(struct json_object *object, const char *key,
			     uint64_t count)
{
	put(object, key, json_object_new_uint64(count));
}

/**
 * put_new() - a new document; its first members are its format and version
 * @format:	a name in the schema's $defs, such as "ordlab-run"
 *
 * The version increases when a member is removed or changes its meaning. Adding a
 * member does not change the version.
 */
static inline struct json_object *put_new(const char *format)
{
	struct json_object *object = json_object_new_object();

	put_text(object, "format", format);
	put_count(object, "version", 1);
	return object;
}

static inline void put_texts(struct json_object *object, const char *key,
			     const char *const *texts, size_t nr)
{
	struct json_object *array = json_object_new_array();
	size_t i;

	for (i = 0; i < nr; i++)
		json_object_array_add(array, json_object_new_string(texts[i]));
	put(object, key, array);
}

/* Microseconds will do; json-c would print all 17 digits */
static inline void put_double(struct json_object *object, const char *key,
			      double number)
{
	struct json_object *value = json_object_new_double(number);

	json_object_set_serializer(value, json_object_double_to_json_string,
				   (void *)"%.6f", NULL);
	put(object, key, value);
}

static inline void put_bool(struct json_object *object, const char *key,
			    bool value)
{
	put(object, key, json_object_new_boolean(value));
}

#endif /* PUT_H */
