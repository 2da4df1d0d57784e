/// One SWE-bench instance: its row, its patches, the marks in its log.
package dev.frostbench.suites.swebench.instance;
