package io.gapwatch.infra.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.release.ReleaseKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gapctl key}. */
@Command(
    name = "key",
    description = {
      "Shows the key that signs your releases: its file here, and the public half that VMs know.",
      "A VM learns it when it is created. After a loss: gapctl key --new, gapctl key --trust,",
      "gapctl package, gapctl up."
    },
    mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
  /** The file is root's, so that the agent's user cannot trust another key. */
  private static final String TRUST =
      "sudo sh -c 'cat >/etc/gapwatch-release.new"
          + " && chmod 644 /etc/gapwatch-release.new"
          + " && mv /etc/gapwatch-release.new /etc/gapwatch-release.pem'";

  @Mixin private VmOptions vm = new VmOptions();

  @Option(
      names = "--new",
      description = "Make another key; the one before stays beside it, under its time.")
  private boolean another;

  @Option(names = "--trust", description = "Have the VM of the stack trust this key from now on.")
  private boolean trust;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path place = ReleaseKey.place(System.getenv());
    if (another) {
      setAside(place, GapctlCommand.clock(spec).instant());
      ReleaseKey.make(place);
    } else if (!Files.exists(place)) {
      throw new InfraException(
          "there is no release key yet at %s; gapctl package makes one".formatted(place));
    }
    String publicKey = ReleaseKey.read(place).publicKey();
    out.printf("file    %s%npublic  %s%n", place, publicKey);
    out.flush();
    return trust ? trust(publicKey) : GapctlCommand.OK;
  }

  private int trust(String publicKey) {
    InputStream pem = new ByteArrayInputStream(ReleaseKey.pem(publicKey).getBytes(US_ASCII));
    int code = vm.run(TRUST, pem);
    if (code == GapctlCommand.OK) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "The VM trusts it. What another key signed is refused there: gapctl package, up.");
      out.flush();
    }
    return code;
  }

  private static void setAside(Path place, Instant now) {
    if (Files.exists(place)) {
      try {
        String time = now.toString().replaceAll("[^0-9TZ]", "");
        Files.move(place, place.resolveSibling(place.getFileName() + "." + time));
      } catch (IOException e) {
        throw new InfraException("could not set the key before aside: " + e.getMessage(), e);
      }
    }
  }
}
