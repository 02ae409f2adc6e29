/** Days at the desk in a real browser, as each role has them. */
package org.duban.desk.stories;
