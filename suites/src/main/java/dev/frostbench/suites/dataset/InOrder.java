package dev.frostbench.suites.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// Work by all processors whose results come in the order of what it is done on. Few things are in memory at a time.
public final class InOrder {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private InOrder() {}

    /// Where the things come from.
    public interface Source<T> {

        /// The next few, for one processor; empty at the end.
        List<T> some() throws IOException;
    }

    /// Hands over the result of each thing. Throws what the source throws, and the cause of an
    /// [UncheckedIOException] of `work` or `take`.
    public static <T, R> void each(Source<T> source, Function<T, R> work, Consumer<R> take) throws IOException {
        try {
            results(Stream.iterate(next(source), some -> !some.isEmpty(), _ -> next(source)),
                    some -> some.stream().map(work).toList()).forEachOrdered(results -> results.forEach(take));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    static <T, R> Stream<R> results(Stream<T> things, Function<T, R> work) {
        return things.gather(Gatherers.mapConcurrent(PROCESSORS, work));
    }

    private static <T> List<T> next(Source<T> source) {
        try {
            return source.some();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
