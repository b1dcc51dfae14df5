package io.gapwatch.agent.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.source.http.Sites;
import io.gapwatch.agent.source.pm2.RealPm2;
import io.gapwatch.agent.source.redis.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The examples that ask what runs inside a pipeline, against real ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class InsideExamplesIT {
  private static final String PM2 = "type: pm2(, (home|program|node): [^,}]+)*";

  private static final String REDIS = "type: redis, url: \"[^\"]*\"(, ca: [^,}]+)?";

  private static final String LOGS = "type: logs, files: \\[[^\\]]*]";
  private static final String SITE =
      "type: http, url: \"[^\"]*\"(, ca: [^,}]+|, headers: \\{(\"[^\"]*\"|[^}\"])*})?";

  private final RealPm2 pm2;
  private final Sites site;
  private final RealRedis redis;
  private final Path folder;

  InsideExamplesIT(@TempDir Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.pm2 = new RealPm2(folder);
    this.site = Sites.plain().page("/", 200, "{\"status\": \"ok\"}");
    this.redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
  }

  @BeforeAll
  void start() throws IOException, InterruptedException {
    String app = pm2.app("app.js", "setInterval(() => {}, 1000)").toString();
    Files.writeString(folder.resolve("app.log"), "INFO fine\n");
    pm2.pm2("start", app, "--name", "aggregator");
  }

  @AfterAll
  void stop() throws IOException {
    pm2.close();
    redis.close();
    site.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleRuns() throws IOException {
    List<Example> examples =
        Example.all().stream()
            .filter(example -> example.asksInside() && !example.asksAPipeline())
            .toList();
    assertThat(examples).isNotEmpty();
    return examples.stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.name(),
                    () -> ExamplesTest.assertChecked(run().check(local(example.yaml())))));
  }

  private String local(String yaml) {
    String logs = "type: logs, files: [" + folder.resolve("app.log") + "]";
    String home = "type: pm2, home: %s, program: %s".formatted(pm2.home(), pm2.program());
    String cache = "type: redis, url: \"" + redis.url("") + "\"";
    String page = "type: http, url: \"" + site.url("http", "127.0.0.1") + "\"";
    return Offline.WITHOUT_POSTGRES.of(
        yaml.replaceAll(PM2, Matcher.quoteReplacement(home))
            .replaceAll(REDIS, Matcher.quoteReplacement(cache))
            .replaceAll(LOGS, Matcher.quoteReplacement(logs))
            .replaceAll(SITE, Matcher.quoteReplacement(page)));
  }

  private ExampleRun run() throws IOException {
    return new ExampleRun(Files.createTempDirectory(folder, "example"));
  }
}
