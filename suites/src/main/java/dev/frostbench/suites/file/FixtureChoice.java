package dev.frostbench.suites.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a suite file says of the fixture of tasks, with `{field}` for a field of a task's row.
public sealed interface FixtureChoice {

    /// All texts in which fields may stand.
    String template();

    /// The fixture of a row, if it has no recipe of its own.
    Optional<MadeFixture> made(ObjectNode row);

    /// A recipe, by its name.
    record Named(String template) implements FixtureChoice {
        @Override
        public Optional<MadeFixture> made(ObjectNode row) {
            return Optional.empty();
        }
    }

    /// A container image, by its name in a registry or its place on this machine.
    ///
    /// @param plainHttp whether the registry has no TLS
    /// @param folder of the suite, where relative paths begin
    record Image(String template, boolean plainHttp, Path folder) implements FixtureChoice {

        @Override
        public Optional<MadeFixture> made(ObjectNode row) {
            return Optional.of(of(filled(template, row)));
        }

        /// @param reference the template with the row's fields
        ImageFixture of(String reference) {
            return new ImageFixture(reference, plainHttp, folder);
        }
    }

    /// A Dockerfile. Its path, its context, its target and the values of its arguments are templates.
    ///
    /// @param whole as the suite has it; its paths begin at the suite's folder
    record Dockerfile(DockerfileFixture whole) implements FixtureChoice {

        @Override
        public String template() {
            return String.join("\0", whole.file(), whole.context().orElse(""), whole.target().orElse(""),
                    String.join("\0", whole.args().values()));
        }

        @Override
        public Optional<MadeFixture> made(ObjectNode row) {
            Map<String, String> args = new TreeMap<>();
            whole.args().forEach((name, value) -> args.put(name, filled(value, row)));
            return Optional.of(new DockerfileFixture(filled(whole.file(), row),
                    whole.context().map(text -> filled(text, row)), whole.target().map(text -> filled(text, row)), args,
                    whole.plainHttp(), whole.folder()));
        }
    }

    private static String filled(String template, ObjectNode row) {
        return RowTemplate.filled(template, row, JsonNode::asString);
    }
}
