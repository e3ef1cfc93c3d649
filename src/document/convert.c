#define _GNU_SOURCE /* memfd_create */
#include "document/convert.h"

#include "base/arena.h"
#include "base/error.h"
#include "document/placed.h"
#include "document/program.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMPLAINT_BYTES = 4096, READ_BYTES = 64 * 1024, ASK_MILLISECONDS = 5 };
enum { PLACES_FACTOR = 16 }; /* text with its places takes so many times as many bytes */
static const size_t memory_max = (size_t)2 << 30;

static const char *const converters[][9] = {
    {"mutool", "draw", "-q", "-N", "-F", "stext.json", "/dev/stdin", NULL}, /* -N: no colours */
    {"pdftotext", "-q", "-enc", "UTF-8", "-bbox-layout", "/dev/stdin", "-", NULL},
};

struct conversion {
    const char *path;
    struct conversion_limits limits;
    long deadline;
    struct program program; /* pid 0: it has ended */
    char *text; /* of its standard output; plain memory, as no jump may leave a process behind */
    size_t n, capacity;
    struct placed_text placed;
    char complaint[COMPLAINT_BYTES];
    size_t complaint_n;
    int status;                                      /* as of waitpid; -1: nobody knows */
    bool late, large, cancelled, no_memory, unheard; /* unheard: it could not be read to its end */
};

static bool write_all(int fd, struct text bytes) {
    for (size_t at = 0; at < bytes.n;) {
        ssize_t n = write(fd, bytes.s + at, bytes.n - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += (size_t)n;
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

/* The bytes as a file that has no name. */
static int open_bytes(struct text bytes) {
    int fd = memfd_create("kloe", MFD_CLOEXEC);
    if (fd >= 0 && !write_all(fd, bytes)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Starts the first converter that there is; errno's value otherwise, ENOENT where there is none. */
static int start(int in, struct conversion *p) {
    struct program_limits limits = {memory_max, p->limits.seconds};
    int why = ENOENT;
    for (size_t i = 0; why == ENOENT && i < sizeof converters / sizeof converters[0]; i++)
        why = program_start(converters[i], in, &limits, &p->program);
    if (why)
        p->program.pid = 0;
    return why;
}

static long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False at the stream's end. */
static bool take_output(struct conversion *p, size_t most) {
    if (p->capacity - p->n < READ_BYTES) {
        size_t room = p->capacity ? p->capacity * 2 : 4 * READ_BYTES;
        char *bigger = realloc(p->text, room);
        p->no_memory = !bigger;
        if (!bigger)
            return false;
        p->text = bigger;
        p->capacity = room;
    }
    ssize_t n = read(p->program.out, p->text + p->n, READ_BYTES);
    if (n > 0)
        p->n += (size_t)n;
    p->large = p->n > most;
    p->unheard = n < 0 && errno != EINTR;
    return n > 0 || (n < 0 && !p->unheard);
}

static bool take_complaint(struct conversion *p) {
    char rest[512];
    size_t room = COMPLAINT_BYTES - 1 - p->complaint_n;
    ssize_t n = read(p->program.err, room ? p->complaint + p->complaint_n : rest,
                     room ? room : sizeof rest);
    if (n > 0 && room)
        p->complaint_n += (size_t)n;
    return n > 0 || (n < 0 && errno == EINTR);
}

static bool is_given_up(const struct conversion *p) {
    return p->late || p->large || p->cancelled || p->no_memory || p->unheard;
}

/* Waits, so many milliseconds at most, for one of the streams, of which the last is the one that
 * gives up; false at the deadline and when given up. */
static bool await(struct conversion *p, struct pollfd *fds, nfds_t count, long most) {
    long left = p->deadline - milliseconds();
    fds[count - 1] = (struct pollfd){p->limits.cancel_fd > 0 ? p->limits.cancel_fd : -1, POLLIN, 0};
    p->late = left <= 0;
    p->unheard =
        !p->late && poll(fds, count, (int)(left < most ? left : most)) < 0 && errno != EINTR;
    if (is_given_up(p))
        return false;
    p->cancelled = fds[count - 1].revents != 0;
    return !p->cancelled;
}

static bool is_json(const struct conversion *p) { return p->n && p->text[0] == '{'; }

/* Reads what the converter says until it ends or a limit is reached, page by page while it goes on
 * with the next. */
static void hear(struct arena *a, struct conversion *p) {
    struct pollfd fds[3] = {{p->program.out, POLLIN, 0}, {p->program.err, POLLIN, 0}};
    while ((fds[0].fd >= 0 || fds[1].fd >= 0) && !is_given_up(p)) {
        if (!await(p, fds, 3, LONG_MAX))
            break;
        if (fds[0].revents && !take_output(p, PLACES_FACTOR * p->limits.max_bytes))
            fds[0].fd = -1;
        else if (fds[0].revents && is_json(p))
            placed_read_arrived(a, (struct text){p->text, p->n}, &p->placed);
        if (fds[1].revents && !take_complaint(p))
            fds[1].fd = -1;
        fds[0].revents = fds[1].revents = 0;
    }
}

static bool has_ended(const struct conversion *p) {
    siginfo_t info = {0};
    int options = WEXITED | WNOHANG | WNOWAIT; /* it stays to be waited for */
    return waitid(P_PID, (id_t)p->program.pid, &info, options) != 0 || info.si_pid != 0;
}

/* A converter that has closed its output is not yet one that has ended. Where the kernel does not
 * tell when it does, it is asked again and again. */
static void await_exit(struct conversion *p) {
    int fd = pidfd_open(p->program.pid, 0);
    struct pollfd fds[2] = {{fd, POLLIN, 0}};
    while (!is_given_up(p) && !has_ended(p))
        await(p, fds, 2, fd < 0 ? ASK_MILLISECONDS : LONG_MAX);
    if (fd >= 0)
        close(fd);
}

/* Whatever of it is left goes with it. */
static void end(struct conversion *p) {
    pid_t ended;
    kill(-p->program.pid, SIGKILL);
    close(p->program.out);
    close(p->program.err);
    while ((ended = waitpid(p->program.pid, &p->status, 0)) < 0 && errno == EINTR)
        ;
    if (ended < 0) /* someone else has waited for it */
        p->status = -1;
    p->program.pid = 0;
}

static bool says(const struct conversion *p, const char *word) {
    struct text t = {p->complaint, p->complaint_n}, w = text_of(word);
    for (size_t i = 0; i + w.n <= t.n; i++)
        if (text_starts(text_slice(t, i, t.n), w))
            return true;
    return false;
}

static bool has_exited(const struct conversion *p) {
    return p->status >= 0 && WIFEXITED(p->status);
}

static kloe_status explain_stop(const struct conversion *p, kloe_error *error) {
    if (p->cancelled)
        return error_set(error, KLOE_ERROR_LIMIT, "%s: its conversion to text was given up",
                         p->path);
    if (p->no_memory)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory for its text", p->path);
    if (p->late)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: its conversion to text took more than %d seconds; --timeout raises "
                         "the limit",
                         p->path, p->limits.seconds);
    if (p->large)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: its text is larger than %zu bytes; --max-bytes raises the limit",
                         p->path, p->limits.max_bytes);
    return error_set(error, KLOE_ERROR_READ, "%s: what the converter said could not be read",
                     p->path);
}

static kloe_status explain_empty(const struct conversion *p, bool damaged, kloe_error *error) {
    if (says(p, "password") || says(p, "encrypt"))
        return error_set(error, KLOE_ERROR_FORMAT,
                         "%s: is encrypted; save a copy without a password first: qpdf --decrypt "
                         "--password=... FILE OUT",
                         p->path);
    if (damaged)
        return error_set(error, KLOE_ERROR_FORMAT,
                         "%s: is damaged: the converter found no text that it could read", p->path);
    return error_set(error, KLOE_ERROR_FORMAT,
                     "%s: has no text, only pictures of pages; an OCR program can add it: ocrmypdf "
                     "FILE OUT",
                     p->path);
}

/* What was said until it died may be half a report. */
static kloe_status explain_death(const struct conversion *p, kloe_error *error) {
    if (p->status >= 0 && WIFSIGNALED(p->status))
        return error_set(error, KLOE_ERROR_FORMAT,
                         "%s: the PDF converter was ended by signal %d; try it alone: mutool draw "
                         "-F txt FILE",
                         p->path, WTERMSIG(p->status));
    return error_set(error, KLOE_ERROR_FORMAT, "%s: nobody knows how the PDF converter ended",
                     p->path);
}

/* The arena's end: nothing stays behind, even if a jump came before the conversion's end. */
static void release(void *conversion) {
    struct conversion *p = conversion;
    if (p->program.pid)
        end(p);
    free(p->text);
}

kloe_status convert_start(struct arena *a, const char *path, struct text bytes,
                          const struct conversion_limits *limits, struct conversion **out,
                          kloe_error *error) {
    struct conversion *p = arena_alloc(a, sizeof *p);
    p->path = path;
    p->limits = *limits;
    p->deadline = milliseconds() + 1000L * limits->seconds;
    arena_defer(a, release, p);
    int in = open_bytes(bytes);
    if (in < 0)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: cannot be handed to a converter: %s", path,
                         strerror(errno));
    int why = start(in, p);
    close(in);
    if (why == ENOENT)
        return error_set(error, KLOE_ERROR_FORMAT,
                         "%s: is a PDF, for which a converter is needed; install one: apt-get "
                         "install mupdf-tools (or poppler-utils)",
                         path);
    if (why)
        return error_set(error, KLOE_ERROR_FORMAT, "%s: the PDF converter cannot be started: %s",
                         path, strerror(why));
    *out = p;
    return KLOE_OK;
}

/* What is neither of the two is text. */
static void lay_out(struct arena *a, struct conversion *p, struct text *out, struct places *places,
                    bool *damaged) {
    *out = (struct text){p->text, p->n};
    bool json = is_json(p);
    if (!json && !text_starts(*out, TEXT("<!DOCTYPE"))) {
        p->large = p->n > p->limits.max_bytes;
        return;
    }
    *damaged |= json ? !placed_read(a, *out, &p->placed) : !placed_read_xhtml(a, *out, &p->placed);
    *out = placed_lines(a, &p->placed, places);
    p->large = out->n > p->limits.max_bytes;
}

kloe_status convert_finish(struct arena *a, struct conversion *p, struct text *out,
                           struct places *places, bool *damaged, kloe_error *error) {
    hear(a, p);
    await_exit(p);
    end(p);
    if (is_given_up(p))
        return explain_stop(p, error);
    if (!has_exited(p))
        return explain_death(p, error);
    *damaged = WEXITSTATUS(p->status) != 0;
    lay_out(a, p, out, places, damaged);
    if (p->large)
        return explain_stop(p, error);
    return text_is_blank(*out) ? explain_empty(p, *damaged, error) : KLOE_OK;
}
