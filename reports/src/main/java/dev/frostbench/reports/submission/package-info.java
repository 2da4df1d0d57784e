/// A run in the forms that leaderboards and other tools take, and the rules that leaderboards have.
package dev.frostbench.reports.submission;
