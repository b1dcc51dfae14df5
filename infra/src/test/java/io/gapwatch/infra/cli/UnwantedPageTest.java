package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.ProjectFiles;
import io.gapwatch.infra.deploy.OwnBucket;
import io.gapwatch.infra.tenancy.OracleStandIn;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwantedPageTest {
  private static final String PLACE = "/n/ns/b/page";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path root;

  @SuppressWarnings("NullAway.Init")
  private OracleStandIn oracle;

  private final List<String> done = new ArrayList<>();

  @BeforeEach
  void publish() throws IOException {
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    oracle = new OracleStandIn(root);
    oracle.answers.put(PLACE, "{\"versioning\": \"Disabled\"}");
    oracle.answers.put(PLACE + "/o?", "{\"objects\": [{\"name\": \"index.html\"}]}");
    oracle.answers.put(PLACE + "/u?", "[]");
    oracle.answers.put(PLACE + "/p?", "[]");
    oracle.removing = path -> done.add("removed " + path);
  }

  @AfterEach
  void stop() {
    oracle.close();
  }

  /** The agent may publish between two tries of a hunt. */
  @Test
  void aPreviewIsMadeOnceHoweverOftenThePageComesBack() {
    UnwantedPage page = page();

    for (int tried = 0; tried < 3; tried++) {
      page.remove(UnwantedPageTest::buckets, () -> done.add("preview"));
    }

    assertThat(done)
        .containsExactly(
            "preview",
            "said Removing the status page: gapwatch:statusPage is no longer set.",
            "removed /n/ns/b/page/o/index.html",
            "said Removing the status page: gapwatch:statusPage is no longer set.",
            "removed /n/ns/b/page/o/index.html",
            "said Removing the status page: gapwatch:statusPage is no longer set.",
            "removed /n/ns/b/page/o/index.html");
  }

  @Test
  void aPreviewThatIsRefusedRemovesNothingAndCountsForNothing() {
    UnwantedPage page = page();

    for (int tried = 0; tried < 2; tried++) {
      assertThatThrownBy(() -> page.remove(UnwantedPageTest::buckets, this::refuse))
          .hasMessage("refused");
    }

    assertThat(done).containsExactly("preview", "preview");
  }

  @Test
  void withNothingInItsBucketThereIsNothingToPreview() {
    oracle.answers.put(PLACE + "/o?", "{\"objects\": []}");

    page().remove(UnwantedPageTest::buckets, this::refuse);

    assertThat(done).isEmpty();
  }

  @Test
  void aPageThatIsWantedIsNotEvenLookedAt() throws IOException {
    Files.writeString(root.resolve("Pulumi.dev.yaml"), "config: {'gapwatch:statusPage': true}\n");

    page().remove(UnwantedPageTest::buckets, this::refuse);

    assertThat(oracle.asked).isEmpty();
  }

  private void refuse() {
    done.add("preview");
    throw new InfraException("refused");
  }

  private UnwantedPage page() {
    return new UnwantedPage(
        () -> ProjectFiles.read(root, "dev"),
        () -> Tenancy.of(oracle.environment()),
        line -> done.add("said " + line));
  }

  private static List<OwnBucket> buckets() {
    return List.of(
        new OwnBucket("ns", "releases", Set.of(), Set.of(), false),
        new OwnBucket("ns", "page", Set.of(), Set.of(), true));
  }
}
