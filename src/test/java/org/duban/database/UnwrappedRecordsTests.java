package org.duban.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Records with unwrapped components are read as Jackson itself reads them, which is slower. */
class UnwrappedRecordsTests {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final JsonMapper OURS =
            JACKSON.rebuild().addModule(new UnwrappedRecords()).build();

    private enum Colour {
        RED,
        BLUE
    }

    private record Inner(
            @Nullable String deepWord, @JsonProperty("odd") List<Instant> times) {}

    private record Part(
            int count,
            @Nullable Long perhaps,
            @JsonUnwrapped(prefix = "in_") Inner inner) {}

    private record Whole(
            String id,
            @JsonUnwrapped Part part,
            @JsonUnwrapped(suffix = "_x") @Nullable Other other,
            @Nullable Colour colour,
            Optional<String> maybe,
            Map<String, List<Inner>> nested) {

        Whole {
            other = other == null || other.only() == null ? null : other;
        }

        @JsonIgnore
        boolean empty() {
            return id.isEmpty();
        }
    }

    private record Other(@Nullable String only) {
        Other {
            if (Objects.equals(only, "refused")) {
                throw new IllegalArgumentException("only: not this");
            }
        }
    }

    private record Clashing(String same, @JsonUnwrapped Clash part) {}

    private record Clash(String same) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\",\"count\":3,\"perhaps\":4,\"in_deep_word\":\"w\",\"in_odd\":[\"2026-12-01T00:00:00Z\"],\"only_x\":\"o\",\"colour\":\"RED\",\"maybe\":\"m\",\"nested\":{\"k\":[{\"deep_word\":\"d\",\"odd\":[]}]}}",
                "{\"id\":\"a\",\"count\":3}",
                "{\"id\":null,\"count\":3,\"perhaps\":null,\"only_x\":null,\"colour\":null,\"maybe\":null,\"nested\":null}",
                "{\"what\":{\"is\":[1,{\"this\":2}]},\"id\":\"a\",\"count\":3,\"part\":{},\"other\":[1]}",
                "{\"count\":1,\"count\":2,\"id\":\"twice\"}"
            })
    void readsAsJacksonDoes(String text) {
        assertThat(OURS.readValue(text, Whole.class)).isEqualTo(JACKSON.readValue(text, Whole.class));
    }

    @Test
    void readsWhatItWrote() {
        var whole = new Whole(
                "a",
                new Part(1, null, new Inner("w", List.of(Instant.EPOCH))),
                new Other("o"),
                Colour.BLUE,
                Optional.of("m"),
                Map.of("k", List.of(new Inner(null, List.of()))));

        assertThat(OURS.readValue(OURS.writeValueAsString(List.of(whole)), Whole[].class))
                .containsExactly(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "7",
                "{\"id\":\"a\",\"count\":\"many\"}",
                "{\"id\":\"a\"",
                "{\"id\":\"a\",\"count\":1,\"only_x\":\"refused\"}",
                "{\"id\":\"a\",\"count\":1,\"colour\":\"GREEN\"}"
            })
    void refusesWhatJacksonRefuses(String text) {
        assertThatThrownBy(() -> JACKSON.readValue(text, Whole.class)).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> OURS.readValue(text, Whole.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void twoComponentsOfOneNameAreAMistakeOfOurs() {
        assertThatThrownBy(() -> OURS.readValue("{}", Clashing.class)).hasMessageContaining("same");
    }
}
