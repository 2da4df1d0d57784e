/// What a test runner's log is read with, and what it tells.
package dev.frostbench.suites.grading.log;
