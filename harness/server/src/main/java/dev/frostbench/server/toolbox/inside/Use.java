package dev.frostbench.server.toolbox.inside;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// What the processes of a sandbox use, as one of them sees it. Totals are those of the machine below.
///
/// @param processors that its commands may run on
/// @param busyPercent of these, over a tenth of a second
/// @param memoryUsed resident bytes of its processes
/// @param diskTotal bytes of the file system that it writes to
public record Use(int processors, double busyPercent, long memoryTotal, long memoryUsed, long diskTotal,
        long diskUsed) {

    /// Each part ends with a line of a dash.
    private static final String LOOK = """
            nproc || echo 1; echo -
            cat /proc/[0-9]*/stat 2>/dev/null; echo -
            sleep 0.1 2>/dev/null || sleep 1
            cat /proc/[0-9]*/stat 2>/dev/null; echo -
            grep MemTotal /proc/meminfo; echo -
            df -kP . 2>/dev/null | tail -n 1
            """;
    private static final Duration MOMENT = Duration.ofSeconds(20);
    private static final long PAGE = 4096;
    private static final double TICKS_A_SECOND = 100;
    private static final double SECONDS = 0.1;
    /// Places after the program's name, which is in parentheses.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int RESIDENT_PAGES = 21;

    public static Use of(Inside inside) throws IOException, InterruptedException {
        Outcome outcome = inside.sandbox().run(Command.of("sh", "-c", LOOK).workdir(inside.workdir())
                .output(new Command.Output.Memory(8 << 20, false)).timeout(MOMENT));
        return of(new String(outcome.stdout(), StandardCharsets.UTF_8));
    }

    static Use of(String told) {
        String[] parts = told.split("(?m)^-$", -1);
        int processors = (int) Math.max(1, number(part(parts, 0), 0));
        long ticks = total(part(parts, 2), USER_TICKS) + total(part(parts, 2), SYSTEM_TICKS)
                - total(part(parts, 1), USER_TICKS) - total(part(parts, 1), SYSTEM_TICKS);
        double busy = Math.clamp(ticks * 100 / (TICKS_A_SECOND * SECONDS * processors), 0, 100);
        String disk = part(parts, 4);
        return new Use(processors, busy, number(part(parts, 3), 1) << 10,
                total(part(parts, 2), RESIDENT_PAGES) * PAGE, number(disk, 1) << 10, number(disk, 2) << 10);
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index].strip() : "";
    }

    private static long total(String processes, int field) {
        return processes.lines().mapToLong(line -> number(line.substring(line.lastIndexOf(')') + 1).strip(), field))
                .sum();
    }

    /// 0 if it is not there: a sandbox may lack the program that tells it.
    private static long number(String line, int field) {
        List<String> fields = List.of(line.split("\\s+"));
        return field < fields.size() && fields.get(field).matches("\\d{1,15}") ? Long.parseLong(fields.get(field)) : 0;
    }
}
