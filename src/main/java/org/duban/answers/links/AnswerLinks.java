package org.duban.answers.links;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;

/** The links in a notice by which its reader answers without logging in. The same notice always has the same links. */
public interface AnswerLinks {

    /**
     * What the reader of a notice can answer to one of its lines.
     *
     * @param answer the answer
     * @param url where it is given; opening it changes nothing
     */
    record Link(Answer answer, URI url) {}

    /** The most fitting first; empty where nothing is asked of this reader, or another unit was asked. */
    List<Link> of(Notice notice, NoticeLine line);

    /** Where an office in charge finds all that it may do to the task of a line; empty for every other reader. */
    Optional<URI> ofTask(Notice notice, NoticeLine line);

    /** Where the reader answers for all tasks of a notice on one page; empty where there is nothing that it could answer. */
    Optional<URI> ofAll(Notice notice);
}
