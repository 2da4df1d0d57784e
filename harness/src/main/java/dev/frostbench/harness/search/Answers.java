package dev.frostbench.harness.search;

import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.harness.search.Search.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the commands of a search say, read strictly.
final class Answers {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final int MOST_CANDIDATES = 10_000;
    /// Characters of an output that are kept for people.
    private static final int TAIL = 2000;
    private static final int SHOWN = 80;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Answers() {}

    /// What a command was not able to say.
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /// Why a command failed; empty if it ended with exit code 0.
    static Optional<String> failure(Outcome outcome) {
        return switch (outcome.end()) {
            case Outcome.End.Exited(int code) when code == 0 -> Optional.empty();
            case Outcome.End.Exited(int code) -> Optional.of("exit code " + code + limits(outcome));
            case Outcome.End.Signaled(int signal) -> Optional.of("killed by signal " + signal + limits(outcome));
            case Outcome.End.TimedOut(var limit) ->
                Optional.of("still running after " + limit.toMillis() / 1000.0 + " s");
        };
    }

    private static String limits(Outcome outcome) {
        return outcome.limitsHit().isEmpty() ? ""
                : ", at a limit: " + String.join(", ", outcome.limitsHit().stream().sorted()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')).toList());
    }

    static Score score(Outcome outcome, Reading reading) throws Unreadable {
        boolean exited = outcome.end() instanceof Outcome.End.Exited;
        if (!exited) throw new Unreadable("the score's command was " + failure(outcome).orElseThrow());
        return switch (reading) {
            case EXIT_CODE -> new Score(outcome.succeeded() ? 1 : 0);
            case LAST_LINE -> number(text(outcome.stdout()).lines().filter(line -> !line.isBlank())
                    .reduce("", (_, last) -> last).strip());
        };
    }

    private static Score number(String line) throws Unreadable {
        if (!NUMBER.matcher(line).matches() || !Double.isFinite(Double.parseDouble(line)))
            throw new Unreadable(line.isEmpty() ? "the score's command printed nothing"
                    : "the last line of the score's command is no number: '" + shortened(line) + "'");
        return new Score(Double.parseDouble(line));
    }

    /// The candidates that a command printed, one a line: a command as it is, or JSON with `name` and `run`.
    static List<Candidate> candidates(Outcome outcome) throws Unreadable {
        Optional<String> failure = failure(outcome);
        if (failure.isPresent()) throw new Unreadable(failure.get());
        List<String> lines = text(outcome.stdout()).lines().map(String::strip).filter(line -> !line.isEmpty())
                .toList();
        if (outcome.droppedBytes() > 0 || lines.size() > MOST_CANDIDATES)
            throw new Unreadable("printed more than " + MOST_CANDIDATES + " candidates or too much");
        List<Candidate> candidates = new ArrayList<>();
        for (String line : lines) {
            Candidate candidate = candidate(line);
            if (candidates.stream().anyMatch(other -> other.name().equals(candidate.name())))
                throw new Unreadable("printed two candidates called '" + shortened(candidate.name()) + "'");
            candidates.add(candidate);
        }
        return candidates;
    }

    private static Candidate candidate(String line) throws Unreadable {
        try {
            if (!line.startsWith("{")) return new Candidate(line, line);
            JsonNode json = JSON.readTree(line);
            if (json.size() == 2 && json.path("name").isString() && json.path("run").isString())
                return new Candidate(json.get("name").stringValue(), json.get("run").stringValue());
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new Unreadable("printed what is no candidate: '" + shortened(line) + "'");
        }
        throw new Unreadable("printed JSON without exactly 'name' and 'run' as texts: '" + shortened(line) + "'");
    }

    /// The end of what a command printed.
    static String tail(Outcome outcome) {
        String all = text(outcome.stdout()) + text(outcome.stderr());
        return all.length() <= TAIL ? all : "…" + all.substring(all.length() - TAIL);
    }

    private static String text(byte[] printed) {
        return new String(printed, StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
