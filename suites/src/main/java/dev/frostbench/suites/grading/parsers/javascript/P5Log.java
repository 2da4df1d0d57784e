package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Steps;
import dev.frostbench.suites.grading.official.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// mocha's failures, `1) suite`, in an HTML page's console: without colours, blocks of JSON and elements of XML. A
/// failure's lines must be ever more indented. Nothing that passes is told.
record P5Log() implements OfficialParser {

    private static final PythonPattern FAILURE = PythonPattern.multiline("^\\s*(\\d+)\\)([\\s\\S]{0,1000}?):");
    private static final Pattern START = Pattern.compile("<([\\p{L}\\p{N}_]++)>");

    @Override
    public void read(String log, ParseContext context, Told told) {
        String text = withoutElements(withoutJson(TerminalCodes.removedFrom(log)));
        for (MatchResult failure : FAILURE.all(text)) {
            String[] lines = PythonText.lines(failure.group(2));
            if (isIndentedMoreAndMore(lines))
                told.tell(Stream.of(lines).map(PythonText::strip).collect(Collectors.joining(":")), Status.FAILED);
        }
    }

    private static boolean isIndentedMoreAndMore(String[] lines) {
        int last = 0;
        for (String line : lines) {
            if (PythonText.indent(line) <= last) return false;
            last = PythonText.indent(line);
        }
        return true;
    }

    private static String withoutJson(String log) {
        List<String> kept = new ArrayList<>();
        boolean inObject = false;
        boolean inList = false;
        for (String line : PythonText.lines(log)) {
            String text = PythonText.stripRight(line);
            if (text.endsWith("{")) inObject = true;
            else if (text.endsWith("[")) inList = true;
            else if (text.equals("}") && inObject) inObject = false;
            else if (text.equals("]") && inList) inList = false;
            else if (!inObject && !inList && !isWhole(text, "{", "}") && !isWhole(text, "[", "]")) kept.add(line);
        }
        return String.join("\n", kept);
    }

    private static boolean isWhole(String text, String start, String end) {
        return text.startsWith(start) && text.endsWith(end);
    }

    /// Of an element in itself, the inner starts stay.
    private static String withoutElements(String log) {
        String text = log;
        for (var found = element(text); found.isPresent(); found = element(text)) {
            Element element = found.get();
            int inner = PythonText.split(text.substring(element.from, element.to), element.start).size() - 2;
            Steps.take(text.length() / 4);
            text = text.substring(0, element.from) + element.start.repeat(inner) + text.substring(element.to);
        }
        return text;
    }

    /// A start of an element and the text up to the first end of that name.
    private record Element(int from, int to, String start) {}

    /// The first match of `<(\w+)>[\s\S]*?</\1>`.
    private static Optional<Element> element(String text) {
        var start = START.matcher(text);
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            if (!start.region(at, text.length()).lookingAt()) continue;
            String end = "</" + start.group(1) + ">";
            int to = text.indexOf(end, start.end());
            if (to >= 0) return Optional.of(new Element(at, to + end.length(), start.group()));
            Steps.take((text.length() - at) / 4);
        }
        return Optional.empty();
    }
}
