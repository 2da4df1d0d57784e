package dev.frostbench.reports.csv;

import dev.frostbench.reports.text.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;

/// A CSV file being written: UTF-8, LF, quotes if needed, and no cell that a spreadsheet would compute.
public final class CsvFile implements AutoCloseable {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get();

    private final WholeFile file;

    public CsvFile(Path path, String... header) throws IOException {
        file = WholeFile.at(path);
        row((Object[]) header);
    }

    public void row(Object... cells) throws IOException {
        file.write(line(cells));
    }

    static String line(Object... cells) {
        return FORMAT.format(Arrays.stream(cells).map(CsvCell::of).toArray()) + "\n";
    }

    public void keep() throws IOException {
        file.keep();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
