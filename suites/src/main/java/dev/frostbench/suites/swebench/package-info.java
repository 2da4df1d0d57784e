/// SWE-bench: instances, the evaluation script, resolution by the rules of 4.1.0, and what remains if nothing forged
/// counts.
package dev.frostbench.suites.swebench;
