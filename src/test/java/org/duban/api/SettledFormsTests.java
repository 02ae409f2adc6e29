package org.duban.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Whoever takes no JSON is told so before anything is done for him. */
class SettledFormsTests {

    private static final List<String> TABLES =
            List.of("audit", "unit_feed", "unit", "stand_in", "rule_change", "task", "task_event");

    private final ApiHouse house = ApiHouse.open();

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "text/html", "application/xml", "nonsense", "application/json;q=0"})
    void noOperationActsForWhomItCannotAnswer(String accepted) {
        var acted = new TreeMap<String, Object>();
        for (var mapping : house.beans(RequestMappingInfoHandlerMapping.class)) {
            mapping.getHandlerMethods().forEach((operation, method) -> {
                if (operation.getPatternValues().iterator().next().startsWith("/api/") && !reads(operation)) {
                    var before = state();
                    var status = send(operation, accepted);
                    var says406 = status == 406 || method.getMethod().getReturnType() == void.class;
                    if (!says406 || (status == 406 && !state().equals(before))) {
                        acted.put(operation.toString(), status);
                    }
                }
            });
        }

        assertThat(acted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            garbage                             | 406
            a/b/c                               | 406
            application/json;q=2                | 406
            application/json;q=0                | 406
            */*, application/json;q=0           | 406
            application/*;q=0                   | 406
            */*;q=0                             | 406
            image/png                           | 406
            text/html                           | 406
            application/*;q=0, application/json | 200
            application/json;q=0.1              | 200
            *                                   | 200
            text/html, *; q=.2, */*; q=.2       | 200
            application/json;charset=utf-16     | 200
            application/json;Charset="utf-32"   | 200
            */*;charset=gbk                     | 200
            text/html, application/json;charset=iso-8859-1;q=0.5 | 200
            """)
    void saysWhyThereIsNoAnswer(String accepted, int status) {
        for (var path : List.of("/api/v1/tasks", "/api/v1/units/education")) {
            var answer = house.send(house.asAdmin(path).header("Accept", accepted));

            assertThat(answer.status()).as(path).isEqualTo(status);
            assertThat(answer.header("Content-Type"))
                    .startsWith(status == 200 ? "application/json" : "application/problem+json");
            assertThat(answer.response().body()).contains(status == 200 ? "{" : "\"detail\":\"Accept names no ");
        }
    }

    @Test
    void anOperationActsForWhomItCanAnswer() {
        var before = state();

        assertThat(house.send(house.asAdmin("/api/v1/units/education/feeds")
                                .header("Accept", "application/*")
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(201);
        assertThat(state()).isNotEqualTo(before);
    }

    private static boolean reads(RequestMappingInfo operation) {
        return operation.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }

    private int send(RequestMappingInfo operation, String accepted) {
        var path = operation.getPatternValues().iterator().next();
        var method =
                operation.getMethodsCondition().getMethods().iterator().next().name();
        var consumed = operation.getConsumesCondition().getConsumableMediaTypes();
        var type = consumed.isEmpty()
                ? "application/json"
                : consumed.iterator().next().toString();
        return house.send(house.asAdmin(path.replace("{code}", "education").replaceAll("\\{\\w+}", "1"))
                        .header("Accept", accepted)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString("{}")))
                .status();
    }

    private String state() {
        var rows = TABLES.stream()
                .map(table -> table + "="
                        + house.sql()
                                .sql(
                                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from "
                                                + table + " t")
                                .query(String.class)
                                .single())
                .toList();
        return rows + " " + house.door().written.size();
    }
}
