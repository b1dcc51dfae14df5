/** When jobs run: due times, missed runs, the crontab block, and the watch plan. */
@NullMarked
package io.gapwatch.agent.schedule;

import org.jspecify.annotations.NullMarked;
