package dev.frostbench.reports.submission;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The results of one part of a run, and the models that answered.
///
/// @param predictions the predictions file, as the run was given it
record Answered(Part part, List<Result> results, Set<String> models, String predictions) {

    static Answered of(RunRecord run, Part part) {
        List<Result> results = new ArrayList<>();
        Set<String> models = new LinkedHashSet<>();
        for (Result result : run.results()) {
            if (!result.task().part().equals(part.name())) continue;
            results.add(result);
            result.prediction().ifPresent(prediction -> models.add(prediction.model()));
        }
        String file = run.circumstances().madeFrom().path("parts").valueStream()
                .filter(each -> each.path("name").asString("").equals(part.name()))
                .map(each -> each.path("predictions").path("file").asString("")).findFirst().orElse("");
        return new Answered(part, results, models, file.isEmpty() ? part.predictionsFile() : file);
    }

    /// The parts of a kind's official layout.
    static List<Part> parts(RunRecord run, String layout) {
        return run.info().parts().stream().filter(part -> part.officialLayout().equals(Optional.of(layout))).toList();
    }

    /// The results of tasks that were answered.
    Stream<Result> given() {
        return results.stream().filter(result -> result.prediction().isPresent());
    }

    /// The line of a prediction in its file, if that is still there: where its instance stands, and its model if both
    /// stand in one line. 0 if that is not known.
    int line(Result result) {
        Optional<Integer> place = result.prediction().flatMap(prediction -> prediction.row())
                .map(row -> Math.toIntExact(row.place() + 1));
        if (place.isPresent()) return place.get();
        Path file = Path.of(predictions);
        if (!Files.isRegularFile(file)) return 0;
        int first = 0;
        int number = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.contains("\"" + result.task().id() + "\"")) continue;
                if (line.contains("\"" + result.model() + "\"")) return number;
                if (first == 0) first = number;
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return 0; // compressed, or no text
        }
        return first;
    }
}
