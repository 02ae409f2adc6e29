package org.duban.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.mail.LetterPage.Link;
import org.duban.notice.NoticeLine;

/** Where a letter leads for one of its tasks, what matters most first. It never leads to a page that does not exist. */
final class LetterLinks {

    private static final String TASK = "{task}";
    private static final int LONGEST_ID = 300;

    private final String baseUrl;
    private final Map<String, String> pages;

    /**
     * @param baseUrl where people reach the pages of this installation
     * @param pages the paths of pages about a task, <code>{task}</code> standing for its id, by the keys of their words
     */
    LetterLinks(URI baseUrl, Map<String, String> pages) {
        this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
        this.pages = pages;
    }

    /** @param source whether the document that the task was made from is linked to, too */
    List<Link> of(NoticeLine line, Wording wording, boolean source) {
        if (pages.isEmpty() && (!source || line.url() == null)) {
            return List.of();
        }
        var links = new ArrayList<Link>(2);
        var id = URLEncoder.encode(line.taskId(), StandardCharsets.UTF_8).replace("+", "%20");
        if (id.length() <= LONGEST_ID) {
            pages.forEach((words, path) -> links.add(link(wording, words, baseUrl + path.replace(TASK, id))));
        }
        if (source && line.url() != null) {
            Harmless.link(line.url()).ifPresent(url -> links.add(link(wording, "link.source", url)));
        }
        return links;
    }

    private static Link link(Wording wording, String words, String url) {
        var label = wording.say(words);
        return new Link(label, url, wording.say("pair", label, url));
    }
}
