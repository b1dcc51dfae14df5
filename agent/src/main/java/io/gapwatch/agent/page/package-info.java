/** The status page: the state of all checks for people, as HTML, JSON and badges. */
@NullMarked
package io.gapwatch.agent.page;

import org.jspecify.annotations.NullMarked;
