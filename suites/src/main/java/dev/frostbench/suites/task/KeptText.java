package dev.frostbench.suites.task;

import java.nio.charset.StandardCharsets;

/// A text of a run. A large one that stays for long is in the pages of this process, since a run may have a hundred
/// thousand answers.
public final class KeptText {

    /// Texts of fewer characters are kept as they are.
    private static final int SMALL = 512;
    private static final TextPages PAGES = new TextPages(TextPages.IN_MEMORY);

    private final String plain;
    private final TextPages.Place place;

    private KeptText(String plain, TextPages.Place place) {
        this.plain = plain;
        this.place = place;
    }

    /// Of a text that is soon forgotten.
    static KeptText plain(String text) {
        return new KeptText(text, null);
    }

    static KeptText kept(String text) {
        if (text.length() < SMALL) return plain(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // half of a surrogate pair has no form in UTF-8
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) return plain(text);
        return new KeptText(null, PAGES.put(bytes));
    }

    /// Throws [java.io.UncheckedIOException] if it cannot be read back.
    String text() {
        return plain != null ? plain : new String(place.bytes(), StandardCharsets.UTF_8);
    }

    boolean isEmpty() {
        return plain != null && plain.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeptText text && text().equals(text.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
