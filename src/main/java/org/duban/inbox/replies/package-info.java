/** What a person says in a reply: the words that are his own, the act they mean, and until when he is away. */
@NullMarked
package org.duban.inbox.replies;

import org.jspecify.annotations.NullMarked;
