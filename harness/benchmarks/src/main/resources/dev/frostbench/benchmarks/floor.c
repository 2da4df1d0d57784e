/*
 * The floor of the fork benchmark: what a C program needs for the walls that NamespaceBackend builds, in the same
 * user namespace, with the same kernel calls; and the bare one: namespaces, overlay and pivot_root alone.
 *
 *   floor WORKSHOP FILTER BASE LAYER...     layers relative to BASE, the topmost first
 *
 * For each line `floor ID` or `bare ID` of the input: forks /first in a fork with BASE/ID as its scratch folder, and
 * prints the nanoseconds from before the first call to the first instruction of /first.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/mount.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CAPABILITIES (1UL | 1UL << 1 | 1UL << 3 | 1UL << 4 | 1UL << 5 | 1UL << 6 | 1UL << 7 | 1UL << 8 | 1UL << 10 \
    | 1UL << 13 | 1UL << 18 | 1UL << 27 | 1UL << 29 | 1UL << 31)
#define INIT "trap '' CHLD; echo; while read _ || echo; do :; done"
#define ATTACH(mount, at) do { int m = (mount); must(#at, syscall(SYS_move_mount, m, "", AT_FDCWD, at, 4)); close(m); } while (0)

static const char *files[] = {"proc/kcore", "proc/keys", "proc/key-users", "proc/timer_list", "proc/latency_stats",
    "proc/lock_stat", "proc/locks", "proc/sched_debug", "proc/schedstat", "proc/kpagecount", "proc/kpageflags",
    "proc/kpagecgroup", "proc/slabinfo", "proc/vmallocinfo", "proc/allocinfo", "proc/pagetypeinfo", "proc/buddyinfo",
    "proc/iomem", "proc/ioports", "proc/dma", "proc/mtrr", "proc/interrupts", "proc/softirqs", "proc/profile",
    "proc/bootconfig", "proc/config.gz"};
static const char *folders[] = {"proc/acpi", "proc/scsi", "proc/asound", "proc/irq", "proc/bus", "proc/fs",
    "proc/tty/driver", "proc/dynamic_debug"};
static const char *fixed[] = {"proc/sys", "proc/sysrq-trigger"};

static char **layers, *base, *workshop, groups[8][512], tasks[8][600];
static int group_count, two_extents;
static struct sock_fprog filter;

static long must(const char *what, long result) {
    if (result < 0) { perror(what); exit(1); }
    return result;
}

static long long now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static void put(const char *path, const char *text) {
    int file = must(path, open(path, O_WRONLY | O_CLOEXEC));
    must(path, write(file, text, strlen(text)));
    close(file);
}

static int context(const char *type) { return must("fsopen", syscall(SYS_fsopen, type, FSOPEN_CLOEXEC)); }

static void set(int fs, const char *key, const char *value) {
    must(key, syscall(SYS_fsconfig, fs, value ? FSCONFIG_SET_STRING : FSCONFIG_SET_FLAG, key, value, 0));
}

static int made(int fs, int attributes) {
    must("create", syscall(SYS_fsconfig, fs, FSCONFIG_CMD_CREATE, 0, 0, 0));
    int mount = must("fsmount", syscall(SYS_fsmount, fs, FSMOUNT_CLOEXEC, attributes));
    close(fs);
    return mount;
}

static int copy(const char *path, int recursive) {
    return must(path, syscall(SYS_open_tree, AT_FDCWD, path,
        OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | (recursive ? AT_RECURSIVE : 0)));
}

static void read_only(const char *from, const char *to, int recursive) {
    struct mount_attr attributes = {.attr_set = MOUNT_ATTR_RDONLY};
    int mount = copy(from, recursive);
    must("mount_setattr", syscall(SYS_mount_setattr, mount, "", AT_EMPTY_PATH, &attributes, sizeof attributes));
    ATTACH(mount, to);
}

/* Once: the device nodes and the masks that every fork copies. */
static void make_workshop(void) {
    const char *nodes[] = {"null", "zero", "full", "random", "urandom", "tty"};
    char host[64], here[64];
    must("unshare", unshare(CLONE_NEWNS));
    int fs = context("tmpfs");
    set(fs, "mode", "0755");
    ATTACH(made(fs, MOUNT_ATTR_NOSUID), workshop);
    must("chdir", chdir(workshop));
    must("mkdir", mkdir("skeleton", 0755) | mkdir("skeleton/proc", 0755) | mkdir("skeleton/dev", 0755)
        | mkdir("skeleton/tmp", 01777) | mkdir("skeleton/sys", 0755) | mkdir("empty", 0755) | mkdir("devices", 0755));
    fs = context("tmpfs");
    set(fs, "mode", "0755");
    ATTACH(made(fs, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC), "devices");
    must("mkdir", mkdir("devices/pts", 0755) | mkdir("devices/shm", 0755));
    for (unsigned i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        snprintf(host, sizeof host, "/dev/%s", nodes[i]);
        snprintf(here, sizeof here, "devices/%s", nodes[i]);
        close(must(here, open(here, O_CREAT | O_WRONLY, 0644)));
        read_only(host, here, 0);
    }
}

/* The folders of the launcher, as memory=/… pids=/…; cpuacct lies beside cpu. */
static void read_groups(void) {
    char *text = strdup(getenv("FROSTBENCH_CGROUPS") ? getenv("FROSTBENCH_CGROUPS") : "");
    for (char *entry = strtok(text, " "); entry; entry = strtok(NULL, " "))
        if (strncmp(entry, "cpuacct=", 8)) snprintf(groups[group_count++], sizeof *groups, "%s", entry);
}

static void limit(const char *id) {
    char folder[560], file[640];
    for (int i = 0; i < group_count; i++) {
        char *path = strchr(groups[i], '=') + 1;
        snprintf(folder, sizeof folder, "%s/%s", path, id);
        must(folder, mkdir(folder, 0755));
#define LIMIT(name, value) snprintf(file, sizeof file, "%s/" name, folder), put(file, value)
        switch (groups[i][0]) {
            case 'm':
                LIMIT("memory.limit_in_bytes", "4294967296");
                snprintf(file, sizeof file, "%s/memory.memsw.limit_in_bytes", folder);
                if (!access(file, F_OK)) put(file, "4294967296");
                break;
            case 'p': LIMIT("pids.max", "514"); break;
            case 'c': LIMIT("cpu.cfs_quota_us", "200000"); break;
            case 'f': break; /* it can be frozen */
            default:
                LIMIT("memory.max", "4294967296");
                LIMIT("pids.max", "513");
                LIMIT("cpu.max", "200000 100000");
        }
        snprintf(tasks[i], sizeof *tasks, "%s/%s", folder, groups[i][0] == 'u' ? "cgroup.procs" : "tasks");
    }
}

static void unlimit(const char *id) {
    char folder[560];
    for (int i = 0; i < group_count; i++) {
        snprintf(folder, sizeof folder, "%s/%s", strchr(groups[i], '=') + 1, id);
        while (rmdir(folder) && errno == EBUSY) usleep(200);
    }
}

static void mount_root(const char *id) {
    char upper[256], work[256], root[256];
    snprintf(upper, sizeof upper, "%s/upper", id);
    snprintf(work, sizeof work, "%s/work", id);
    snprintf(root, sizeof root, "%s/root", id);
    must("chdir", chdir(base));
    int fs = context("overlay");
    for (char **layer = layers; *layer; layer++) set(fs, "lowerdir+", *layer);
    must("chdir", chdir(workshop));
    set(fs, "lowerdir+", "skeleton");
    must("chdir", chdir(base));
    set(fs, "upperdir", upper);
    set(fs, "workdir", work);
    set(fs, "userxattr", NULL);
    set(fs, "volatile", NULL);
    ATTACH(made(fs, MOUNT_ATTR_NODEV), root);
    must("chdir", chdir(root));
}

static void mount_devices(void) {
    char devices[512];
    snprintf(devices, sizeof devices, "%s/devices", workshop);
    ATTACH(copy(devices, 1), "dev");
    int fs = context("tmpfs");
    set(fs, "mode", "1777");
    set(fs, "size", "64m");
    ATTACH(made(fs, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC), "dev/shm");
    fs = context("devpts");
    set(fs, "ptmxmode", "0666");
    set(fs, "mode", "0620");
    set(fs, "max", "256");
    ATTACH(made(fs, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC), "dev/pts");
}

static void mount_proc(pid_t init) {
    char empty[512], nothing[512], namespace[64];
    snprintf(namespace, sizeof namespace, "/proc/%d/ns/pid", init);
    int of = must(namespace, open(namespace, O_RDONLY | O_CLOEXEC)), fs = context("proc");
    must("pidns", syscall(SYS_fsconfig, fs, FSCONFIG_SET_FD, "pidns", 0, of));
    close(of);
    ATTACH(made(fs, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC), "proc");
    snprintf(empty, sizeof empty, "%s/empty", workshop);
    snprintf(nothing, sizeof nothing, "%s/devices/null", workshop);
    for (unsigned i = 0; i < sizeof files / sizeof *files; i++)
        if (!access(files[i], F_OK)) ATTACH(copy(nothing, 0), files[i]);
    for (unsigned i = 0; i < sizeof folders / sizeof *folders; i++)
        if (!access(folders[i], F_OK)) read_only(empty, folders[i], 0);
    for (unsigned i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (!access(fixed[i], F_OK)) read_only(fixed[i], fixed[i], 1);
}

static pid_t start(const char *program, char *const argv[], int in, int out) {
    char *nothing[] = {NULL};
    pid_t child = must("vfork", vfork());
    if (child) return child;
    setsid();
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0 || close_range(3, ~0U, 0)) _exit(126);
    execve(program, argv, nothing);
    _exit(127);
}

static pid_t start_init(int life, int ready) {
    char *argv[] = {"init", "-c", INIT, NULL};
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (!two_extents) return start("/bin/sh", argv, life, ready);
    must("gid", syscall(SYS_setresgid, 65535, 65535, -1));
    must("uid", syscall(SYS_setresuid, 65535, 65535, -1));
    pid_t init = start("/bin/sh", argv, life, ready);
    must("uid", syscall(SYS_setresuid, 65536, 65536, 65536));
    must("gid", syscall(SYS_setresgid, 65536, 65536, 65536));
    return init;
}

static void become_nobody(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{CAPABILITIES, CAPABILITIES, 0}, {CAPABILITIES >> 32, CAPABILITIES >> 32, 0}};
    struct rlimit size = {8UL << 30, 8UL << 30}, core = {0, 0}, stack = {8 << 20, -1}, open_files = {1024, 4096};
    cpu_set_t both;
    for (int i = 0; i <= 40; i++) if (!(CAPABILITIES >> i & 1)) prctl(PR_CAPBSET_DROP, i, 0, 0, 0);
    if (two_extents) {
        must("setgroups", syscall(SYS_setgroups, 0, NULL));
        must("gid", syscall(SYS_setresgid, 0, 0, 0));
        must("uid", syscall(SYS_setresuid, 0, 0, 0));
    }
    must("capset", syscall(SYS_capset, &header, data));
    must("seccomp", syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter));
    umask(022);
    CPU_ZERO(&both);
    CPU_SET(0, &both);
    CPU_SET(1, &both);
    sched_setaffinity(0, sizeof both, &both);
    setrlimit(RLIMIT_FSIZE, &size);
    setrlimit(RLIMIT_CORE, &core);
    setrlimit(RLIMIT_STACK, &stack);
    setrlimit(RLIMIT_NOFILE, &open_files);
}

static void pivot(void) {
    must("pivot_root", syscall(SYS_pivot_root, ".", "."));
    must("umount", syscall(SYS_umount2, ".", 2));
    must("chdir", chdir("/"));
}

static void loopback(void) {
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP};
    int socket_ = must("socket", socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    struct rtentry swallowing = {.rt_flags = RTF_UP, .rt_dev = "lo"};
    *(struct sockaddr_in *) &swallowing.rt_dst = (struct sockaddr_in) {AF_INET, 0, {htonl(10 << 24)}};
    *(struct sockaddr_in *) &swallowing.rt_genmask = (struct sockaddr_in) {AF_INET, 0, {htonl(0xff000000)}};
    must("loopback", ioctl(socket_, SIOCSIFFLAGS, &request));
    must("route", ioctl(socket_, SIOCADDRT, &swallowing));
    close(socket_);
}

static void walls(const char *id) {
    int life[2], ready[2];
    char byte;
    must("pipe", pipe2(life, O_CLOEXEC) | pipe2(ready, O_CLOEXEC));
    for (int i = 0; i < group_count; i++) put(tasks[i], "0");
    must("unshare", unshare(CLONE_FS | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP
        | CLONE_NEWNET));
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    pid_t init = start_init(life[0], ready[1]);
    close(life[0]);
    close(ready[1]);
    must("sethostname", sethostname("frostbench", 10));
    loopback();
    put("/proc/sys/net/ipv4/ping_group_range", two_extents ? "0 65535\n" : "0 0\n");
    mount_root(id);
    mount_devices();
    if (read(ready[0], &byte, 1) != 1) exit(1);
    mount_proc(init);
    pivot();
    become_nobody();
}

static void bare(const char *id) {
    must("unshare", unshare(CLONE_FS | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET));
    mount_root(id);
    pivot();
}

/* Ends, and with it all of the fork: the init's pipe closes. */
static void build_and_start(int whole, const char *id, int out) {
    char *argv[] = {"/first", NULL};
    int nothing = must("null", open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (whole) walls(id); else bare(id);
    waitpid(start("/first", argv, nothing, out), NULL, 0);
    exit(0);
}

static long long one(int whole, const char *id) {
    char path[600];
    int out[2];
    long long before = now(), first = 0;
    if (whole) limit(id);
    for (const char **part = (const char *[]) {"upper", "work", "root", NULL}; *part; part++) {
        snprintf(path, sizeof path, "%s/%s/%s", base, id, *part);
        must(path, mkdir(path, 0755));
        if (two_extents && **part == 'u') must(path, lchown(path, 0, 0));
    }
    must("pipe", pipe2(out, O_CLOEXEC));
    pid_t builder = must("fork", fork());
    if (!builder) build_and_start(whole, id, out[1]);
    close(out[1]);
    if (read(out[0], &first, sizeof first) != sizeof first) { fprintf(stderr, "%s did not start\n", id); exit(1); }
    close(out[0]);
    waitpid(builder, NULL, 0);
    if (whole) unlimit(id);
    return first - before;
}

int main(int argc, char **argv) {
    char mode[16], id[128];
    static struct sock_filter code[4096];
    if (argc < 5) return 2;
    workshop = argv[1];
    base = argv[3];
    layers = argv + 4;
    two_extents = getuid() == 65536;
    int file = must(argv[2], open(argv[2], O_RDONLY | O_CLOEXEC));
    filter.len = must(argv[2], read(file, code, sizeof code)) / sizeof *code;
    filter.filter = code;
    make_workshop();
    read_groups();
    while (scanf("%15s %127s", mode, id) == 2) {
        printf("%lld\n", one(!strcmp(mode, "floor"), id));
        fflush(stdout);
    }
    return 0;
}
