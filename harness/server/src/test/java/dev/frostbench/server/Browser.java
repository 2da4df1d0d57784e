package dev.frostbench.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.fixtures.snapshot.disk.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Chromium without a window, driven over its DevTools protocol. It finds this machine's loopback and nothing else.
///
/// If there is none, a test is skipped and says so. With `FROSTBENCH_BROWSER=required` it fails.
final class Browser implements AutoCloseable, WebSocket.Listener {

    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    /// Its own sandbox wants a user namespace, which the tests have taken already. All pages are of the tests.
    private static final List<String> OPTIONS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
            "--disable-dev-shm-usage", "--no-first-run", "--no-proxy-server", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-default-apps",
            "--disable-popup-blocking",
            "--remote-debugging-port=0", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int last;

    private Browser(Path folder, Process process) throws Exception {
        this.folder = folder;
        this.process = process;
        Path told = folder.resolve("DevToolsActivePort");
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
            if (!process.isAlive() || Instant.now().isAfter(end))
                throw new IOException("the browser does not start: " + Files.readString(folder.resolve("printed")));
            Thread.sleep(20);
        }
        List<String> lines = Files.readAllLines(told);
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), this).get();
    }

    static Browser start() throws Exception {
        Path folder = Files.createTempDirectory("frostbench-browser-");
        for (String program : PROGRAMS) {
            var argv = new ArrayList<>(List.of(program));
            argv.addAll(OPTIONS);
            argv.addAll(List.of("--user-data-dir=" + folder, "about:blank"));
            var builder = new ProcessBuilder(argv).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("printed").toFile());
            builder.environment().put("HOME", folder.toString());
            try {
                return new Browser(folder, builder.start());
            } catch (IOException absent) {
                if (!absent.getMessage().startsWith("Cannot run program")) throw absent;
            }
        }
        Trees.remove(folder);
        String missing = "needs Chromium (Debian: chromium)";
        if ("required".equals(System.getenv("FROSTBENCH_BROWSER"))) throw new IOException(missing);
        assumeTrue(false, missing);
        throw new IOException(missing);
    }

    Tab tab() throws Exception {
        JsonNode target = call("", "Target.createTarget", Map.of("url", "about:blank"));
        JsonNode session = call("", "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").stringValue(), "flatten", true));
        var tab = new Tab(session.get("sessionId").stringValue());
        tabs.put(tab.session, tab);
        for (String part : List.of("Page", "Runtime", "Network", "Log")) tab.call(part + ".enable", Map.of());
        return tab;
    }

    private JsonNode call(String session, String method, Map<String, ?> parameters) throws Exception {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        synchronized (this) {
            waiting.put(++last, answer);
            var frame = new ConcurrentHashMap<String, Object>(
                    Map.of("id", last, "method", method, "params", parameters));
            if (!session.isEmpty()) frame.put("sessionId", session);
            socket.sendText(MAPPER.writeValueAsString(frame), true).get();
        }
        JsonNode told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (told.has("error")) throw new IOException(method + ": " + told.get("error"));
        return told.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        text.append(data);
        if (isLast) {
            JsonNode frame = MAPPER.readTree(text.toString());
            text.setLength(0);
            if (frame.has("id")) waiting.remove(frame.get("id").intValue()).complete(frame);
            else if (frame.has("sessionId") && tabs.containsKey(frame.get("sessionId").stringValue()))
                tabs.get(frame.get("sessionId").stringValue()).hear(frame);
        }
        from.request(1);
        return null;
    }

    /// One tab.
    final class Tab {

        private final String session;
        /// The addresses that it asked for, and the complaints of its console.
        final List<String> asked = new CopyOnWriteArrayList<>();
        final List<String> complaints = new CopyOnWriteArrayList<>();

        private Tab(String session) {
            this.session = session;
        }

        private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
            return Browser.this.call(session, method, parameters);
        }

        private void hear(JsonNode event) {
            JsonNode told = event.get("params");
            switch (event.get("method").stringValue()) {
                case "Network.requestWillBeSent" -> asked.add(told.get("request").get("url").stringValue());
                case "Runtime.exceptionThrown" -> complaints.add(told.get("exceptionDetails").toString());
                case "Log.entryAdded" -> complaints.add(told.get("entry").get("text").stringValue());
                default -> {
                    // is of no interest
                }
            }
        }

        void open(String url) throws Exception {
            call("Page.navigate", Map.of("url", url));
            until("location.href === " + MAPPER.writeValueAsString(url) + " && document.readyState === 'complete'");
        }

        /// Opens a file of this machine.
        void open(Path file, String hash) throws Exception {
            open(file.toUri() + hash);
        }

        /// What an expression is, when its promise is fulfilled.
        JsonNode value(String expression) throws Exception {
            JsonNode told = call("Runtime.evaluate",
                    Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
            if (told.has("exceptionDetails")) throw new IOException(expression + ": " + told.get("exceptionDetails"));
            return told.get("result").path("value");
        }

        String text(String selector) throws Exception {
            return value("[...document.querySelectorAll(" + MAPPER.writeValueAsString(selector)
                    + ")].map(each => each.innerText).join('|')").stringValue();
        }

        boolean isShown(String selector) throws Exception {
            return value("document.querySelector('" + selector + "').checkVisibility()").booleanValue();
        }

        /// Waits until an expression is true. The page may be another one meanwhile.
        void until(String expression) throws Exception {
            Instant end = Instant.now().plus(PATIENCE);
            while (true) {
                JsonNode seen;
                try {
                    seen = value("Boolean(" + expression + ")");
                } catch (IOException betweenPages) {
                    seen = MAPPER.readTree("false");
                }
                if (seen.isBoolean() && seen.booleanValue()) return;
                if (Instant.now().isAfter(end))
                    throw new AssertionError("not so: " + expression + "; the page says:\n" + text("body")
                            + complaints);
                Thread.sleep(20);
            }
        }

        void type(String selector, String typed) throws Exception {
            value("document.querySelector('" + selector + "').focus()");
            call("Input.insertText", Map.of("text", typed));
        }

        /// Clicks the first element of a selector that has a text, if one is given.
        void click(String selector, String text) throws Exception {
            String all = "[...document.querySelectorAll('" + selector + "')].find(each => each.innerText.includes("
                    + MAPPER.writeValueAsString(text) + "))";
            until(all);
            value(all + ".click()");
        }

        /// Presses a key and lets it go: a letter, or one by its name.
        void press(String key) throws Exception {
            boolean letter = key.length() == 1;
            Map<String, Integer> codes = Map.of("Enter", 13, "Escape", 27, "Backspace", 8);
            String text = letter ? key : key.equals("Enter") ? "\r" : "";
            call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key, "text", text,
                    "windowsVirtualKeyCode", codes.getOrDefault(key, (int) key.toUpperCase(Locale.ROOT).charAt(0))));
            call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
        }

        /// Whether scripts of pages run. Expressions of tests do anyway.
        void scripts(boolean run) throws Exception {
            call("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
        }

        /// Prints the page.
        ///
        /// @return the length of the document
        int print() throws Exception {
            return call("Page.printToPDF", Map.of()).get("data").stringValue().length() / 4 * 3;
        }

        /// Makes the window so wide, and its colours light or dark.
        void look(int width, int height, boolean dark) throws Exception {
            call("Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 640));
            call("Emulation.setEmulatedMedia", Map.of("features",
                    List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        }

        void picture(Path file) throws Exception {
            JsonNode told = call("Page.captureScreenshot", Map.of("format", "png"));
            Files.write(file, Base64.getDecoder().decode(told.get("data").stringValue()));
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        Trees.remove(folder);
    }
}
