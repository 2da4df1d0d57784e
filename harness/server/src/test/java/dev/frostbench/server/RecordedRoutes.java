package dev.frostbench.server;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What services register with a server: each route as its method and path, e.g. `get /api/sandbox/{sandbox}`, and
/// `any` for all methods. A parameter has no pattern here, and `*` is the parameter `{rest}`.
final class RecordedRoutes {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options",
            "any");

    private final Set<String> routes = new TreeSet<>();

    static Set<String> of(HttpService service) {
        var recorded = new RecordedRoutes();
        service.routing(recorded.below(""));
        return recorded.routes;
    }

    private HttpRules below(String prefix) {
        return (HttpRules) Proxy.newProxyInstance(HttpRules.class.getClassLoader(), new Class<?>[]{HttpRules.class},
                (self, method, arguments) -> {
                    record(prefix, method, arguments);
                    return self;
                });
    }

    private void record(String prefix, Method method, Object[] arguments) {
        boolean hasPath = arguments[0] instanceof String;
        String path = prefix + (hasPath ? arguments[0] : "");
        Object last = arguments[arguments.length - 1];
        if (method.getName().equals("register") && last instanceof HttpService[] services)
            List.of(services).forEach(service -> service.routing(below(path)));
        else if (METHODS.contains(method.getName()) && last instanceof Object[])
            routes.add(method.getName() + " " + plain(hasPath ? path : path + "/*"));
        else
            throw new AssertionError("it is not known what " + method + " registers");
    }

    private static String plain(String path) {
        String plain = path.replaceAll("\\{(\\w+):[^}]*}", "{$1}").replaceAll("/\\*$", "/{rest}")
                .replaceAll("//+", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
