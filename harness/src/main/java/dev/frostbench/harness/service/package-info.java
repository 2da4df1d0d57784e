/// Programs that run beside the tasks of a run: started once for each fixture, frozen, and forked for each task.
package dev.frostbench.harness.service;
