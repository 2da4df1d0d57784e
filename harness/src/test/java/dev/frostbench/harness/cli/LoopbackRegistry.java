package dev.frostbench.harness.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A package registry on the loopback interface. It has any package in one version, 1.0, and can cut the connection in
/// the middle of a download. It also answers as a proxy, for any host.
final class LoopbackRegistry implements AutoCloseable {

    private static final Pattern ASKED = Pattern.compile("/(simple|files)/([a-z]+)");

    private final ServerSocket server;
    private volatile boolean cuts;
    private volatile int downloads;

    LoopbackRegistry() throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("registry").start(this::serve);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// How often the package was requested.
    int downloads() {
        return downloads;
    }

    /// Whether downloads are cut after half a package from now on.
    void cuts(boolean cuts) {
        this.cuts = cuts;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                answer(caller);
            } catch (IOException gone) {
                // the client went away, or the end
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
        String asked = in.readLine();
        for (String line = asked; line != null && !line.isEmpty(); line = in.readLine()) {}
        Matcher path = ASKED.matcher(String.valueOf(asked));
        if (!path.find()) return;
        String file = path.group(2) + "-1.0-py3-none-any.whl";
        OutputStream out = caller.getOutputStream();
        if (path.group(1).equals("files")) {
            downloads++;
            byte[] wheel = wheel(path.group(2));
            out.write(head("application/octet-stream", wheel.length));
            out.write(wheel, 0, cuts ? wheel.length / 2 : wheel.length);
        } else {
            byte[] page = ("<!DOCTYPE html><html><body><a href=\"/files/" + file + "\">" + file + "</a></body></html>")
                    .getBytes(StandardCharsets.US_ASCII);
            out.write(head("text/html", page.length));
            out.write(page);
        }
        out.flush();
    }

    private static byte[] head(String type, int length) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] wheel(String name) throws IOException {
        String info = name + "-1.0.dist-info/";
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            entry(zip, name + ".py", "# " + "x".repeat(100_000) + "\nvalue = 'whole'\n");
            entry(zip, info + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
            entry(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            entry(zip, info + "RECORD",
                    name + ".py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n");
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
    }
}
