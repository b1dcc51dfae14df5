package io.gapwatch.infra.deploy;

import com.pulumi.core.Output;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.release.ReleaseArchive;
import io.gapwatch.infra.release.ReleaseSignature;
import io.gapwatch.infra.stack.GapwatchStack;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * What {@code up} would create, found by running the very program against nothing: no account, no
 * engine, no network.
 */
public record Plan(List<Planned> resources) {
  public Plan {
    resources = List.copyOf(resources);
  }

  /**
   * A resource that would be created.
   *
   * @param type as in {@code oci:Core/vcn:Vcn}
   */
  public record Planned(String type, String name) {

    /** The last part of the type, as in {@code Vcn}. */
    public String kind() {
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  /** Runs the program with stand-ins for all that is secret or not yet built. */
  public static Plan of(String stack, Settings settings) {
    Map<String, Secret> secrets =
        settings.secrets().names().stream()
            .collect(Collectors.toMap(name -> name, name -> new Secret("planned")));
    ReleaseArchive archive =
        new ReleaseArchive(
            "planned.tar.gz", "0".repeat(64), new ReleaseSignature("planned", "", ""));
    Everything everything = new Everything();
    try {
      PulumiTest.withMocks(everything)
          .withOptions(TestOptions.builder().projectName("gapwatch").stackName(stack).build())
          .runTest(
              context -> {
                Map<String, Output<?>> outputs =
                    new GapwatchStack(stack, settings, secrets, archive).declare();
                outputs.forEach(context::export);
              })
          .throwOnError();
    } finally {
      PulumiTest.cleanup();
    }
    return new Plan(everything.sorted());
  }

  /** Grants every wish. */
  private static final class Everything implements Mocks {
    private final ConcurrentLinkedQueue<Planned> seen = new ConcurrentLinkedQueue<>();

    List<Planned> sorted() {
      return seen.stream()
          .sorted(Comparator.comparing(Planned::type).thenComparing(Planned::name))
          .toList();
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
      if (args.type.startsWith("oci:")) {
        seen.add(new Planned(args.type, args.name));
      }
      Map<String, Object> state = new HashMap<>(args.inputs);
      List.of("publicIp", "managementEndpoint", "fullPath")
          .forEach(output -> state.put(output, "planned"));
      return CompletableFuture.completedFuture(ResourceResult.of(Optional.of(args.name), state));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
      // Three is the most domains that a region has.
      List<Map<String, String>> any = Collections.nCopies(3, Map.of("name", "a", "id", "a"));
      return CompletableFuture.completedFuture(
          Map.of(
              "namespace", "planned",
              "images", any,
              "availabilityDomains", any));
    }
  }
}
