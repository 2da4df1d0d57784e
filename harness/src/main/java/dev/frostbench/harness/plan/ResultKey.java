package dev.frostbench.harness.plan;

import dev.frostbench.suites.dataset.Sha256;
import dev.frostbench.suites.file.Service;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Pass;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.procedure.Procedure.Step;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import tools.jackson.databind.json.JsonMapper;

/// A hash of everything that a verdict depends on. Results with equal keys are the same result, so a resumed run
/// repeats only those whose key has changed.
final class ResultKey {

    private static final int LONG = 4096;
    /// Of long words of commands. The program that judges is the same for every sample of a run.
    private static final Map<String, String> DIGESTS = Collections.synchronizedMap(new WeakHashMap<>());

    private final MessageDigest sha256;

    private ResultKey(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /// What the keys of all samples of a task have in common. Any number of threads may go on from it.
    ///
    /// @param fixture digest of the snapshot, or empty for what is not run
    static ResultKey of(Task task, String fixture, String graderVersion) {
        return new ResultKey(Sha256.begun()).add("result 1").add(graderVersion).add(fixture).add(task.id())
                .add(task.part()).add(JsonMapper.shared().writeValueAsBytes(task.row()));
    }

    /// The key of a sample of this task that is not run.
    String of(Prediction prediction) {
        try {
            var key = new ResultKey((MessageDigest) sha256.clone());
            return Sha256.hex(key.add(prediction.model()).add(prediction.text()).sha256);
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError("Java's own SHA-256 can be cloned", impossible);
        }
    }

    /// The key of a sample of this task that is run.
    ///
    /// @param judgedBy what grading reads beside the task, the prediction and the evidence
    String of(Prediction prediction, Origin origin, Procedure procedure, String judgedBy) {
        var key = new ResultKey(Sha256.begun());
        key.add(of(prediction)).add(procedure.limits()).add(judgedBy);
        origin.beside().ifPresent(beside -> key.add(beside.service()));
        for (Pass pass : procedure.passes()) {
            key.add("pass").add(pass.name());
            pass.steps().forEach(key::add);
            procedure.warm().ifPresent(warm -> key.add(String.join(" ", warm.modules())));
        }
        return Sha256.hex(key.sha256);
    }

    private void add(Service service) {
        add("service").add(service.words().size());
        service.words().forEach(this::add);
    }

    private void add(Step step) {
        switch (step) {
            case Step.Write write ->
                add("write").add(write.name()).add(write.path()).add(write.content()).add(write.mode());
            case Step.Read read -> add("read").add(read.name()).add(read.path()).add(read.most());
            case Step.WriteBack back -> add("write back").add(back.name()).add(back.path()).add(back.pass())
                    .add(back.read()).add(back.mode());
            case Step.Run run -> {
                add("run").add(run.name()).add(String.valueOf(run.stopsUnlessPassed()));
                run.alternatives().forEach(this::add);
            }
        }
    }

    private void add(Invocation invocation) {
        add("invocation").add(invocation.argv().size());
        for (String word : invocation.argv())
            if (word.length() < LONG) add(word);
            else
            add("digest").add(DIGESTS.computeIfAbsent(word, ResultKey::digest));
        new TreeMap<>(invocation.environment()).forEach((name, value) -> add(name).add(value));
        add(invocation.workdir()).add(invocation.stdin()).add(invocation.timeout().toString());
    }

    private static String digest(String text) {
        return Sha256.hexOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private ResultKey add(ProcedureLimits limits) {
        return add(limits.toString());
    }

    private ResultKey add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    private ResultKey add(int number) {
        return add(String.valueOf(number));
    }

    /// Hashes the length too: otherwise two neighbours could trade bytes without changing the key.
    private ResultKey add(byte[] bytes) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha256.update(bytes);
        return this;
    }
}
