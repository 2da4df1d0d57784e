package dev.frostbench.server;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a server listens.
///
/// @param host a name or an address, without brackets
/// @param port 0 for a free one
record Listen(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9.-]+)):(\\d{1,5})");
    private static final int HIGHEST = 65535;

    /// @throws BadInput if the text is not `HOST:PORT`
    static Listen parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > HIGHEST)
            throw new BadInput(Problem.of("serve", "--listen " + text, "is no address",
                    "write HOST:PORT, e.g. 127.0.0.1:3986 or [::1]:3986"));
        return new Listen(form.group(1) == null ? form.group(2) : form.group(1), Integer.parseInt(form.group(3)));
    }

    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new BadInput(Problem.of("serve", "--listen " + host, "is no host that this machine knows",
                    "name an address of this machine"));
        }
    }

    /// As it stands in an address.
    String text(int boundPort) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + boundPort;
    }
}
