package dev.frostbench.harness.search;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.snapshot.Digest;
import dev.frostbench.fixtures.snapshot.Manifest;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// States that are texts. A command is a word and an argument:
///
///     append X    adds X to the text           score WORD    prints how many letters stand as in WORD, less the others
///     sort        sorts the letters            letters XYZ   prints a candidate for each letter
///     exit N      ends so                      hang          runs until its time is up
///     break       the machine fails            print X       prints X
final class LetterStates implements States {

    private final Map<State, String> texts = new ConcurrentHashMap<>();
    private final Random timing;
    private final int slowest;
    private final AtomicInteger number = new AtomicInteger();
    private final State root = state("");
    final Set<State> forgotten = ConcurrentHashMap.newKeySet();
    final AtomicInteger forks = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();

    /// @param slowest milliseconds that a command takes at most
    LetterStates(long seed, int slowest) {
        this.timing = new Random(seed);
        this.slowest = slowest;
    }

    String text(State state) {
        return texts.get(state);
    }

    /// The texts of the states that are not forgotten, sorted.
    List<String> kept() {
        return texts.entrySet().stream().filter(each -> !forgotten.contains(each.getKey())).map(Map.Entry::getValue)
                .sorted().toList();
    }

    /// Each state has a snapshot of its own, also if there was an equal one.
    private State state(String text) {
        var sha256 = Digest.sha256();
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        var manifest = new Manifest(List.of(), Map.of("N", Integer.toString(number.incrementAndGet())), "/",
                "root", Map.of(), Optional.empty());
        State state = new State(new Snapshot(Digest.of(Digest.sha256()), manifest), Digest.of(sha256), 1);
        texts.put(state, text);
        return state;
    }

    @Override
    public State root() {
        return root;
    }

    @Override
    public Branch fork(State state) {
        forks.incrementAndGet();
        open.incrementAndGet();
        return new TextBranch(texts.get(state));
    }

    @Override
    public void forget(State state) {
        forgotten.add(state);
    }

    @Override
    public void close() {}

    private synchronized int pause() {
        return slowest == 0 ? 0 : timing.nextInt(slowest);
    }

    private final class TextBranch implements Branch {

        private String text;
        private volatile boolean stopped;

        TextBranch(String text) {
            this.text = text;
        }

        @Override
        public Outcome run(Command command) throws IOException, InterruptedException {
            Thread.sleep(pause());
            String[] words = command.argv().get(2).split(" ", 2);
            String argument = words.length == 1 ? "" : words[1];
            return switch (words[0]) {
                case "append" -> {
                    text += argument;
                    yield exited(0, "");
                }
                case "sort" -> {
                    text = text.chars().sorted().collect(StringBuilder::new, StringBuilder::appendCodePoint,
                            StringBuilder::append).toString();
                    yield exited(0, "");
                }
                case "score" -> exited(0, "noise\n" + score(argument) + "\n\n");
                case "letters" -> exited(0, String.join("\n", argument.chars()
                        .mapToObj(c -> "{\"name\":\"" + (char) c + "\",\"run\":\"append " + (char) c + "\"}")
                        .toList()));
                case "exit" -> exited(Integer.parseInt(argument), "said so");
                case "print" -> exited(0, argument);
                case "hang" -> hang(command.timeout().orElseThrow());
                case "break" -> throw new IOException("the sandbox broke");
                default -> throw new IllegalArgumentException(words[0]);
            };
        }

        private int score(String word) {
            int score = 0;
            for (int at = 0; at < text.length(); at++)
                score += at < word.length() && text.charAt(at) == word.charAt(at) ? 1 : -1;
            return score;
        }

        private Outcome hang(Duration limit) throws InterruptedException {
            long end = System.nanoTime() + limit.toNanos();
            while (!stopped && System.nanoTime() < end) Thread.sleep(1);
            return outcome(stopped ? new Outcome.End.Signaled(9) : new Outcome.End.TimedOut(limit), "");
        }

        @Override
        public State freeze(String by) {
            return state(text);
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    private static Outcome exited(int code, String printed) {
        return outcome(new Outcome.End.Exited(code), printed);
    }

    private static Outcome outcome(Outcome.End end, String printed) {
        return new Outcome(end, printed.getBytes(StandardCharsets.UTF_8), new byte[0], 0, Duration.ZERO, Duration.ZERO,
                Duration.ZERO, 0, Set.of());
    }
}
