package dev.frostbench.reports.explain;

import java.util.List;

/// Why one result is what it is: what a person reads who wants to know. Every text is clean and bounded; the terminal
/// and the page show the same.
///
/// @param facts verdicts, model, fixture, times
/// @param failed listed tests that did not pass, each with its part of the log
/// @param others how many more failed, which are not shown
/// @param sections what failed, then the answer and what it was held against
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

    /// @param log its part of the log; empty where the log does not name it
    public record FailedTest(String name, String group, String status, Excerpt log) {}

    /// @param ofTask whether it is the same for each sample of the task
    /// @param patch whether it is one
    public record Section(String title, Excerpt text, boolean ofTask, boolean patch) {}

    /// @param title pass and step, how it ended, and after how long
    /// @param output empty where a section or the tests show it
    public record Step(String title, String ran, Excerpt output) {}
}
