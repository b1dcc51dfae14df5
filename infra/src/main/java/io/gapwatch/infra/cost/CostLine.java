package io.gapwatch.infra.cost;

/**
 * One resource.
 *
 * @param use what the stack takes of it
 * @param free what is free of it
 * @param dollars US dollars a month for what is beyond
 */
public record CostLine(String resource, String use, String free, double dollars) {}
