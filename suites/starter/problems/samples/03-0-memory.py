#: unresolved: memory-hungry: dies of the limit of 256 MiB, or of the MemoryError that it causes
    hoard = []
    while True:
        hoard.append(bytearray(b"x" * (1 << 24)))
