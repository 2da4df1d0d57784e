/// Readers of what today's test runners print, for the kind `command` and for `strict`: ids are whole, what a test
/// printed is no result, and where the log says both that a test passed and that it failed, it failed.
package dev.frostbench.suites.grading.readers;
