package org.duban.desk;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of the pages in one language: Chinese for any {@code zh}, else English. */
final class DeskWords {

    private static final ResourceBundleMessageSource MESSAGES = messages();

    private final Locale locale;

    private DeskWords(Locale locale) {
        this.locale = locale;
    }

    static DeskWords of(Locale reader) {
        return new DeskWords(reader.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    Locale locale() {
        return locale;
    }

    String lang() {
        return locale.toLanguageTag();
    }

    /** @throws org.springframework.context.NoSuchMessageException if the bundle lacks the key: our mistake */
    String say(String key, Object... values) {
        return MESSAGES.getMessage(key, values, locale);
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofPattern(say("date.day"), locale).format(date);
    }

    String time(ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(say("date.time"), locale).format(time);
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("org.duban.desk.desk");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }
}
