package io.gapwatch.infra.stack;

import com.pulumi.test.Mocks;
import io.gapwatch.infra.cloud.Answers;
import io.gapwatch.infra.oci.OciSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands in for the engine: answers as the provider would, refuses what its schema does not know.
 */
final class Recorder implements Mocks {
  private final OciSchema schema = OciSchema.load();
  private final ConcurrentLinkedQueue<ResourceArgs> seen = new ConcurrentLinkedQueue<>();

  /** The inputs of the one resource with this logical name. */
  Map<String, Object> inputs(String name) {
    return seen.stream()
        .filter(resource -> resource.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no resource " + name + " among " + names()))
        .inputs;
  }

  List<String> names() {
    return seen.stream().map(resource -> resource.name).sorted().toList();
  }

  @Override
  public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
    if (args.type.startsWith("oci:")) {
      seen.add(args);
      if (!schema.resourceInputs(args.type).keySet().containsAll(args.inputs.keySet())) {
        throw new AssertionError(args.type + " has no such inputs: " + args.inputs.keySet());
      }
    }
    Map<String, Object> state = new HashMap<>(args.inputs);
    state.put("publicIp", "192.0.2.10");
    state.put("managementEndpoint", "https://vault.example");
    state.put("fullPath", "https://objects.example/p/token/n/ns/b/bucket/o/");
    return CompletableFuture.completedFuture(
        ResourceResult.of(Optional.of(args.name + "-id"), state));
  }

  @Override
  public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
    return CompletableFuture.completedFuture(Answers.to(args.token, "image"));
  }
}
