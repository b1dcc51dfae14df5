package io.gapwatch.infra.compose;

import java.util.List;

/** Something that can be wrong with a service. */
interface ServiceRule {
  List<Finding> findings(Service service, Project project, Machine machine);
}
