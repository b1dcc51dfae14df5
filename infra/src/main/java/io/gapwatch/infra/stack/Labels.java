package io.gapwatch.infra.stack;

import java.util.Map;

/** How the resources of one stack are called and tagged, so that people can tell whose they are. */
record Labels(String stack) {

  String name() {
    return "gapwatch-" + stack;
  }

  Map<String, String> tags() {
    return Map.of("managed-by", "pulumi", "project", "gapwatch", "stack", stack);
  }
}
