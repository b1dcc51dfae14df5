package io.gapwatch.infra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gapwatch.infra.compose.Amount;
import io.gapwatch.infra.compose.Budget;
import io.gapwatch.infra.compose.ByteSize;
import io.gapwatch.infra.compose.Check;
import io.gapwatch.infra.compose.CheckJson;
import io.gapwatch.infra.compose.CheckText;
import io.gapwatch.infra.compose.Machine;
import io.gapwatch.infra.compose.Project;
import io.gapwatch.infra.config.InfraException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gapctl stack check}. */
@Command(
    name = "check",
    description = {
      "Reads a Compose file as Compose does, and compares its totals with the machine: limits,",
      "reservations, and what is wrong. Needs neither Docker nor a VM."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it fits, and nothing is wrong",
      "1:it does not fit, or something is wrong",
      "2:it could not be checked; the message says why",
      "64:usage error"
    },
    mixinStandardHelpOptions = true)
final class StackCheckCommand implements Callable<Integer> {
  static final int WRONG = 1;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files, merged in this order (default: those that Compose takes here).")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--memory",
      defaultValue = "12GiB",
      paramLabel = "SIZE",
      converter = Size.class,
      description = "Memory of the machine (default: ${DEFAULT-VALUE}).")
  private long memory = 12L << 30;

  @Option(
      names = "--cpus",
      defaultValue = "2",
      paramLabel = "CORES",
      converter = Cores.class,
      description = "Its processors (default: ${DEFAULT-VALUE}).")
  private BigDecimal cpus = BigDecimal.valueOf(2);

  @Option(
      names = "--reserve",
      defaultValue = "20%",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "Kept for system, Docker, agent and cache of files (default: 20%%).")
  private BigDecimal reserve = new BigDecimal("0.2");

  @Option(
      names = "--platform",
      defaultValue = "linux/arm64",
      paramLabel = "NAME",
      description = "What the machine is (default: ${DEFAULT-VALUE}).")
  private String platform = "linux/arm64";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A profile that is on; '*' is all (also: COMPOSE_PROFILES).")
  private List<String> profiles = new ArrayList<>();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Variables, in place of the file .env; of several, the later one counts.")
  private List<Path> envFiles = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** How it is printed. */
  enum Format {
    text,
    json
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Map<String, String> environment = System.getenv();
    List<Path> read = files.isEmpty() ? Project.filesIn(Path.of("")) : files;
    Project project = Project.read(read, profiles(environment), environment, envFiles);
    if (project.services().stream().allMatch(service -> service.replicas() == 0)) {
      throw new InfraException(
          read.get(0) + " starts no container: each service has scale or replicas 0");
    }
    Machine machine = new Machine(new Amount(memory, cpus), platform, reserve);
    Check check = Check.of(project, new Budget(project.services(), machine, Optional.empty()));
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      out.println(new CheckJson(check).write());
    } else {
      new CheckText(check).print(out);
    }
    out.flush();
    return check.isWell() ? GapctlCommand.OK : WRONG;
  }

  private Set<String> profiles(Map<String, String> environment) {
    Set<String> on = new LinkedHashSet<>(profiles);
    for (String name : environment.getOrDefault("COMPOSE_PROFILES", "").split(",", -1)) {
      if (!name.isBlank()) {
        on.add(name.strip());
      }
    }
    return on;
  }

  private static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return ByteSize.parse(text).stream()
          .filter(bytes -> bytes > 0)
          .boxed()
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException("'%s' is not a size such as 12GiB".formatted(text)));
    }
  }

  private static final class Cores implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String text) {
      if (!text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?") || new BigDecimal(text).signum() == 0) {
        throw new TypeConversionException(
            "'%s' is not a number of processors such as 2".formatted(text));
      }
      return new BigDecimal(text);
    }
  }

  private static final class Share implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String text) {
      if (!text.matches("[0-9]{1,2}(\\.[0-9]+)?%")) {
        throw new TypeConversionException("'%s' is not a share such as 20%%".formatted(text));
      }
      return new BigDecimal(text.replace("%", "")).movePointLeft(2);
    }
  }
}
