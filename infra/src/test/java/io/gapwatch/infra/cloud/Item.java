package io.gapwatch.infra.cloud;

import java.util.Map;

/** A thing in the cloud. {@code pendingDeletion} things are gone, but keep their names. */
record Item(String id, String token, Map<String, Object> properties, boolean pendingDeletion) {

  String text(String property) {
    return String.valueOf(properties.get(property));
  }

  Item toBeDeleted() {
    return new Item(id, token, properties, true);
  }
}
