package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.cloud.Answers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no host is free, under the real engine. */
class HuntIT {
  private static final String INSTANCE = "oci:Core/instance:Instance";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void withoutCapacityInOneDomainTheNextOneIsTaken() throws IOException {
    try (Site site = Site.open(folder)) {
      site.cloud.hosts().exhaust(Answers.FIRST_DOMAIN);

      assertThat(site.failure()).contains("500-InternalError, Out of host capacity.");
      assertThat(site.cloud.all(INSTANCE)).isEmpty();

      site.deployer().set("availabilityDomain", "2");
      site.deployer().up();

      assertThat(site.cloud.only(INSTANCE))
          .containsEntry("availabilityDomain", Answers.SECOND_DOMAIN);
    }
  }

  @Test
  void aHuntAsksOnceATryAlsoWhereItIsTooMuchAndGoesOnToTheDomainWithAHost() throws IOException {
    try (Site site = Site.open(folder, Hunt.ENVIRONMENT)) {
      site.cloud.hosts().refuseAsTooOften(1);
      site.cloud.hosts().exhaust(Answers.SECOND_DOMAIN);
      Hunt.Launch launch =
          domain -> {
            site.deployer().set("availabilityDomain", Integer.toString(domain));
            site.deployer().up();
          };
      Hunt.Progress progress =
          new Hunt.Progress(
              site.printed::add, InstantSource.fixed(Instant.EPOCH), site.printed::add);
      AccountView nobody = (output, asked) -> new AccountView.Verdict(false, "nobody was asked");

      int domain = new Hunt(launch, nobody, time -> {}, new Random(1), progress).run(1);

      assertThat(domain).isEqualTo(1);
      assertThat(site.cloud.hosts().launches()).isEqualTo(3);
      assertThat(site.printed)
          .contains("Domain 1: too many requests.", "Domain 3: the region has no such domain.");
    }
  }
}
