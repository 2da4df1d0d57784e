#: resolved: right: imports the module that the check uses
    left = amount
    for _ in range(times):
        left /= 2
    return left


import math
