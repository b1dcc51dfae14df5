package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
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
          + "Doppler first. Where that is done already, the VM is asked again."
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
    RotatedVersions versions;
    try (Deployer deployer = vm.stack().existing(GapctlCommand.clock(spec), out)) {
      String id = id(deployer);
      OptionalLong before = version(id, out);
      boolean made = deployer.rotate(name).of("update") > 0;
      if (!made && noProof) {
        throw new InfraException(
            "the value of %s is the one that the vault has already; change it where it comes from (doppler secrets set %1$s), then rotate; without --no-proof, the VM is asked again whether it reads it"
                .formatted(name));
      }
      versions = new RotatedVersions(before, version(id, out), made);
    }
    out.println(versions.words(name));
    out.flush();
    return noProof ? GapctlCommand.OK : proof(versions.wanted(), out);
  }

  private String id(Deployer deployer) {
    Map<String, String> ids = new SecretTable(deployer.outputs()).ids();
    String id = ids.get(name);
    if (id == null) {
      throw new InfraException(
          "the stack %s has no secret %s; it has %s"
              .formatted(vm.stack().stack(), name, String.join(", ", ids.keySet())));
    }
    return id;
  }

  private static OptionalLong version(String id, PrintWriter out) {
    try {
      return OptionalLong.of(Tenancy.of(System.getenv()).secret(id).version());
    } catch (InfraException e) {
      out.printf("The vault could not be asked for the version: %s%n", e.getMessage());
      out.flush();
      return OptionalLong.empty();
    }
  }

  private int proof(OptionalLong wanted, PrintWriter out) {
    RotationProof proof = new RotationProof(name, wanted);
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
