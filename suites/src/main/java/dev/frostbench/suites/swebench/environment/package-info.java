/// The environments that SWE-bench instances run in, as data, and the recipes made of them.
package dev.frostbench.suites.swebench.environment;
