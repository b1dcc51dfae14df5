package io.gapwatch.infra.cloud;

import java.util.Map;
import java.util.TreeMap;

/** What the cloud adds to the inputs of a resource. */
final class Outputs {
  private static final String ADDRESS = "oci:ObjectStorage/preauthrequest:Preauthrequest";

  private Outputs() {}

  /**
   * Of a resource that there is.
   *
   * @param storage where Object Storage is reached
   */
  static Map<String, Object> of(
      String storage, String token, String id, Map<String, Object> inputs, int version) {
    Map<String, Object> outputs = new TreeMap<>(inputs);
    computed(token, id, version).forEach(outputs::putIfAbsent);
    if (token.equals(ADDRESS)) {
      String place = "/p/" + id + "/n/ns/b/" + inputs.get("bucket") + "/o/";
      outputs.put("accessUri", place);
      outputs.put("fullPath", storage + place);
    }
    if (outputs.containsKey("currentVersionNumber")) {
      outputs.put("currentVersionNumber", Integer.toString(version));
    }
    return outputs;
  }

  /** The same in a preview: nothing of it is known. */
  static Map<String, Object> unknown(String token, Map<String, Object> inputs) {
    Map<String, Object> outputs = new TreeMap<>(inputs);
    computed(token, "", 1).forEach((name, value) -> outputs.putIfAbsent(name, Values.UNKNOWN));
    return outputs;
  }

  static int version(Map<String, Object> outputs) {
    return Integer.parseInt(outputs.getOrDefault("currentVersionNumber", "1").toString());
  }

  private static Map<String, String> computed(String token, String id, int version) {
    return switch (token) {
      case "oci:Core/instance:Instance" ->
          Map.of("publicIp", "192.0.2.10", "state", "RUNNING", "privateIp", "10.20.1.2");
      case "oci:Kms/vault:Vault" ->
          Map.of("managementEndpoint", "https://" + id + ".kms.example", "state", "ACTIVE");
      case "oci:Vault/secret:Secret" ->
          Map.of("currentVersionNumber", Integer.toString(version), "state", "ACTIVE");
      case ADDRESS -> Map.of("accessUri", "", "fullPath", "");
      default -> Map.of();
    };
  }
}
