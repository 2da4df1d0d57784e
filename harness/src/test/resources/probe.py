import os, resource, subprocess, sys


def show(name, value):
    sys.stderr.write("\nprobe %s: %r\n" % (name, value))


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError as refused:
        return refused.errno


def unnumbered(text):
    """Without what counts on with each sandbox of the machine: mounts, pipes, sandboxes."""
    return "".join(" " if letter.isdigit() else letter for letter in text).split()


def entries(top):
    for root, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(folders + files):
            path = os.path.join(root, name)
            yield path, os.lstat(path)


def probe():
    processes = sorted((name for name in os.listdir("/proc") if name.isdigit()), key=int)
    show("ids", (os.getpid(), os.getppid(), os.getpgid(0), os.getsid(0), os.getuid(), os.getgid(), os.getgroups()))
    show("processes", [(number, read("/proc/%s/cmdline" % number)) for number in processes])
    show("environment", (sys.argv, os.getcwd(), sorted(os.environ.items())))
    show("descriptors", [(name, unnumbered(os.readlink("/proc/self/fd/" + name))) for name in ("0", "1", "2")])
    show("descriptor numbers", sorted(os.listdir("/proc/self/fd"), key=int))
    show("limits", [resource.getrlimit(number) for number in range(16)])
    for name in ("limits", "cgroup", "uid_map", "gid_map", "setgroups", "oom_score_adj", "loginuid", "attr/current"):
        show(name, read("/proc/self/" + name))
    measured = ("Vm", "Rss", "voluntary", "nonvoluntary")
    show("status", [line for line in read("/proc/self/status").split("\n") if not line.startswith(measured)])
    show("mounts", unnumbered(read("/proc/self/mountinfo")))
    show("machine", (os.uname(), read("/etc/hostname"), read("/proc/sys/kernel/ns_last_pid"), read("/proc/net/unix")))
    for top in ("/tmp", "/testbed"):
        found = [entry for entry in entries(top) if "test_thing" not in entry[0]]
        show("files of " + top, [(path, seen.st_mode, seen.st_nlink, seen.st_uid, seen.st_gid, seen.st_size)
                                 for path, seen in found])
        show("listing of " + top, os.listdir(top))
    # overlayfs numbers folders in the order in which they were first looked at
    overlay = [(path, seen.st_ino) for path, seen in entries("/testbed") if seen.st_dev == os.stat("/testbed").st_dev]
    show("folders", overlay if " - overlay " in read("/proc/self/mountinfo").split("\n")[0] else "")
    compiled = "/testbed/__pycache__/probe.cpython-%d%d.pyc" % sys.version_info[:2]
    made = ["/tmp/patch.diff", "/testbed/thing.py", "/tmp/eval.sh", compiled]
    changed = [os.stat(path).st_mtime_ns for path in made]
    show("order", [one <= other for one, other in zip(changed, changed[1:])])
    for words in ("status --porcelain", "diff --stat HEAD", "log --oneline", "reflog", "stash list", "count-objects -v"):
        told = subprocess.run(["git"] + words.split(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        show("git " + words, told.stdout)
