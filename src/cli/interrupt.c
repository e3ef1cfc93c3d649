#define _POSIX_C_SOURCE 200809L /* sigtimedwait */
#include "interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { GRACE_SECONDS = 5 };

static bool is_ignored(int signal_number) {
    struct sigaction now;
    return sigaction(signal_number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* What whoever started us has ignored, as nohup does, stays ignored. */
static sigset_t our_signals(void) {
    static const int ours[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (!is_ignored(ours[i]))
            sigaddset(&set, ours[i]);
    return set;
}

static _Noreturn void die_by(int signal_number) {
    sigset_t set = our_signals();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    _exit(128 + signal_number);
}

static void *listen(void *interrupt) {
    struct interrupt *i = interrupt;
    sigset_t set = our_signals();
    struct timespec grace = {GRACE_SECONDS, 0};
    int signal_number;
    if (sigwait(&set, &signal_number) != 0)
        return NULL;
    atomic_store(&i->signal, signal_number);
    if (write(i->fds[1], "", 1) == 1)
        sigtimedwait(&set, NULL, &grace);
    const char *temporary = atomic_load(&i->temporary);
    if (temporary)
        unlink(temporary);
    die_by(signal_number);
}

bool interrupt_begin(struct interrupt *i) {
    sigset_t set = our_signals();
    pthread_t thread;
    *i = (struct interrupt){.fds = {-1, -1}, .pipe_ends_us = !is_ignored(SIGPIPE)};
    signal(SIGCHLD, SIG_DFL); /* else nobody could say how a converter ended */
    signal(SIGPIPE, SIG_IGN); /* else nobody could say that a write failed, or clear up */
    signal(SIGXFSZ, SIG_IGN);
    if (pipe(i->fds) != 0)
        return false;
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (pthread_create(&thread, NULL, listen, i) == 0) {
        pthread_detach(thread);
        return true;
    }
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    return false;
}

void interrupt_end(struct interrupt *i, bool reader_has_gone) {
    int signal_number = atomic_load(&i->signal);
    if (!signal_number && reader_has_gone && i->pipe_ends_us)
        signal_number = SIGPIPE;
    if (signal_number)
        die_by(signal_number);
}
