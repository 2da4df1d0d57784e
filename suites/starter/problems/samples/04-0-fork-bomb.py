#: timed_out: fork bomb: each child forks on; the bomb never returns and the limit on processes holds it
    import posix
    while True:
        try:
            posix.fork()
        except OSError:
            pass
