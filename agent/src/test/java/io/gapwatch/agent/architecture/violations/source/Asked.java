package io.gapwatch.agent.architecture.violations.source;

/** Something that a package before it must not import. */
public interface Asked {}
