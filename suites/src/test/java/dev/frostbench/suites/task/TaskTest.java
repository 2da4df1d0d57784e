package dev.frostbench.suites.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class TaskTest {

    @Test
    void aLargeRowComesBackAsItWas() {
        var row = JsonNodeFactory.instance.objectNode().put("text", "é\u2028\0".repeat(9_000)).put("n", 1L << 60)
                .put("d", 0.1);
        assertThat(new Task("a", "p", "f", row).row()).isEqualTo(row).isNotSameAs(row);
    }

    @Test
    void aTestListIsReadInEveryForm() {
        List<String> names = List.of("t::a[it's]", "t::b[\"q\"]", "c\\d é");
        for (String form : List.of(
                "[\"t::a[it's]\", \"t::b[\\\"q\\\"]\", \"c\\\\d é\"]",
                "[\"t::a[it's]\", 't::b[\"q\"]', 'c\\\\d é']",
                "[ \"t::a[it's]\" ,\n't::b[\\\"q\\\"]', 'c\\\\d \\xe9',]"))
            assertThat(TestList.of(JsonNodeFactory.instance.stringNode(form))).as(form).contains(names);
        assertThat(TestList.of(JsonMapper.shared().readTree("[\"a\"]"))).contains(List.of("a"));
        assertThat(TestList.of(JsonNodeFactory.instance.stringNode("[]"))).contains(List.of());
    }

    @Test
    void whatIsNoTestListIsNone() {
        for (String json : List.of("\"\"", "\" \"", "\"a b\"", "\"['a', b]\"", "\"['a' 'b']\"", "3", "null", "{}",
                "[1]", "\"{}\""))
            assertThat(TestList.of(JsonMapper.shared().readTree(json))).as(json).isEmpty();
    }
}
