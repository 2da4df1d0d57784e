/// The official parsers for PHP, to the letter.
package dev.frostbench.suites.grading.parsers.php;
