package org.duban.desk;

import java.util.List;
import org.duban.words.Words;

/**
 * What the start page shows.
 *
 * @param words its other words
 * @param doors where it leads
 * @param does what this process does, a line for each
 * @param mail where its mails go
 */
record StartPage(Words words, List<Door> doors, String does, String mail) {

    /**
     * A page to open.
     *
     * @param name what it is called
     * @param text what is there, and for whom
     * @param address seen from this page
     */
    record Door(String name, String text, String address) {}
}
