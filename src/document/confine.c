#define _GNU_SOURCE /* O_PATH, syscall */
#include "document/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- files: Landlock ---------------------------------------------------------------------- */

/* All that its first version knows; writing is in no rule. */
static const uint64_t handled = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
static const uint64_t reading =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

static bool is_the_systems(const char *program) {
    return strncmp(program, "/usr/bin/", 9) == 0 || strncmp(program, "/bin/", 5) == 0;
}

/* A folder that is not there needs no rule. */
static void allow(int rules, const char *folder) {
    struct landlock_path_beneath_attr rule = {.allowed_access = reading};
    rule.parent_fd = open(folder, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

int confine_rules(const char *program) {
    static const char *const folders[] = {"/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc"};
    struct landlock_ruleset_attr attributes = {.handled_access_fs = handled};
    if (!is_the_systems(program))
        return -1;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    for (size_t i = 0; rules >= 0 && i < sizeof folders / sizeof folders[0]; i++)
        allow(rules, folders[i]);
    return rules;
}

/* ---- the network: seccomp ------------------------------------------------------------------ */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#define CALLS_MAX 0x40000000 /* beyond are those of another ABI */
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#define CALLS_MAX 0x40000000
#endif

#ifdef ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define REFUSE_IF(test, value) BPF_JUMP(BPF_JMP | (test) | BPF_K, value, 0, 1), REFUSE

/* `also`: a further call to refuse. */
static bool leave_network(unsigned also) {
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        REFUSE,
        LOAD(nr),
        REFUSE_IF(BPF_JGE, CALLS_MAX),
        REFUSE_IF(BPF_JEQ, SYS_socket),
        REFUSE_IF(BPF_JEQ, also),
        REFUSE_IF(BPF_JEQ, SYS_io_uring_setup),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

static bool leave_network(unsigned also) {
    (void)also;
    return false;
}

#endif

void confine_self(int rules) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    if (rules >= 0)
        syscall(SYS_landlock_restrict_self, rules, 0);
    leave_network(SYS_ptrace);
}

/* Not ptrace, by which sanitizers look for leaks. */
bool confine_network(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && leave_network(SYS_socket);
}
