package dev.frostbench.bowls;

import dev.frostbench.reports.official.FolderNames;
import dev.frostbench.reports.official.OfficialOutput;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What the tool of the bowls would write: a line for each bowl.
public final class ShelfOutput implements OfficialOutput {

    @Override
    public String layout() {
        return "shelf";
    }

    @Override
    public void render(RunRecord run, Part part, List<String> models, Path folder, FolderNames names)
            throws IOException {
        var lines = new StringBuilder();
        for (Result result : run.results())
            lines.append(result.task().id()).append(' ').append(result.grade().measures()).append('\n');
        WholeFile.write(folder.resolve("shelf.txt"), lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
