// The least a C recorder can do: a floor for bin/bench capture, see docs/performance.md. Linux, C compiler and libc only.
// rtpsink: the least a recorder can do. Binds two UDP ports a call, receives with epoll and
// recvmmsg, and appends each call's payloads to one file by buffered writes.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { VLEN = 32, MTU = 2048, EVENTS = 8192 };

struct stream {
	int fd, call;
	bool any;
	uint16_t seq;           // highest so far
	uint64_t packets, gap, old;
};

struct call {
	int fd;
	uint32_t len;
	uint8_t *buf;
};

static struct stream *streams;
static struct call *calls;
static const char *dir;
static uint32_t bufsize = 32768;
static uint64_t packets, bytes, writes, wakeups, reads;
static volatile sig_atomic_t quit;

static void on_signal(int s) { (void)s, quit = 1; }

static void write_out(struct call *c) {
	for (uint32_t done = 0; done < c->len;) {
		ssize_t n = write(c->fd, c->buf + done, c->len - done);
		if (n < 0 && errno != EINTR) perror("write"), exit(1);
		if (n > 0) done += n;
		writes++;
	}
	c->len = 0;
}

static void take(struct stream *s, const uint8_t *p, int n) {
	if (n < 12 || p[0] >> 6 != 2) return;
	uint16_t seq = p[2] << 8 | p[3];
	int16_t d = seq - s->seq;
	if (!s->any) s->any = true, s->seq = seq;
	else if (d > 0) s->gap += d - 1, s->seq = seq;
	else s->old++;
	s->packets++;
	packets++;
	int skip = 12 + 4 * (p[0] & 15);
	if (n <= skip) return;
	bytes += n - skip;
	if (!dir) return;
	struct call *c = &calls[s->call];
	if (c->fd < 0) {
		char name[4096];
		snprintf(name, sizeof name, "%s/call-%05d.raw", dir, s->call);
		if ((c->fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644)) < 0) perror(name), exit(1);
		c->buf = malloc(bufsize);
	}
	if (c->len + (n - skip) > bufsize) write_out(c);
	memcpy(c->buf + c->len, p + skip, n - skip);
	c->len += n - skip;
}

int main(int argc, char **argv) {
	int n = 1, base = 20000, step = 4, cpu = -1, rcv = 1 << 18, per = 2, nap = 0, o;
	double seconds = 0;
	while ((o = getopt(argc, argv, "n:b:s:o:B:t:c:R:L:1")) != -1) switch (o) {
		case '1': per = 1; break;
		case 'L': nap = atoi(optarg); break;
		case 'n': n = atoi(optarg); break;
		case 'b': base = atoi(optarg); break;
		case 's': step = atoi(optarg); break;
		case 'o': dir = optarg; break;
		case 'B': bufsize = atoi(optarg); break;
		case 't': seconds = atof(optarg); break;
		case 'c': cpu = atoi(optarg); break;
		case 'R': rcv = atoi(optarg); break;
		default: return 2;
	}
	if (cpu >= 0) {
		cpu_set_t set;
		CPU_ZERO(&set);
		CPU_SET(cpu, &set);
		sched_setaffinity(0, sizeof set, &set);
	}
	struct rlimit rl = {4 * n + 64, 4 * n + 64};
	if (setrlimit(RLIMIT_NOFILE, &rl) < 0) perror("setrlimit");
	streams = calloc(2 * n, sizeof *streams);
	calls = calloc(2 * n, sizeof *calls);
	int ep = epoll_create1(0);
	for (int i = 0; i < 2 * n; i++) {
		struct stream *s = &streams[i];
		struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(base + i / 2 * step + i % 2 * 2), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
		s->call = i / per;
		calls[s->call].fd = -1;
		s->fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
		setsockopt(s->fd, SOL_SOCKET, SO_RCVBUF, &rcv, sizeof rcv);
		if (bind(s->fd, (struct sockaddr *)&a, sizeof a) < 0) return fprintf(stderr, "port %d: %s\n", ntohs(a.sin_port), strerror(errno)), 1;
		struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
		epoll_ctl(ep, EPOLL_CTL_ADD, s->fd, &e);
	}
	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	static uint8_t bufs[VLEN][MTU];
	static struct mmsghdr m[VLEN];
	static struct iovec iov[VLEN];
	static struct epoll_event ev[EVENTS];
	for (int i = 0; i < VLEN; i++) {
		iov[i] = (struct iovec){bufs[i], MTU};
		m[i].msg_hdr = (struct msghdr){.msg_iov = &iov[i], .msg_iovlen = 1};
	}
	printf("bound %d ports from %d\n", 2 * n, base);
	fflush(stdout);
	struct timespec t0, t;
	clock_gettime(CLOCK_MONOTONIC, &t0);
	while (!quit) {
		if (nap) nanosleep(&(struct timespec){0, nap * 1000000l}, NULL);
		int k = epoll_wait(ep, ev, EVENTS, 200);
		wakeups++;
		for (int j = 0; j < k; j++) {
			struct stream *s = &streams[ev[j].data.u32];
			int got = recvmmsg(s->fd, m, VLEN, MSG_DONTWAIT, NULL);
			reads++;
			for (int i = 0; i < got; i++) take(s, bufs[i], m[i].msg_len);
		}
		clock_gettime(CLOCK_MONOTONIC, &t);
		if (seconds > 0 && t.tv_sec - t0.tv_sec + (t.tv_nsec - t0.tv_nsec) / 1e9 >= seconds) break;
	}
	for (int i = 0; i < 2 * n; i++)
		if (calls[i].buf) write_out(&calls[i]), close(calls[i].fd);
	struct rusage ru;
	getrusage(RUSAGE_SELF, &ru);
	double user = ru.ru_utime.tv_sec + ru.ru_utime.tv_usec / 1e6, sys = ru.ru_stime.tv_sec + ru.ru_stime.tv_usec / 1e6;
	uint64_t gap = 0, old = 0, live = 0;
	for (int i = 0; i < 2 * n; i++) gap += streams[i].gap, old += streams[i].old, live += streams[i].any;
	printf("received %lu packets on %lu streams, %lu payload bytes; missing in sequence %ld, late or twice %lu\n",
		packets, live, bytes, (long)(gap - old), old);
	printf("cpu user %.2f s, system %.2f s = %.2f s per 1M packets; %lu wakeups, %lu reads, %lu writes; peak memory %ld MB\n",
		user, sys, packets ? (user + sys) * 1e6 / packets : 0, wakeups, reads, writes, ru.ru_maxrss / 1024);
	return 0;
}
