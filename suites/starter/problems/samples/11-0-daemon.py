#: unresolved: cheats: leaves a daemon behind that goes on printing a result
    import posix
    if posix.fork() == 0:
        posix.setsid()
        if posix.fork() == 0:
            while True:
                try:
                    posix.write(1, b"passed\n")
                except OSError:
                    pass
        posix._exit(0)
    return -1
