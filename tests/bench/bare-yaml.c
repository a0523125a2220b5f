/*
 * bare-yaml.c - the least that a program must do that reads YAML
 *
 *	bare-yaml FILE...
 *
 * Takes all events of each file from libyaml and does nothing with them.
 * "make bench" measures --check against it.
 */
#include <stdbool.h>
#include <stdio.h>

#include <yaml.h>

static bool
read_all(FILE *f)
{
	yaml_parser_t parser;
	yaml_event_t event;
	bool last, good;

	if (!yaml_parser_initialize(&parser))
		return false;
	yaml_parser_set_input_file(&parser, f);
	do {
		good = yaml_parser_parse(&parser, &event);
		last = !good || event.type == YAML_STREAM_END_EVENT;
		if (good)
			yaml_event_delete(&event);
	} while (!last);
	yaml_parser_delete(&parser);
	return good;
}

int
main(int argc, char **argv)
{
	bool good = true;
	int i;

	for (i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "r");

		if (!f || !read_all(f)) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			good = false;
		}
		if (f)
			fclose(f);
	}
	return good ? 0 : 1;
}
