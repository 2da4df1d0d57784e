package dev.frostbench.harness.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineFaultTest {

    @Test
    void whatAMachineLackedIsToldApart() {
        assertThat(MachineFault.of("/store/open/7/x: No space left on device")).contains(MachineFault.DISK);
        assertThat(MachineFault.of("clone: Cannot allocate memory")).contains(MachineFault.MEMORY);
        assertThat(MachineFault.of("OutOfMemoryError unable to create native thread: possibly out of memory"))
                .contains(MachineFault.MEMORY);
        assertThat(MachineFault.of("fork failed (EAGAIN)")).contains(MachineFault.PROCESSES);
        assertThat(MachineFault.of("/proc: Too many open files")).contains(MachineFault.DESCRIPTORS);
        assertThat(MachineFault.of("a: Read-only file system")).contains(MachineFault.READING);
    }

    @Test
    void wordsInsideOthersTellNothing() {
        assertThat(MachineFault.of("the variable EIORDER is not set")).isEmpty();
        assertThat(MachineFault.of("a command in sandbox run-1 was lost")).isEmpty();
    }
}
