package io.gapwatch.agent.upkeep.restart;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a process must prove after its restart.
 *
 * @param check the check that must be ok
 * @param within how soon all of it must be proven
 * @param steady how long it must be up without another restart
 * @param errors a line like this in its error log is a failure
 * @param ignore except a line like this
 */
record Proof(
    Optional<String> check,
    Duration within,
    Duration steady,
    Pattern errors,
    Optional<Pattern> ignore) {}
