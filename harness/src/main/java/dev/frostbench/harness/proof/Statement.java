package dev.frostbench.harness.proof;

import dev.frostbench.harness.ledger.LedgerCheck;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Machine;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.record.RunRecord.Sitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is said about a run: an in-toto statement, version 1 (https://in-toto.io/Statement/v1). Its subjects are the
/// score files; its predicate is described in docs/formats.md. The same run gives the same bytes.
final class Statement {

    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE = "https://frostbench.dev/attestations/run/v1";

    private Statement() {}

    /// @param ledger a sound one, of the same folder
    static byte[] of(Path folder, RecordedRun recorded, LedgerCheck ledger) throws IOException {
        var json = JsonNodeFactory.instance.objectNode().put("_type", TYPE);
        var subjects = json.putArray("subject");
        ReportFiles.scores(folder).digests().forEach((name, digest) -> subjects.addObject().put("name", name)
                .putObject("digest").put("sha256", digest));
        json.put("predicateType", PREDICATE);
        var predicate = json.putObject("predicate");
        predicate.set("run", JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("run.json"))));
        predicate.putObject("ledger").put("sha256", ledger.sha256()).put("records", ledger.records())
                .put("plan", recorded.planDigest().orElse(""));
        RunRecord record = recorded.record();
        var sittings = predicate.putArray("sittings");
        record.circumstances().sittings().forEach(sitting -> write(sitting, sittings.addObject()));
        var verdicts = predicate.putObject("verdicts");
        count(record).forEach(verdicts::put);
        return JsonMapper.shared().writeValueAsBytes(json);
    }

    private static void write(Sitting sitting, ObjectNode json) {
        json.put("began", sitting.began().toString());
        sitting.ended().ifPresent(ended -> json.put("ended", ended.toString()));
        Machine machine = sitting.machine();
        json.putObject("machine").put("host", machine.host()).put("system", machine.system())
                .put("processor", machine.processor()).put("processors", machine.processors())
                .put("memory_bytes", machine.memoryBytes());
    }

    private static SortedMap<String, Integer> count(RunRecord record) {
        SortedMap<String, Integer> verdicts = new TreeMap<>();
        for (Result result : record.results()) verdicts.merge(result.grade().verdict().word(), 1, Integer::sum);
        return verdicts;
    }
}
