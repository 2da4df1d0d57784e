package dev.frostbench.reports.html;

import dev.frostbench.reports.audit.Audit;
import dev.frostbench.reports.explain.RunFacts;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.standings.Standings;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.reports.text.WholeFile;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `index.html`: a run's page. It needs nothing beside it, unless the run is so large that its details have files of
/// their own. The same ledger gives the same bytes. Pages of two runs differ in dates, times and machines.
public final class IndexPage {

    private IndexPage() {}

    /// @param notes what may mislead in the numbers
    /// @param audit what the run was made for, if it is an audit
    public static void render(RunRecord run, Tally tally, List<String> notes, Optional<Audit> audit, Path folder)
            throws IOException {
        Standings standings = Standings.of(run, tally);
        DetailChunks details = DetailChunks.of(run, tally.samples(), folder);
        Iterable<PageRows.Row> rows = PageRows.of(run);
        String style = resource("index.css") + resource("run.css") + (audit.isPresent() ? resource("audit.css") : "");
        String script = resource("index.js");
        try (WholeFile file = WholeFile.at(folder.resolve("index.html"))) {
            JteindexGenerated.render(new OwaspHtmlTemplateOutput(new FileOutput(file)), null, run.info(), tally,
                    standings, notes, RunFacts.of(run), audit.orElse(null),
                    policy(style, script, details.areBeside()),
                    out -> out.writeContent(style), out -> out.writeContent(script), rows, PageRows.data(rows),
                    details);
            file.keep();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /// Nothing acts in the page but its own style and script. If details are beside it, the scripts in its folder may:
    /// no element of the page but one that its own script makes names one.
    private static String policy(String style, String script, boolean beside) {
        return "default-src 'none'; style-src '" + PageStyle.hash(style) + "'; script-src '" + PageStyle.hash(script)
                + (beside ? "' 'self'" : "'") + "; require-trusted-types-for 'script'; trusted-types "
                + (beside ? "beside" : "'none'") + "; base-uri 'none'; form-action 'none'";
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
