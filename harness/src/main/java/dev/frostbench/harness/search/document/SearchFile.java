package dev.frostbench.harness.search.document;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.harness.search.Budget;
import dev.frostbench.harness.search.Candidate;
import dev.frostbench.harness.search.Score;
import dev.frostbench.harness.search.Search;
import dev.frostbench.harness.search.Search.Reading;
import dev.frostbench.harness.search.Search.Scoring;
import dev.frostbench.harness.search.Search.Source;
import dev.frostbench.harness.search.Strategy;
import dev.frostbench.suites.file.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/// A search as a YAML file or a client asks for it, read strictly. `docs/search.md` tells every key.
///
/// @param name the file's, without its ending
/// @param from the snapshot or fixture where it begins
/// @param workdir of every command, if not the snapshot's own
/// @param strategy in words
public record SearchFile(String name, String from, Optional<String> workdir, Map<String, String> environment,
        boolean network, String strategy, Search search) {

    private static final int SANDBOXES = 1000;
    private static final int DEPTH = 10;
    private static final int DRIVEN_DEPTH = 100;
    private static final int BEAM = 8;
    private static final int DESCENTS = 4;
    private static final double EXPLORATION = 1.4;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private record Keys(String from, Optional<String> workdir, Map<String, String> environment,
            Optional<Boolean> network, Map<String, String> candidates, Optional<String> propose, ScoreKeys score,
            Optional<StrategyKeys> strategy, OptionalInt depth, Optional<String> timeout,
            Optional<BudgetKeys> budget) {}

    private record ScoreKeys(String run, Optional<String> by, OptionalDouble goal) {}

    private record StrategyKeys(String kind, OptionalInt width, OptionalDouble exploration) {}

    private record BudgetKeys(OptionalInt sandboxes, Optional<String> time, Optional<String> bytes) {}

    public static SearchFile read(Path file) {
        YamlDocument document = YamlDocument.read(file);
        if (!document.tree().has("from") && !document.tree().has("score"))
            throw new BadInput(document.problem("", "has neither 'from' nor 'score', so it is no search",
                    "name the file of a search, see docs/search.md"));
        return new Reader(document, false).read(name(file), document.as(Keys.class));
    }

    /// A search that a client asks for, by the same keys. Without candidates of its own it is driven: the client sends
    /// them.
    ///
    /// @param text YAML, or JSON
    public static SearchFile of(String name, String text) {
        YamlDocument document = YamlDocument.of(name, text);
        return new Reader(document, true).read(name, document.as(Keys.class));
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    private static final class Reader {

        private final YamlDocument document;
        private final boolean mayBeDriven;
        private final List<Problem> problems = new ArrayList<>();

        Reader(YamlDocument document, boolean mayBeDriven) {
            this.document = document;
            this.mayBeDriven = mayBeDriven;
        }

        SearchFile read(String name, Keys keys) {
            Optional<Source> source = source(keys);
            boolean driven = source.filter(Source.Driver.class::isInstance).isPresent();
            Optional<Reading> reading = reading(keys.score());
            Optional<Strategy> strategy = driven ? driven(keys)
                    : strategy(keys.strategy().orElse(
                            new StrategyKeys("best-first", OptionalInt.empty(), OptionalDouble.empty())));
            Duration timeout = of("/timeout", keys.timeout(), Quantity::duration).orElse(TIMEOUT);
            Budget budget = budget(keys.budget().orElse(
                    new BudgetKeys(OptionalInt.empty(), Optional.empty(), Optional.empty())));
            int depth = keys.depth().orElse(driven ? DRIVEN_DEPTH : DEPTH);
            if (depth < 1) wrong("/depth", "is " + depth, "write 1 or more");
            if (!keys.workdir().orElse("/").startsWith("/"))
                wrong("/workdir", "is not absolute: '" + keys.workdir().get() + "'", "begin it with /");
            OptionalDouble goal = goal(keys.score(), reading, driven);
            if (!problems.isEmpty()) throw new BadInput(problems);
            return new SearchFile(name, keys.from(), keys.workdir(), keys.environment(), keys.network().orElse(false),
                    words(strategy.orElseThrow()),
                    new Search(source.orElseThrow(), new Scoring(keys.score().run(), reading.orElseThrow()),
                            strategy.orElseThrow(), depth,
                            goal.isPresent() ? Optional.of(new Score(goal.getAsDouble())) : Optional.empty(), timeout,
                            budget));
        }

        private Optional<Source> source(Keys keys) {
            if (mayBeDriven && keys.propose().isEmpty() && keys.candidates().isEmpty())
                return Optional.of(new Source.Driver());
            if (keys.propose().isPresent() != keys.candidates().isEmpty()) {
                wrong("", keys.propose().isPresent() ? "has both 'candidates' and 'propose'"
                        : "has neither 'candidates' nor 'propose'", "give it one of the two");
                return Optional.empty();
            }
            if (keys.propose().isPresent()) return Optional.of(new Source.Proposed(keys.propose().get()));
            List<Candidate> candidates = new ArrayList<>();
            keys.candidates().forEach((name, run) -> {
                try {
                    candidates.add(new Candidate(name, run));
                } catch (IllegalArgumentException refused) {
                    wrong("/candidates", "is refused: " + refused.getMessage(), "write 'NAME: command'");
                }
            });
            return candidates.isEmpty() ? Optional.empty() : Optional.of(new Source.Fixed(candidates));
        }

        private Optional<Reading> reading(ScoreKeys score) {
            return switch (score.by().orElse("exit")) {
                case "exit" -> Optional.of(Reading.EXIT_CODE);
                case "number" -> Optional.of(Reading.LAST_LINE);
                default -> {
                    wrong("/score/by", "is '" + score.by().get() + "'",
                            "write 'exit' (exit code 0 scores 1, any other 0) or 'number' (the last line printed)");
                    yield Optional.empty();
                }
            };
        }

        /// A driven search has no goal unless it names one: its first state whose test passes would end each expansion.
        private OptionalDouble goal(ScoreKeys score, Optional<Reading> reading, boolean driven) {
            if (score.goal().isEmpty() && !driven && reading.equals(Optional.of(Reading.EXIT_CODE)))
                return OptionalDouble.of(1);
            if (score.goal().isPresent() && !Double.isFinite(score.goal().getAsDouble()))
                wrong("/score/goal", "is no finite number", "write a number");
            return score.goal();
        }

        private Optional<Strategy> driven(Keys keys) {
            if (keys.strategy().isPresent())
                wrong("/strategy", "needs 'candidates' or 'propose', and there is neither",
                        "leave it out, and say where to go on by expanding nodes");
            return Optional.of(new Strategy.Driven());
        }

        private Optional<Strategy> strategy(StrategyKeys keys) {
            List<String> kinds = List.of("best-first", "beam", "depth-first", "uct");
            if (keys.exploration().isPresent() && !keys.kind().equals("uct"))
                wrong("/strategy/exploration", "belongs to 'uct'", "leave it out");
            try {
                return switch (keys.kind()) {
                    case "best-first" -> Optional.of(new Strategy.BestFirst(keys.width().orElse(1)));
                    case "beam" -> Optional.of(new Strategy.Beam(keys.width().orElse(BEAM)));
                    case "depth-first" ->
                        Optional.of(new Strategy.DepthFirst(keys.width().orElse(Integer.MAX_VALUE)));
                    case "uct" -> Optional.of(new Strategy.Uct(keys.exploration().orElse(EXPLORATION),
                            keys.width().orElse(DESCENTS)));
                    default -> {
                        wrong("/strategy/kind", "is '" + keys.kind() + "', which is no strategy",
                                Suggestion.cure(keys.kind(), kinds, "use one of " + String.join(", ", kinds)));
                        yield Optional.empty();
                    }
                };
            } catch (IllegalArgumentException refused) {
                wrong("/strategy", "is refused: " + refused.getMessage(), "mend it");
                return Optional.empty();
            }
        }

        private Budget budget(BudgetKeys keys) {
            int sandboxes = keys.sandboxes().orElse(SANDBOXES);
            if (sandboxes < 1) wrong("/budget/sandboxes", "is " + sandboxes, "write 1 or more");
            Optional<Duration> time = of("/budget/time", keys.time(), Quantity::duration);
            Optional<Long> bytes = of("/budget/bytes", keys.bytes(),
                    text -> ByteSize.parse("/budget/bytes", text));
            return new Budget(Math.max(1, sandboxes), time, bytes.orElse(Long.MAX_VALUE));
        }

        private <T> Optional<T> of(String at, Optional<String> text, Function<String, T> read) {
            try {
                return text.map(read);
            } catch (IllegalArgumentException refused) {
                wrong(at, "is refused: " + refused.getMessage(), "mend it");
            } catch (BadInput refused) {
                Problem first = refused.problems().getFirst();
                wrong(at, first.wrong(), first.cure());
            }
            return Optional.empty();
        }

        private void wrong(String at, String what, String cure) {
            problems.add(document.problem(at, what, cure));
        }
    }

    private static String words(Strategy strategy) {
        return switch (strategy) {
            case Strategy.BestFirst(int width) -> "best-first, " + width + " at a time";
            case Strategy.Beam(int width) -> "beam of " + width;
            case Strategy.DepthFirst(int width) ->
                width == Integer.MAX_VALUE ? "depth-first" : "depth-first, " + width + " at a time";
            case Strategy.Uct(double exploration, int width) ->
                "uct, exploration " + new Score(exploration) + ", " + width + " at a time";
            case Strategy.Driven _ -> "driven";
        };
    }
}
