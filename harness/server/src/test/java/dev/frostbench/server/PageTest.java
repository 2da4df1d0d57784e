package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.server.Browser.Tab;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page at `/`, as a browser shows it.
@Tag("sandbox")
class PageTest {

    private static final String READY = "document.querySelector('#taken').innerText";
    private static RunningServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        server = RunningServer.bounded(60, 100_000);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) browser.close();
        if (server == null) return;
        assertThat(server.log).isEmpty();
        server.close();
    }

    /// The page, without a key.
    private static Tab page() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.server.url() + "/");
        return tab;
    }

    private static Tab page(Client caller) throws Exception {
        Tab tab = page();
        enter(tab, caller.key());
        tab.until(READY);
        return tab;
    }

    private static void enter(Tab tab, String key) throws Exception {
        tab.value("document.querySelector('#key').value = ''");
        tab.type("#key", key);
        tab.click("#ask button", "Show");
    }

    private static void snapshot(Client caller, String box, String name, String command) throws Exception {
        caller.run(box, command);
        caller.post("/api/sandbox/" + box + "/snapshot", Map.of("name", name)).is(200);
    }

    @Test
    void itShowsWhatAnOrganisationHas() throws Exception {
        Client caller = server.client("shown", "ann");
        server.server.machine().store().quota(new Organisation("shown"), Optional.of(2_000_000_000L));
        String box = caller.create(Map.of("name", "builder", "labels", Map.of("team", "core", "run", "7"),
                "autoStopInterval", 30, "autoDeleteInterval", 0));
        snapshot(caller, box, "first", "printf 12345 > /srv/five && printf 1 > /srv/gone");
        snapshot(caller, box, "later", "printf 1234567 > /srv/five && rm /srv/gone && printf 1 > /srv/new");
        caller.create(Map.of("name", "resting", "autoStopInterval", 0));
        caller.post("/api/sandbox/resting/stop", "").is(200);
        Tab tab = page(caller);
        assertThat(tab.text("h1")).isEqualTo("shown");
        assertThat(tab.text("#cards")).contains("2 of at most 60", "started 1", "stopped 1", "of 2 GB", "GB-months");
        assertThat(tab.text("#sandboxes .name")).isEqualTo("resting|builder");
        assertThat(tab.text("#sandboxes .state")).isEqualTo("stopped|started");
        assertThat(tab.text("#sandboxes .from")).isEqualTo("host|host");
        assertThat(tab.text("#sandboxes .timers p"))
                .isEqualTo("none|stops after 30 min without a call|deleted when it stops");
        assertThat(tab.text("#sandboxes .label")).isEqualTo("run=7|team=core");
        assertThat(tab.text("#snapshots button")).isEqualTo("host|first|later");
        assertThat(tab.text("#snapshots li:nth-child(3) .size")).isEqualTo("+ 8 bytes");
        tab.click("#snapshots button", "later");
        tab.until("document.querySelector('.diff')");
        assertThat(tab.text(".way li")).isEqualTo("host|first|later");
        assertThat(tab.text(".diff .path")).isEqualTo("/srv/five|/srv/gone|/srv/new");
        assertThat(tab.text(".diff .bytes")).isEqualTo("5 bytes \u2192 7 bytes|1 byte|1 byte");
        assertThat(tab.text("#detail-body")).contains("1 added, 1 changed, 1 removed", "Changes since first");
        tab.click("#shut", "Close");
        tab.click("#sandboxes button", "builder");
        assertThat(tab.text("#detail-body")).contains(box, "stops after 30 min");
        tab.click("#shut", "Close");
        tab.value("document.querySelector('#audit').open = true");
        tab.until("document.querySelectorAll('#changes tr').length === 5");
        assertThat(tab.text("#changes tr:first-child")).contains("ann", "stop");
        assertThat(tab.complaints).isEmpty();
    }

    @Test
    void anOrganisationWithoutAnythingIsToldSo() throws Exception {
        Tab tab = page(server.client("nothing"));
        assertThat(tab.text("#no-sandboxes")).contains("There is no sandbox");
        assertThat(tab.isShown("#sandbox-table")).isFalse();
        assertThat(tab.text("#snapshots button")).isEqualTo("host");
        assertThat(tab.complaints).isEmpty();
    }

    @Test
    void itAsksTheServerForWhatItShowsAndNobodyElse() throws Exception {
        Client caller = server.client("asked");
        for (int i = 0; i < 25; i++) caller.create(Map.of("name", "box-" + i));
        Tab tab = page(caller);
        String url = server.server.url();
        List<String> first = List.of(url + "/", url + "/api/usage",
                url + "/api/sandbox?limit=20&sort=createdAt&order=desc", url + "/api/lineage?limit=100&page=1");
        assertThat(asked(tab)).isEqualTo(first);
        assertThat(tab.value("document.querySelectorAll('#sandboxes tr').length").intValue()).isEqualTo(20);
        tab.click("#more-sandboxes", "Show more");
        tab.until("document.querySelectorAll('#sandboxes tr').length === 25");
        assertThat(tab.isShown("#more-sandboxes")).isFalse();
        assertThat(asked(tab)).hasSize(5);
        tab.type("#name", "box-1");
        tab.until("document.querySelectorAll('#sandboxes tr').length === 11");
        tab.value("document.querySelector('#state').value = 'paused', document.querySelector('#state').onchange()");
        tab.until("document.querySelector('#no-sandboxes').checkVisibility()");
        assertThat(asked(tab)).allMatch(each -> each.startsWith(url + "/"));
        assertThat(asked(tab).toString()).doesNotContain(caller.key());
    }

    private static List<String> asked(Tab tab) {
        return tab.asked.stream().filter(each -> !each.startsWith("data:")).toList();
    }

    @Test
    void aWrongKeyIsRefusedAndARevokedOneIsForgotten() throws Exception {
        Client caller = server.client("revoked");
        caller.create(Map.of("name", "confidential"));
        Tab tab = page();
        enter(tab, "fb_wrong");
        tab.until("document.querySelector('#wrong').innerText.includes('not known here')");
        enter(tab, "with blanks \u00e9");
        tab.until("document.querySelector('#wrong').innerText.includes('begins with fb_')");
        assertThat(tab.isShown("#content")).isFalse();
        enter(tab, "  " + caller.key() + " ");
        tab.until(READY);
        tab.until("sessionStorage.length === 1");
        String id = server.server.keys().list().stream().filter(key -> key.organisation().equals("revoked"))
                .findFirst().orElseThrow().id();
        server.server.keys().revoke(id);
        tab.until("document.querySelector('#ask').checkVisibility() || document.querySelector('#refresh').click()");
        assertThat(tab.text("#wrong")).contains("was revoked");
        assertThat(tab.value("sessionStorage.length").intValue()).isZero();
        assertThat(tab.value("document.documentElement.innerHTML").stringValue()).doesNotContain("confidential");
    }

    @Test
    void whatIsShownStaysIfTheServerEnds() throws Exception {
        Tab tab = browser.tab();
        try (var other = new RunningServer()) {
            Client caller = other.client("left");
            caller.create(Map.of("name", "stays"));
            tab.open(other.server.url() + "/");
            enter(tab, caller.key());
            tab.until(READY);
        }
        tab.click("#refresh", "Refresh");
        tab.until("document.querySelector('#trouble').innerText.includes('does not answer')");
        assertThat(tab.text("#sandboxes .name")).isEqualTo("stays");
        assertThat(tab.isShown("#ask")).isFalse();
    }

    @Test
    void aKeyIsKeptByItsTabAloneAndUntilItIsForgotten() throws Exception {
        Client caller = server.client("kept");
        Tab tab = page(caller);
        tab.until("sessionStorage.length === 1");
        assertThat(tab.value("document.cookie + localStorage.length + location.href + document.documentElement"
                + ".innerHTML + document.querySelector('#key').value").stringValue()).doesNotContain(caller.key());
        tab.value("document.querySelector('h1').textContent = 'before', location.reload()");
        tab.until("document.querySelector('h1').innerText === 'kept'");
        tab.until(READY);
        assertThat(page().isShown("#ask")).isTrue();
        tab.click("#forget", "Forget the key");
        tab.value("document.querySelector('h1').textContent = 'before', location.reload()");
        tab.until("document.querySelector('h1').innerText !== 'before' "
                + " && document.querySelector('#ask').checkVisibility()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror='window.attacked=1'>", "<script>window.attacked=1</script>",
            "\"><svg onload=window.attacked=1>", "</script><script>window.attacked=1</script>",
            "javascript:window.attacked=1", "&lt;b&gt;bold&lt;/b&gt;", "${attacked=1}", "__proto__"})
    void nothingThatAUserNamedBecomesMarkup(String text) throws Exception {
        Client caller = server.client("named-" + Integer.toHexString(text.hashCode()), text);
        String box = caller.create(Map.of("name", "hurt", "labels", Map.of(text, text)));
        String file = text.replace("/", "");
        snapshot(caller, box, "one", "true");
        snapshot(caller, box, "two", "mkdir -p /srv/m && cd /srv/m && touch -- '" + file.replace("'", "'\\''") + "'");
        caller.delete("/api/sandbox/" + box).is(200);
        Answer named = caller.post("/api/sandbox", Map.of("name", text, "labels", Map.of(text, text)));
        Tab tab = page(caller);
        if (named.status() == 200) assertThat(tab.text("#sandboxes .name")).isEqualTo(text);
        if (named.status() == 200) assertThat(tab.text("#sandboxes .label")).isEqualTo(text + "=" + text);
        tab.click("#snapshots button", "two");
        tab.until("document.querySelector('.diff')");
        assertThat(tab.text(".diff .path")).isEqualTo("/srv/m|/srv/m/" + file);
        tab.click("#shut", "Close");
        tab.value("document.querySelector('#audit').open = true");
        tab.until("document.querySelector('#changes tr')");
        assertThat(tab.text("#changes tr:first-child td:nth-child(2)")).isEqualTo(text);
        assertThat(tab.value("document.querySelectorAll('img,b b,svg[onload]').length").intValue()).isZero();
        assertThat(tab.value("document.scripts.length").intValue()).isEqualTo(1);
        assertThat(tab.value("typeof attacked").stringValue()).isEqualTo("undefined");
        assertThat(tab.complaints).isEmpty();
    }

    @Test
    void codesThatHideOrTurnTextAreMadeVisible() throws Exception {
        Client caller = server.client("turned");
        caller.create(Map.of("labels", Map.of("a\u202eb", "line\nnul\u0001z\u200bw")));
        Tab tab = page(caller);
        assertThat(tab.text("#sandboxes .label")).isEqualTo("a<U+202E>b=line\u240anul\u2401z<U+200B>w");
    }

    @Test
    void noScriptButItsOwnRunsInItAndNoMarkupIsMade() throws Exception {
        Tab tab = page();
        tab.value("{ const script = document.createElement('script'); try { script.text = 'window.attacked = 1';"
                + " } catch {} document.body.append(script); }");
        assertThat(tab.value("typeof attacked").stringValue()).isEqualTo("undefined");
        assertThat(tab.value("(() => { try { document.body.innerHTML = '<i>'; return 'made'; } catch {"
                + " return 'refused'; } })()").stringValue()).isEqualTo("refused");
        assertThat(tab.value("fetch('http://localhost:1/').catch(() => 'refused')").stringValue())
                .isEqualTo("refused");
        assertThat(tab.complaints.toString()).contains("connect-src 'self'");
        HttpResponse<String> told = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(server.server
                .url() + "/")).build(), HttpResponse.BodyHandlers.ofString());
        String policy = told.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'none'",
                "base-uri 'none'", "require-trusted-types-for 'script'").doesNotContain("unsafe");
        assertThat(told.body()).doesNotContain("http://127").doesNotContain("src=").doesNotContain("@import");
    }

    /// A page that a sandbox serves tries everything by which a page reaches another of its address.
    private static final String HOSTILE = """
            <!DOCTYPE html><title>tries</title><body><script>
            window.stolen = [];
            const attempt = (way, act) => {
              try { stolen.push(way + ': ' + act()); } catch { stolen.push(way + ' refused'); }
            };
            const later = async (way, act) => {
              try { stolen.push(way + ': ' + await act()); } catch { stolen.push(way + ' refused'); }
            };
            attempt('session', () => JSON.stringify(sessionStorage));
            attempt('local', () => JSON.stringify(localStorage));
            attempt('cookie', () => document.cookie);
            attempt('opener', () => opener.sessionStorage);
            const frame = document.createElement('iframe');
            frame.src = '/';
            document.body.append(frame);
            const popup = open('/', 'other');
            attempt('window', () => popup ? 'opened' : 'none');
            (async () => {
              await later('call', async () => (await fetch('/api/usage')).text());
              await later('page', async () => (await fetch('/')).text());
              await later('worker', async () => navigator.serviceWorker.register('/x.js'));
              await new Promise(done => setTimeout(done, 1500));
              attempt('frame', () => frame.contentWindow.sessionStorage.length);
              attempt('popup', () => popup.sessionStorage.length);
              attempt('popup page', () => popup.document.body.innerText);
              document.title = 'tried';
            })();
            </script>
            """;

    /// Its server also says what browsers take for the word of the whole address.
    private static final String SERVE = """
            import http.server
            class Hostile(http.server.SimpleHTTPRequestHandler):
                def end_headers(self):
                    self.send_header('Clear-Site-Data', '"*"')
                    self.send_header('Strict-Transport-Security', 'max-age=31536000')
                    self.send_header('Content-Security-Policy', "default-src *")
                    super().end_headers()
            http.server.ThreadingHTTPServer(('127.0.0.1', 8123), Hostile).serve_forever()
            """;

    @Test
    void aHostilePreviewCannotReadTheKey() throws Exception {
        Client caller = server.client("previewed");
        String box = caller.create(Map.of("name", "hostile"));
        caller.run(box, "cat > /srv/index.html << 'END'\n" + HOSTILE + "END\n");
        caller.run(box, "cat > /srv/serve.py << 'END'\n" + SERVE + "END\n");
        caller.run(box, "cd /srv && (python3 serve.py > /dev/null 2>&1 &)"
                + " && for i in $(seq 100); do python3 -c 'import socket;"
                + " socket.create_connection((\"127.0.0.1\", 8123))' 2> /dev/null && break; sleep 0.1; done");
        String preview = caller.get("/api/sandbox/" + box + "/ports/8123/signed-preview-url?expiresInSeconds=600")
                .is(200).text("url");
        HttpResponse<String> told = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(preview)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(told.body()).isEqualTo(HOSTILE);
        assertThat(told.headers().map()).doesNotContainKeys("clear-site-data", "strict-transport-security");
        assertThat(told.headers().allValues("content-security-policy")).singleElement().asString()
                .startsWith("sandbox ").doesNotContain("same-origin");
        Tab tab = page(caller);
        tab.until("sessionStorage.length === 1");
        // what the hostile page does would work if it had the origin of the page
        assertThat(tab.value("JSON.stringify(sessionStorage)").stringValue()).contains(caller.key());
        tab.open(preview); // in the same tab, which has the key in its storage
        tab.until("document.title === 'tried'");
        String stolen = tab.value("stolen.join('\\n')").stringValue();
        assertThat(stolen).contains("session refused", "local refused", "cookie refused", "call refused",
                "page refused", "window: opened", "worker refused", "frame refused").doesNotContain(caller.key())
                .doesNotContain("previewed");
        assertThat(stolen.lines().filter(line -> line.startsWith("popup"))).hasSize(2)
                .allMatch(line -> line.endsWith("refused"));
        tab.open(server.server.url() + "/");
        tab.until("document.querySelector('h1').innerText === 'previewed'"); // the tab had the key all the while
    }
}
