package io.gapwatch.agent.probe.http;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.UnreachableException;
import io.gapwatch.agent.source.http.HttpSession;
import io.gapwatch.agent.source.http.HttpSession.Visit;
import io.gapwatch.agent.source.http.HttpSession.Wish;
import io.gapwatch.agent.source.http.UntrustedException;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Sizes;
import io.gapwatch.agent.text.Times;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Visits a page once. */
final class HttpProbe implements Probe {
  private static final String RENEW =
      "renew the certificate, and see why its renewal did not run; what is served: ";

  private static final String CUT =
      ", of which the first " + Sizes.text(HttpSession.MOST_READ) + " was read";

  private final Wish wish;
  private final Expected expected;

  HttpProbe(Wish wish, Expected expected) {
    this.wish = wish;
    this.expected = expected;
  }

  @Override
  public Reading ask(ProbeContext context) {
    HttpSession site = context.session(HttpSession.class);
    try {
      return answered(site, site.visit(wish, context.timeout()), context.now());
    } catch (UntrustedException e) {
      return down(site, String.valueOf(e.getMessage()), e.remedy(), e.chain(), context.now());
    } catch (UnreachableException e) {
      return down(site, String.valueOf(e.getMessage()), e.remedy(), List.of(), context.now());
    }
  }

  private Reading answered(HttpSession site, Visit visit, Instant now) {
    String time = Durations.taken(visit.took());
    List<Compared> compared = expected.compare(visit);
    String all =
        compared.stream()
            .map(Compared::words)
            .filter(it -> !it.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    Measured.Builder reading =
        Measured.saying(all.isEmpty() ? visit.status() + " in " + time : all)
            .value(HttpCheck.UP, 1)
            .value(HttpCheck.STATUS, visit.status())
            .value(HttpCheck.TIME, seconds(visit.took()))
            .fact(
                "Answer",
                visit.status()
                    + " in "
                    + time
                    + (visit.whole() || visit.unreadable().isPresent() ? "" : CUT))
            .observe(Observation.of(HttpCheck.UP, "answer", 1, "it answers", "it answers", ""))
            .observe(
                Observation.of(
                    HttpCheck.TIME,
                    "time",
                    seconds(visit.took()),
                    time,
                    "it took " + time,
                    "see whether the service or its database is busy"));
    visit.redirected().ifPresent(to -> reading.fact("Redirected", "to " + to));
    compared.forEach(one -> add(reading, one, site.curl(wish)));
    visit.failed().forEach((family, why) -> reading.fact(family.word(), "failed: " + why));
    int failed = visit.failed().size();
    String families =
        visit.failed().entrySet().stream()
            .map(one -> one.getKey().word() + ": " + one.getValue())
            .collect(Collectors.joining("; "));
    reading
        .value(HttpCheck.FAILED_FAMILIES, failed)
        .observe(
            Observation.of(
                HttpCheck.FAILED_FAMILIES,
                "addresses",
                failed,
                String.valueOf(failed),
                "does not answer over " + families,
                "correct the name's addresses, or what the server listens on"));
    certificate(reading, site, visit.chain(), now);
    return reading.coveringWhatIsObserved(List.of()).build();
  }

  private static void add(Measured.Builder reading, Compared one, String curl) {
    if (one.is(Compared.State.UNKNOWN)) {
      reading.unmeasured(new Unmeasured(one.subject(), one.words(), one.remedy()));
      return;
    }
    int wrong = one.is(Compared.State.WRONG) ? 1 : 0;
    reading
        .value(HttpCheck.WRONG, one.subject(), wrong)
        .observe(
            Observation.of(
                HttpCheck.WRONG,
                one.subject(),
                wrong,
                wrong == 0 ? "as expected" : one.words(),
                one.words(),
                (one.remedy().isEmpty() ? "" : one.remedy() + "; ")
                    + "see the page itself ("
                    + curl
                    + "), and the log of its service"));
  }

  private static Reading down(
      HttpSession site, String reason, String remedy, List<X509Certificate> chain, Instant now) {
    Measured.Builder reading =
        Measured.saying(reason)
            .value(HttpCheck.UP, 0)
            .observe(Observation.of(HttpCheck.UP, "answer", 0, "no answer", reason, remedy))
            .unanswered();
    certificate(reading, site, chain, now);
    return reading.coveringWhatIsObserved(List.of()).build();
  }

  /** Of the one that expires first: an intermediate that ends before the leaf ends it all. */
  private static void certificate(
      Measured.Builder reading, HttpSession site, List<X509Certificate> chain, Instant now) {
    chain.stream()
        .min(Comparator.comparing(X509Certificate::getNotAfter))
        .ifPresent(
            first -> {
              Instant end = first.getNotAfter().toInstant();
              Duration left = Duration.between(now, end);
              String who =
                  first.getSubjectX500Principal().getName()
                      + (first.equals(chain.get(0)) ? "" : ", of the chain,");
              String text =
                  left.isNegative()
                      ? "expired " + Durations.text(left.negated()) + " ago"
                      : "expires in " + Durations.text(left);
              reading
                  .fact("Certificate", "%s %s, %s".formatted(who, text, Times.dateAndTime(end)))
                  .value(HttpCheck.CERTIFICATE, left.toSeconds())
                  .observe(
                      Observation.of(
                          HttpCheck.CERTIFICATE,
                          "certificate",
                          (double) left.toSeconds(),
                          text,
                          "the certificate " + who + " " + text,
                          RENEW + site.certificates()));
            });
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
