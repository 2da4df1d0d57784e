package dev.frostbench.reports.html;

import dev.frostbench.reports.audit.Audit;
import dev.frostbench.reports.explain.RunFacts;
import dev.frostbench.reports.official.FolderNames;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.text.WholeFile;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `index.html`: one file that needs nothing beside it. The same ledger gives the same bytes. Pages of two runs differ
/// in dates, times and machines.
public final class IndexPage {

    private static final int MOST_BYTES = 20 << 20;
    private static final int MOST_KEPT = 64 << 10;
    private static final int LEAST_KEPT = 256;
    private static final String LOG_ENDING = ".txt";

    private IndexPage() {}

    /// @param notes what may mislead in the numbers
    /// @param audit what the run was made for, if it is an audit
    public static void render(RunRecord run, Tally tally, List<String> notes, Optional<Audit> audit, Path folder)
            throws IOException {
        // a quarter, since an answer and a log have a head and a tail each
        int keep = Math.clamp(MOST_BYTES / 4 / Math.max(1, tally.samples()), LEAST_KEPT, MOST_KEPT);
        ResultData data = new ResultData(keep);
        String style = resource("index.css") + (audit.isPresent() ? resource("audit.css") : "");
        String script = resource("index.js");
        String policy = "default-src 'none'; style-src '" + PageStyle.hash(style) + "'; script-src '"
                + PageStyle.hash(script)
                + "'; base-uri 'none'; form-action 'none'";
        try (WholeFile file = WholeFile.at(folder.resolve("index.html"))) {
            JteindexGenerated.render(new OwaspHtmlTemplateOutput(new FileOutput(file)), null, run.info(), tally, notes,
                    RunFacts.of(run), audit.orElse(null),
                    policy,
                    out -> out.writeContent(style), out -> out.writeContent(script),
                    streamed(run, data, folder));
            file.keep();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static Content streamed(RunRecord run, ResultData data, Path folder) {
        Map<String, String> kinds = new HashMap<>();
        run.info().parts().forEach(part -> kinds.put(part.name(), part.kind()));
        return out -> {
            out.writeContent("<script type=\"application/json\" id=\"rows\">[");
            String comma = "\n";
            for (Result result : run.results()) {
                out.writeContent(comma + ScriptData.of(data.row(result)));
                comma = ",\n";
            }
            out.writeContent("\n]</script>\n");
            int at = 0;
            FolderNames names = new FolderNames();
            int task = -1;
            String before = null;
            for (Result result : run.results()) {
                boolean first = !result.task().id().equals(before);
                if (first) task = at;
                before = result.task().id();
                ResultData.Details details = data.details(result, kinds.getOrDefault(result.task().part(), ""), task,
                        log(result, data, folder, names));
                if (first && !details.ofTask().isEmpty()) script(out, "t" + at, details.ofTask());
                script(out, "d" + at++, details.own());
            }
        };
    }

    private static void script(TemplateOutput out, String id, JsonNode data) {
        out.writeContent("<script type=\"application/json\" id=\"" + id + "\">" + ScriptData.of(data) + "</script>\n");
    }

    /// The ending of the names of the whole logs beside the page, one log a step. They are written if the page shows
    /// only their ends.
    private static String log(Result result, ResultData data, Path folder, FolderNames names) {
        if (!data.cutsLog(result)) return "";
        String id = result.task().id() + "." + result.sample();
        String name = names.give(id, id + "\n" + result.model(), LOG_ENDING) + LOG_ENDING;
        try {
            int at = 0;
            for (var seen : result.evidence().observations()) {
                WholeFile.write(folder.resolve("logs").resolve(at++ + "-" + name), seen.output());
            }
            return name;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = IndexPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record FileOutput(WholeFile file) implements TemplateOutput {
        @Override
        public void writeContent(String value) {
            try {
                file.write(value);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void writeContent(String value, int from, int to) {
            writeContent(value.substring(from, to));
        }
    }
}
