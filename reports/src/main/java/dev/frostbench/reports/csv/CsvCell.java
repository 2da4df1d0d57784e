package dev.frostbench.reports.csv;

import dev.frostbench.reports.text.TerminalText;
import java.util.regex.Pattern;

/// The text of one cell, such that no spreadsheet takes it for a formula.
final class CsvCell {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private CsvCell() {}

    /// A leading apostrophe before `= + - @`, tab and carriage return; numbers stay numbers. Escape codes
    /// are gone and control codes visible, for those who print the file on a terminal.
    static String of(Object value) {
        String text = TerminalText.clean(String.valueOf(value));
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }
}
