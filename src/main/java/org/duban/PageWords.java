package org.duban;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The words of a room's pages in one language: Chinese for any {@code zh}, else English. */
public final class PageWords {

    private final ResourceBundleMessageSource messages;
    private final Locale locale;

    private PageWords(ResourceBundleMessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** The words of a room in all its languages; the formats {@code date.day} and {@code date.time} are among them. */
    public static final class Bundle {

        private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

        /** @param name of its files on the class path, without language and ending: {@code org.duban.answers.answers} */
        public Bundle(String name) {
            messages.setBasename(name);
            // Not the loader of whichever thread comes first: a server's own is gone with the server.
            messages.setBundleClassLoader(PageWords.class.getClassLoader());
            messages.setDefaultEncoding("UTF-8");
            messages.setFallbackToSystemLocale(false);
            messages.setAlwaysUseMessageFormat(true);
        }

        public PageWords in(Locale reader) {
            return new PageWords(
                    messages, reader.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        }
    }

    public Locale locale() {
        return locale;
    }

    /** The language tag for {@code <html lang>}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** @throws org.springframework.context.NoSuchMessageException if the bundle lacks the key: our mistake */
    public String say(String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofPattern(say("date.day"), locale).format(date);
    }

    public String time(ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(say("date.time"), locale).format(time);
    }
}
