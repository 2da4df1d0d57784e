package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import java.util.Optional;

/// What a sandbox may use, in the units of the SDKs.
///
/// @param cpu processors
/// @param memory GiB
/// @param disk GiB that it may write
public record Size(int cpu, int memory, int disk) {

    /// What a sandbox gets if nobody asks for something else.
    public static final Size USUAL = new Size(2, 4, 16);
    private static final int PROCESSES = 4096;
    private static final int MOST_CPU = 256;
    private static final int MOST_GIB = 16384;

    /// @throws ApiFailure 400 if a number is not positive, or too large for any machine
    public Size {
        check("cpu", cpu, MOST_CPU);
        check("memory", memory, MOST_GIB);
        check("disk", disk, MOST_GIB);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most)
            throw ApiFailure.badRequest("'" + name + "' must be a whole number from 1 to " + most);
    }

    /// This size with what a request names.
    public Size with(Fields fields) {
        Optional<Integer> gpu = fields.number("gpu").filter(count -> count > 0);
        if (gpu.isPresent()) throw ApiFailure.notOffered("this server has no GPUs to give");
        return new Size(fields.number("cpu").orElse(cpu), fields.number("memory").orElse(memory),
                fields.number("disk").orElse(disk));
    }

    public Limits limits() {
        return new Limits((long) memory << 30, PROCESSES, cpu, (long) disk << 30, (long) disk << 30);
    }
}
