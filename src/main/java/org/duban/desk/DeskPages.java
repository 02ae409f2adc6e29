package org.duban.desk;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.duban.words.Words;

/** Sets pages as HTML. */
public final class DeskPages {

    public static final String BUNDLE = "desk";

    public static final String HTML = "text/html;charset=UTF-8";

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, DeskPages.class.getClassLoader(), "org.duban");

    private DeskPages() {}

    static String inbox(InboxPage page) {
        return html("desk/inbox.jte", page);
    }

    static String board(BoardPage page) {
        return html("desk/board.jte", page);
    }

    static String ledger(LedgerPage page) {
        return html("desk/ledger.jte", page);
    }

    static String start(StartPage page) {
        return html("desk/start.jte", page);
    }

    /** A page that says one thing, by the keys {@code <what>.heading} and {@code <what>.text}. */
    public static String message(Words words, String what) {
        return html(
                "desk/message.jte",
                new MessagePage(words.lang(), words.say(what + ".heading"), words.say(what + ".text")));
    }

    /** What is to be said and nothing else. */
    record MessagePage(String lang, String heading, String text) {}

    /** A page by the path of its template. */
    public static String html(String template, Object page) {
        var output = new StringOutput(16_384);
        ENGINE.render(template, page, output);
        return output.toString();
    }
}
