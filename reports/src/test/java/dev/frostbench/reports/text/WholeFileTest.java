package dev.frostbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsNoRegularFileIsNotReplaced() throws IOException {
        Path socket = folder.resolve("socket");
        try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> WholeFile.write(socket, new byte[]{1})).isInstanceOf(IOException.class)
                    .hasMessageContaining("is no regular file");
            assertThat(Files.isRegularFile(socket)).isFalse();
        }
        Path file = Files.writeString(folder.resolve("file"), "old");
        WholeFile.write(file, "new".getBytes());
        assertThat(file).hasContent("new");
    }
}
