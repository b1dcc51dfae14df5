/** The foreground alternative to cron: runs all jobs on their schedules. */
@NullMarked
package io.gapwatch.agent.watch;

import org.jspecify.annotations.NullMarked;
