package io.gapwatch.infra.cost;

import java.time.LocalDate;

/**
 * What is free of something each month.
 *
 * @param since from when the limit is known to hold
 * @param source where it is written
 */
public record Allowance(double amount, String words, LocalDate since, String source) {}
