/** Units over REST, and what belongs to one: its stand-ins and its feeds. */
@NullMarked
package org.duban.api.units;

import org.jspecify.annotations.NullMarked;
