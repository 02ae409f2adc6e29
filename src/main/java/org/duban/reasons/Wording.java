package org.duban.reasons;

/** Words for codes, in one language. */
public interface Wording {

    /** The English of the reasons that come with Duban. */
    Wording ENGLISH = new EnglishWording();

    /** Whether there are words of this key. */
    boolean knows(String key);

    /**
     * The words of a key.
     *
     * @param values for the places of the words
     * @throws IllegalStateException if there are none: our mistake
     */
    String say(String key, Object... values);
}
