package dev.frostbench.reports.csv;

import dev.frostbench.reports.text.TerminalText;
import java.util.regex.Pattern;

/// The text of one cell, written so that no spreadsheet takes it for a formula.
final class CsvCell {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private CsvCell() {}

    /// Puts an apostrophe before a leading `= + - @`, tab or carriage return, but not before a number. Removes escape
    /// codes and makes control codes visible, for people who print the file on a terminal.
    static String of(Object value) {
        String text = TerminalText.clean(String.valueOf(value));
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }
}
