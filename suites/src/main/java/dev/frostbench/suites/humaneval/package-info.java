/// HumanEval: programs of a prompt and a completion, checked as the official evaluator does, and so that nobody can
/// forge it.
package dev.frostbench.suites.humaneval;
