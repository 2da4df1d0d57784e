package dev.frostbench.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DefenceFactsTest {

    private static Map<String, String> facts(String json) {
        return DefenceFacts.of(JsonMapper.shared().readTree(json));
    }

    @Test
    void whatAllTasksHaveIsToldOnce() {
        assertThat(facts("""
                {"defences": [{"active": ["no network", "1 control"],
                  "resources": {"floor": {"memory_bytes": 0, "cpus": 0.0}, "ceiling": {"memory_bytes": 9}}}]}"""))
                .containsEntry("defences", "no network, 1 control")
                .containsEntry("floor", "nothing is reserved for a sandbox; the ceiling is its limits");
    }

    @Test
    void partsAreToldApart() {
        assertThat(facts("""
                {"defences": [{"part": "one", "active": ["no network"]},
                  {"part": "other", "tasks": ["a"], "active": ["no network", "1 control"]},
                  {"part": "other", "tasks": ["b"], "active": ["2 controls"]}]}"""))
                .containsEntry("defences of one", "no network")
                .containsEntry("defences of other", "a: no network, 1 control; b: 2 controls");
    }

    @Test
    void tasksThatDifferAreNamed() {
        assertThat(facts("""
                {"defences": [{"part": "p", "tasks": ["a", "b", "c", "d", "e", "f"], "active": ["no network"]},
                  {"part": "p", "tasks": ["g"], "active": ["no network", "2 controls"]}]}"""))
                .containsEntry("defences", "a, b, c, d and 2 more: no network; g: no network, 2 controls");
    }

    @Test
    void whatWasLetStandIsNamed() {
        assertThat(facts("""
                {"allowed_leaks": [{"fixture": "own", "tasks": ["a"], "path": "/x", "what": "has lines"}]}"""))
                .containsEntry("leaks let stand", "own: /x has lines");
    }

    @Test
    void aRunOfAnOlderVersionTellsNothing() {
        assertThat(facts("{}").values()).containsOnly("");
    }
}
