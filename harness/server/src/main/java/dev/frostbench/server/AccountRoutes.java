package dev.frostbench.server;

import dev.frostbench.fixtures.quota.Account;
import dev.frostbench.fixtures.quota.UsageJournal.Line;
import dev.frostbench.fixtures.quota.UsageSums;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.sandboxes.LiveSandboxes;
import dev.frostbench.server.state.AuditLog;
import dev.frostbench.server.state.Caller;
import dev.frostbench.server.volumes.Volumes;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an organisation has, may have and has done: `/api/usage` and `/api/audit`. Each caller gets its own
/// organisation's only.
final class AccountRoutes implements HttpService {

    private static final int USUAL_ENTRIES = 100;
    private static final int MOST_ENTRIES = 1000;

    private final Callers callers;
    private final LocalStore store;
    private final LiveSandboxes sandboxes;
    private final Volumes volumes;
    private final AuditLog audit;
    private final int mostSandboxes;

    AccountRoutes(Callers callers, LocalStore store, LiveSandboxes sandboxes, Volumes volumes, AuditLog audit,
            int mostSandboxes) {
        this.callers = callers;
        this.store = store;
        this.sandboxes = sandboxes;
        this.volumes = volumes;
        this.audit = audit;
        this.mostSandboxes = mostSandboxes;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/usage", this::usage).get("/audit", this::audit);
    }

    private void usage(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = callers.of(request);
        var organisation = new Organisation(caller.organisationName());
        ObjectNode answer = Json.object().put("organization", caller.organisationName())
                .put("organizationId", caller.organisation());
        ObjectNode boxes = answer.putObject("sandboxes").put("most", mostSandboxes);
        ObjectNode states = boxes.putObject("states");
        sandboxes.states(caller).forEach(states::put);
        answer.putObject("volumes").put("count", volumes.count(caller.organisation())).put("bytes",
                volumes.bytes(caller.organisation()));
        Optional<Account> account = Optional.ofNullable(store.accounts().get(organisation));
        ObjectNode held = answer.putObject("snapshots").put("bytes", account.map(Account::held).orElse(0L));
        account.map(Account::quota).orElse(OptionalLong.empty())
                .ifPresentOrElse(quota -> held.put("quotaBytes", quota), () -> held.putNull("quotaBytes"));
        List<Line> lines = store.usage();
        // the journal may be ahead of a clock that was set back
        long now = lines.isEmpty() ? 0 : Math.max(Instant.now().getEpochSecond(), lines.getLast().at());
        long first = lines.isEmpty() ? 0 : lines.getFirst().at();
        Optional<UsageSums.Sum> sum = Optional.ofNullable(UsageSums.between(lines, first, now).get(organisation));
        // what is held since this second is in no sum yet
        held.put("mostBytes", Math.max(sum.map(UsageSums.Sum::most).orElse(0L), account.map(Account::held).orElse(0L)))
                .put("gbMonths", sum.map(each -> each.gbMonths().toPlainString()).orElse("0"));
        Json.send(response, answer);
    }

    private void audit(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        String limit = request.query().first("limit").orElse(String.valueOf(USUAL_ENTRIES));
        if (!limit.matches("\\d{1,9}")) throw ApiFailure.badRequest("'limit' must be a whole number");
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        audit.newest(caller.organisation(), Math.clamp(Integer.parseInt(limit), 1, MOST_ENTRIES))
                .forEach(entry -> items.addObject().put("at", entry.at()).put("user", entry.user())
                        .put("key", entry.key()).put("action", entry.action()).put("target", entry.target()));
        Json.send(response, answer);
    }
}
