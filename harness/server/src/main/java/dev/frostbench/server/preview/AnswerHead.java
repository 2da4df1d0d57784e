package dev.frostbench.server.preview;

import java.util.List;
import java.util.Optional;

/// The first lines of an answer.
record AnswerHead(int status, List<Field> fields) {

    record Field(String name, String value) {}

    /// @param name in lower case
    Optional<String> first(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }
}
