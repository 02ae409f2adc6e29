package org.duban.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlNodeTests {

    @Test
    void keepsWordsAsTheyAreWritten() {
        var node = node("{ on: assignment, at: 09:30, day: 2026-01-01, no: no, quoted: 'null', number: 010 }");

        assertThat(node.fields().keySet()).containsExactly("on", "at", "day", "no", "quoted", "number");
        assertThat(node.required("at").time()).hasToString("09:30");
        assertThat(node.required("day").date()).hasToString("2026-01-01");
        assertThat(node.required("no").text()).isEqualTo("no");
        assertThat(node.required("quoted").text()).isEqualTo("null");
        assertThat(node.required("number").integer(0, 99)).isEqualTo(10);
    }

    @Test
    void readsWhatAnAnchorStandsFor() {
        var node = node("one: &both [lead, office]\ntwo: *both\n");

        assertThat(node.required("two").items()).extracting(YamlNode::text).containsExactly("lead", "office");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1\\nb: 2\\na: 3         | x.yaml, line 3, a: "a" stands here twice; keep one of them
            a:                        | x.yaml, line 1, a: the value is empty; write one, or take the field away
            a: ~                      | x.yaml, line 1, a: the value is empty; write one, or take the field away
            a: [1]                    | x.yaml, line 1, a: here stands a list; write a single value
            a: {b: 1}                 | x.yaml, line 1, a: here stands a map of fields; write a single value
            \\n- a                     | x.yaml, line 2: here stands a list; write fields, each like "name: value"
            a: !secret x              | x.yaml, line 1, a: the tag "!secret" is not allowed; take it away
            <<: {a: 1}                | x.yaml, line 1: the field "a" is missing; add it
            """)
    void saysWhereAMistakeStands(String text, String message) {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> node(text.replace("\\n", "\n")).required("a").text())
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: "b             | x.yaml, line 1: this is not YAML: found unexpected end of stream;
            a: b\\n  c: d      | x.yaml, line 2: this is not YAML: mapping values are not allowed here;
            a:\\n\\tb: 1        | x.yaml, line 2: this is not YAML:
            a: 1\\n---\\nb: 2   | x.yaml, line 2: this is not YAML: but found another document;
            a: *b             | x.yaml, line 1: this is not YAML: found undefined alias b;
            a: 1\\nb: \\u0007   | x.yaml, line 2: a character that YAML does not allow; take it away
            a: !!java.net.URL [x] | x.yaml, line 1: this is not YAML: Global tag is not allowed
            # nothing         | x.yaml: the file is empty; write what it is there for, or take it away
            """)
    void saysWhereAFileStopsBeingYaml(String text, String start) {
        var broken = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007");

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> node(broken))
                .withMessageStartingWith(start)
                .satisfies(e -> assertThat(e.mistakes()).hasSize(1));
    }

    @Test
    void refusesDeepNestingAndManyAliases() {
        var deep = "a: " + "[".repeat(10_000) + "]".repeat(10_000);
        var many = "a: &a [x]\nb: [" + "*a, ".repeat(60) + "]";

        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> node(deep)).withMessageContaining("Nesting Depth");
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> node(many)).withMessageContaining("aliases");
    }

    @Test
    void survivesAListThatContainsItself() {
        assertThat(node("a: &a [*a]").required("a").items()).hasSize(1);
    }

    @Test
    void tellsEveryUnknownFieldAndTheNearestName() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> node("nmae: 1\ncolour: 2\nlevel: 3").allow(List.of("name", "level")))
                .withMessage("""
                        x.yaml, line 1, nmae: there is no field "nmae" here; did you mean "name"? write one of name, level
                        x.yaml, line 2, colour: there is no field "colour" here; write one of name, level""");
    }

    private static YamlNode node(String text) {
        return YamlNode.read(InputFile.ofText("x.yaml", text));
    }
}
