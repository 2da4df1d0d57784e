#: timed_out: floods the output without end
    import posix
    while True:
        for descriptor in (1, 2):
            try:
                posix.write(descriptor, b"flood " * 10000)
            except OSError:
                pass
