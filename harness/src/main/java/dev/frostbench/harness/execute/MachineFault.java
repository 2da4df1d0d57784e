package dev.frostbench.harness.execute;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a machine lacked when it failed, by the words of its kernel and of the JVM. Reports keep these apart, because
/// each has another cure.
enum MachineFault {

    DISK("a disk is full", "No space left on device|Disk quota exceeded|ENOSPC|EDQUOT"), MEMORY("it is out of memory",
            "Cannot allocate memory|OutOfMemoryError|ENOMEM|Java heap space"), PROCESSES(
                    "it may have no more processes",
                    "EAGAIN|Resource temporarily unavailable|unable to create native thread"), DESCRIPTORS(
                            "it may open no more files",
                            "Too many open files|EMFILE|ENFILE"), READING("a disk cannot be read or written",
                                    "Input/output error|EIO|Read-only file system|EROFS");

    private final String words;
    private final Pattern told;

    MachineFault(String words, String told) {
        this.words = words;
        this.told = Pattern.compile("(?<![A-Z])(?:" + told + ")(?![A-Z])");
    }

    static Optional<MachineFault> of(String trouble) {
        return Arrays.stream(values()).filter(fault -> fault.told.matcher(trouble).find()).findFirst();
    }

    String words() {
        return words;
    }
}
