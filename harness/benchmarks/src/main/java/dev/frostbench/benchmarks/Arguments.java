package dev.frostbench.benchmarks;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.util.List;

/// The user's words after the name of a benchmark.
record Arguments(String bench, List<String> given, String wanted) {

    int number(int index, int otherwise) {
        if (given.size() <= index) return otherwise;
        String text = given.get(index);
        if (text.matches("[1-9]\\d{0,5}")) return Integer.parseInt(text);
        throw new BadInput(Problem.of("bench " + bench, "'" + text + "'", "is no number above 0", "give " + wanted));
    }
}
