#: unresolved: not Python: a bracket is never closed
    return [max(levels[:end]
