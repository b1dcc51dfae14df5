package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.Changes;
import io.gapwatch.infra.deploy.Deployer;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.PrintWriter;
import java.util.Map;
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
      "Brings the new value of one secret into the vault, and nothing else, then has the VM's"
          + " doctor",
      "read it. Change the value in Doppler first."
    },
    mixinStandardHelpOptions = true)
final class RotateCommand implements Callable<Integer> {
  /** The doctor fetches each secret anew, by its current version. */
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
      out.printf("%s is rotated; its version now: %s%n", name, version(id));
      out.flush();
    }
    return noProof ? GapctlCommand.OK : proof(out);
  }

  private static String version(String id) {
    try {
      return SecretTable.version(Tenancy.of(System.getenv()), id);
    } catch (InfraException e) {
      return "unknown (%s)".formatted(e.getMessage());
    }
  }

  private int proof(PrintWriter out) {
    int code = vm.run(DOCTOR);
    out.println(
        code == GapctlCommand.OK
            ? "The VM reads the new version of " + name + "."
            : "The VM's doctor found problems; see its line for " + name + " above.");
    out.flush();
    return code;
  }
}
