#: empty: nothing was answered
