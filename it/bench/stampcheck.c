// Says what a recording of rtpblast's or bin/src's stamped frames lacks, doubles or shifts; see docs/performance.md.
// stampcheck: reads audio recorded from `rtpblast -m stamp` and says, for each file and channel,
// which call and stream it holds and which frames are missing, doubled, out of place or shifted.
// Files: headerless mu-law or A-law (-r CHANNELS), or WAV: G.711 mu-law or A-law, or 16-bit PCM.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 5, STAMP = 40 };

static int16_t ulaw_value(uint8_t b) {
	b = ~b;
	int v = ((((b & 15) << 3) + 0x84) << (b >> 4 & 7)) - 0x84;
	return b & 0x80 ? -v : v;
}

static int16_t alaw_value(uint8_t b) {
	b ^= 0x55;
	int e = b >> 4 & 7, m = b & 15, v = e ? ((m << 4) + 0x108) << (e - 1) : (m << 4) + 8;
	return b & 0x80 ? v : -v;
}

static int nibble16[65536];     // PCM value -> nibble, or -1

static void fill_pcm(bool alaw) {
	memset(nibble16, -1, sizeof nibble16);
	for (int i = 0; i < 16; i++) nibble16[(uint16_t)(alaw ? alaw_value(0x80 | i) : ulaw_value(0x80 | i))] = i;
}

// Returns 1 and the four values when a stamp starts at sample `at` of channel `ch`.
static int stamp_at(const uint8_t *d, size_t at, int ch, int chans, int width, uint32_t w[WORDS]) {
	for (int i = 0; i < STAMP; i++) {
		const uint8_t *p = d + ((at + i) * chans + ch) * width;
		int v = width == 2 ? nibble16[p[0] | p[1] << 8] : (p[0] >> 4 == 8 ? p[0] & 15 : -1);
		if (v < 0) return 0;
		w[i / 8] = w[i / 8] << 4 | v;
		if (i == 7 && w[0] != 0x52425354) return 0;
	}
	return w[4] == (w[0] ^ w[1] * 2654435761u ^ w[2] << 16 ^ w[3]);
}

static int check(const char *name, int rawchans, bool quiet) {
	FILE *f = fopen(name, "rb");
	if (!f) return perror(name), 1;
	fseek(f, 0, SEEK_END);
	size_t len = ftell(f);
	rewind(f);
	uint8_t *all = malloc(len + 1), *d = all;
	if (fread(all, 1, len, f) != len) return perror(name), 1;
	fclose(f);
	int chans = rawchans, width = 1;
	if (len > 44 && !memcmp(all, "RIFF", 4)) {
		size_t at = 12, end = len;
		for (d = NULL; at + 8 <= end;) {
			uint32_t size = all[at + 4] | all[at + 5] << 8 | all[at + 6] << 16 | (uint32_t)all[at + 7] << 24;
			if (!memcmp(all + at, "fmt ", 4)) {
				chans = all[at + 10];
				width = all[at + 22] / 8;
			}
			if (!memcmp(all + at, "data", 4)) {
				d = all + at + 8;
				len = size > end - at - 8 ? end - at - 8 : size;
				break;
			}
			at += 8 + size + (size & 1);
		}
		if (!d) return fprintf(stderr, "%s: no data\n", name), 1;
	}
	if (chans < 1) chans = 1;
	size_t samples = len / width / chans;
	int bad = 0;
	for (int ch = 0; ch < chans; ch++) {
		uint32_t call = 0, stream = 0, first = 0, last = 0;
		size_t found = 0, missing = 0, twice = 0, other = 0, shifted = 0, lastpos = 0;
		for (int law = 0; law < (width == 2 ? 2 : 1) && !found; law++) {
			fill_pcm(law == 1);
			for (size_t at = 0; at + STAMP <= samples;) {
				uint32_t w[WORDS] = {0};
				if (!stamp_at(d, at, ch, chans, width, w)) {
					at++;
					continue;
				}
				if (!found) call = w[1], stream = w[2], first = w[3];
				else if (w[1] != call || w[2] != stream) other++;
				else if (w[3] <= last) twice++;
				else {
					missing += w[3] - last - 1;
					if (at - lastpos != (size_t)(w[3] - last) * 160) shifted++;
				}
				if (w[1] == call && w[2] == stream && (!found || w[3] > last)) last = w[3], lastpos = at;
				found++;
				at += STAMP;
			}
		}
		bool wrong = !found || missing || twice || other || shifted;
		bad |= wrong;
		if (!quiet || wrong)
			printf("%s channel %d: %zu samples, %zu frames of call %u stream %u, %u..%u; missing %zu, twice or late %zu, of another stream %zu, misplaced %zu\n",
				name, ch, samples, found, call, stream, first, last, missing, twice, other, shifted);
	}
	free(all);
	return bad;
}

int main(int argc, char **argv) {
	int raw = 1, bad = 0, i = 1;
	bool quiet = false;
	for (; i < argc && argv[i][0] == '-'; i++)
		if (!strcmp(argv[i], "-q")) quiet = true;
		else if (!strcmp(argv[i], "-r") && i + 1 < argc) raw = atoi(argv[++i]);
		else return fprintf(stderr, "usage: stampcheck [-q] [-r CHANNELS_OF_RAW_FILES] FILE...\n"), 2;
	for (; i < argc; i++) bad += check(argv[i], raw, quiet);
	printf("%d files with faults\n", bad);
	return bad > 0;
}
