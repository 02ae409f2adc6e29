package org.duban.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.duban.words.Languages;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what no room has answered. Nobody can ask for it by its own address. */
@Controller
final class ErrorAnswers implements ErrorController {

    private final Languages languages;

    ErrorAnswers(Languages languages) {
        this.languages = languages;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = status(request);
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var said = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_MESSAGE), "");
        var text = ErrorText.of(languages, request, asked == null ? null : asked.toString(), status, said);
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        text.head(response);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(text.body());
    }

    private static HttpStatus status(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                        && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR)
                : HttpStatus.NOT_FOUND;
    }
}
