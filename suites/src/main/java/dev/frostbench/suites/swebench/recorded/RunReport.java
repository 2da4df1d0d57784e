package dev.frostbench.suites.swebench.recorded;

import dev.frostbench.suites.task.TestList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `<model>.<run>.json`: the lists of ids that the official harness ends with. Only they name empty patches.
///
/// @param model the name of its folder
record RunReport(String model, List<String> empty, List<String> errors) {

    private static final String ENDING = ".json";
    /// The lists of ids of the largest data sets have some megabytes.
    private static final long MOST_BYTES = 64L << 20;

    /// Whether it may be such a report: a name with two dots, and the key that each report has.
    static boolean is(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!name.endsWith(ENDING) || name.indexOf('.', 1) == name.length() - ENDING.length()
                || !Files.isRegularFile(path))
            return false;
        try {
            return Files.size(path) <= MOST_BYTES
                    && Files.readString(path, StandardCharsets.ISO_8859_1).contains("\"empty_patch_ids\"");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Optional<RunReport> read(Path path) throws IOException {
        try {
            JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(path));
            return Optional.of(new RunReport(model(path), TestList.of(report.path("empty_patch_ids")).orElse(List.of()),
                    TestList.of(report.path("error_ids")).orElse(List.of())));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The name of the folder beside it that its name begins with. Otherwise its name without the run, which reports of
    /// our own runs give.
    private static String model(Path path) throws IOException {
        String name = path.getFileName().toString();
        String stem = name.substring(0, name.length() - ENDING.length());
        try (Stream<Path> beside = Files.list(path.getParent())) {
            Optional<String> folder = beside.filter(Files::isDirectory).map(each -> each.getFileName().toString())
                    .filter(each -> stem.startsWith(each + ".")).max(Comparator.comparingInt(String::length));
            if (folder.isPresent()) return folder.get();
        }
        String run = "." + run(path);
        return stem.endsWith(run) && stem.length() > run.length() ? stem.substring(0, stem.length() - run.length())
                : stem.substring(0, stem.lastIndexOf('.'));
    }

    private static String run(Path path) throws IOException {
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            Path sheet = folder.resolve("run.json");
            if (!Files.isRegularFile(sheet)) continue;
            try {
                return JsonMapper.shared().readTree(Files.readAllBytes(sheet)).path("run_id").asString("");
            } catch (JacksonException _) {
                return "";
            }
        }
        return "";
    }
}
