package org.duban.files;

import org.duban.reasons.ReasonCode;

/** What is proposed to whoever has written a name that there is not. */
enum NameReason implements ReasonCode {
    /** The name in its first place, all of them in its second. */
    NAMES_MEANT,
    /** Those in its place. */
    NAMES,
    /** Those in its first place, and how many more there are. */
    NAMES_AND_MORE,
    NAMES_NONE
}
