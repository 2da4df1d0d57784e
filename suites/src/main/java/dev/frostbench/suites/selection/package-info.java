/// Tasks and predictions as the user selects them from data sets and files.
package dev.frostbench.suites.selection;
