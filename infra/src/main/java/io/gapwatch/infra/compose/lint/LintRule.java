package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import java.util.List;

/** Something that can be wrong with configurations that start. */
interface LintRule {
  List<Finding> findings(Setup setup);
}
