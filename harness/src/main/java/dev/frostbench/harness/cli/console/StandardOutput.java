package dev.frostbench.harness.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Consumer;

/// Standard output as every command writes to it. It remembers what could not be written, while Java's own writers
/// swallow that. A command whose output is lost has not ended well, even if its work is done.
public final class StandardOutput extends OutputStream {

    private static final StandardOutput OF_PROCESS = new StandardOutput(new FileOutputStream(FileDescriptor.out));

    private final OutputStream out;
    private volatile IOException lost;

    public StandardOutput(OutputStream out) {
        this.out = out;
    }

    public static StandardOutput ofProcess() {
        return OF_PROCESS;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[]{(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (lost != null) throw new OutputLost(lost);
        try {
            out.write(bytes, from, length);
        } catch (IOException failure) {
            lost = failure;
            throw new OutputLost(failure);
        }
    }

    /// The exit code of a command that wrote here and would end with `code` if all its output had arrived.
    ///
    /// @param say is given the error; nothing if the reader went away, since that is the reader's own doing
    public int codeAfter(int code, Consumer<String> say) {
        if (lost == null) return code;
        if (String.valueOf(lost.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe"))
            return code == ExitCode.DONE ? ExitCode.READER_GONE : code;
        say.accept("frostbench: standard output could not be written: " + lost.getMessage());
        return code == ExitCode.DONE || code == ExitCode.NOT_REACHED ? ExitCode.MACHINE : code;
    }

    /// An error that [Failure] leaves to be reported at the end.
    static final class OutputLost extends IOException {

        private static final long serialVersionUID = 1;

        OutputLost(IOException why) {
            super(why.getMessage(), why);
        }
    }
}
