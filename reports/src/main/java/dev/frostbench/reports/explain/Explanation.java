package dev.frostbench.reports.explain;

import java.util.List;

/// Why one result is what it is, for people. Every text is safe to print and bounded. The terminal and the page show
/// the same.
///
/// @param facts verdicts, model, fixture, times
/// @param failed listed tests that did not pass, each with its part of the log
/// @param others how many more failed that are not shown
/// @param sections what failed, then the answer and what it was compared with
/// @param steps the commands that ran
public record Explanation(List<Fact> facts, List<FailedTest> failed, int others, List<Section> sections,
        List<Step> steps) {

    public Explanation {
        facts = List.copyOf(facts);
        failed = List.copyOf(failed);
        sections = List.copyOf(sections);
        steps = List.copyOf(steps);
    }

    public record Fact(String name, String value) {}

    /// @param log its part of the log; empty if the log does not name it
    public record FailedTest(String name, String group, String status, Excerpt log) {}

    /// @param ofTask whether it is the same for every sample of the task
    /// @param patch whether the text is a patch
    public record Section(String title, Excerpt text, boolean ofTask, boolean patch) {}

    /// @param title pass and step, how it ended and how long it took
    /// @param output empty if a section or the tests show it
    public record Step(String title, String ran, Excerpt output) {}
}
