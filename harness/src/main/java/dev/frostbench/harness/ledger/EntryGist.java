package dev.frostbench.harness.ledger;

import dev.frostbench.suites.grading.Verdict;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// What the index of a ledger keeps of an entry. Answers, outputs and rows are passed over: a ledger may have hundreds
/// of megabytes, and a tree of each entry took most of the time of reading it.
///
/// A member that an entry of its kind must have and does not have is null; whoever asks for it fails.
final class EntryGist {

    private String entry;
    private String part;
    private String digest;
    private String task;
    private String key;
    private String verdict;
    private Integer sample;
    private boolean troubled;
    private boolean judged;
    private final Set<String> models = new LinkedHashSet<>();

    private EntryGist() {}

    static EntryGist of(byte[] record) {
        EntryGist gist = new EntryGist();
        try (JsonParser in = JsonMapper.shared().createParser(record)) {
            require(in.nextToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) gist.take(in);
            require(in.nextToken() == null);
        }
        return gist;
    }

    private void take(JsonParser in) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        switch (name) {
            case "entry" -> entry = text(in);
            case "part" -> part = text(in);
            case "digest" -> digest = text(in);
            case "task" -> task = text(in);
            case "key" -> key = text(in);
            case "sample" -> sample = in.getIntValue();
            case "grade" -> grade(in);
            case "evidence" -> evidence(in);
            case "samples" -> {
                require(value == JsonToken.START_ARRAY);
                while (in.nextToken() == JsonToken.START_OBJECT) sample(in);
            }
            default -> in.skipChildren();
        }
    }

    private void grade(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("verdict")) verdict = text(in);
            in.skipChildren();
        }
    }

    private void evidence(JsonParser in) {
        judged = true;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            troubled = troubled || in.currentName().equals("trouble");
            in.nextToken();
            in.skipChildren();
        }
    }

    private void sample(JsonParser in) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (name.equals("model")) models.add(text(in));
            in.skipChildren();
        }
    }

    String entry() {
        return entry;
    }

    /// Of the plan's entry of a task.
    String part() {
        require(part != null);
        return part;
    }

    /// Of the same: the models of the task's samples, in their order.
    Set<String> models() {
        return models;
    }

    /// Of the plan's end.
    String digest() {
        require(digest != null);
        return digest;
    }

    /// Of a result.
    JobKey finished() {
        require(task != null && sample != null && key != null);
        return new JobKey(task, sample, key);
    }

    /// Of the same: whether it is a verdict. Otherwise the machine failed, and the sample is tried again.
    boolean isFinal() {
        require(verdict != null && judged);
        return !verdict.equals(new Verdict.Error().word()) && !troubled;
    }

    private static String text(JsonParser in) {
        require(in.currentToken() == JsonToken.VALUE_STRING);
        return in.getString();
    }

    private static void require(boolean sound) {
        if (!sound) throw new IllegalArgumentException("this is no entry of a ledger");
    }
}
