/** What all pages share: colours, and the scale of a course. */
@NullMarked
package io.gapwatch.agent.html;

import org.jspecify.annotations.NullMarked;
