/** What starts and does not work in the configurations of Prometheus and Alertmanager. */
@NullMarked
package io.gapwatch.infra.compose.lint;

import org.jspecify.annotations.NullMarked;
