#: timed_out: memory-hungry: killed at the limit of 256 MiB; no result came, which the official evaluator calls timed out
    hoard = []
    while True:
        hoard.append(bytearray(b"x" * (1 << 24)))
