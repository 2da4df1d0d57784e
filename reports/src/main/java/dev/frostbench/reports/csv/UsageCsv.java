package dev.frostbench.reports.csv;

import dev.frostbench.reports.usage.Usage;

/// Usage as CSV: one row for each organisation, with exact byte-seconds and GB-months to six decimals.
public final class UsageCsv {

    private UsageCsv() {}

    public static String of(Usage usage) {
        var text = new StringBuilder(
                CsvFile.line("organisation", "from", "to", "byte_seconds", "gb_months", "bytes", "most_bytes"));
        for (Usage.Row row : usage.rows())
            text.append(CsvFile.line(row.organisation(), usage.from(), usage.to(), row.byteSeconds(),
                    row.gbMonths().toPlainString(),
                    row.bytes(), row.most()));
        return text.toString();
    }
}
