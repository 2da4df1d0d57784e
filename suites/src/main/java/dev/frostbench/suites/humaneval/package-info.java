/// HumanEval: programs of a prompt and a completion, checked as the official evaluator does it, and again so that
/// nobody can forge the result.
package dev.frostbench.suites.humaneval;
