package org.duban.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
final class BadInputAnalyzerTests {

    static class WithAWrongFile {
        @Bean
        YamlNode wrong() {
            return YamlNode.read(InputFile.ofText("policies.yaml", "a: 1")).required("policies");
        }
    }

    @Test
    void stopsTheStartWithTheMistakeAlone(CapturedOutput output) {
        var application = new SpringApplicationBuilder(WithAWrongFile.class).web(WebApplicationType.NONE);

        assertThatExceptionOfType(BeanCreationException.class).isThrownBy(application::run);

        assertThat(output)
                .contains("policies.yaml, line 1: the field \"policies\" is missing; add it")
                .contains("Mend the line named above and start again; nothing was taken over.")
                .doesNotContain("\tat org.");
    }
}
