/// The four questions that audits ask of a task, and the answers by which they are asked.
package dev.frostbench.suites.audit;
