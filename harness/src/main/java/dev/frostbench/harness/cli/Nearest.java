package dev.frostbench.harness.cli;

import java.util.Collection;

/// The known word that a misspelt one was most likely meant to be.
final class Nearest {

    private Nearest() {}

    /// Empty when none is near: more than a third of the letters would have to change.
    static String to(String word, Collection<String> known) {
        String best = "";
        int least = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// Levenshtein's distance.
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) row[column] = column;
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int above = row[column];
                int change = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(change, 1 + Math.min(row[column - 1], above));
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
