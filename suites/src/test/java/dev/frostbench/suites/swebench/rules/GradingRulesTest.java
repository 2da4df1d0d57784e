package dev.frostbench.suites.swebench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.swebench.instance.DataSetVersion;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rules follow the data set's version, and parsers know the row.
class GradingRulesTest {

    @Test
    void aRowThatBringsItsScriptParserOrWayOfGradingIsOfVersionFive() {
        assertThat(new Instance(row()).dataSetVersion()).isEqualTo(DataSetVersion.FOUR);
        for (String field : List.of("eval_script", "log_parser", "eval_type")) {
            assertThat(new Instance(row().put(field, "x")).dataSetVersion()).as(field).isEqualTo(DataSetVersion.FIVE);
            assertThat(new Instance(row().put(field, "")).dataSetVersion()).as(field).isEqualTo(DataSetVersion.FOUR);
        }
        assertThat(GradingRules.of(new Instance(row())).version()).isEqualTo(SwebenchVersion.V4_1_0);
        assertThat(GradingRules.of(new Instance(row().put("log_parser", "pytest"))).version())
                .isEqualTo(SwebenchVersion.V5_0_2);
    }

    @Test
    void theParserIsGivenWhatTheOfficialOneKnowsOfTheRow() {
        List<ParseContext> given = new ArrayList<>();
        var outcome = GradingRules.of(new Instance(row())).grade(new Instance(row()), (_, context) -> {
            given.add(context);
            return Reading.of(Map.of("t::one", Status.PASSED));
        }, ">>>>> Start Test Output\n>>>>> End Test Output\n");
        assertThat(outcome.resolved()).isTrue();
        assertThat(given).containsExactly(
                new ParseContext("a__b-1", "a/b", "2", List.of("t::one"), List.of()));
    }

    private static ObjectNode row() {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b").put("version", "2").putArray("FAIL_TO_PASS").add("t::one");
        row.putArray("PASS_TO_PASS");
        return row;
    }
}
