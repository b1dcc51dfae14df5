/** Links by which an incident is acknowledged, signed with a key of the state folder. */
@NullMarked
package io.gapwatch.agent.link;

import org.jspecify.annotations.NullMarked;
