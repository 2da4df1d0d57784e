package dev.frostbench.suites.dataset;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A task repository of swebench 5, which is a data set with a folder for each task:
///
///     sweb.yaml      datasets: [NAME, …]   splits: [test]
///     tasks/<instance_id>/{task.yaml, tests.json, problem_statement.md, hints.md, gold.patch, test.patch, eval.sh}
///
/// Its rows are those that `swebench.task.repo.published_tasks` of swebench 5.0.2 gives: of a published split and of a
/// published data set, in the order of the folders' names.
///
/// @param folder as the user named it
/// @param dataset only the tasks of this one; all if empty
public record TaskRepository(Path folder, Optional<String> dataset) {

    private static final String CONFIGURATION = "sweb.yaml";
    private static final String TASK = "task.yaml";
    private static final String TESTS = "tests.json";
    private static final String HINTS = "hints.md";
    /// Files by the field that they hold.
    private static final Map<String, String> FILES = new TreeMap<>(Map.of("patch", "gold.patch", "test_patch",
            "test.patch", "eval_script", "eval.sh", "problem_statement", "problem_statement.md"));

    /// The repository that a path means: its folder, or `FOLDER#DATASET`. Empty if it means none.
    public static Optional<TaskRepository> at(Path path) {
        if (isOne(path)) return Optional.of(new TaskRepository(path, Optional.empty()));
        String text = path.toString();
        int mark = text.lastIndexOf('#');
        if (mark < 1 || Files.exists(path) || !isOne(Path.of(text.substring(0, mark)))) return Optional.empty();
        return Optional.of(new TaskRepository(Path.of(text.substring(0, mark)),
                Optional.of(text.substring(mark + 1))));
    }

    private static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIGURATION));
    }

    void read(Rows.Sink sink) {
        YamlDocument configuration = YamlDocument.read(folder.resolve(CONFIGURATION));
        List<String> published = texts(configuration, "datasets");
        if (published.isEmpty())
            throw new BadInput(configuration.problem("/datasets", "names no data set", "write `datasets: [NAME]`"));
        dataset.filter(name -> !published.contains(name)).ifPresent(name -> {
            throw new BadInput(configuration.problem("/datasets", "does not name '" + name + "'",
                    Suggestion.cure(name, published, "it names " + String.join(", ", published))));
        });
        List<String> wanted = dataset.map(List::of).orElse(published);
        List<String> splits = configuration.tree().has("splits") ? texts(configuration, "splits") : List.of("test");
        for (Path task : tasks()) {
            try {
                ObjectNode row = row(task);
                List<String> of = new ArrayList<>();
                row.path("datasets").forEach(name -> of.add(name.asString("")));
                if (splits.contains(row.path("split").asString("")) && of.stream().anyMatch(wanted::contains))
                    sink.row(0, row);
            } catch (BadInput bad) {
                bad.problems().forEach(sink::problem);
            }
        }
    }

    private static List<String> texts(YamlDocument document, String key) {
        List<String> texts = new ArrayList<>();
        JsonNode list = document.tree().path(key);
        if (!list.isMissingNode() && !list.isArray())
            throw new BadInput(document.problem("/" + key, "is no list", "write `" + key + ": [NAME]`"));
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    /// The folders of tasks, by name.
    private List<Path> tasks() {
        Path all = folder.resolve("tasks");
        try (var entries = Files.list(all)) {
            return entries.filter(entry -> Files.exists(entry.resolve(TASK))).sorted().toList();
        } catch (IOException unreadable) {
            throw bad(all, "cannot be listed", "a task repository has a folder for each task there");
        }
    }

    private static ObjectNode row(Path task) {
        requireText(task.resolve(TASK));
        YamlDocument document = YamlDocument.read(task.resolve(TASK));
        ObjectNode row = document.tree().deepCopy().asObject();
        if (!row.path("instance_id").asString("").equals(task.getFileName().toString()))
            throw new BadInput(document.problem("/instance_id", "is not the name of the task's folder",
                    "name both alike"));
        FILES.forEach((field, name) -> row.put(field, text(task.resolve(name))));
        row.put("hints_text", Files.exists(task.resolve(HINTS)) ? text(task.resolve(HINTS)) : "");
        Path tests = task.resolve(TESTS);
        try {
            JsonNode lists = JsonTree.STRICT.readTree(text(tests));
            if (!lists.isObject()) throw bad(tests, "is no JSON object", "write {\"FAIL_TO_PASS\": […], …}");
            lists.forEachEntry(row::set);
        } catch (JacksonException e) {
            var fault = JsonFault.of(e);
            throw bad(tests, fault.wrong(), fault.cure());
        }
        return row;
    }

    private static String text(Path file) {
        requireText(file);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (NoSuchFileException _) {
            throw bad(file, "does not exist", "each task of a task repository has one");
        } catch (CharacterCodingException _) {
            throw bad(file, "is not UTF-8", "save it as UTF-8");
        } catch (IOException unreadable) {
            throw bad(file, "cannot be read", "check its permissions");
        }
    }

    /// Fails where reading might never end: at a pipe, a device, or a link to one. git keeps such links.
    private static void requireText(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file))
            throw bad(file, "is no regular file", "put the text itself there");
    }

    private static BadInput bad(Path file, String wrong, String cure) {
        return new BadInput(Problem.of(file.toString(), "the file", wrong, cure));
    }

    /// The hash of all files that rows are made of, with their names.
    public String sha256() throws IOException {
        MessageDigest sha256 = Sha256.begun();
        update(sha256, CONFIGURATION, folder.resolve(CONFIGURATION));
        List<String> names = new ArrayList<>(FILES.values());
        names.addAll(List.of(TASK, TESTS, HINTS));
        names.sort(null);
        for (Path task : tasks())
            for (String name : names)
                if (Files.exists(task.resolve(name)))
                    update(sha256, task.getFileName() + "/" + name,
                            task.resolve(name));
        return Sha256.hex(sha256);
    }

    private static void update(MessageDigest sha256, String name, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        sha256.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        sha256.update(content);
    }
}
