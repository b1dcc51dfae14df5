/** When jobs run: due times, missed runs, the block in the crontab, and the plan of the watch. */
@NullMarked
package io.gapwatch.agent.schedule;

import org.jspecify.annotations.NullMarked;
