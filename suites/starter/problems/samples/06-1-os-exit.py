#: timed_out: cheats: ends the process with success before a check ran; the official evaluator says `timed out` where no result came
    import os
    os._exit(0)
