package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import dev.frostbench.server.http.Json;
import dev.frostbench.server.http.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Which sandboxes a list has, and in which order.
///
/// A cursor is the number of sandboxes that came before, so a sandbox that is deleted meanwhile may make another one be
/// left out.
record SandboxList(Predicate<Tenanted> filter, Comparator<Tenanted> order, int from, int count) {

    private static final int USUAL_COUNT = 100;
    private static final int MOST = 200;
    /// As the SDKs write times: with `Z`, `+00:00` or `+0000`, or with none of them, which is UTC here.
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendPattern("[XXX][XX]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0).toFormatter(Locale.ROOT);

    record Page(List<Tenanted> items, String nextCursor, int total) {}

    static SandboxList of(Query query) {
        int count = query.number("limit").map(limit -> Math.clamp(limit, 1, MOST)).orElse(USUAL_COUNT);
        return new SandboxList(filter(query), order(query), from(query, count), count);
    }

    Page page(List<Tenanted> all) {
        List<Tenanted> found = all.stream().filter(filter).sorted(order).toList();
        int end = Math.min(found.size(), from + count);
        List<Tenanted> items = from >= found.size() ? List.of() : found.subList(from, end);
        return new Page(items, end < found.size() ? cursor(end) : "", found.size());
    }

    private static String cursor(int from) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(("from " + from).getBytes(StandardCharsets.UTF_8));
    }

    private static int from(Query query, int count) {
        Optional<String> cursor = query.text("cursor");
        if (cursor.isPresent()) return ofCursor(cursor.get());
        return query.number("page").map(page -> Math.multiplyExact(Math.clamp(page, 1, 1 << 20) - 1, count)).orElse(0);
    }

    private static int ofCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.matches("from \\d{1,9}")) return Integer.parseInt(text.substring("from ".length()));
        } catch (IllegalArgumentException notOurs) {
            // is refused below
        }
        throw ApiFailure.badRequest("'cursor' is none that this server gave");
    }

    private static Predicate<Tenanted> filter(Query query) {
        List<Predicate<SandboxRecord>> all = new ArrayList<>();
        query.text("id").ifPresent(prefix -> all.add(record -> begins(record.id(), prefix)));
        query.text("name").ifPresent(prefix -> all.add(record -> begins(record.name(), prefix)));
        query.text("labels").ifPresent(labels -> all.add(labels(labels)));
        List<String> states = query.texts("states");
        if (!states.isEmpty()) all.add(record -> states.contains(record.state().word()));
        List<String> snapshots = query.texts("snapshots");
        if (!snapshots.isEmpty()) all.add(record -> snapshots.contains(record.wish().snapshot()));
        query.text("isPublic").ifPresent(word -> all.add(
                record -> record.wish().isPublic() == Boolean.parseBoolean(word)));
        range(query, "Cpu", record -> record.wish().size().cpu(), all);
        range(query, "MemoryGiB", record -> record.wish().size().memory(), all);
        range(query, "DiskGiB", record -> record.wish().size().disk(), all);
        times(query, "createdAt", SandboxRecord::created, all);
        times(query, "updatedAt", SandboxRecord::updated, all);
        long called = instant(query, "lastEventAfter").or(() -> instant(query, "lastActivityAtAfter"))
                .map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        return each -> each.lastCall() >= called && all.stream().allMatch(test -> test.test(each.record()));
    }

    private static boolean begins(String text, String prefix) {
        return text.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
    }

    private static Predicate<SandboxRecord> labels(String json) {
        var wanted = new Fields(Json.object("{\"labels\":%s}".formatted(json)
                .getBytes(StandardCharsets.UTF_8))).texts("labels");
        return record -> record.wish().labels().entrySet().containsAll(wanted.entrySet());
    }

    private static void range(Query query, String name, ToIntFunction<SandboxRecord> value,
            List<Predicate<SandboxRecord>> all) {
        query.number("min" + name).ifPresent(least -> all.add(record -> value.applyAsInt(record) >= least));
        query.number("max" + name).ifPresent(most -> all.add(record -> value.applyAsInt(record) <= most));
    }

    private static void times(Query query, String name, Function<SandboxRecord, Instant> value,
            List<Predicate<SandboxRecord>> all) {
        instant(query, name + "After").ifPresent(at -> all.add(record -> !value.apply(record).isBefore(at)));
        instant(query, name + "Before").ifPresent(at -> all.add(record -> !value.apply(record).isAfter(at)));
    }

    private static Comparator<Tenanted> order(Query query) {
        String sort = query.text("sort").orElse("createdAt");
        Comparator<Tenanted> order = switch (sort) {
            case "id" -> Comparator.comparing(each -> each.record().id());
            case "name" -> Comparator.comparing(each -> each.record().name());
            case "state" -> Comparator.comparing(each -> each.record().state().word());
            case "snapshot" -> Comparator.comparing(each -> each.record().wish().snapshot());
            case "cpu" -> Comparator.comparing(each -> each.record().wish().size().cpu());
            case "memoryGib", "memory" -> Comparator.comparing(each -> each.record().wish().size().memory());
            case "diskGib", "disk" -> Comparator.comparing(each -> each.record().wish().size().disk());
            case "updatedAt" -> Comparator.comparing(each -> each.record().updated());
            case "lastActivityAt" -> Comparator.comparing(Tenanted::lastCall);
            case "createdAt" -> Comparator.comparing(each -> each.record().created());
            default -> throw ApiFailure.badRequest("'sort' is '" + sort + "', by which no list is sorted");
        };
        boolean descending = query.text("order").map(word -> word.equalsIgnoreCase("desc"))
                .orElse(sort.endsWith("At"));
        return (descending ? order.reversed() : order).thenComparing(each -> each.record().id());
    }

    private static Optional<Instant> instant(Query query, String name) {
        return query.text(name).map(text -> {
            try {
                return TIME.parse(text, OffsetDateTime::from).toInstant();
            } catch (DateTimeParseException wrong) {
                throw ApiFailure.badRequest("'" + name + "' must be a time such as 2026-11-29T07:00:00Z");
            }
        });
    }
}
