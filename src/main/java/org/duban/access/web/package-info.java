/** The filter chains: what a request has to show before a room is asked, and what it hears when it shows too little. */
@NullMarked
package org.duban.access.web;

import org.jspecify.annotations.NullMarked;
