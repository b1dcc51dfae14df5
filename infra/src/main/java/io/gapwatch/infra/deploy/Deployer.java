package io.gapwatch.infra.deploy;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.DestroyOptions;
import com.pulumi.automation.OperationType;
import com.pulumi.automation.OutputValue;
import com.pulumi.automation.PreviewOptions;
import com.pulumi.automation.UpOptions;
import com.pulumi.automation.WorkspaceStack;
import io.gapwatch.infra.config.InfraException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One stack, as the engine sees it. The program runs in this process, so that the engine needs no
 * Java language plugin; state, configuration and secrets are those that {@code pulumi up} uses.
 */
public final class Deployer implements AutoCloseable {
  private final WorkspaceStack stack;
  private final Consumer<String> out;

  private Deployer(WorkspaceStack stack, Consumer<String> out) {
    this.stack = stack;
    this.out = out;
  }

  /**
   * Opens a stack, or creates it.
   *
   * @param root the folder of {@code Pulumi.yaml}
   * @param environment the process's own, with the credentials of Pulumi, OCI and Doppler
   * @param clock says what the program is to take as the time
   * @param out hears what the engine prints, as it comes
   * @throws InfraException when there is no CLI or it cannot open the stack
   */
  public static Deployer open(
      Path root,
      String name,
      Map<String, String> environment,
      InstantSource clock,
      Consumer<String> out) {
    return new Deployer(StackOpening.OR_CREATE.open(root, name, environment, clock), out);
  }

  /**
   * Opens a stack that is there; the parameters are those of {@link #open}.
   *
   * @throws InfraException also when there is no such stack
   */
  public static Deployer existing(
      Path root,
      String name,
      Map<String, String> environment,
      InstantSource clock,
      Consumer<String> out) {
    return new Deployer(StackOpening.EXISTING.open(root, name, environment, clock), out);
  }

  /** What {@code up} would change, counted by kind of change. */
  public Changes preview() {
    return changes(
        "the preview",
        lines ->
            stack
                .preview(
                    PreviewOptions.builder().onStandardOutput(lines).onStandardError(lines).build())
                .changeSummary());
  }

  /** Creates and changes what differs from the program. */
  public Changes up() {
    return changes(
        "up",
        lines ->
            stack
                .up(UpOptions.builder().onStandardOutput(lines).onStandardError(lines).build())
                .summary()
                .resourceChanges());
  }

  /** Brings one secret's new value into the vault, and leaves all else as it is. */
  public Changes rotate(String secret) {
    String urn =
        "urn:pulumi:%s::gapwatch::gapwatch:infra:SecretVault$oci:Vault/secret:Secret::%s"
            .formatted(stack.name(), secret);
    return changes(
        "rotate",
        lines ->
            stack
                .up(
                    UpOptions.builder()
                        .targets(List.of(urn))
                        .onStandardOutput(lines)
                        .onStandardError(lines)
                        .build())
                .summary()
                .resourceChanges());
  }

  /** Removes everything in the stack. */
  public Changes destroy() {
    return changes(
        "destroy",
        lines ->
            stack
                .destroy(
                    DestroyOptions.builder().onStandardOutput(lines).onStandardError(lines).build())
                .summary()
                .resourceChanges());
  }

  /** Sets a configuration value in the stack's file; no secret, as it is in the process list. */
  public void set(String key, String value) {
    new Transcript(out)
        .of(
            "setting " + key,
            () -> {
              stack.setConfig("gapwatch:" + key, new ConfigValue(value), key.contains("["));
              return key;
            });
  }

  /** The output with this name as text, if the stack has it. */
  public Optional<String> output(String name) {
    return Optional.ofNullable(outputs().get(name));
  }

  /** All outputs as texts by name; none before the first {@link #up}. */
  public Map<String, String> outputs() {
    Map<String, OutputValue> outputs =
        new Transcript(out).of("reading the outputs", stack::getOutputs);
    return outputs.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, output -> String.valueOf(output.getValue().value())));
  }

  /** The stack's buckets with what the stack keeps there; none before they are made. */
  public List<OwnBucket> buckets() {
    return new Transcript(out)
        .of("reading the state", () -> OwnBucket.of(stack.exportStack().deployment()));
  }

  /** What was being done when a command was killed, and is not known to be done. */
  public List<CutOff> cutOff() {
    return new Transcript(out)
        .of("reading the state", () -> CutOff.of(stack.exportStack().deployment()));
  }

  private Changes changes(String what, EngineOperation operation) {
    Transcript transcript = new Transcript(out);
    return new GracefulShutdown(out)
        .during(() -> transcript.of(what, () -> Changes.of(operation.run(transcript::add))));
  }

  /** Changes resources and counts them by kind. */
  @FunctionalInterface
  private interface EngineOperation {
    Map<OperationType, Integer> run(Consumer<String> lines) throws AutomationException;
  }

  /** Releases the workspace; the stack stays. */
  @Override
  public void close() {
    try {
      stack.close();
    } catch (Exception e) {
      throw new InfraException("could not close the workspace: " + e.getMessage(), e);
    }
  }
}
