package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.fixtures.recipe.FixtureLibrary;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Many fixtures built side by side. A fixture that several are built on is built once, before them. If one fails,
/// those that are built on it fail too, and no others.
///
///     environment ─┬─▶ instance        an arrow: waits for
///                  └─▶ instance
public final class FixtureBuilds {

    private final FixtureLibrary library;
    private final BuildListener report;
    private final Map<String, CompletableFuture<Snapshot>> builds = new LinkedHashMap<>();

    public FixtureBuilds(FixtureLibrary library, BuildListener report) {
        this.library = library;
        this.report = report;
    }

    /// The result of the builds.
    ///
    /// @param built the wanted fixtures that are built, by name
    /// @param failed every fixture that failed, also below the wanted ones; a fixture on top of a failed one has the
    ///     same cause
    /// @param reported whether the causes were reported when they came
    public record Result(Map<String, Snapshot> built, Map<String, Exception> failed, boolean reported) {

        /// The result if nothing was wanted.
        public static final Result NONE = new Result(Map.of(), Map.of(), false);

        /// The cause of each failure.
        public Map<String, String> causes() {
            Map<String, String> causes = new TreeMap<>();
            failed.forEach((name, cause) -> causes.put(name,
                    cause.getMessage() == null ? cause.toString() : cause.getMessage()));
            return causes;
        }

        /// This result, if anything was built. Otherwise this throws. It also throws if a failure is not a build's own:
        /// a build that was stopped, or a mistake in this program.
        public Result orThrowUnlessSome() throws IOException, InterruptedException {
            boolean own = failed.values().stream()
                    .allMatch(cause -> cause instanceof IOException || cause instanceof BadInput);
            if (built.isEmpty() || !own) orThrow();
            return this;
        }

        /// What was built, if everything was. Otherwise this throws.
        public Map<String, Snapshot> orThrow() throws IOException, InterruptedException {
            if (failed.isEmpty()) return built;
            Exception first = failed.values().iterator().next();
            if (reported)
                throw new IOException(
                        failed.size() + (failed.size() == 1 ? " fixture was" : " fixtures were") + " not built: "
                                + String.join(", ", failed.keySet())
                                + "; the causes are above, and the same command builds what is missing");
            switch (first) {
                case IOException world -> throw world;
                case InterruptedException stopped -> throw stopped;
                case RuntimeException other -> throw other;
                default -> throw new IllegalStateException(first);
            }
        }
    }

    /// Builds with `workers` threads. A fixture that is built already takes no time.
    ///
    /// @param among whether there are others that need no build
    public Result build(Collection<String> wanted, boolean among, int workers) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(workers,
                Thread.ofPlatform().daemon().name("build-", 0).factory());
        try {
            for (String name : wanted) plan(name, executor);
            boolean alone = wanted.size() == 1 && !among;
            report.begin(builds.size(), alone);
            return result(wanted, !alone);
        } finally {
            executor.shutdownNow();
        }
    }

    /// A fixture whose recipe cannot be read fails alone.
    private CompletableFuture<Snapshot> plan(String name, ExecutorService executor) {
        CompletableFuture<Snapshot> known = builds.get(name);
        if (known != null) return known;
        Map<String, CompletableFuture<Snapshot>> below = new LinkedHashMap<>();
        try {
            for (String other : library.awaited(name)) below.put(other, plan(other, executor));
        } catch (IOException | BadInput wrong) {
            below.clear(); // reported when it is built
        }
        CompletableFuture<Snapshot> build = CompletableFuture
                .allOf(below.values().toArray(CompletableFuture[]::new))
                .handleAsync((_, _) -> on(below, name), executor);
        builds.put(name, build);
        return build;
    }

    /// @param below what it is built on, and what became of that
    private Snapshot on(Map<String, CompletableFuture<Snapshot>> below, String name) {
        for (var other : below.entrySet()) {
            if (!other.getValue().isCompletedExceptionally()) continue;
            report.standsOnFailed(name, other.getKey());
            throw new CompletionException(other.getValue().exceptionNow());
        }
        return one(name);
    }

    private Snapshot one(String name) {
        long began = System.nanoTime();
        try {
            Snapshot made = library.build(name, report);
            report.built(name, Duration.ofNanos(System.nanoTime() - began));
            return made;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            report.failed(name, failure);
            throw new CompletionException(failure);
        }
    }

    private Result result(Collection<String> wanted, boolean reported) throws InterruptedException {
        Map<String, Snapshot> built = new TreeMap<>();
        Map<String, Exception> failed = new LinkedHashMap<>();
        for (var build : builds.entrySet()) {
            try {
                Snapshot snapshot = build.getValue().get();
                if (wanted.contains(build.getKey())) built.put(build.getKey(), snapshot);
            } catch (ExecutionException failure) {
                Throwable cause = failure.getCause();
                if (cause instanceof Error error) throw error;
                failed.put(build.getKey(), (Exception) cause);
            }
        }
        return new Result(built, failed, reported);
    }
}
