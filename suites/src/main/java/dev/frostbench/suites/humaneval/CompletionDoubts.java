package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.kind.RowRules.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Text that models write around the code they were asked for. As officially, it is run as it is, and most of it fails.
final class CompletionDoubts {

    /// How a line that is not indented may begin after a prompt that ends inside a function.
    private static final Pattern AT_MARGIN = Pattern.compile("(?:def|class|import|from|async|@|#|if __name__)\\b?.*");

    private CompletionDoubts() {}

    static List<Fault> of(ObjectNode row, String completion) {
        List<Fault> doubts = new ArrayList<>();
        String first = completion.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        String prompt = row.path("prompt").asString("");
        if (first.strip().startsWith("```"))
            doubts.add(new Fault("the completion",
                    "is wrapped in a Markdown fence (```), and fails as it stands, as officially",
                    "cut the fences off"));
        else if (!prompt.isBlank() && completion.strip().startsWith(prompt.strip()))
            doubts.add(
                    new Fault("the completion", "repeats the prompt, which is put before it once more, as officially",
                            "cut the prompt off, or call whole programs 'solution'"));
        else if (endsInside(prompt) && !first.isEmpty() && !first.startsWith(" ") && !first.startsWith("\t")
                && !AT_MARGIN.matcher(first).matches())
            doubts.add(new Fault("the completion", "begins at the margin, and the prompt ends inside a function",
                    "keep the indentation of its first line"));
        return doubts;
    }

    /// Whether the prompt's last line is indented, so that code after it that is not indented is outside the function.
    private static boolean endsInside(String prompt) {
        String last = prompt.lines().filter(line -> !line.isBlank()).reduce((_, line) -> line).orElse("");
        return last.startsWith(" ") || last.startsWith("\t");
    }
}
