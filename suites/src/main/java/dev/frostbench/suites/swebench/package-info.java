/// SWE-bench: instances, the evaluation script, resolution by the rules of 4.1.0, and what stands when nothing forged
/// counts.
package dev.frostbench.suites.swebench;
