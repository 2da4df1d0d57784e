/// Readers of what today's test runners print, for the kind `command` and for `strict`. Ids are whole, what a test
/// printed is no result, and a test that both passed and failed has failed.
package dev.frostbench.suites.grading.readers;
