/// Tasks and predictions: what is asked, and what a model answered.
package dev.frostbench.suites.task;
