package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Glob;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import io.gapwatch.agent.source.SourceType;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * {@code type: duckdb}: a file, a MotherDuck database as {@code md:NAME}, or data in other files.
 */
public final class DuckDbType implements SourceType {
  private static final int SCRATCH_BYTES = 16;

  private static final String MOTHERDUCK = "md:";

  private static final Key<String> URL =
      Key.required(
          "url",
          FilePath.any(),
          "a DuckDB file, md:DATABASE for MotherDuck, or a CSV, Parquet or JSON file"
              + " (data/*.parquet)");
  private static final Key<SecretText> TOKEN =
      Key.optional("token", Kinds.secret(), "the MotherDuck token: ${secret:MOTHERDUCK_TOKEN}");
  private static final String FOR_JSON = "256MB";
  private static final Key<String> MEMORY =
      Key.optional(
              "memory",
              Kinds.text("[1-9]\\d{0,5}(MB|GB|MiB|GiB)", "a size such as 256MB"),
              "DuckDB's memory limit; left out for a JSON file: " + FOR_JSON)
          .withDefault("96MB");
  private static final Key<Long> THREADS =
      Key.optional("threads", Kinds.integer(1, 64), "how many threads DuckDB uses")
          .withDefault("1");

  private static final Key<Duration> ALLOWANCE =
      Key.optional(
              "allowance",
              Kinds.duration(Duration.ofHours(1), Duration.ofDays(3650)),
              "the compute that MotherDuck's plan includes in a month, as time of one compute unit")
          .withDefault("10h");

  @Override
  public String type() {
    return "duckdb";
  }

  @Override
  public void loadDriver(Settings settings) {
    try {
      driver(settings).load();
    } catch (SourceUnavailableException | LinkageError toldWhenItOpens) {
      return;
    }
  }

  @Override
  public Shape shape() {
    return Shape.of(URL, TOKEN, MEMORY, THREADS, ALLOWANCE)
        .with(
            settings ->
                settings.get(URL).startsWith(MOTHERDUCK) && settings.find(TOKEN).isEmpty()
                    ? Optional.of(
                        "a MotherDuck database needs a token: \"${secret:MOTHERDUCK_TOKEN}\"")
                    : Optional.empty())
        .with(
            settings ->
                settings.get(URL).contains("motherduck_token")
                    ? Optional.of("the token belongs in token, not in the url")
                    : Optional.empty())
        .with(
            settings ->
                settings.get(URL).matches(".*[*?\\[][^/]*")
                    ? Glob.fault(settings.get(URL)).map("url must be the path of files; "::concat)
                    : Optional.empty())
        .with(
            settings ->
                settings.get(URL).contains("://")
                    ? Optional.of("url must be the path of a file, or md:DATABASE")
                    : Optional.empty());
  }

  @Override
  public Class<? extends Session> sessions() {
    return SqlSession.class;
  }

  @Override
  public boolean needsNetwork(Settings settings) {
    return settings.get(URL).startsWith(MOTHERDUCK);
  }

  @Override
  public Optional<Duration> allowance(Settings settings) {
    return Optional.of(settings.get(ALLOWANCE)).filter(any -> needsNetwork(settings));
  }

  @Override
  public Map<String, Supplier<String>> parts(Settings settings) {
    DuckDbDriver driver = driver(settings);
    return Map.of(driver.title(), driver::version);
  }

  private static DuckDbDriver driver(Settings settings) {
    return settings.get(URL).startsWith(MOTHERDUCK) ? DuckDbDriver.MOTHERDUCK : DuckDbDriver.FILES;
  }

  /** A connection that creates the file and may write to it. */
  public static Connection writer(Path file) throws SQLException {
    return DuckDbDriver.FILES.connect("jdbc:duckdb:" + file, new Properties());
  }

  @Override
  public Source create(Origin origin, Settings settings) {
    Optional<Secret> token = settings.find(TOKEN).map(text -> text.resolve(origin.secrets()));
    return new DuckDbSource(origin.name(), connection(origin, settings, token));
  }

  /** The driver's settings, which a test verifies against the driver itself. */
  static DuckDbConnection connection(Origin origin, Settings settings, Optional<Secret> token) {
    String url = settings.get(URL);
    // Processes that share a temporary folder overwrite each other's files.
    long process = ProcessHandle.current().pid();
    if (url.startsWith(MOTHERDUCK)) {
      Path scratch = origin.config().state().toAbsolutePath().resolve("duckdb");
      return DuckDbConnection.motherDuck(
          url, scratch, token, options(settings, scratch.resolve("tmp-" + process)));
    }
    Path file = origin.config().resolve(url);
    Path scratch = scratch();
    Map<String, String> options = options(settings, scratch.resolve("tmp"));
    if (!settings.isWritten(MEMORY) && DataFile.of(file).filter(DataFile::isJson).isPresent()) {
      options.put("memory_limit", FOR_JSON);
    }
    return DuckDbConnection.file(file, scratch, options);
  }

  /**
   * Outside the state folder, so that a manual check leaves nothing behind; nobody can guess it.
   * Sessions of one process share it, because DuckDB opens a file twice only with equal settings.
   */
  private static Path scratch() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
        .resolve("gapwatch-%d-%s".formatted(ProcessHandle.current().pid(), Unguessable.NAME));
  }

  /** Made only once a file is opened: randomness takes time at every start. */
  private static final class Unguessable {
    static final String NAME = name();

    private static String name() {
      byte[] name = new byte[SCRATCH_BYTES];
      new SecureRandom().nextBytes(name);
      return HexFormat.of().formatHex(name);
    }
  }

  private static Map<String, String> options(Settings settings, Path temporary) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("memory_limit", settings.get(MEMORY));
    options.put("threads", Long.toString(settings.get(THREADS)));
    // The defaults are in the working directory, which cron's user may not be able to write.
    options.put("temp_directory", temporary.toString());
    options.put("max_temp_directory_size", "2GB");
    // Stretches of blocks are recognised by the order of rows.
    options.put("preserve_insertion_order", "true");
    // Rows are streamed, so that memory does not grow with the result.
    options.put("jdbc_stream_results", "true");
    return options;
  }
}
