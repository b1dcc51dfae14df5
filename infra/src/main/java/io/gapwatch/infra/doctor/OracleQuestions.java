package io.gapwatch.infra.doctor;

import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.tenancy.Tenancy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The account: each question is signed, and changes nothing.
 *
 * @param tenancy made anew for each question, so that each says for itself why it could not be
 *     asked
 */
public record OracleQuestions(Settings settings, Supplier<Tenancy> tenancy) {

  /** In the order in which one needs the other. */
  public List<Question> all() {
    AtomicBoolean refused = new AtomicBoolean();
    Supplier<Result> first =
        () -> {
          refused.set(true);
          Result result = credentials();
          refused.set(false);
          return result;
        };
    return List.of(
        new Question("credentials", first),
        new Question("region", unless(refused, this::region)),
        new Question("compartment", unless(refused, this::compartment)),
        new Question("free A1", unless(refused, this::room)));
  }

  /** The same cause is said once. */
  private static Supplier<Result> unless(AtomicBoolean refused, Supplier<Result> question) {
    return () ->
        refused.get()
            ? Result.unknown("not asked, because the credentials got no answer", "")
            : question.get();
  }

  private Result credentials() {
    Tenancy account = tenancy.get();
    account.homeRegion();
    String ours = settings.account().tenancyId();
    String theirs = account.credentials().tenancyId();
    return ours.equals(theirs)
        ? Result.well("Oracle answers the API key of " + account.credentials().userId())
        : Result.wrong(
            "the API key is of %s, and gapwatch:tenancyId is %s".formatted(theirs, ours),
            "pulumi config set tenancyId "
                + theirs
                + ", or another profile: OCI_CONFIG_FILE_PROFILE");
  }

  private Result region() {
    Tenancy account = tenancy.get();
    Tenancy.HomeRegion home = account.homeRegion();
    return home.isOurs()
        ? Result.well("%s is the home region".formatted(home.name()))
        : Result.wrong(
            "%s is not the home region, and Always Free VMs exist only there"
                .formatted(account.credentials().region()),
            "set region=%s in ~/.oci/config".formatted(home.name()));
  }

  private Result compartment() {
    if (settings.account().isRootCompartment()) {
      tenancy.get().availabilityDomains();
      return Result.well("the root compartment");
    }
    String id = settings.account().compartmentId();
    return tenancy.get().sees(id)
        ? Result.well(id)
        : Result.wrong(
            "there is no compartment %s for this user".formatted(id),
            "compare it with the console: pulumi config set compartmentId OCID");
  }

  private Result room() {
    Tenancy account = tenancy.get();
    Machine machine = settings.machine();
    List<String> domains = account.availabilityDomains();
    if (machine.availabilityDomain() > domains.size()) {
      return Result.wrong(
          "the region has %d availability domains, so there is no number %d"
              .formatted(domains.size(), machine.availabilityDomain()),
          "pulumi config set availabilityDomain 1");
    }
    Optional<String> domain = Optional.of(domains.get(machine.availabilityDomain() - 1));
    OptionalLong ocpus = account.left("standard-a1-core-count", domain).available();
    OptionalLong memory = account.left("standard-a1-memory-count", domain).available();
    String vms = account.a1Vms().stream().map(Tenancy.Vm::name).collect(Collectors.joining(", "));
    if (ocpus.isEmpty() || memory.isEmpty()) {
      return Result.unknown("Oracle does not say what is left of A1", "see Governance > Limits");
    }
    String left =
        "%d OCPU and %d GB are left%s"
            .formatted(
                ocpus.getAsLong(), memory.getAsLong(), vms.isEmpty() ? "" : " beside " + vms);
    boolean fits =
        ocpus.getAsLong() >= machine.ocpus() && memory.getAsLong() >= machine.memoryGbs();
    return fits || vms.contains("gapwatch-")
        ? Result.well(left)
        : Result.wrong(
            left + ", too little for this stack's VM",
            "remove another A1 VM, or make this one smaller: pulumi config set ocpus 1");
  }
}
