#define _GNU_SOURCE /* pipe2, clone */
#include "document/program.h"

#include "document/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DESCRIPTORS = 3, VARIABLES_MAX = 8, STACK_BYTES = 256 << 10 };

/* What the child needs, all made before it is born: it may call the system alone. */
struct birth {
    char path[PATH_MAX];
    char *const *command;
    char *environment[VARIABLES_MAX];
    const struct program_limits *limits;
    int given[DESCRIPTORS], rules;
    pid_t parent;
    volatile int why; /* that it could not be started; 0 for none */
};

/* ---- before it ---------------------------------------------------------------------------- */

/* The first in PATH that may be executed; an empty name there is this folder, which is not meant.
 */
static bool find_in_path(const char *name, char out[PATH_MAX]) {
    const char *path = getenv("PATH");
    for (path = path ? path : "/usr/bin:/bin"; *path; path += *path == ':') {
        size_t n = strcspn(path, ":");
        int length = snprintf(out, PATH_MAX, "%.*s/%s", n < PATH_MAX ? (int)n : 0, path, name);
        if (n && length < PATH_MAX && access(out, X_OK) == 0)
            return true;
        path += n;
    }
    return false;
}

static void fill_environment(char *out[VARIABLES_MAX]) {
    static const char *const kept[] = {"PATH=", "LANG=", "LC_ALL=", "LC_CTYPE="};
    size_t count = 0;
    for (char **e = environ; e && *e && count + 1 < VARIABLES_MAX; e++)
        for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
            if (strncmp(*e, kept[i], strlen(kept[i])) == 0 && count + 1 < VARIABLES_MAX)
                out[count++] = *e;
    out[count] = NULL;
}

/* ---- in the child --------------------------------------------------------------------------- */

static void limit(unsigned resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit(resource, &now) == 0 && now.rlim_max < most)
        most = now.rlim_max;
    setrlimit(resource, &(struct rlimit){most, most});
}

/* Clear of the first three first, as ours may stand there. */
static bool take_descriptors(int given[DESCRIPTORS]) {
    for (int i = 0; i < DESCRIPTORS; i++)
        if (given[i] < DESCRIPTORS && (given[i] = fcntl(given[i], F_DUPFD, DESCRIPTORS)) < 0)
            return false;
    for (int i = 0; i < DESCRIPTORS; i++)
        if (dup2(given[i], i) < 0)
            return false;
    if (syscall(SYS_close_range, DESCRIPTORS, ~0U, 0) != 0)
        for (int fd = DESCRIPTORS; fd < 1024; fd++)
            close(fd);
    return true;
}

/* What is ignored stays so, as under nohup, but for what we ignore ourselves. */
static void take_signals(void) {
    sigset_t none;
    struct sigaction now;
    sigemptyset(&none);
    for (int i = 1; i < NSIG; i++)
        if (sigaction(i, NULL, &now) == 0 &&
            (now.sa_handler != SIG_IGN || i == SIGPIPE || i == SIGXFSZ || i == SIGCHLD))
            signal(i, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become(struct birth *b) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != b->parent) /* it was too late for that */
        return;
    limit(RLIMIT_AS, b->limits->memory);
    limit(RLIMIT_CPU, (rlim_t)b->limits->seconds + 1);
    limit(RLIMIT_CORE, 0);
    confine_self(b->rules);
    if (take_descriptors(b->given)) {
        take_signals();
        execve(b->path, b->command, b->environment);
    }
    b->why = errno ? errno : EINVAL;
}

static int live(void *birth) {
    become(birth);
    _exit(127);
}

#ifdef KLOE_TSAN /* its own clone cannot share memory */
static pid_t born(char *stack, struct birth *b) {
    (void)stack;
    pid_t pid = fork();
    if (pid == 0)
        live(b);
    return pid;
}
#else
static pid_t born(char *stack, struct birth *b) {
    return clone(live, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, b);
}
#endif

/* As vfork does it, but on a stack of its own: the child has our memory until it has become the
 * program, so nothing is copied, and it can say what went wrong. No handler of ours may run there.
 */
static pid_t bear(struct birth *b) {
    sigset_t all, before;
    char *stack = malloc(STACK_BYTES);
    if (!stack) {
        b->why = ENOMEM;
        return -1;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = born(stack, b);
    b->why = pid < 0 ? errno : b->why;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (pid > 0 && b->why)
        waitpid(pid, NULL, 0);
    free(stack);
    return pid;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void close_pair(int pair[2]) {
    close(pair[0]);
    close(pair[1]);
}

static int start(struct birth *b, int in, int out[2], int err[2], pid_t *pid) {
    memcpy(b->given, (int[DESCRIPTORS]){in, out[1], err[1]}, sizeof b->given);
    *pid = bear(b);
    return b->why;
}

int program_start(const char *const *command, int in, const struct program_limits *limits,
                  struct program *program) {
    struct birth b = {.command = (char *const *)command, .limits = limits, .parent = getpid()};
    int out[2], err[2];
    if (!find_in_path(command[0], b.path))
        return ENOENT;
    if (pipe2(out, O_CLOEXEC) != 0)
        return errno;
    if (pipe2(err, O_CLOEXEC) != 0) {
        int why = errno;
        close_pair(out);
        return why;
    }
    fill_environment(b.environment);
    b.rules = confine_rules(b.path);
    int why = start(&b, in, out, err, &program->pid);
    if (b.rules >= 0)
        close(b.rules);
    close(out[1]);
    close(err[1]);
    program->out = out[0];
    program->err = err[0];
    if (why) {
        close(out[0]);
        close(err[0]);
    }
    return why;
}
