package dev.frostbench.reports.official;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// Writes the files that the official tool of a benchmark would have written. Found by [java.util.ServiceLoader], as
/// the kinds of parts are.
public interface OfficialOutput {

    /// The layout of a name; nothing if no such class can be found.
    static Optional<OfficialOutput> named(String layout) {
        return ServiceLoader.load(OfficialOutput.class).stream().map(ServiceLoader.Provider::get)
                .filter(output -> output.layout().equals(layout)).findFirst();
    }

    /// The name by which kinds ask for it.
    String layout();

    /// @param models of this part
    /// @param names those of the folder
    void render(RunRecord run, Part part, List<String> models, Path folder, FolderNames names) throws IOException;
}
