package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.CutOff;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.deploy.DeploymentFailedException;
import io.gapwatch.infra.deploy.OwnBucket;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl destroy}. */
@Command(
    name = "destroy",
    description = {
      "Shows what is in the stack, asks, and removes it.",
      "What somebody else put into its bucket is listed before, and goes with it."
    },
    mixinStandardHelpOptions = true)
final class DestroyCommand implements Callable<Integer> {
  /** Oracle's longest wait, which its provider asks for. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(30);

  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--yes",
      description = "Do not ask: the VM, its history and the secrets will be gone.")
  private boolean yes;

  @Option(
      names = "--foreign",
      description = "With --yes: also remove what others put into the bucket.")
  private boolean foreign;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    InstantSource clock = GapctlCommand.clock(spec);
    try (Deployer deployer = options.existing(clock, out)) {
      List<ForeignContents> others =
          deployer.buckets().stream().map(DestroyCommand::contents).toList();
      show(deployer.outputs(), clock.instant(), out);
      others.forEach(each -> each.print(out));
      // After the end nothing would name them.
      List<CutOff> cutOff = deployer.cutOff();
      Optional<ForeignContents> lost = others.stream().filter(each -> !each.isEmpty()).findFirst();
      if (!yes) {
        confirm(out);
      } else if (lost.isPresent() && !foreign) {
        throw lost.get().refusal();
      }
      others.forEach(each -> each.remove(out));
      try {
        destroy(deployer);
      } finally {
        cutOff.forEach(each -> out.println(each.words()));
        out.flush();
      }
    }
    return GapctlCommand.OK;
  }

  /** The agent may publish its page once more before its VM is gone. */
  private static void destroy(Deployer deployer) {
    try {
      deployer.destroy();
    } catch (DeploymentFailedException e) {
      List<OwnBucket> pages = deployer.buckets().stream().filter(OwnBucket::published).toList();
      if (pages.isEmpty() || !e.output().contains("BucketNotEmpty")) {
        throw e;
      }
      pages.stream().map(DestroyCommand::contents).forEach(ForeignContents::removePage);
      deployer.destroy();
    }
  }

  private static ForeignContents contents(OwnBucket bucket) {
    return ForeignContents.of(bucket, () -> Tenancy.of(System.getenv()));
  }

  private void show(Map<String, String> outputs, Instant now, PrintWriter out) {
    SecretTable secrets = new SecretTable(outputs);
    out.printf(
        "This removes the stack %s: its VM %s with disk and history, its network, the bucket with"
            + " the releases and their address, its policy, its group and its budget alarm.%n",
        options.stack(), outputs.getOrDefault("address", "(none is up)"));
    out.printf(
        "Until %s at the latest these wait for their deletion; they cost nothing, and their"
            + " compartment cannot be deleted before:%n",
        now.plus(LONGEST_WAIT).atZone(ZoneOffset.UTC).toLocalDate());
    secrets.print(out);
    out.printf("%nA new up works at once and makes new ones.%n");
    out.flush();
  }

  private void confirm(PrintWriter out) {
    out.printf("Type the stack's name to remove it: ");
    out.flush();
    if (!options.stack().equals(typed())) {
      throw new InfraException(
          "nothing was removed, because the name %s was not typed; confirm with it, or with --yes"
              .formatted(options.stack()));
    }
  }

  private static String typed() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      return "";
    }
  }
}
