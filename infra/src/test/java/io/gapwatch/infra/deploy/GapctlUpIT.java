package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.cli.GapctlProcess;
import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.remote.AgentStandIn;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An up that is refused, that ends, or that is stopped, with the real engine behind it. */
class GapctlUpIT extends OperatedStack {
  @SuppressWarnings("NullAway.Init")
  private AgentStandIn agent;

  @BeforeEach
  void listen() throws IOException {
    agent = AgentStandIn.in(clone.root());
  }

  @Test
  void aHuntThatIsOfNoUseEndsAndThePhoneHearsOfThatToo() throws Exception {
    doppler.secrets.remove("PUSHOVER_USER");

    Ended hunt = gapctl().run("up", "--hunt");

    assertThat(hunt.code()).isEqualTo(2);
    assertThat(hunt.out()).contains("missing or empty: PUSHOVER_USER");
    assertThat(agent.texts())
        .singleElement()
        .asString()
        .startsWith("The hunt for a VM of stack dev ended: up failed: ")
        .contains("missing or empty: PUSHOVER_USER");
    assertThat(hunt.err())
        .startsWith("gapctl: up failed: nothing was changed")
        .contains("\nTo do: set them where they come from")
        .hasLineCount(2);
  }

  @Test
  void aStatusPageGoesOnlyWithAnUpThatIsNotRefused() throws Exception {
    Path file = clone.root().resolve("Pulumi.dev.yaml");
    String without = Files.readString(file);
    Files.writeString(file, without + "  gapwatch:statusPage: true\n");
    assertThat(gapctl().run("up").code()).isZero();
    String bucket = "/n/ns/b/gapwatch-dev-page";
    cloud.upload("gapwatch-dev-page", "index.html");
    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      more.putAll(oracle.environment());
      oracle.answers.put(bucket, "{\"versioning\": \"Disabled\"}");
      oracle.answers.put(bucket + "/o?", "{\"objects\": [{\"name\": \"index.html\"}]}");
      oracle.answers.put(bucket + "/u?", "[]");
      oracle.answers.put(bucket + "/p?", "[]");
      List<String> removed = new CopyOnWriteArrayList<>();
      oracle.removing =
          path -> {
            removed.add(path);
            cloud.removeUpload(path.replace(bucket + "/o/", ""));
          };

      Files.writeString(file, without + "  gapwatch:statusPage: \"True\"\n");
      assertThat(gapctl().run("up").err()).contains("'statusPage' must be of type 'boolean'");
      assertThat(removed).isEmpty();

      Files.writeString(file, without);
      doppler.secrets.remove("PUSHOVER_USER");
      assertThat(gapctl().run("up").err()).contains("nothing was changed, because these secrets");
      assertThat(removed).isEmpty();

      doppler.secrets.put("PUSHOVER_USER", "hunter2");
      Ended up = gapctl().run("up");
      assertThat(up.code()).as(up.toString()).isZero();
      assertThat(removed).containsExactly(bucket + "/o/index.html");
      assertThat(cloud.all("oci:ObjectStorage/bucket:Bucket")).hasSize(1);
    }
  }

  @Test
  void aDomainThatTheRegionDoesNotHaveIsSaidWithoutAStackTrace() throws Exception {
    Files.writeString(
        clone.root().resolve("Pulumi.dev.yaml"),
        "  gapwatch:availabilityDomain: 9\n",
        StandardOpenOption.APPEND);

    Ended up = gapctl().run("up");

    assertThat(up.code()).isEqualTo(2);
    assertThat(up.out()).contains("there is no number 9").doesNotContain("\tat ");
    assertThat(up.err()).startsWith("gapctl: up failed: the region has 2 availability domains");
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void ctrlCWaitsForTheMachineThatIsBeingMadeSoThatTheNextUpKnowsIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    cloud
        .outages()
        .slowDownCreating(
            INSTANCE,
            () -> {
              begun.countDown();
              awaited(made);
            });
    Process up = gapctl().start("up");
    try {
      assertThat(begun.await(5, TimeUnit.MINUTES)).as("began to make it").isTrue();
      GapctlProcess.pressCtrlC(up);
      while (!printed().contains("Stopping after the current operation completes")) {
        assertThat(up.waitFor(10, TimeUnit.MILLISECONDS)).as("ended at once").isFalse();
      }
      made.countDown();
      assertThat(up.waitFor(5, TimeUnit.MINUTES)).as("ended at all").isTrue();
      assertThat(up.exitValue()).isEqualTo(130);
    } finally {
      made.countDown();
      up.destroy();
    }
    Object vm = cloud.only(INSTANCE).get("id");

    Ended again = gapctl().run("up");

    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(cloud.only(INSTANCE)).containsEntry("id", vm);
  }

  /** Half a character may be at its end. */
  private String printed() throws IOException {
    return new String(Files.readAllBytes(gapctl().out()), StandardCharsets.UTF_8);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
