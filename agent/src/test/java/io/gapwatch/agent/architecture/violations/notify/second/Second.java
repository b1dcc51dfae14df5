package io.gapwatch.agent.architecture.violations.notify.second;

public record Second() {}
