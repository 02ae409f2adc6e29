package org.duban.cli;

import org.duban.words.Words;

/** What policies and code write for short, in the words of a sheet. */
record SheetWords(Words words) {

    /** An amount of a policy, such as {@code 5wd}. */
    String amount(String written) {
        var digits = written.replaceAll("\\D", "");
        if (written.matches("\\d+wd")) {
            return words.count("working-days", Integer.parseInt(digits));
        }
        return written.matches("P\\d+D") ? words.count("days", Integer.parseInt(digits)) : written;
    }

    /** The words for a name that policies or code use, or the name where there are none. */
    String name(String group, String name) {
        var key = group + "." + name;
        return words.knows(key) ? words.say(key) : name;
    }
}
