package io.gapwatch.infra.web;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * The table of exchanges in which one side fails: the second half of {@code scripts/bench faults}.
 */
final class FaultBench {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final String BEGIN = "<!-- exchanges -->\n";
  private static final String END = "<!-- /exchanges -->";

  private FaultBench() {}

  /** The argument is the document. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    StringBuilder table =
        new StringBuilder("| what fails | wall time | what gapctl says |\n|---|--:|---|\n");
    boolean well = true;
    // The first one is not counted: it loads the client.
    ask(Fault.HALF);
    for (Fault fault : Fault.values()) {
      long began = System.nanoTime();
      String said = ask(fault);
      Duration wall = Duration.ofNanos(System.nanoTime() - began);
      String row = "| %s | %.1f s | %s |".formatted(fault.words, wall.toMillis() / 1000.0, said);
      System.out.println(row);
      table.append(row).append('\n');
      well &= wall.compareTo(DEADLINE.plusSeconds(1)) <= 0;
    }
    if (well) {
      Path document = Path.of(args[0]);
      String text = Files.readString(document);
      int from = text.indexOf(BEGIN) + BEGIN.length();
      int until = text.indexOf(END);
      Files.writeString(
          document, text.substring(0, from) + "\n" + table + "\n" + text.substring(until));
    } else {
      System.out.println("an exchange took longer than its deadline; nothing was written");
    }
    System.exit(well ? 0 : 1);
  }

  /** What is said of it, without the address of this run. */
  private static String ask(Fault fault) throws IOException {
    try (RudeServer server = new RudeServer(fault::serve)) {
      WebService service =
          new WebService("Doppler", fault.base(server), DEADLINE, fault.environment(server));
      service.send("/", request -> request);
      return "nothing";
    } catch (InfraException e) {
      return String.valueOf(e.getMessage())
          .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
          .replace("https://service.invalid", "HOST");
    }
  }
}
