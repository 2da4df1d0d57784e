#: resolved: right, as a whole program instead of a completion
def snow_days(temperatures, precipitation):
    return len([1 for t, p in zip(temperatures, precipitation) if t <= 0 < p])
