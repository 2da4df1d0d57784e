package dev.frostbench.reports.submission;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A folder of trajectories: which file or folder is of which instance.
///
/// @param files by instance
/// @param strays files of no instance
record Trajectories(Path folder, SortedMap<String, List<Path>> files, List<Path> strays) {

    static Trajectories in(Path folder, Collection<String> ids) throws IOException {
        List<String> longest = ids.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
        SortedMap<String, List<Path>> files = new TreeMap<>();
        List<Path> strays = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString();
                Optional<String> id = longest.stream().filter(each -> names(name, each)).findFirst();
                if (id.isEmpty()) strays.add(file);
                else
                    files.computeIfAbsent(id.get(), _ -> new ArrayList<>()).add(file);
            }
        }
        return new Trajectories(folder, files, strays);
    }

    /// Whether a path holds an instance's id: `a__b-1` is not in `a__b-12.traj`.
    private static boolean names(String path, String id) {
        int at = path.indexOf(id);
        int end = at + id.length();
        return at >= 0 && (end == path.length() || !Character.isLetterOrDigit(path.charAt(end)))
                && (at == 0 || !Character.isLetterOrDigit(path.charAt(at - 1)));
    }

    /// The text of a file; empty if it is none.
    static Optional<String> text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (byte each : bytes) if (each == 0) return Optional.empty();
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    /// Whether a trajectory holds a text, as it is or inside of JSON.
    static boolean holds(String trajectory, String text) {
        String bare = text.strip();
        return trajectory.contains(bare) || trajectory.contains(escaped(bare))
                || trajectory.contains(ascii(escaped(bare)));
    }

    /// Whether it holds a patch: whole, or each line that the patch adds or, if it adds none, removes.
    static boolean holdsPatch(String trajectory, String patch) {
        if (holds(trajectory, patch)) return true;
        Map<Character, List<String>> lines = new LinkedHashMap<>();
        for (String line : patch.lines().toList()) {
            if (line.isEmpty() || line.startsWith("+++") || line.startsWith("---")) continue;
            if (line.charAt(0) == '+' || line.charAt(0) == '-')
                lines.computeIfAbsent(line.charAt(0), _ -> new ArrayList<>()).add(line.substring(1).strip());
        }
        List<String> wanted = lines.getOrDefault('+', lines.getOrDefault('-', List.of()));
        return !wanted.isEmpty() && wanted.stream().allMatch(line -> holds(trajectory, line));
    }

    private static String escaped(String text) {
        String quoted = JsonMapper.shared().writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /// As Python writes JSON if nobody asks for more than ASCII.
    private static String ascii(String text) {
        var out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < 0x80) out.append(c);
            else
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
        }
        return out.toString();
    }
}
