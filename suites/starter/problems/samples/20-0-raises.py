#: unresolved: wrong: raises an exception
    raise NotImplementedError("the clock has no such hour")
