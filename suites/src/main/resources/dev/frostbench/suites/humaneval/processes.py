# The judge's child processes: of another user, in sessions of their own, with no descriptor of the judge's but, if
# checks ask them, two pipes. And clocks that do not count the time in which a child waits for a processor.
import os, sys, time
import _signal as signal  # the module `signal` wraps this one in enums, whose import costs more than a fork

# the guard removes these from `os`
fork_now, kill_group, kill_one, own, change_mode, move, unlink = os.fork, os.killpg, os.kill, os.chown, os.chmod, os.chdir, os.unlink
NOBODY = 65534


def take(fd, size):
    got = os.read(fd, min(size, 1 << 20)) if size else b""
    if len(got) == size:
        return got
    pieces = [got]
    left = size - len(got)
    while left:
        if not pieces[-1]:
            raise EOFError("the other side is gone")
        pieces.append(os.read(fd, min(left, 1 << 20)))
        left -= len(pieces[-1])
    return b"".join(pieces)


def give(fd, data, write=os.write):
    data = memoryview(data)
    while data:
        data = data[write(fd, data):]


def text_from(fd):
    """All that comes until the other end is closed."""
    pieces = [os.read(fd, 1 << 16)]
    while pieces[-1]:
        pieces.append(os.read(fd, 1 << 16))
    os.close(fd)
    return b"".join(pieces).decode("utf-8", "surrogatepass")


class TimedOut(Exception):
    """As in the official evaluator: a program can catch it, and is killed a second later."""


class Expired(BaseException):
    """The judge's own time is up. If a check catches this, its clock still has rung."""


class Clock:
    """Rings after a time in which processes ran or slept. Waiting for a processor does not count.

    Yet no phase takes more than MOST times its limit, which the runner has put before this program.
    A process waits for a processor as far as the kernel reports it in a queue for one, and only while the sandbox
    itself does not use that processor. A candidate that forks itself into a queue starves through nobody's fault but
    its own."""

    def __init__(self, seconds, ring, *pids):
        self.seconds, self.ring, self.pids = seconds, ring, ("self",) + pids
        self.begun, self.queued = time.monotonic(), sum(map(queued, self.pids))
        self.used = sum(os.times()[:4])
        self.waited, self.starved, self.rang = 0.0, False, False
        signal.signal(signal.SIGALRM, self.look)
        signal.setitimer(signal.ITIMER_REAL, seconds, 0.25)  # repeatedly, since what it throws may be caught

    def look(self, _number, _frame):
        wall = time.monotonic() - self.begun
        self.waited = max(0.0, min(sum(map(queued, self.pids)) - self.queued, wall - used_by_all() + self.used))
        left = self.seconds + self.waited - wall
        if left > 0.01 and wall < MOST * self.seconds:
            signal.setitimer(signal.ITIMER_REAL, left, 0.25)
        else:
            self.starved, self.rang = left > 0.01, True
            raise self.ring("Timed out!")


def silence():
    signal.setitimer(signal.ITIMER_REAL, 0)


def text_of(path):
    try:
        fd = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(fd, 4096)
    except OSError:
        return b""
    finally:
        os.close(fd)


def queued(pid):
    """Seconds that a process's first thread was ready to run but did not."""
    words = text_of("/proc/%s/schedstat" % pid).split()
    return int(words[1]) / 1e9 if len(words) > 1 else 0.0


def used_by_all():
    """Seconds of processor time of every process of the sandbox, ended ones included."""
    ticks = 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            words = text_of("/proc/%s/stat" % name).rpartition(b")")[2].split()
            ticks += sum(map(int, words[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def others_are_mapped():
    """If one id is mapped, there is no other user to become; `doctor` says what that costs."""
    ids = os.open("/proc/self/uid_map", os.O_RDONLY)
    lines = [list(map(int, line.split())) for line in os.read(ids, 4096).splitlines()]
    os.close(ids)
    return any(first <= NOBODY < first + count for first, _, count in lines)


def expendable():
    """If memory runs out, the kernel kills this process and not the one that judges it."""
    score = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(score, b"1000")
    os.close(score)


def no_signals():
    """If the candidate runs as the judge's own user, a filter of system calls keeps it from sending signals."""
    import ctypes
    calls = (62, 129, 200, 234, 297, 424)  # kill, rt_sigqueueinfo, tkill, tgkill, rt_tgsigqueueinfo, pidfd_send_signal
    code = [0x20] + [0x15 | (len(calls) - at) << 16 | call << 32 for at, call in enumerate(calls)]
    code += [0x06 | 0x7fff0000 << 32, 0x06 | 0x00050001 << 32]  # allow; EPERM
    program = (ctypes.c_uint64 * len(code))(*code)
    filter = (ctypes.c_uint64 * 2)(len(code), ctypes.addressof(program))
    if ctypes.CDLL(None).syscall(317, 1, 0, filter):  # seccomp, SECCOMP_SET_MODE_FILTER
        raise OSError("no filter")


def fork(patience):
    """If all share one user, a neighbour's fork bomb can take every process until it is killed. This waits for that."""
    while True:
        try:
            return fork_now()
        except BlockingIOError:
            if patience <= 0:
                raise
            patience -= 0.05
            time.sleep(0.05)


def asked(work, patience):
    """Forks a child that holds the ends of two pipes as descriptors 3 (to read) and 4 (to write)."""
    here_in, there_out = os.pipe()
    pid, here_out = told(work, patience, there_out)
    os.close(there_out)
    return pid, here_in, here_out


def told(work, patience, *ends):
    """Forks a child that holds the end of a pipe as descriptor 3 (to read), and these ends after it."""
    there, here = os.pipe()
    pid = child(work, patience, there, *ends)
    os.close(there)
    return pid, here


def child(work, patience, *ends):
    """Forks a child that holds these descriptors as 3 and more, and no other of the judge's."""
    pid = fork(patience)
    if pid:
        return pid
    try:
        expendable()
        os.setsid()
        null = os.open("/dev/null", os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        kept = [os.dup2(fd, 100 + at) for at, fd in enumerate(ends)]
        for at, fd in enumerate(kept):
            os.dup2(fd, 3 + at)
        os.closerange(3 + len(ends), 4096)
        folder = "/tmp/frostbench-" + os.urandom(8).hex()
        os.mkdir(folder, 0o700)
        if OTHERS:
            own(folder, NOBODY, NOBODY)
        move(folder)
        if OTHERS:
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
        else:
            no_signals()
        sys.stdin = sys.stdout = sys.stderr = Silent()
        work()
    except BaseException:
        pass
    finally:
        end(0)


def stop(pid, *fds):
    for fd in fds:
        os.close(fd)
    for kill in (kill_group, kill_one):
        try:
            kill(pid, 9)
        except OSError:
            pass
    try:
        os.waitpid(pid, 0)
    except OSError:
        pass


