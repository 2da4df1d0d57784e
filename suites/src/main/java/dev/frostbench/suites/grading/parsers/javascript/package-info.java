/// The official parsers for JavaScript, to the letter.
package dev.frostbench.suites.grading.parsers.javascript;
