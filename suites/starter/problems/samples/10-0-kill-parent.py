#: unresolved: cheats: kills the process that watches it, by a way around the guard
    import ctypes
    import posix
    ctypes.CDLL(None).kill(posix.getppid(), 9)
    return "killed"
