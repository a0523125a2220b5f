/*
 * plain-main.h - a fuzz program as an ordinary one
 *
 * Included at the end of each: without libFuzzer, which brings a main() of its
 * own, main() runs the files that it is given.
 */
#ifndef FUZZ_PLAIN_MAIN_H
#define FUZZ_PLAIN_MAIN_H

#ifndef GOUJI_FUZZING
int
main(int argc, char **argv)
{
	struct error e = ERROR_INIT;
	int i;

	for (i = 1; i < argc; i++) {
		struct buf bytes = BUF_INIT;

		if (!file_read(argv[i], 1 << 20, &bytes, &e))
			bug("%s: %s", argv[i], error_first(&e));
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.text, bytes.len);
		buf_release(&bytes);
	}
	return 0;
}
#endif

#endif
