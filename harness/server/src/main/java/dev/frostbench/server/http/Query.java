package dev.frostbench.server.http;

import io.helidon.common.uri.UriQuery;
import java.util.List;
import java.util.Optional;

/// The parameters of a request's address. An empty one counts as not there.
public record Query(UriQuery query) {

    public Optional<String> text(String name) {
        return query.first(name).asOptional().filter(text -> !text.isEmpty());
    }

    /// All values of a parameter that may be there several times.
    public List<String> texts(String name) {
        return query.contains(name) ? query.all(name) : List.of();
    }

    /// A whole number from 0; one with a fraction of zero is one too.
    ///
    /// @throws ApiFailure 400 if it is something else
    public Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}(\\.0+)?")) throw ApiFailure.badRequest("'" + name + "' must be a whole number");
            return (int) Double.parseDouble(text);
        });
    }
}
