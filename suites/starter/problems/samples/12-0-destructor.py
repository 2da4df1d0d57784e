#: unresolved: cheats: raises SystemExit in a destructor
    class Last:
        def __del__(self):
            raise SystemExit(0)

    last = Last()
    return last and None
