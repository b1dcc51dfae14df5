package io.gapwatch.infra.deploy;

import io.gapwatch.infra.deploy.AccountView.Standing;
import io.gapwatch.infra.deploy.AccountView.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A hunt whose tries fail as a test says, and whose waiting takes no time. */
final class RehearsedHunt {
  static final String CAPACITY = "500-InternalError, Out of host capacity.";
  static final String RATE = "429-TooManyRequests, Too many requests for the user";
  static final String LIMIT =
      "400-LimitExceeded, The following service limits were exceeded: standard-a1-core-count";
  static final String NO_SHAPE = "404-NotAuthorizedOrNotFound, shape VM.Standard.A1.Flex not found";
  static final String BANNED =
      "404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found.";
  static final String OFFLINE =
      "Post \"https://iaas.eu-frankfurt-1.oraclecloud.com/20160918/instances\": dial tcp: lookup"
          + " iaas.eu-frankfurt-1.oraclecloud.com: no such host";
  static final String NO_DOMAIN = "the region has 1 availability domains, so there is no number 2";

  /** The domains in the order in which a VM was asked for there. */
  final List<Integer> asked = new ArrayList<>();

  final List<Duration> pauses = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  /** What the account says of its limits, and of itself. */
  Verdict verdict = new Verdict(false, "it has room");

  Standing standing = Standing.REFUSED;

  private final Deque<String> answers = new ArrayDeque<>();

  /**
   * Hunts until there is a VM, and returns its domain.
   *
   * @param failures of the first tries, as the engine prints them; the one after them works
   */
  int run(int first, String... failures) {
    answers.clear();
    answers.addAll(List.of(failures));
    return run(this::launch, first);
  }

  /** The same with launches of the test's own. */
  int run(Hunt.Launch launch, int first) {
    Hunt.Progress progress = new Hunt.Progress(told::add, this::now, notes::add);
    return new Hunt(launch, new View(), pauses::add, new Random(1), progress).run(first);
  }

  /** The same failure for so many tries. */
  static String[] times(int tries, String failure) {
    return Collections.nCopies(tries, failure).toArray(String[]::new);
  }

  /** What the account says of itself. */
  private final class View implements AccountView {
    @Override
    public Verdict limit(String output, int domain) {
      return verdict;
    }

    @Override
    public Standing standing() {
      return standing;
    }
  }

  /** Time passes only where the hunt waits. */
  private Instant now() {
    return pauses.stream().reduce(Instant.EPOCH, Instant::plus, (a, b) -> b);
  }

  private void launch(int domain) {
    asked.add(domain);
    if (!answers.isEmpty()) {
      throw new DeploymentFailedException("up", answers.remove(), new IllegalStateException());
    }
  }
}
