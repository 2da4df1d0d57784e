package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.server.state.Database;
import dev.frostbench.server.state.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server says when it is ready.
class FirstStartTest {

    @TempDir
    Path folder;

    @Test
    void theFirstStartShowsAKeyThatWorksAndLaterOnesShowNone() {
        try (Database database = Database.open(folder.resolve("server.db"))) {
            var keys = new Keys(database);
            var start = new FirstStart(keys, "http://127.0.0.1:1");
            String first = start.text(folder);
            assertThat(first).contains("export DAYTONA_API_URL=http://127.0.0.1:1/api\n");
            Matcher key = Pattern.compile("export DAYTONA_API_KEY=(\\S+)").matcher(first);
            assertThat(key.find()).isTrue();
            assertThat(keys.caller(key.group(1))).isPresent();
            assertThat(start.text(folder)).doesNotContain(key.group(1));
            assertThat(keys.list()).hasSize(1);
        }
    }

    @Test
    void theScriptOfTheReadmeIsTheOneThatIsShown() throws Exception {
        Matcher readme = Pattern.compile("(?s)```python\n(from daytona.*?)```")
                .matcher(Files.readString(Path.of("../../README.md")));
        assertThat(readme.find()).isTrue();
        try (Database database = Database.open(folder.resolve("server.db"))) {
            assertThat(new FirstStart(new Keys(database), "http://127.0.0.1:1").text(folder)
                    .replaceAll("(?m)^ +", "")).contains(readme.group(1));
        }
    }
}
