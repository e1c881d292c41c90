// SPDX-License-Identifier: GPL-2.0
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "lib/text.h"
#include "lib/util.h"

#define MIN_COLUMNS	20	/* text is not readable in fewer */
#define MAX_COLUMNS	10000

char *text_count(char *buf, uint64_t count)
{
	char digits[TEXT_LEN], *to = buf;
	int len = snprintf(digits, sizeof(digits), "%llu",
			   (unsigned long long)count);
	int i;

	for (i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return buf;
}

char *text_share(char *buf, uint64_t part, uint64_t whole)
{
	double percent = whole ? 100.0 * part / whole : 0, scaled;
	int digits = 2;

	/* A small share shows two digits that are not 0 */
	for (scaled = 10 * percent; scaled > 0 && scaled < 1; scaled *= 10)
		digits++;
	snprintf(buf, TEXT_LEN, "%.*f %%", digits, percent);
	return buf;
}

char *text_rate(char *buf, double per_second)
{
	static const char * const units[] = { "", "k", "M", "G" };
	unsigned int unit = 0;

	while (per_second >= 999.5 && unit < 3) {
		per_second /= 1000;
		unit++;
	}
	snprintf(buf, TEXT_LEN, "%.*f %s/s",
		 per_second < 9.995 ? 2 : per_second < 99.95 ? 1 : 0,
		 per_second, units[unit]);
	return buf;
}

char *text_duration(char *buf, double seconds)
{
	unsigned long long whole = seconds < 1e15 ? seconds + 0.5 : 1e15;

	if (seconds < 59.95)
		snprintf(buf, TEXT_LEN, "%.*f s", seconds < 9.995 ? 2 : 1,
			 seconds);
	else if (whole < 3600)
		snprintf(buf, TEXT_LEN, "%llu min %02llu s", whole / 60,
			 whole % 60);
	else
		snprintf(buf, TEXT_LEN, "%llu h %02llu min", whole / 3600,
			 whole / 60 % 60);
	return buf;
}

bool text_styled(FILE *stream)
{
	const char *term = getenv("TERM");

	return isatty(fileno(stream)) && !getenv("NO_COLOR") && term &&
	       strcmp(term, "dumb");
}

unsigned int text_limit(FILE *stream)
{
	const char *columns = getenv("COLUMNS");
	unsigned long width = columns ? strtoul(columns, NULL, 10) : 0;
	struct winsize size;

	if (!ioctl(fileno(stream), TIOCGWINSZ, &size) &&
	    size.ws_col >= MIN_COLUMNS)
		return size.ws_col;
	return width >= MIN_COLUMNS && width < MAX_COLUMNS ? width : 0;
}

unsigned int text_columns(FILE *stream)
{
	unsigned int limit = text_limit(stream);

	return limit ? limit : 100;
}

void text_wrap(FILE *stream, const char *text, unsigned int indent)
{
	unsigned int width = text_columns(stream), at = 0;

	/* Longer lines are hard to read */
	if (width > 80)
		width = 80;
	while (*text) {
		unsigned int len = strcspn(text, " ");

		if (at && at + 1 + len > width) {
			fputc('\n', stream);
			at = 0;
		}
		if (!at)
			at = fprintf(stream, "%*s", (int)indent, "");
		else
			at += fprintf(stream, " ");
		at += fprintf(stream, "%.*s", (int)len, text);
		text += len;
		text += strspn(text, " ");
	}
	fputc('\n', stream);
}

void text_dot(FILE *stream, const char *text)
{
	fputc('"', stream);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', stream);
		fputc(*text, stream);
	}
	fputc('"', stream);
}

void text_emphasise(FILE *stream, const char *text, unsigned int indent,
		    const char *style)
{
	bool styled = text_styled(stream);

	fputs(styled ? style : "", stream);
	text_wrap(stream, text, indent);
	fputs(styled ? STYLE_NONE : "", stream);
}
