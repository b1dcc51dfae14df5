package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.Changes;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gapctl rotate NAME}. */
@Command(
    name = "rotate",
    description = {
      "Brings the new value of one secret into the vault, and nothing else.",
      "Then the VM's doctor reads it, and must read the version that was made. Change the value in "
          + "Doppler first."
    },
    mixinStandardHelpOptions = true)
final class RotateCommand implements Callable<Integer> {
  /** The doctor fetches each secret anew, and says which version it got. */
  private static final String DOCTOR = AgentCommand.AS_AGENT + "gapwatch doctor";

  @Mixin private VmOptions vm = new VmOptions();

  @Parameters(paramLabel = "NAME", description = "The secret, as in PUSHOVER_TOKEN.")
  private String name = "";

  @Option(names = "--no-proof", description = "Do not ask the VM whether it can read it.")
  private boolean noProof;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    OptionalLong made;
    try (Deployer deployer = vm.stack().existing(out)) {
      Map<String, String> ids = new SecretTable(deployer.outputs()).ids();
      String id = ids.get(name);
      if (id == null) {
        throw new InfraException(
            "the stack %s has no secret %s; it has %s"
                .formatted(vm.stack().stack(), name, String.join(", ", ids.keySet())));
      }
      Changes changes = deployer.rotate(name);
      if (changes.of("update") == 0) {
        throw new InfraException(
            "the value of %s is the one that the vault has already; change it where it comes from (doppler secrets set %1$s), then rotate"
                .formatted(name));
      }
      made = version(id, out);
    }
    return noProof ? GapctlCommand.OK : proof(made, out);
  }

  private OptionalLong version(String id, PrintWriter out) {
    OptionalLong made = OptionalLong.empty();
    String words;
    try {
      made = OptionalLong.of(Tenancy.of(System.getenv()).secret(id).version());
      words = Long.toString(made.getAsLong());
    } catch (InfraException e) {
      words = "unknown (%s)".formatted(e.getMessage());
    }
    out.printf("%s is rotated; its version now: %s%n", name, words);
    out.flush();
    return made;
  }

  private int proof(OptionalLong made, PrintWriter out) {
    RotationProof proof = new RotationProof(name, made);
    int code =
        vm.run(
            DOCTOR,
            line -> {
              out.println(line);
              out.flush();
              proof.hear(line);
            });
    out.println(proof.words());
    if (proof.holds() && code != GapctlCommand.OK) {
      out.println("The VM's doctor found other problems; see above.");
    }
    out.flush();
    return proof.holds() ? code : GapctlCommand.FAILED;
  }
}
