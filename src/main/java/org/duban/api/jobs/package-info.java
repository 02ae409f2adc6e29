/** Acts on many tasks over REST: asked for and followed. */
@NullMarked
package org.duban.api.jobs;

import org.jspecify.annotations.NullMarked;
