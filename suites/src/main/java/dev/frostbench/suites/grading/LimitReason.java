package dev.frostbench.suites.grading;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Observation;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The limits of the suite that a prediction ran into, named in the reason why it did not pass. Without them, a reader
/// of "timed out" or "unresolved" would look for the cause in the answer.
public final class LimitReason {

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    /// What a program prints if a write failed because of the limit on file size.
    private static final String TOO_LARGE = "File too large";
    private static final int LOOKED_AT = 1 << 16;

    private LimitReason() {}

    /// The grade with the limits named, if they explain it.
    public static Grade named(Grade grade, Evidence evidence, ProcedureLimits limits) {
        if (grade.verdict().passed()) return grade;
        List<String> reasons = reasons(evidence, limits);
        return reasons.isEmpty() ? grade
                : grade.because(
                        grade.why() + "; it ran into the limit of " + String.join(" and of ", reasons));
    }

    private static List<String> reasons(Evidence evidence, ProcedureLimits limits) {
        Set<String> hit = new TreeSet<>();
        boolean cut = false;
        for (Observation seen : evidence.observations()) {
            if (!seen.pass().equals("main")) continue;
            hit.addAll(seen.limitsHit());
            cut |= seen.droppedBytes() > 0;
            if (end(seen.output()).contains(TOO_LARGE)) hit.add("file_size");
        }
        List<String> reasons = new ArrayList<>();
        if (hit.contains("memory")) reasons.add(size(limits.memoryBytes()) + " of memory (limits: memory)");
        if (hit.contains("processes")) reasons.add(limits.processes() + " processes (limits: processes)");
        if (hit.contains("disk") || hit.contains("file_size"))
            reasons.add(size(limits.diskBytes()) + " of disk (limits: disk)");
        if (cut)
            reasons.add(size(limits.outputBytes())
                    + " of output (limits: output), of which the head and the tail are kept");
        return reasons;
    }

    private static String end(byte[] output) {
        int from = Math.max(0, output.length - LOOKED_AT);
        return new String(output, from, output.length - from, StandardCharsets.UTF_8);
    }

    /// The size in the largest unit that gives a whole number.
    private static String size(long bytes) {
        int unit = 0;
        long amount = bytes;
        for (; unit < UNITS.size() - 1 && amount % 1024 == 0 && amount > 0; unit++) amount /= 1024;
        return amount + UNITS.get(unit);
    }
}
