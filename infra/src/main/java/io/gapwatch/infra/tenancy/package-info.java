/** What Oracle says of the account: signed questions that change nothing. */
@NullMarked
package io.gapwatch.infra.tenancy;

import org.jspecify.annotations.NullMarked;
