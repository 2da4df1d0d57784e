package dev.frostbench.server.snapshots;

import dev.frostbench.server.http.ApiFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The part of a Dockerfile that the SDKs' image builder writes, without files of the client: one `FROM`, then `RUN`,
/// `ENV`, `WORKDIR` and `USER`. `CMD`, `ENTRYPOINT`, `EXPOSE` and `LABEL` change nothing here, because no process of an
/// image starts by itself.
///
/// @param base what `FROM` names
/// @param steps in their order
public record Dockerfile(String base, List<Step> steps) {

    private static final int LONGEST = 1 << 20;
    private static final Set<String> WITHOUT_EFFECT = Set.of("CMD", "ENTRYPOINT", "EXPOSE", "LABEL", "STOPSIGNAL",
            "HEALTHCHECK", "MAINTAINER");
    private static final Pattern INSTRUCTION = Pattern.compile("([A-Za-z]+)\\s+(.*)", Pattern.DOTALL);
    /// A value in quotes of either kind, or a run of characters of which a backslash takes the meaning.
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)=((?:'[^']*'"
            + "|\"(?:[^\"\\\\]|\\\\.)*\"|\\\\.|[^\\s'\"\\\\])*)", Pattern.DOTALL);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Dockerfile {
        steps = List.copyOf(steps);
    }

    /// One instruction after `FROM`.
    public sealed interface Step {

        record Run(List<String> argv) implements Step {}

        record Environment(Map<String, String> variables) implements Step {}

        record Workdir(String path) implements Step {}

        record User(String name) implements Step {}
    }

    /// @throws ApiFailure 400 with the line if it is no Dockerfile, 501 for an instruction that is not offered
    public static Dockerfile parse(String text) {
        if (text.length() > LONGEST) throw ApiFailure.of(413, "the Dockerfile is longer than 1 MiB");
        String base = null;
        List<Step> steps = new ArrayList<>();
        for (Line line : lines(text)) {
            Matcher form = INSTRUCTION.matcher(line.text);
            if (!form.matches()) throw line.wrong("is no instruction");
            String word = form.group(1).toUpperCase(Locale.ROOT);
            String rest = form.group(2).strip();
            if (word.equals("FROM")) {
                if (base != null) throw line.notOffered("a second FROM");
                base = from(line, rest);
            } else if (base == null) {
                throw line.wrong("comes before FROM");
            } else if (!WITHOUT_EFFECT.contains(word)) {
                steps.add(step(line, word, rest));
            }
        }
        if (base == null) throw ApiFailure.badRequest("the Dockerfile has no FROM");
        return new Dockerfile(base, steps);
    }

    /// An instruction, with the lines that it goes on in.
    private record Line(int number, String text) {

        ApiFailure wrong(String what) {
            return ApiFailure.badRequest("Dockerfile, line " + number + ": '" + shown() + "' " + what);
        }

        ApiFailure notOffered(String what) {
            return ApiFailure.notOffered("Dockerfile, line " + number + ": " + what + " is not offered");
        }

        private String shown() {
            return text.length() > 60 ? text.substring(0, 60) + "..." : text;
        }
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        var open = new StringBuilder();
        int number = 0;
        int began = 0;
        for (String each : text.lines().toList()) {
            number++;
            String line = each.strip();
            if (line.isEmpty() && open.isEmpty() || line.startsWith("#")) continue;
            if (open.isEmpty()) began = number;
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1);
            } else {
                lines.add(new Line(began, open.append(line).toString()));
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) throw new Line(began, open.toString()).wrong("goes on after the end");
        return lines;
    }

    private static String from(Line line, String rest) {
        String[] words = rest.split("\\s+");
        boolean named = words.length == 3 && words[1].equalsIgnoreCase("as");
        if (words.length != 1 && !named) throw line.wrong("is no FROM that is offered; write FROM NAME");
        return words[0];
    }

    private static Step step(Line line, String word, String rest) {
        return switch (word) {
            case "RUN" -> new Step.Run(rest.startsWith("[") ? list(line, rest) : List.of("/bin/sh", "-c", rest));
            case "ENV" -> new Step.Environment(variables(line, rest));
            case "WORKDIR" -> new Step.Workdir(unquoted(rest));
            case "USER" -> new Step.User(unquoted(rest));
            default -> throw line.notOffered(word);
        };
    }

    private static List<String> list(Line line, String json) {
        List<String> words = new ArrayList<>();
        try {
            for (JsonNode word : MAPPER.readTree(json)) {
                if (!word.isString()) throw line.wrong("is no list of strings");
                words.add(word.stringValue());
            }
        } catch (JacksonException notJson) {
            throw line.wrong("is no list of strings");
        }
        if (words.isEmpty()) throw line.wrong("names no program");
        return words;
    }

    private static Map<String, String> variables(Line line, String rest) {
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher assignment = ASSIGNMENT.matcher(rest);
        int end = 0;
        while (end < rest.length() && assignment.find(end) && assignment.start() == end) {
            variables.put(assignment.group(1), unquoted(assignment.group(2)));
            end = assignment.end();
        }
        if (end < rest.length() || variables.isEmpty()) throw line.wrong("is no ENV; write ENV NAME=VALUE");
        return variables;
    }

    /// A value without its quotes. Variables in it are left as they are.
    private static String unquoted(String value) {
        var text = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < value.length()) text.append(value.charAt(++i));
            else if (quote == 0 && (c == '\'' || c == '"')) quote = c;
            else if (quote == c) quote = 0;
            else
                text.append(c);
        }
        return text.toString();
    }
}
