#define _POSIX_C_SOURCE 200809L /* sigtimedwait */
#include "interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { GRACE_SECONDS = 5 };

static sigset_t our_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
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
    signal(SIGCHLD, SIG_DFL); /* else nobody could say how a converter ended */
    *i = (struct interrupt){.fds = {-1, -1}};
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

void interrupt_end(struct interrupt *i) {
    int signal_number = atomic_load(&i->signal);
    if (signal_number)
        die_by(signal_number);
}
