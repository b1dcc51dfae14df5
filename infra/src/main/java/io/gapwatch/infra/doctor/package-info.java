/** What has to be right before the first {@code up}, asked one by one; nothing is changed. */
@NullMarked
package io.gapwatch.infra.doctor;

import org.jspecify.annotations.NullMarked;
