#: resolved: right: uses a function of the prompt
    total = 0
    for place in range(len(code)):
        total += weigh(int(code[place]), place)
    return (10 - total % 10) % 10
