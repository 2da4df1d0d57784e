/// What a SWE-bench log means by the official rules, one class a version of swebench.
package dev.frostbench.suites.swebench.rules;
