// SPDX-License-Identifier: GPL-2.0
/*
 * Pieces of work on several CPUs, see workers.h.
 *
 * Workers take the number of the next piece from shared memory. For each piece, a
 * worker writes a head and a record to its pipe. The calling process keeps a record
 * that arrives early until the records before it have arrived.
 */
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "lib/limit.h"
#include "lib/util.h"
#include "lib/workers.h"

#define MAX_WORKERS	64
/* A worker begins no piece that is further ahead of the last one taken. > MAX_WORKERS */
#define MAX_AHEAD	256
/* A worker that waits checks this often, in milliseconds, whether it may go on */
#define LOOK_MS		20

struct shared {
	atomic_size_t next;	/* piece */
	atomic_size_t taken;	/* how many records were taken */
};

struct head {
	size_t piece;
	size_t len;
};

struct worker {
	pid_t pid;
	int fd;			/* -1: it has ended */
	struct head head;
	size_t nr_head, nr_record;	/* bytes that were read */
	char *record;
};

struct team {
	const struct work *work;
	struct shared *shared;
	struct worker workers[MAX_WORKERS];
	unsigned int nr;
	/* Records that wait, by their piece modulo MAX_AHEAD */
	char *waiting[MAX_AHEAD];
	size_t len[MAX_AHEAD];
};

unsigned int workers_best_number(void)
{
	unsigned long long memory = (unsigned long long)sysconf(_SC_PHYS_PAGES) *
				    sysconf(_SC_PAGESIZE);
	unsigned int nr;
	cpu_set_t cpus;

	if (sched_getaffinity(0, sizeof(cpus), &cpus))
		return 1;
	nr = CPU_COUNT(&cpus);
	if (nr > MAX_WORKERS)
		nr = MAX_WORKERS;
	if (nr > memory / LIMIT_BYTES)
		nr = memory / LIMIT_BYTES;
	return nr ? nr : 1;
}

/* --- In a worker --- */

static bool write_all(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len) {
		ssize_t nr = write(fd, at, len);

		if (nr < 0 && errno != EINTR)
			return false;
		if (nr > 0) {
			at += nr;
			len -= nr;
		}
	}
	return true;
}

static void wait_for_turn(const struct shared *shared, size_t piece)
{
	const struct timespec a_while = { .tv_nsec = LOOK_MS * 1000000L };

	while (piece >= atomic_load(&shared->taken) + MAX_AHEAD)
		nanosleep(&a_while, NULL);
}

static void __attribute__((noreturn)) be_worker(struct team *team, int fd, pid_t parent)
{
	const struct work *work = team->work;

	/* The calling process may have died before the call of prctl() */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	for (;;) {
		struct head head = { .piece = atomic_fetch_add(&team->shared->next, 1) };
		char *bytes = NULL;
		FILE *record;

		if (head.piece >= work->nr || *work->cancelled)
			_exit(0);
		wait_for_turn(team->shared, head.piece);
		record = open_memstream(&bytes, &head.len);
		if (!record)
			_exit(1);
		work->do_piece(work->data, head.piece, record);
		if (fclose(record) || !write_all(fd, &head, sizeof(head)) ||
		    !write_all(fd, bytes, head.len))
			_exit(1);
		free(bytes);
	}
}

/* --- In the calling process --- */

static bool start(struct team *team, struct worker *worker)
{
	pid_t parent = getpid();
	int fds[2];

	worker->fd = -1;
	if (pipe(fds))
		return false;
	worker->pid = fork();
	if (!worker->pid) {
		close(fds[0]);
		for (unsigned int i = 0; i < team->nr; i++)
			close(team->workers[i].fd);
		be_worker(team, fds[1], parent);
	}
	close(fds[1]);
	if (worker->pid < 0) {
		close(fds[0]);
		return false;
	}
	worker->fd = fds[0];
	team->nr++;
	return true;
}

/* Reads what a worker has written. Return: false if it has died in a piece */
static bool receive(struct team *team, struct worker *worker)
{
	struct head *head = &worker->head;
	bool in_head = worker->nr_head < sizeof(*head);
	char *to = in_head ? (char *)head + worker->nr_head :
			     worker->record + worker->nr_record;
	size_t room = in_head ? sizeof(*head) - worker->nr_head :
				head->len - worker->nr_record;
	ssize_t nr = read(worker->fd, to, room);

	if (nr < 0)
		return errno == EINTR;
	if (!nr) {
		close(worker->fd);
		worker->fd = -1;
		errno = 0;
		return !worker->nr_head;
	}
	if (in_head)
		worker->nr_head += nr;
	else
		worker->nr_record += nr;
	if (worker->nr_head < sizeof(*head))
		return true;
	if (!worker->record)
		worker->record = xcalloc(head->len + 1, 1);
	if (worker->nr_record < head->len)
		return true;
	team->waiting[head->piece % MAX_AHEAD] = worker->record;
	team->len[head->piece % MAX_AHEAD] = head->len;
	worker->record = NULL;
	worker->nr_head = worker->nr_record = 0;
	return true;
}

/* Waits for some worker. Return: false if one has failed, or none is left */
static bool receive_some(struct team *team)
{
	struct pollfd polls[MAX_WORKERS];
	unsigned int left = 0;

	for (unsigned int i = 0; i < team->nr; i++) {
		polls[i] = (struct pollfd) {
			.fd = team->workers[i].fd, .events = POLLIN,
		};
		left += polls[i].fd >= 0;
	}
	errno = 0;
	if (!left)
		return false;
	if (poll(polls, team->nr, LOOK_MS) < 0)
		return errno == EINTR;
	for (unsigned int i = 0; i < team->nr; i++)
		if (polls[i].revents && !receive(team, &team->workers[i]))
			return false;
	return true;
}

static enum work_end take_all(struct team *team)
{
	const struct work *work = team->work;

	for (size_t piece = 0; piece < work->nr; piece++) {
		char **record = &team->waiting[piece % MAX_AHEAD];
		bool go_on;

		while (!*record) {
			if (*work->cancelled)
				return WORK_CANCELLED;
			if (!receive_some(team))
				return *work->cancelled ? WORK_CANCELLED : WORK_FAILED;
		}
		go_on = work->take(work->data, piece, *record,
				   team->len[piece % MAX_AHEAD]);
		free(*record);
		*record = NULL;
		atomic_store(&team->shared->taken, piece + 1);
		if (!go_on)
			return WORK_DONE;
	}
	return WORK_DONE;
}

static void stop(struct team *team)
{
	for (unsigned int i = 0; i < team->nr; i++) {
		struct worker *worker = &team->workers[i];

		kill(worker->pid, SIGKILL);
		while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
			;
		if (worker->fd >= 0)
			close(worker->fd);
		free(worker->record);
	}
	for (unsigned int i = 0; i < MAX_AHEAD; i++)
		free(team->waiting[i]);
}

enum work_end workers_run(const struct work *work, unsigned int nr)
{
	struct team *team = xcalloc(1, sizeof(*team));
	enum work_end end = WORK_FAILED;
	int error;

	team->work = work;
	team->shared = mmap(NULL, sizeof(*team->shared), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (team->shared != MAP_FAILED) {
		nr = nr < MAX_WORKERS ? nr : MAX_WORKERS;
		while (team->nr < nr && start(team, &team->workers[team->nr]))
			;
		if (team->nr)
			end = take_all(team);
		error = errno;
		stop(team);
		munmap(team->shared, sizeof(*team->shared));
		errno = error;
	}
	free(team);
	return end;
}
