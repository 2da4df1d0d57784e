/// What a SWE-bench log means by the official rules.
package dev.frostbench.suites.swebench.rules;
