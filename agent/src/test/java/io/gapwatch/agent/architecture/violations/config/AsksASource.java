package io.gapwatch.agent.architecture.violations.config;

import io.gapwatch.agent.architecture.violations.source.Asked;

record AsksASource(Asked source) {}
