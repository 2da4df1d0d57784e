#: resolved: right
    return (cars + capacity - 1) // capacity
