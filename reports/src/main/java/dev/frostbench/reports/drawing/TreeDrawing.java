package dev.frostbench.reports.drawing;

import dev.frostbench.reports.search.SearchRecord;
import dev.frostbench.reports.search.SearchRecord.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A tree of states as a drawing: depth runs to the right, and each leaf has a line of its own.
///
/// @param width of the drawing, in its own units, as its height
/// @param edges one line from each node to its parent
/// @param dots one a node
public record TreeDrawing(int width, int height, List<Edge> edges, List<Dot> dots) {

    /// Larger trees are not drawn: nobody could tell the dots apart.
    private static final int MOST = 2000;
    private static final int MARGIN = 8;
    private static final int WIDTH = 1000;

    /// @param path as SVG writes it
    /// @param kind `best` on the way to the best node, else empty
    public record Edge(String path, String kind) {}

    /// @param kind a class of the style sheet
    public record Dot(int id, String x, String y, String kind) {}

    public static boolean isDrawn(SearchRecord search) {
        return search.rows().size() > 1 && search.rows().size() <= MOST;
    }

    public static TreeDrawing of(SearchRecord search) {
        List<Row> rows = search.rows();
        double[] line = lines(rows);
        int deepest = rows.stream().mapToInt(Row::depth).max().orElse(0);
        double step = (WIDTH - 2.0 * MARGIN) / Math.max(1, deepest);
        int leaves = 1 + (int) Arrays.stream(line).max().orElse(0);
        int high = Math.clamp(2400 / leaves, 6, 24);
        Set<Integer> way = new HashSet<>();
        if (search.best().isPresent()) search.path(search.best().getAsInt()).forEach(row -> way.add(row.id()));
        List<Edge> edges = new ArrayList<>();
        List<Dot> dots = new ArrayList<>();
        for (Row row : rows) {
            double x = MARGIN + row.depth() * step;
            double y = MARGIN + line[row.id()] * high;
            row.by().ifPresent(by -> {
                double parentY = MARGIN + line[by.parent()] * high;
                double middle = x - step / 2;
                edges.add(new Edge("M" + number(x - step) + " " + number(parentY) + "C" + number(middle) + " "
                        + number(parentY) + " " + number(middle) + " " + number(y) + " " + number(x) + " " + number(y),
                        way.contains(row.id()) ? "best" : ""));
            });
            dots.add(new Dot(row.id(), number(x), number(y), kind(search, row)));
        }
        return new TreeDrawing(WIDTH, 2 * MARGIN + (leaves - 1) * high, edges, dots);
    }

    /// The line of each node: leaves count from above, and a parent is in the middle of its children.
    private static double[] lines(List<Row> rows) {
        List<List<Integer>> children = new ArrayList<>();
        for (Row row : rows) {
            children.add(new ArrayList<>());
            row.by().ifPresent(by -> children.get(by.parent()).add(row.id()));
        }
        double[] line = new double[rows.size()];
        int leaves = 0;
        List<Integer> left = new ArrayList<>(List.of(0));
        while (!left.isEmpty()) {
            int node = left.removeLast();
            if (children.get(node).isEmpty()) line[node] = leaves++;
            left.addAll(children.get(node).reversed());
        }
        for (Row row : rows.reversed()) { // children come before their parents
            List<Integer> below = children.get(row.id());
            if (!below.isEmpty()) line[row.id()] = (line[below.getFirst()] + line[below.getLast()]) / 2;
        }
        return line;
    }

    /// A class: the score's fifth between the lowest and the highest, or what became of the node.
    static String kind(SearchRecord search, Row row) {
        if (row.score().isEmpty()) return row.standing();
        var scores = search.rows().stream().flatMapToDouble(each -> each.score().stream()).summaryStatistics();
        double share = scores.getMax() > scores.getMin()
                ? (row.score().getAsDouble() - scores.getMin()) / (scores.getMax() - scores.getMin())
                : 1;
        return "q" + (int) Math.min(4, Math.floor(share * 5));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
