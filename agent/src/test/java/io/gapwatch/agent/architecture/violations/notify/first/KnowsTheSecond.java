package io.gapwatch.agent.architecture.violations.notify.first;

import io.gapwatch.agent.architecture.violations.notify.second.Second;

record KnowsTheSecond(Second second) {}
