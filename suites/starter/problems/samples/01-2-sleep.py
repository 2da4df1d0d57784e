#: timed_out: hangs asleep, so that a limit on processor time alone would never end it
    import time
    time.sleep(100000)
