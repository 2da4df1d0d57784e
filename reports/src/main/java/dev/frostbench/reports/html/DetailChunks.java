package dev.frostbench.reports.html;

import dev.frostbench.reports.official.FolderNames;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.WholeFile;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The details of all results, in chunks of results that follow each other. The page of a small run holds them. Of a
/// larger run each chunk is a script beside the page, `details/0.js` and so on, which the page loads when one of its
/// results is opened: from the disk a browser loads scripts, but fetches no data.
final class DetailChunks {

    /// The page's size is about this at most, apart from its rows.
    private static final int MOST_INSIDE = 16 << 20;
    /// Beyond this, a chunk ends with its task; beyond four times this, at once.
    private static final int LONGEST_CHUNK = 256 << 10;
    /// About what the details of a run have on the disk, since an answer and a log have a head and a tail each.
    private static final long MOST_ON_DISK = 512L << 20;
    private static final int MOST_KEPT = 64 << 10;
    private static final int LEAST_KEPT = 2 << 10;
    private static final String LOG_ENDING = ".txt";

    private final Path folder;
    private final Map<String, String> kinds = new HashMap<>();
    private final ResultData data;
    private final FolderNames names = new FolderNames();
    private final List<Integer> starts = new ArrayList<>();
    private final List<String> inside = new ArrayList<>();
    private final StringBuilder chunk = new StringBuilder();
    private long length;
    private boolean beside;

    private DetailChunks(RunRecord run, int samples, Path folder) {
        this.folder = folder;
        data = new ResultData(Math.clamp(MOST_ON_DISK / 4 / Math.max(1, samples), LEAST_KEPT, MOST_KEPT));
        run.info().parts().forEach(part -> kinds.put(part.name(), part.kind()));
    }

    /// Writes what lies beside the page: whole logs, and the chunks of a large run.
    static DetailChunks of(RunRecord run, int samples, Path folder) throws IOException {
        var chunks = new DetailChunks(run, samples, folder);
        int at = 0;
        int task = 0;
        String before = null;
        for (Result result : run.results()) {
            boolean same = result.task().id().equals(before);
            if (chunks.chunk.length() > (same ? 4 : 1) * LONGEST_CHUNK) chunks.end();
            boolean begins = chunks.chunk.isEmpty();
            boolean first = begins || !same;
            if (first) task = at;
            before = result.task().id();
            if (begins) chunks.starts.add(at);
            chunks.add(result, at++, task, first);
        }
        if (!chunks.chunk.isEmpty()) chunks.end();
        return chunks;
    }

    /// @param first whether this is the first result of its task in the chunk
    private void add(Result result, int at, int task, boolean first) throws IOException {
        ResultData.Details details = data.details(result, kinds.getOrDefault(result.task().part(), ""), task,
                log(result));
        chunk.append(chunk.isEmpty() ? "{" : ",\n");
        if (first && !details.ofTask().isEmpty())
            chunk.append("\"t").append(at).append("\":").append(ScriptData.of(details.ofTask())).append(",\n");
        chunk.append("\"d").append(at).append("\":").append(ScriptData.of(details.own()));
    }

    private void end() throws IOException {
        inside.add(chunk.append('}').toString());
        length += chunk.length();
        chunk.setLength(0);
        beside |= length > MOST_INSIDE;
        if (!beside) return;
        for (int at = starts.size() - inside.size(); at < starts.size(); at++)
            WholeFile.write(folder.resolve("details").resolve(at + ".js"),
                    ("take(" + at + ", " + inside.removeFirst() + ");\n").getBytes(StandardCharsets.UTF_8));
    }

    boolean areBeside() {
        return beside;
    }

    /// The first result of each chunk.
    List<Integer> starts() {
        return List.copyOf(starts);
    }

    /// The chunks that the page holds.
    void write(TemplateOutput out) {
        for (int at = 0; at < inside.size(); at++)
            out.writeContent("<script type=\"application/json\" id=\"c" + at + "\">" + inside.get(at) + "</script>\n");
    }

    /// The ending of the names of the whole logs beside the page, one log a step. They are written if the details have
    /// only their ends.
    private String log(Result result) throws IOException {
        if (!data.cutsLog(result)) return "";
        String id = result.task().id() + "." + result.sample();
        String name = names.give(id, id + "\n" + result.model(), LOG_ENDING) + LOG_ENDING;
        int at = 0;
        for (var seen : result.evidence().observations())
            WholeFile.write(folder.resolve("logs").resolve(at++ + "-" + name), seen.output());
        return name;
    }
}
