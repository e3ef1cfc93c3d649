/* C11's threads as POSIX's, which ThreadSanitizer knows: glibc's own call into themselves, where it
 * sees neither locks nor threads. In the place of <threads.h> with -DKLOE_TSAN=ON alone. */
#ifndef KLOE_TSAN_THREADS_H
#define KLOE_TSAN_THREADS_H

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef pthread_t thrd_t;
typedef pthread_mutex_t mtx_t;
typedef pthread_cond_t cnd_t;
typedef int (*thrd_start_t)(void *);
enum { thrd_success, thrd_error, thrd_timedout };
enum { mtx_plain };

struct thrd_call {
    thrd_start_t start;
    void *argument;
};

static inline void *thrd_run(void *call) {
    struct thrd_call c = *(struct thrd_call *)call;
    free(call);
    return (void *)(intptr_t)c.start(c.argument);
}

static inline int thrd_create(thrd_t *t, thrd_start_t start, void *argument) {
    struct thrd_call *call = malloc(sizeof *call);
    if (!call)
        return thrd_error;
    *call = (struct thrd_call){start, argument};
    if (pthread_create(t, NULL, thrd_run, call) == 0)
        return thrd_success;
    free(call);
    return thrd_error;
}

static inline int thrd_join(thrd_t t, int *result) {
    void *value;
    int rc = pthread_join(t, &value);
    if (result)
        *result = (int)(intptr_t)value;
    return rc ? thrd_error : thrd_success;
}

static inline int mtx_init(mtx_t *m, int type) {
    (void)type;
    return pthread_mutex_init(m, NULL) ? thrd_error : thrd_success;
}
static inline int mtx_lock(mtx_t *m) { return pthread_mutex_lock(m) ? thrd_error : thrd_success; }
static inline int mtx_unlock(mtx_t *m) {
    return pthread_mutex_unlock(m) ? thrd_error : thrd_success;
}
static inline void mtx_destroy(mtx_t *m) { pthread_mutex_destroy(m); }

static inline int cnd_init(cnd_t *c) {
    return pthread_cond_init(c, NULL) ? thrd_error : thrd_success;
}
static inline int cnd_wait(cnd_t *c, mtx_t *m) {
    return pthread_cond_wait(c, m) ? thrd_error : thrd_success;
}
static inline int cnd_timedwait(cnd_t *c, mtx_t *m, const struct timespec *until) {
    int rc = pthread_cond_timedwait(c, m, until);
    return rc == ETIMEDOUT ? thrd_timedout : rc ? thrd_error : thrd_success;
}
static inline int cnd_signal(cnd_t *c) {
    return pthread_cond_signal(c) ? thrd_error : thrd_success;
}
static inline int cnd_broadcast(cnd_t *c) {
    return pthread_cond_broadcast(c) ? thrd_error : thrd_success;
}
static inline void cnd_destroy(cnd_t *c) { pthread_cond_destroy(c); }

#endif
