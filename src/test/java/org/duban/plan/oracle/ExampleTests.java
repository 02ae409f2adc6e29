package org.duban.plan.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that a clerk can check: what the rules ask for, and what the planner once got wrong. */
class ExampleTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void tellsWhatTheExampleSays(String name, Example example) {
        var stage = new Stage(example);
        var task = stage.lives().get(stage.lives().size() - 1);
        var due = Told.of(stage.plan(task).due(example.from(), example.upTo()));

        assertThat(stage.lines(stage.naivePlan(task).told(example.from(), example.upTo())))
                .containsExactlyElementsOf(example.lines("told"));
        assertThat(stage.lines(due)).containsExactlyElementsOf(example.lines("due"));
        assertThat(Comparison.of(example)).isEmpty();
    }

    static Stream<Object[]> examples() throws IOException {
        try (var file = Objects.requireNonNull(ExampleTests.class.getResourceAsStream("examples.yaml"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Example.readAll(text).stream()
                    .map(example -> new Object[] {example.get("name"), new Example(example)})
                    .toList()
                    .stream();
        }
    }
}
