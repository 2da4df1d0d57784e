/// The official parsers by name, in a package for each language. They follow the official ones to the letter: if a log
/// names a test twice, the last status counts. `readers` reads what today's runners mean.
package dev.frostbench.suites.grading.parsers;
