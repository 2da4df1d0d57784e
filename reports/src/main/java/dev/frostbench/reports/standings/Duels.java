package dev.frostbench.reports.standings;

import dev.frostbench.reports.statistics.Confidence;
import dev.frostbench.reports.statistics.Holm;
import dev.frostbench.reports.statistics.SignTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Models against each other, task by task: a task counts for the one that has the higher share of resolved samples. A
/// task that the machine failed at counts for nobody.
///
/// @param cells a row for each model, in the order of the places; in it a cell for each model
public record Duels(List<List<Cell>> cells) {

    /// @param better tasks in which the row's model did better than the column's
    /// @param p of the exact sign test, two-sided, corrected by Holm for all pairs
    public record Cell(int better, int worse, double p) {

        public boolean isSignificant() {
            return p < Confidence.ALPHA;
        }
    }

    static Duels of(List<Map<String, Answers>> contenders) {
        int all = contenders.size();
        List<int[]> pairs = new ArrayList<>();
        for (int row = 0; row < all; row++)
            for (int column = row + 1; column < all; column++)
                pairs.add(pair(contenders.get(row), contenders.get(column)));
        List<Double> adjusted = Holm.adjusted(pairs.stream().map(pair -> SignTest.p(pair[1], pair[0])).toList());
        List<List<Cell>> cells = new ArrayList<>();
        for (int row = 0; row < all; row++) {
            List<Cell> line = new ArrayList<>();
            for (int column = 0; column < all; column++) {
                int at = at(Math.min(row, column), Math.max(row, column), all);
                int[] pair = row == column ? new int[2] : pairs.get(at);
                line.add(new Cell(pair[row < column ? 0 : 1], pair[row < column ? 1 : 0],
                        row == column ? 1 : adjusted.get(at)));
            }
            cells.add(List.copyOf(line));
        }
        return new Duels(List.copyOf(cells));
    }

    private static int at(int row, int column, int all) {
        return row * all - row * (row + 1) / 2 + column - row - 1;
    }

    private static int[] pair(Map<String, Answers> one, Map<String, Answers> other) {
        int[] pair = new int[2];
        one.forEach((task, tries) -> {
            Answers others = other.get(task);
            if (others == null || !tries.isJudged() || !others.isJudged()) return;
            if (tries.rate() > others.rate()) pair[0]++;
            if (tries.rate() < others.rate()) pair[1]++;
        });
        return pair;
    }
}
