/// Commands that run suites, and that grade, report and show runs.
package dev.frostbench.harness.cli.run;
