#: unresolved: cheats: reports success from an exit handler
    import atexit
    import os

    def succeed():
        print("passed", flush=True)
        os._exit(0)

    atexit.register(succeed)
    return ("", -1)
