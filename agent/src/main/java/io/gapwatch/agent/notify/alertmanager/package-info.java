/** Prometheus's Alertmanager, which routes and silences by itself. */
@NullMarked
package io.gapwatch.agent.notify.alertmanager;

import org.jspecify.annotations.NullMarked;
