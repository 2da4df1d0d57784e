# The sample. All before this is the same for every one.
end = os._exit
LIMIT, PATIENCE = float(sys.argv[1]), float(sys.argv[2])
OTHERS = others_are_mapped()
SIZES = [int(take(0, 9)) for _ in range(4)]
PROMPT, COMPLETION, ENTRY = (take(0, size).decode("utf-8", "surrogatepass") for size in SIZES[:3])
PROGRAM = PROMPT + COMPLETION
SOURCE = PROGRAM.encode("utf-8", "surrogatepass")
output, sys.stdout = sys.stdout, Silent()
said = json_of(judge())
output.write(said + "\n")
output.flush()
end(0)
