package dev.frostbench.harness.kubernetes;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.cluster.ClusterRequest;
import dev.frostbench.harness.cluster.Engine;
import dev.frostbench.harness.cluster.Submission;
import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Kubernetes for those who start the Jobs by themselves: writes their manifest, and asks no server.
record ManifestEngine(String namespace, ClusterRequest request) implements Engine {

    @Override
    public String name() {
        return ClusterRequest.KUBERNETES;
    }

    private Path file() {
        return request.pods().orElseThrow().manifest().orElseThrow().toAbsolutePath();
    }

    @Override
    public void check() {
        Path file = file();
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent()) || !Files.isWritable(file.getParent()))
            throw new BadInput(Problem.of("run", "--manifest '" + file + "'", "cannot be written",
                    "name a file in a folder that is there and that you may write"));
    }

    @Override
    public boolean begins() {
        return false;
    }

    @Override
    public String submit(Submission submission) throws IOException {
        String name = ShardJobs.name(submission.run());
        var jobs = new ShardJobs(submission, request.pods().orElseThrow(), request.nodeStore(), namespace, name);
        WholeFile.write(file(), jobs.yaml().getBytes(StandardCharsets.UTF_8));
        return namespace + "/" + name;
    }

    @Override
    public Queue queue(String job) {
        return Queue.EMPTY;
    }

    @Override
    public void cancel(String job) {}

    @Override
    public List<Ended> ended(String job) {
        return List.of();
    }
}
