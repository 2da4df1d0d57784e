package dev.frostbench.suites.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPagesTest {

    private final Random random = new Random(11);

    private byte[] text(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Some of them are longer than a page.
    private List<byte[]> texts() {
        return IntStream.range(0, 3000).mapToObj(number -> text(number % 500 == 499 ? 700_000 : number)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20, 1 << 30})
    void textsComeBackAsTheyWereInAnyOrder(long inMemory) {
        var pages = new TextPages(inMemory);
        List<byte[]> texts = texts();
        List<TextPages.Place> places = new ArrayList<>();
        for (byte[] text : texts) {
            places.add(pages.put(text));
            int earlier = random.nextInt(places.size());
            assertThat(places.get(earlier).bytes()).isEqualTo(texts.get(earlier));
        }
        assertThat(IntStream.range(0, texts.size()).parallel()
                .filter(number -> !Arrays.equals(places.get(number).bytes(), texts.get(number)))).isEmpty();
    }

    /// A thread that is told to stop reads on, and so do the others after it.
    @Test
    void whoeverIsInterruptedReadsOn() {
        var pages = new TextPages(0);
        byte[] text = text(200_000);
        TextPages.Place place = pages.put(text);
        pages.put(text);
        Thread.currentThread().interrupt();
        try {
            assertThat(place.bytes()).isEqualTo(text);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(place.bytes()).isEqualTo(text);
    }

    @Test
    void theFileHasNoName() throws Exception {
        var pages = new TextPages(0);
        for (int i = 0; i < 4; i++) pages.put(text(200_000));
        try (Stream<Path> opened = Files.list(Path.of("/proc/self/fd"));
                Stream<Path> named = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(opened.map(TextPagesTest::target)).anyMatch(name -> name.contains("frostbench-texts-"));
            assertThat(named.map(Path::toString)).noneMatch(name -> name.contains("frostbench-texts-"));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
