/** What a mail is: its bytes read into the parts that count, and whether a person, a program or a mail server wrote it. */
@NullMarked
package org.duban.inbox.mime;

import org.jspecify.annotations.NullMarked;
