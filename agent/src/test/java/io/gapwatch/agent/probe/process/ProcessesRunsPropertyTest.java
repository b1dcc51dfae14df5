package io.gapwatch.agent.probe.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.incident.Transition.Kind;
import io.gapwatch.agent.probe.FollowedRuns;
import io.gapwatch.agent.probe.FollowedRuns.Run;
import io.gapwatch.agent.probe.process.AppsStory.Act;
import io.gapwatch.agent.probe.process.AppsStory.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Apps crash, are deleted, renamed, scaled and started between runs, and PM2's list is empty or no
 * list: no run has a tick while something is wrong, and nothing is resolved while it still is.
 */
class ProcessesRunsPropertyTest {
  private static final Instant BEGIN = AppsStory.BEGIN;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Provide
  Arbitrary<AppsStory> stories() {
    return AppsStory.stories(Arbitraries.of(Act.class), 30);
  }

  @Provide
  Arbitrary<AppsStory> harmless() {
    return AppsStory.stories(Arbitraries.of(Act.NOTHING, Act.NOTHING, Act.MORE), 12);
  }

  @Property(tries = 100, seed = "1")
  void nothingThatIsWrongHasATickOrIsResolved(@ForAll("stories") AppsStory story) {
    Apps apps = new Apps();
    AppsWorld world = new AppsWorld(apps, story);
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), story.yaml());
    Instant now = BEGIN;
    List<String> log = new ArrayList<>();
    for (Event event : story.events()) {
      now = now.plus(story.until(event));
      world.happen(event, now.minus(MINUTE));
      Run run = runs.run(apps, now);
      log.add(
          "%s %s: %s %s %s"
              .formatted(
                  now,
                  event,
                  run.result().status(),
                  run.result().findings().stream().map(Finding::summary).toList(),
                  run.told().stream()
                      .map(t -> t.kind() + " " + t.incident().finding().subject())
                      .toList()));
      world.assertTold(run.result(), now, log);
      for (String subject : run.told(Kind.RESOLVED)) {
        assertThat(world.isWrong(subject, now)).as("%s resolved in %s", subject, log).isFalse();
        assertThat(world.lacks(subject)).as("%s resolved in %s", subject, log).isFalse();
      }
      world.write(now);
    }
  }

  @Property(tries = 40, seed = "1")
  void nobodyIsToldOfWhatIsWell(@ForAll("harmless") AppsStory story) {
    Apps apps = new Apps();
    AppsWorld world = new AppsWorld(apps, story);
    FollowedRuns runs = new FollowedRuns(new ProcessesCheck(), with(story.yaml(), "uptime: off"));
    Instant now = BEGIN;
    for (Event event : story.events()) {
      boolean first = now.equals(BEGIN);
      now = now.plus(story.until(event));
      world.happen(event, now.minus(MINUTE));
      Run run = runs.run(apps, now);
      assertThat(run.told()).isEmpty();
      if (!first) {
        assertThat(run.result().status()).as("%s", run.result()).isEqualTo(Status.OK);
      }
    }
  }

  private static String with(String yaml, String more) {
    return yaml.equals("{}") ? "{" + more + "}" : yaml.replace("}", ", " + more + "}");
  }
}
