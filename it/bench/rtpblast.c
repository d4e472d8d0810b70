// Holdfast's load: part of bin/bench, see docs/performance.md. Runs on Linux alone, needs a C compiler and libc only.
// rtpblast: sends paced 20 ms G.711 RTP for many calls, two streams each, with sendmmsg.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FRAME = 160, HEADER = 12, SLOTS = 20, SLOT_NS = 1000000, BATCH = 512, TONES = 60, IDLEN = 96, HIST = 10000 };

struct stream {
	struct sockaddr_in to;
	uint32_t ssrc, ts, frames;
	uint16_t seq;
	bool off;               // a call of one stream has the same port twice
	bool late;              // one packet is held back, to go out after the next one
	uint8_t latebuf[HEADER + FRAME];
	uint8_t buf[HEADER + FRAME];
};

struct call {
	char id[IDLEN];
	uint32_t number;
	bool used, held, fresh;
	struct stream s[2];
};

static struct call *calls;
static int ncalls, capcalls, active;
static uint32_t nextnumber;
static uint8_t tone[TONES][8000];
static int pt, sock;
static bool stamp;
static double loss, reorder, twice;
static uint64_t rng = 88172645463325252ull;
static uint64_t sent, lost, dups, reordered, errors;
static volatile sig_atomic_t quit;

static struct mmsghdr msgs[BATCH];
static struct iovec iov[BATCH];
static int queued;

static double rnd(void) {
	rng ^= rng << 13, rng ^= rng >> 7, rng ^= rng << 17;
	return (rng >> 11) * (100.0 / 9007199254740992.0);
}

static int64_t now_ns(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static uint8_t ulaw(int s) {
	int sign = s < 0 ? 0x80 : 0, e = 7;
	s = (s < 0 ? -s : s) + 132;
	for (int m = 0x4000; e && !(s & m); m >>= 1) e--;
	return ~(sign | e << 4 | (s >> (e + 3) & 15));
}

static uint8_t alaw(int s) {
	int sign = s >= 0 ? 0x80 : 0, e = 0;
	s = (s < 0 ? -s - 1 : s) >> 4;
	for (int t = s; t > 31; t >>= 1) e++;
	int v = s < 16 ? s : (e + 1) << 4 | (s >> e & 15);
	return (sign | v) ^ 0x55;
}

// stamp: "RBST", call number, stream, frame number and a check sum, one nibble a sample, as
// the codes 0x80..0x8F: they are distinct and come through a decode to PCM and back.
static void put_stamp(uint8_t *p, uint32_t call, uint32_t stream, uint32_t frame) {
	uint32_t w[5] = {0x52425354, call, stream, frame, 0x52425354 ^ call * 2654435761u ^ stream << 16 ^ frame};
	for (int i = 0; i < 40; i++) p[i] = 0x80 | (w[i / 8] >> (28 - i % 8 * 4) & 15);
}

static void flush(void) {
	for (int done = 0; done < queued;) {
		int n = sendmmsg(sock, msgs + done, queued - done, 0);
		if (n < 0 && errno == EINTR) continue;
		if (n <= 0) errors++, n = 1; else sent += n;
		done += n;
	}
	queued = 0;
}

static void push(struct stream *s, uint8_t *packet) {
	if (queued == BATCH) flush();
	iov[queued] = (struct iovec){packet, HEADER + FRAME};
	msgs[queued].msg_hdr = (struct msghdr){.msg_name = &s->to, .msg_namelen = sizeof s->to, .msg_iov = &iov[queued], .msg_iovlen = 1};
	queued++;
}

static void frame(struct call *c, int i) {
	struct stream *s = &c->s[i];
	uint8_t *b = s->buf;
	if (s->off) return;
	uint16_t seq = htons(s->seq++);
	uint32_t ts = htonl(s->ts);
	b[0] = 0x80;
	b[1] = pt | (c->fresh ? 0x80 : 0);
	memcpy(b + 2, &seq, 2);
	memcpy(b + 4, &ts, 4);
	memcpy(b + 8, &s->ssrc, 4);
	memcpy(b + HEADER, tone[(c->number * 2 + i) % TONES] + s->frames % 50 * FRAME, FRAME);
	if (stamp) put_stamp(b + HEADER, c->number, i, s->frames);
	s->ts += FRAME;
	s->frames++;
	if (loss > 0 && rnd() < loss) {
		lost++;
		return;
	}
	if (s->late) {
		push(s, b);
		push(s, s->latebuf);
		s->late = false;
	} else if (reorder > 0 && rnd() < reorder) {
		memcpy(s->latebuf, b, sizeof s->buf);
		s->late = true;
		reordered++;
	} else {
		push(s, b);
		if (twice > 0 && rnd() < twice) push(s, b), dups++;
	}
}

static struct call *find(const char *id) {
	for (int i = 0; i < ncalls; i++)
		if (calls[i].used && !strcmp(calls[i].id, id)) return &calls[i];
	return NULL;
}

static void add(const char *id, const char *host, int p1, int p2) {
	int i = 0;
	if (p1 <= 0 || find(id)) return;
	while (i < ncalls && calls[i].used) i++;
	if (i == capcalls) {
		flush();        // queued messages point into the old array
		capcalls = capcalls ? capcalls * 2 : 1024;
		calls = realloc(calls, capcalls * sizeof *calls);
	}
	if (i == ncalls) ncalls++;
	struct call *c = &calls[i];
	memset(c, 0, sizeof *c);
	snprintf(c->id, sizeof c->id, "%s", id);
	c->number = nextnumber++;
	c->used = c->fresh = true;
	for (int k = 0; k < 2; k++) {
		struct stream *s = &c->s[k];
		s->to = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(k ? p2 : p1)};
		s->off = k && p2 == p1;
		if (!inet_aton(host, &s->to.sin_addr)) fprintf(stderr, "not an IPv4 address: %s\n", host), exit(2);
		s->ssrc = htonl(0x5b000000 + c->number * 2 + k);
		s->seq = rnd() * 655;
		s->ts = rnd() * 40000000;
	}
	active++;
}

static void control(char *line) {
	char verb[16], id[IDLEN], host[64];
	int p1 = 0, p2 = 0;
	char *at = line;
	while (*at && strncmp(at, "ADD ", 4) && strncmp(at, "DEL ", 4) && strncmp(at, "HOLD ", 5) && strncmp(at, "RESUME ", 7) && strncmp(at, "QUIT", 4)) at++;
	int n = sscanf(at, "%15s %95s %63s %d %d", verb, id, host, &p1, &p2);
	if (n < 1) return;
	if (!strcmp(verb, "QUIT")) quit = 1;
	if (!strcmp(verb, "ADD") && n >= 4) add(id, host, p1, n > 4 ? p2 : p1 + 2);
	struct call *c = n > 1 ? find(id) : NULL;
	if (!c) return;
	if (!strcmp(verb, "DEL")) flush(), c->used = false, active--;
	if (!strcmp(verb, "HOLD")) c->held = true;
	if (!strcmp(verb, "RESUME")) c->held = false, c->fresh = true;
}

static void poll_control(int fd) {
	static char buf[65536];
	static int len;
	int n;
	while ((n = read(fd, buf + len, sizeof buf - 1 - len)) > 0) {
		len += n;
		buf[len] = 0;
		char *from = buf, *nl;
		while ((nl = strchr(from, '\n'))) *nl = 0, control(from), from = nl + 1;
		len -= from - buf;
		memmove(buf, from, len);
	}
}

static void on_signal(int s) { (void)s, quit = 1; }

int main(int argc, char **argv) {
	int n = 0, base = 0, step = 4, cpu = -1, ctl = -1, o;
	double seconds = 10;
	const char *host = "127.0.0.1", *mode = "tone", *file = NULL;
	while ((o = getopt(argc, argv, "n:b:s:a:f:t:p:m:l:r:u:c:S:")) != -1) switch (o) {
		case 'n': n = atoi(optarg); break;
		case 'b': base = atoi(optarg); break;
		case 's': step = atoi(optarg); break;
		case 'a': host = optarg; break;
		case 'f': file = optarg; break;
		case 't': seconds = atof(optarg); break;
		case 'p': pt = atoi(optarg); break;
		case 'm': mode = optarg; break;
		case 'l': loss = atof(optarg); break;
		case 'r': reorder = atof(optarg); break;
		case 'u': twice = atof(optarg); break;
		case 'c': cpu = atoi(optarg); break;
		case 'S': rng ^= strtoull(optarg, NULL, 0) * 0x9E3779B97F4A7C15ull; break;
		default: return 2;
	}
	stamp = !strcmp(mode, "stamp");
	for (int k = 0; k < TONES; k++)
		for (int i = 0; i < 8000; i++) {
			int v = 8000 * sin(2 * M_PI * (300 + 40 * k) * i / 8000);
			tone[k][i] = pt == 8 ? alaw(v) : ulaw(v);
		}
	sock = socket(AF_INET, SOCK_DGRAM, 0);
	int big = 4 << 20;
	setsockopt(sock, SOL_SOCKET, SO_SNDBUF, &big, sizeof big);
	for (int i = 0; i < n; i++) {
		char id[IDLEN];
		snprintf(id, sizeof id, "%d", i);
		add(id, host, base + i * step, base + i * step + 2);
	}
	for (; optind < argc; optind++) {
		char h[64];
		int p1, p2, k = sscanf(argv[optind], "%63[^:]:%d,%d", h, &p1, &p2);
		if (k < 2) return fprintf(stderr, "not HOST:PORT1[,PORT2]: %s\n", argv[optind]), 2;
		add(argv[optind], h, p1, k > 2 ? p2 : p1 + 2);
	}
	// O_RDWR: a FIFO then neither blocks here nor ends when its writer goes
	if (file && (ctl = strcmp(file, "-") ? open(file, O_RDWR | O_NONBLOCK) : 0) < 0) return perror(file), 1;
	if (ctl == 0) fcntl(0, F_SETFL, O_NONBLOCK);
	if (cpu >= 0) {
		cpu_set_t set;
		CPU_ZERO(&set);
		CPU_SET(cpu, &set);
		sched_setaffinity(0, sizeof set, &set);
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);

	static uint64_t hist[HIST];
	int64_t start = now_ns(), next = start, worst = 0, ticks = 0;
	double sum = 0;
	for (int slot = 0; !quit && (seconds == 0 || next - start < seconds * 1e9); slot = (slot + 1) % SLOTS, next += SLOT_NS) {
		struct timespec until = {next / 1000000000, next % 1000000000};
		while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR && !quit);
		int64_t late = now_ns() - next;
		if (active) {
			ticks++;
			sum += late;
			if (late > worst) worst = late;
			hist[late / 10000 < HIST ? late / 10000 : HIST - 1]++;
		}
		if (ctl >= 0) poll_control(ctl);
		for (int i = slot; i < ncalls; i += SLOTS) {
			struct call *c = &calls[i];
			if (!c->used || c->held) {
				if (c->used) c->s[0].ts += FRAME, c->s[1].ts += FRAME;
				continue;
			}
			frame(c, 0);
			frame(c, 1);
			c->fresh = false;
		}
		flush();
	}
	double wall = (now_ns() - start) / 1e9;
	struct rusage ru;
	getrusage(RUSAGE_SELF, &ru);
	double cpus = ru.ru_utime.tv_sec + ru.ru_stime.tv_sec + (ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
	int64_t seen = 0, b = 0;
	while (b < HIST - 1 && (seen += hist[b]) < ticks * 0.99) b++;
	printf("sent %lu in %.2f s = %.0f packets/s; withheld %lu reordered %lu duplicated %lu errors %lu; calls seen %u\n",
		sent, wall, sent / wall, lost, reordered, dups, errors, nextnumber);
	printf("cpu %.2f s = %.2f s per 1M packets; pacing error mean %.0f us, 99%% %ld us, worst %.0f us\n",
		cpus, sent ? cpus * 1e6 / sent : 0, ticks ? sum / ticks / 1e3 : 0, (long)b * 10, worst / 1e3);
	return 0;
}
