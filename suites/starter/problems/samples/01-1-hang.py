#: timed_out: hangs in a loop that uses the processor
    while True:
        pass
