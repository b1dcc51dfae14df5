package io.gapwatch.agent.bench;

/** Something to measure. */
record Workload(String name, Runnable work) {}
