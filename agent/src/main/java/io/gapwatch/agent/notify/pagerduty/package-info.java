/** Who is on call, through PagerDuty. */
@NullMarked
package io.gapwatch.agent.notify.pagerduty;

import org.jspecify.annotations.NullMarked;
