/// One SWE-bench instance: its row, its patches, and the markers in its log.
package dev.frostbench.suites.swebench.instance;
