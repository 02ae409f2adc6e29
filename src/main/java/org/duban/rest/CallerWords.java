package org.duban.rest;

import java.util.Objects;
import org.duban.gate.SpokenProblem;
import org.duban.reasons.Reason;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The words of reasons for whoever makes the present request, whose answer then says in which language it is. */
@Component
public final class CallerWords {

    private final Languages languages;

    CallerWords(Languages languages) {
        this.languages = languages;
    }

    /** Of the language that the caller accepts; English if it names none. To be asked on the thread of the request. */
    public Words reasons() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        var words = languages.words(Reason.BUNDLE, SpokenProblem.language(languages, attributes.getRequest()));
        var response = Objects.requireNonNull(attributes.getResponse());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, words.lang());
        if (!response.getHeaders(HttpHeaders.VARY).contains(HttpHeaders.ACCEPT_LANGUAGE)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        }
        return words;
    }
}
