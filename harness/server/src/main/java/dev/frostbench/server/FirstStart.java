package dev.frostbench.server;

import dev.frostbench.server.state.Keys;
import java.nio.file.Path;

/// What a server says when it is ready. If it has no key yet, it makes one.
record FirstStart(Keys keys, String url) {

    static final String ORGANISATION = "main";
    private static final String SCRIPT = """

            Then try, after `pip install daytona`:

              from daytona import Daytona
              sandbox = Daytona().create()
              sandbox.process.exec("echo frozen > /tmp/state")
              fork = sandbox.fork()
              print(fork.process.exec("cat /tmp/state").result)
            """;

    String text(Path data) {
        var text = new StringBuilder("frostbench: serving " + url + ", data in " + data
                + "\nIn a browser this address shows what the organisation of a key has.\n");
        boolean isFirst = keys.list().isEmpty();
        text.append("\n  export DAYTONA_API_URL=").append(url).append("/api\n");
        if (isFirst)
            text.append("  export DAYTONA_API_KEY=").append(keys.create(ORGANISATION, "owner", "first"))
                    .append('\n').append(SCRIPT);
        else
            text.append("  export DAYTONA_API_KEY=...   # shown when it was made; a new one: ./frostbench serve key"
                    + " create\n");
        return text.append('\n').toString();
    }
}
