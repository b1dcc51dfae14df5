package io.gapwatch.agent.offchain;

import io.gapwatch.agent.app.Agent;
import io.gapwatch.agent.app.Configs;
import io.gapwatch.agent.app.Reports;
import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.Narrator;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.report.ReportFormat;
import io.gapwatch.agent.report.Style;
import io.gapwatch.agent.result.RunListener;
import io.gapwatch.agent.result.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A full cycle of {@code config/offchain.yaml}, started by {@code scripts/demo offchain}: healthy,
 * then a worker crashes, a group of tokens stalls and a disk is full, then all is fixed. Database,
 * processes, cache and disk are real; the phone and the dead-man's switch are stand-ins.
 */
public final class OffchainDemo {
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

  private final Path folder;
  private final Path config;
  private final Instant end;
  private final Narrator narrator;
  private final BooleanSupplier brokenOff;
  private final PushoverServer phone = new PushoverServer(TOKEN, USER);
  private final HealthchecksServer deadMan;
  private final WatchedCheck check;

  private OffchainDemo(
      Path folder, Path config, Instant end, Narrator narrator, BooleanSupplier brokenOff) {
    this.folder = folder;
    this.config = config;
    this.end = end;
    this.narrator = narrator;
    this.brokenOff = brokenOff;
    this.deadMan =
        new HealthchecksServer(
            new HealthchecksServer.Setup("ping-key", 100_000, false),
            Clock.fixed(end, ZoneOffset.UTC));
    this.check = deadMan.create("offchain", Duration.ofMinutes(30), Duration.ofMinutes(90));
  }

  /**
   * Tells the story; whether it went as planned.
   *
   * @param brokenOff whether to go no further
   */
  static boolean tell(
      Path folder, Path config, Instant end, Narrator narrator, BooleanSupplier brokenOff)
      throws IOException, SQLException, InterruptedException {
    return new OffchainDemo(folder, config, end, narrator, brokenOff).run();
  }

  /** Arguments: the ready configuration, and whether to use colours. */
  public static void main(String[] arguments) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Narrator narrator = new Narrator(out, new Style(arguments[1].equals("colour")));
    Path folder = Files.createTempDirectory("gapwatch-demo-");
    Stage stage = new Stage(folder, Duration.ofSeconds(5));
    // Ctrl-C in the middle of the story; the embedded PostgreSQL ends with this process by itself.
    Runtime.getRuntime().addShutdownHook(new Thread(stage::clear, "demo-end"));
    boolean asPlanned =
        stage.play(
            () ->
                tell(
                    folder,
                    Path.of(arguments[0]),
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
                    narrator,
                    stage::isCleared));
    System.exit(asPlanned ? 0 : 2);
  }

  private boolean run() throws IOException, SQLException, InterruptedException {
    Instant begin = end.minus(Duration.ofHours(6));
    narrator.chapter("1. A pipeline that is well");
    try (phone;
        deadMan;
        OperatorsDatabase database = OperatorsDatabase.start(begin);
        DemoParts parts = DemoParts.start(folder, narrator)) {
      narrator.say("A PostgreSQL with the operators' tables and two days of sealed epochs, and");
      narrator.say("this machine. " + parts.inWords());
      narrator.say("The story begins six hours ago; PM2 lives now, so that uptimes are 0 s.");
      write(parts);
      secrets(database);
      run(begin, false);
      Instant healthy = begin.plus(Duration.ofMinutes(30));
      database.collect(OperatorsDatabase.hour(begin), OperatorsDatabase.hour(healthy));
      database.sealUntil(healthy);
      boolean well = subjects(run(healthy, true)).stream().noneMatch(OffchainDemo::ours);

      narrator.chapter("2. Five hours later: a worker crashed, a group stalled, a disk is full");
      Instant broken = end.minus(Duration.ofMinutes(30));
      database.collect(OperatorsDatabase.hour(healthy), OperatorsDatabase.hour(end));
      database.seal("grp = 'CLS'", broken);
      parts.breakThem();
      List<String> found = subjects(run(broken, true));
      boolean seen = found.containsAll(parts.expected());
      RunResult escalated = run(broken.plus(Duration.ofMinutes(1)), false);

      narrator.chapter("3. Somebody fixes all three");
      database.sealUntil(broken);
      parts.fix();
      run(end.minus(Duration.ofMinutes(1)), false);
      database.sealUntil(end);
      boolean recovered = subjects(run(end, true)).stream().noneMatch(OffchainDemo::ours);
      boolean asPlanned = well && seen && recovered && !escalated.checks().isEmpty();
      narrator.chapter(
          asPlanned
              ? "That is a full cycle."
              : "The demo went wrong; please report this output. Found: " + found);
      narrator.say("Configuration, history and reports are in %s.".formatted(folder));
      return asPlanned;
    }
  }

  /** What the story is about; this machine itself may be busy or full. */
  private static boolean ours(String subject) {
    return subject.matches("cls-worker-1|milo: newest epoch|.*/data");
  }

  private static List<String> subjects(RunResult run) {
    TreeSet<String> subjects = new TreeSet<>();
    run.checks().stream()
        .flatMap(each -> each.findings().stream())
        .map(Finding::subject)
        .forEach(subjects::add);
    return List.copyOf(subjects);
  }

  private RunResult run(Instant at, boolean shown) throws InterruptedException {
    if (brokenOff.getAsBoolean()) {
      throw new InterruptedException("broken off");
    }
    Environment environment =
        new Environment(Map.of("HOME", folder.toString()), Clock.fixed(at, ZoneOffset.UTC), folder);
    Config loaded = new Configs(environment).load(Optional.empty(), Optional.empty());
    int told = phone.messages().size();
    RunResult result =
        new Agent(environment).jobs().run(loaded, "offchain", at, RunListener.SILENT).orElseThrow();
    if (shown) {
      narrator.say("");
      narrator.say(
          ReportFormat.TEXT
              .printer(narrator.style())
              .print(new Reports(loaded, "offchain").last(at)));
    }
    phone.messages().stream().skip(told).forEach(narrator::show);
    return result;
  }

  /** As it ships, but for the schedule, as the story leaps, and for where things are. */
  private void write(DemoParts parts) throws IOException {
    String text =
        Files.readString(config)
            .replace("\"7,37 * * * *\"", "\"7 */6 * * *\"")
            .replace("{type: pushover,", "{type: pushover, api: \"%s\",".formatted(phone.uri()));
    Files.writeString(folder.resolve("gapwatch.yaml"), parts.configure(text));
  }

  private void secrets(OperatorsDatabase database) throws IOException {
    Path secrets =
        Files.write(
            folder.resolve(".env"),
            List.of(
                "DATABASE_URL='" + database.url() + "'",
                "PUSHOVER_TOKEN=" + TOKEN,
                "PUSHOVER_USER=" + USER,
                "HEALTHCHECKS_PING_URL=" + deadMan.pingUrl(check)));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
  }
}
