package dev.frostbench.suites.file;

import java.nio.file.Path;

/// What a suite file says of the fixture of tasks, with `{field}` for a field of a task's row.
public sealed interface FixtureChoice {

    String template();

    /// A recipe, by its name.
    record Named(String template) implements FixtureChoice {}

    /// A container image, by its name in a registry or its place on this machine.
    ///
    /// @param plainHttp whether the registry has no TLS
    /// @param folder of the suite, where relative paths begin
    record Image(String template, boolean plainHttp, Path folder) implements FixtureChoice {

        /// @param reference the template with the row's fields
        public ImageFixture of(String reference) {
            return new ImageFixture(reference, plainHttp, folder);
        }
    }
}
