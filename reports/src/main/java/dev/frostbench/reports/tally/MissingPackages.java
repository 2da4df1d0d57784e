package dev.frostbench.reports.tally;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.kind.PartKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Samples that did not pass because a Python package is missing. The fixture lacks it, and the suite's author can add
/// it. Parts whose fixtures belong to the benchmark are left out.
public final class MissingPackages {

    private static final Pattern WANTED = Pattern.compile("No module named '([A-Za-z_][A-Za-z0-9_]*)");
    /// Of longer output only the end is searched, because a traceback is there.
    private static final int LOOKED_AT = 64 << 10;
    /// Packages whose name differs from that of their module.
    private static final Map<String, String> PACKAGES = Map.of("sklearn", "scikit-learn", "skimage", "scikit-image",
            "cv2", "opencv-python",
            "PIL", "pillow", "yaml", "pyyaml", "bs4", "beautifulsoup4", "dateutil", "python-dateutil", "Crypto",
            "pycryptodome");
    /// Modules that Python had once, and that no package brings back.
    private static final Set<String> GONE = Set.of("imp", "distutils", "asynchat", "asyncore", "smtpd", "cgi", "cgitb",
            "telnetlib", "nntplib",
            "pipes", "crypt", "audioop", "imghdr", "sndhdr", "uu", "xdrlib", "chunk", "aifc", "sunau", "msilib", "nis",
            "spwd", "mailcap", "lib2to3");

    private static final class OfFixture {
        private final Map<String, Integer> samples = new TreeMap<>();
        private final Set<String> tasks = new HashSet<>();
        private int all;
    }

    private MissingPackages() {}

    /// One line for each fixture that lacks a package.
    public static List<String> lines(RunRecord run) {
        Set<String> ofBenchmark = run.info().parts().stream()
                .filter(part -> Kinds.named(part.kind()).filter(PartKind::bringsFixtures).isPresent())
                .map(RunRecord.Part::name)
                .collect(Collectors.toSet());
        Map<String, OfFixture> fixtures = new TreeMap<>();
        for (Result result : run.results()) {
            if (result.grade().verdict().passed() || ofBenchmark.contains(result.task().part())) continue;
            wanted(result).ifPresent(module -> {
                var of = fixtures.computeIfAbsent(result.task().fixture(), _ -> new OfFixture());
                of.samples.merge(module, 1, Integer::sum);
                of.tasks.add(result.task().id());
                of.all++;
            });
        }
        List<String> lines = new ArrayList<>();
        fixtures.forEach((fixture, of) -> lines.add(line(fixture, of)));
        return lines;
    }

    private static Optional<String> wanted(Result result) {
        return found(result.grade().why()).or(() -> result.evidence().observations().stream()
                .filter(seen -> seen.pass().equals("main")).map(seen -> found(end(seen.output())))
                .flatMap(Optional::stream).findFirst());
    }

    private static Optional<String> found(String text) {
        return WANTED.matcher(text).results().map(match -> match.group(1)).filter(module -> !GONE.contains(module))
                .findFirst();
    }

    private static String end(byte[] output) {
        int from = Math.max(0, output.length - LOOKED_AT);
        return new String(output, from, output.length - from, StandardCharsets.UTF_8);
    }

    private static String line(String fixture, OfFixture of) {
        Function<String, String> packaged = module -> PACKAGES.getOrDefault(module, module);
        String counts = of.samples.entrySet().stream().map(module -> module.getKey() + " " + module.getValue())
                .collect(Collectors.joining(", "));
        String packages = of.samples.keySet().stream().map(packaged).collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
        return of.all + (of.all == 1 ? " sample of " : " samples of ") + of.tasks.size()
                + (of.tasks.size() == 1 ? " task" : " tasks")
                + " wanted a package that fixture '" + fixture + "' does not hold: " + counts
                + "; to add it, write recipes/with-packages.yaml beside the suite: "
                + "{base: {fixture: " + fixture + "}, steps: [{pip: [" + packages
                + "]}]}, and in the suite fixture: with-packages";
    }
}
