package dev.frostbench.suites.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frostbench.documents.BadInput;
import dev.frostbench.suites.file.ImageFixture;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.file.SuiteFile;
import dev.frostbench.suites.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Suites whose fixtures are container images, named in the suite or by the rows of a data set.
class ImageFixturesTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            python                                  | image/python+latest
            team/image:1.0                          | image/team/image+1.0
            registry.example.org:5000/team/image:1  | image/registry.example.org+5000/team/image+1
            127.0.0.1:5000/a                        | image/127.0.0.1+5000/a+latest
            a/b@sha256:DIGEST                       | image/a/b+0123456789ab
            a/b:2@sha256:DIGEST                     | image/a/b+2+0123456789ab
            sweb/sweb.eval.x86_64.a_1776_b-1:latest | image/sweb/sweb.eval.x86_64.a_1776_b-1+latest
            [::1]:5000/a/b:3                        | image/b+3-53ea7c9dba81a62d
            oci:images/base:1                       | image/base-1-8ceb4d19b2efddb2
            docker-archive:images/base.tar          | image/base.tar-75eadd08c80d804a
            """)
    void anImageHasAReadableNameOfItsOwn(String reference, String name) {
        ImageFixture image = image(reference.replace("DIGEST", HEX));
        assertThat(image.fault()).isEmpty();
        assertThat(image.name()).isEqualTo(name);
    }

    @Test
    void aLongNameIsCutAndKeptApart() {
        String tag = "t".repeat(120);
        assertThat(image("a/b:" + tag).name()).hasSizeLessThan(100).startsWith("image/b+tttt")
                .isNotEqualTo(image("a/b:" + tag + "t").name());
    }

    @Test
    void aRowNamesItsImageAndASingleTaskAnother() throws IOException {
        suite("""
                fixture: {image: "{image}", plain_http: true}
                fixtures:
                  second: {image: "oci:images/{version}:one"}
                  third: host
                """, """
                {"task_id":"first","image":"127.0.0.1:5000/team/first:1","version":1}
                {"task_id":"second","image":"x","version":2}
                {"task_id":"third","image":"x","version":3}
                """);
        Suite suite = SuiteFile.read(folder.resolve("suite.yaml"));
        List<Task> tasks = load(suite);
        assertThat(tasks).extracting(Task::fixture).satisfiesExactly(
                first -> assertThat(first).isEqualTo("image/127.0.0.1+5000/team/first+1"),
                second -> assertThat(second).matches("image/2-one-[0-9a-f]{16}"),
                third -> assertThat(third).isEqualTo("host"));
        var part = suite.parts().getFirst();
        assertThat(part.recipes(tasks.get(0)).get(tasks.get(0).fixture())).hasToString(
                "{\"base\":{\"image\":\"127.0.0.1:5000/team/first:1\",\"plain_http\":true}}");
        assertThat(part.recipes(tasks.get(1)).get(tasks.get(1).fixture())).hasToString(
                "{\"base\":{\"image\":\"oci:" + folder.toAbsolutePath() + "/images/2:one\"}}");
        assertThat(part.recipes(tasks.get(2))).isEmpty();
    }

    @Test
    void aRowThatNamesNoImageIsToldWithItsLine() throws IOException {
        suite("fixture: {image: \"{image}\"}\n", """
                {"task_id":"first","image":"a/b"}
                {"task_id":"second"}
                {"task_id":"third","image":"A/b C"}
                {"task_id":"fourth","image":"oci:/etc"}
                """);
        assertThat(refused()).containsExactly(
                "rows.jsonl:2: 'image' is missing, and the fixture's template needs it; mend `fixture:` in suite.yaml",
                "rows.jsonl:3: the image names no image: 'A/b C'; mend the row, or `fixture:` in suite.yaml",
                "rows.jsonl:4: the image names an image on this machine, which only a suite may do: 'oci:/etc'; mend"
                        + " the row, or `fixture:` in suite.yaml");
    }

    /// A row may hold a NUL or half of a surrogate pair, of which no path can be made.
    @Test
    void aRowThatNamesNoDockerfileOfTheSuiteIsToldWithItsLine() throws IOException {
        suite("fixture: {dockerfile: \"tasks/{of}/Dockerfile\", context: \"{context}\"}\n", """
                {"task_id":"first","of":"a","context":"."}
                {"task_id":"second","of":"../../a","context":"."}
                {"task_id":"third","of":"a\\u0000b","context":"."}
                {"task_id":"fourth","of":"a\\ud800","context":"."}
                {"task_id":"fifth","of":"a","context":"/etc"}
                {"task_id":"sixth","of":"a","context":"a\\ud800"}
                """);
        assertThat(refused()).extracting(told -> told.replaceFirst("(:\\d+: [^:]+):.*", "$1")).containsExactly(
                "rows.jsonl:2: the Dockerfile is outside of the suite's folder",
                "rows.jsonl:3: the Dockerfile names no file", "rows.jsonl:4: the Dockerfile names no file",
                "rows.jsonl:5: the Dockerfile has a context outside of the suite's folder",
                "rows.jsonl:6: the Dockerfile has a context outside of the suite's folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fixture: {image: a/B}                         | 6:18 | /fixture/image names no image: 'a/B'; write [HOST
            fixture: {image: "oci:a", plain_http: true}   | 6:39 | /fixture/plain_http belongs to a registry
            fixture: {image: a, imag: b}                  | 6:21 | did you mean 'image'?
            fixture: {image: a, plain_http: 1}            | 6:33 | it must be true or false
            fixture: [a]                                  | 6:10 | is neither a name nor an image
            fixtures: {first: {image: "oci:"}}            | 6:27 | /fixtures/first/image names no image: 'oci:'
            """)
    void aSuiteThatNamesNoImageIsToldWithItsPlace(String line, String place, String wrong) throws IOException {
        suite(line + "\n", "{\"task_id\":\"first\"}\n");
        assertThat(refused()).singleElement().asString().startsWith("suite.yaml:" + place + ": ").contains(wrong);
    }

    private ImageFixture image(String reference) {
        return new ImageFixture(reference, false, folder);
    }

    private void suite(String fixtures, String rows) throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), """
                name: images
                kind: command
                dataset: rows.jsonl
                command: [sh]
                prediction: {file: /answer}
                """ + fixtures);
        Files.writeString(folder.resolve("rows.jsonl"), rows);
    }

    private static List<Task> load(Suite suite) {
        return Selection.load(suite, new SelectionRequest(Optional.empty(), new PredictionSource.None(), List.of(),
                OptionalInt.empty())).tasks();
    }

    private List<String> refused() {
        var bad = catchThrowableOfType(BadInput.class, () -> load(SuiteFile.read(folder.resolve("suite.yaml"))));
        return bad.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }
}
