package dev.frostbench.suites.file;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// Amounts with a unit, as people write them: `3s`, `30m`, `4GiB`.
public final class Quantity {

    private static final Pattern SHAPE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([A-Za-z]+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?");
    private static final Map<String, Double> SECONDS = Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "min", 60.0, "h",
            3600.0);
    private static final Map<String, Double> BYTES = Map.of("B", 1.0, "KiB", 1024.0, "MiB", 0x1p20, "GiB", 0x1p30,
            "kB", 1e3, "MB", 1e6, "GB", 1e9);

    private Quantity() {}

    public static Duration duration(String text) {
        return Duration.ofMillis(Math.round(amount(text, SECONDS, "a duration such as 3s, 500ms or 30m") * 1000));
    }

    public static long bytes(String text) {
        return Math.round(amount(text, BYTES, "a size such as 512MiB or 4GiB"));
    }

    private static double amount(String text, Map<String, Double> units, String wanted) {
        var shape = SHAPE.matcher(text.strip());
        if (NUMBER.matcher(text.strip()).matches())
            throw new IllegalArgumentException("'" + text + "' has no unit; it must be " + wanted);
        if (!shape.matches() || !units.containsKey(shape.group(2)))
            throw new IllegalArgumentException("'" + text + "' is not " + wanted);
        double amount = Double.parseDouble(shape.group(1)) * units.get(shape.group(2));
        if (!(amount > 0 && amount < 1e15)) throw new IllegalArgumentException("'" + text + "' is out of bounds");
        return amount;
    }
}
