package dev.frostbench.suites.procedure;

import dev.frostbench.suites.procedure.Evidence.Observation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why no way of applying a patch worked, from what git and `patch` printed: which hunk failed, and what is wrong with
/// it.
///
/// `git apply --reject` tries each hunk on the untouched tree, so it says which. `patch` comes last, on what that left,
/// and says why.
public final class PatchRefusal {

    private static final Pattern CORRUPT = Pattern.compile("(?m)^error: corrupt patch at (?:line |.*:)(\\d+)");
    private static final Pattern FILE = Pattern
            .compile("(?m)^error: (.+): (No such file or directory|already exists in (?:working directory|index))$");
    private static final Pattern HUNK = Pattern.compile("(?m)^error: patch failed: (.+):(\\d+)$");
    private static final Pattern OTHER = Pattern
            .compile("(?m)^(?:error|fatal): (?!while searching for:|.*: patch does not apply$)(.+)$");
    private static final Pattern SECTION = Pattern.compile("(?m)^Applying patch (.+) with \\d+ rejects?\\.\\.\\.$");
    private static final Pattern VERDICT = Pattern
            .compile("(?m)^(?:Rejected hunk #(\\d+)\\.|Hunk #\\d+ applied cleanly\\.)$");
    private static final String START = "no way of applying the patch worked: ";

    private final String patch;
    private final String perHunk;
    private final String last;

    private PatchRefusal(String patch, String perHunk, String last) {
        this.patch = patch;
        this.perHunk = perHunk;
        this.last = last;
    }

    /// One sentence, always the same for the same patch and tree.
    public static String why(Evidence evidence, String pass, String patch) {
        List<String> printed = evidence.observations().stream()
                .filter(seen -> seen.pass().equals(pass) && seen.step().equals(PatchChain.APPLY))
                .map(PatchRefusal::text).toList();
        if (printed.isEmpty()) return "no way of applying the patch worked";
        // 5.0.2 has one way more before these two, and after them looks whether the patch is applied
        int further = printed.size() > PatchChain.WAYS_OF_VERSION_4 ? 1 : 0;
        int last = printed.size() - 1;
        return START + new PatchRefusal(patch, printed.get(Math.min(1 + further, last)),
                printed.get(Math.min(2 + further, last))).reason();
    }

    private static String text(Observation seen) {
        return new String(seen.output(), StandardCharsets.UTF_8);
    }

    private String reason() {
        String ending = patch.endsWith("\n") || patch.isEmpty() ? ""
                : "; its last line does not end in a newline: add one";
        if (patch.isBlank()) return "it is white space only";
        var corrupt = CORRUPT.matcher(perHunk);
        if (corrupt.find())
            return "it is broken at its line " + corrupt.group(1) + (ending.isEmpty()
                    ? ": a hunk has another number of lines than its heading (@@ …) says"
                    : ending);
        if (perHunk.contains("No valid patches in input"))
            return "it holds no patch, no heading such as 'diff --git a/file b/file'" + ending;
        List<String> faults = new ArrayList<>();
        FILE.matcher(perHunk).results().forEach(found -> faults.add(found.group(2).startsWith("No such")
                ? found.group(1) + " is not in the tree"
                : found.group(1) + " is there already, and the patch makes it"));
        faults.addAll(hunks());
        if (faults.isEmpty()) OTHER.matcher(perHunk).results().forEach(found -> faults.add(found.group(1)));
        if (faults.isEmpty()) return "git and patch do not say why" + ending;
        return faults.getFirst()
                + (faults.size() > 1 ? " (and " + (faults.size() - 1) + " more of its hunks or files)" : "") + ending;
    }

    private List<String> hunks() {
        Map<String, List<Integer>> numbers = rejected();
        Map<String, Integer> seen = new LinkedHashMap<>();
        return HUNK.matcher(perHunk).results().map(found -> {
            String file = found.group(1);
            int nth = seen.merge(file, 1, Integer::sum);
            List<Integer> of = numbers.getOrDefault(file, List.of());
            Optional<Integer> number = nth <= of.size() ? Optional.of(of.get(nth - 1)) : Optional.empty();
            return file + ":" + found.group(2) + number.map(n -> ", hunk " + n).orElse("") + ": " + cause(file, number);
        }).toList();
    }

    /// The numbers of the rejected hunks, by file.
    private Map<String, List<Integer>> rejected() {
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        sections(SECTION, perHunk)
                .forEach((file, section) -> VERDICT.matcher(section).results().filter(each -> each.group(1) != null)
                        .forEach(each -> numbers.computeIfAbsent(file, _ -> new ArrayList<>())
                                .add(Integer.valueOf(each.group(1)))));
        return numbers;
    }

    private String cause(String file, Optional<Integer> number) {
        String section = sections(Pattern.compile("(?m)^patching file '?(.+?)'?$"), last).getOrDefault(file, "");
        boolean endings = number
                .filter(n -> Pattern.compile("(?m)^Hunk #" + n + " FAILED at \\d+ \\(different line endings\\)")
                        .matcher(section).find())
                .isPresent();
        if (endings)
            return patch.contains("\r\n") ? "its lines end in CRLF, the file's in LF"
                    : "the file's lines end in CRLF, the patch's in LF";
        boolean noneFits = !sections(SECTION, perHunk).getOrDefault(file, "applied cleanly")
                .contains("applied cleanly");
        if (noneFits && section.contains("Reversed (or previously applied) patch detected"))
            return "it is applied already";
        return "the lines that it expects there are not in the file";
    }

    /// The text between each heading and the next, by what the heading names.
    private static Map<String, String> sections(Pattern heading, String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String name = "";
        int from = 0;
        for (var found = heading.matcher(text); found.find();) {
            sections.merge(name, text.substring(from, found.start()), String::concat);
            name = found.group(1);
            from = found.end();
        }
        sections.merge(name, text.substring(from), String::concat);
        return sections;
    }
}
