/// CSV files: one row a fact, safe to open in a spreadsheet.
package dev.frostbench.reports.csv;
