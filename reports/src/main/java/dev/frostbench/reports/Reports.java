package dev.frostbench.reports;

import dev.frostbench.reports.audit.Audit;
import dev.frostbench.reports.csv.CsvReport;
import dev.frostbench.reports.html.IndexPage;
import dev.frostbench.reports.official.FolderNames;
import dev.frostbench.reports.official.OfficialOutput;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.tally.MissingPackages;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.validation.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every report of a run: CSV files, `official/`, and `index.html`.
public final class Reports {

    private Reports() {}

    public static void render(RunRecord run, Path folder) throws IOException {
        render(run, Tally.of(run), folder);
    }

    /// Writes all reports into a folder that has none.
    public static void render(RunRecord run, Tally tally, Path folder) throws IOException {
        CsvReport.render(run, tally, folder);
        Optional<Audit> audit = Audit.isOf(run.info()) ? Optional.of(Audit.of(run)) : Optional.empty();
        IndexPage.render(run, tally, MissingPackages.lines(run), audit, folder);
        if (audit.isPresent() || Validation.isOf(run.info())) Validation.of(run).write(folder);
        if (audit.isPresent()) audit.get().write(folder);
        Map<Path, FolderNames> names = new HashMap<>();
        for (Part part : run.info().parts()) {
            Optional<OfficialOutput> output = part.officialLayout().flatMap(OfficialOutput::named);
            if (output.isEmpty()) continue;
            Path official = official(run, part, folder.resolve("official"), names);
            List<String> models = tally.models(part.name());
            FolderNames free = names.computeIfAbsent(official, _ -> new FolderNames());
            output.get().render(run, part, models, official, free);
        }
    }

    /// Parts of the same layout would write files of the same names, so each gets a folder of its own.
    private static Path official(RunRecord run, Part part, Path official, Map<Path, FolderNames> names) {
        long alike = run.info().parts().stream().filter(other -> other.officialLayout().equals(part.officialLayout()))
                .count();
        FolderNames here = names.computeIfAbsent(official, _ -> new FolderNames());
        return alike == 1 ? official : official.resolve(here.give(part.name(), part.name()));
    }
}
