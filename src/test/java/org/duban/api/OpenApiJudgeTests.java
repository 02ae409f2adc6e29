package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duban.judges.Judges;
import org.junit.jupiter.api.Test;

/** The published description of the REST interface, as a program sees it that nobody here wrote. */
class OpenApiJudgeTests {

    @Test
    void hasNothingToWarnOf() {
        var linter = Judges.module("@redocly/cli/bin/cli.js").toString();
        var node = Judges.program("node").toString();

        var lint = Judges.run(List.of(
                "/usr/bin/env",
                "REDOCLY_TELEMETRY=off",
                "REDOCLY_SUPPRESS_UPDATE_NOTICE=true",
                node,
                linter,
                "lint",
                "docs/openapi.yaml"));

        assertThat(lint.orFail())
                .contains("Your API description is valid")
                .doesNotContainPattern("You have \\d+ warning");
    }
}
