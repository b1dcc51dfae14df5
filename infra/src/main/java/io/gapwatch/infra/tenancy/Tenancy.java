package io.gapwatch.infra.tenancy;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.infra.config.InfraException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Oracle says of an account. */
public final class Tenancy {
  private static final String CORE = "/20160918/";

  private final Credentials credentials;
  private final SignedApi api;

  private Tenancy(Credentials credentials, SignedApi api) {
    this.credentials = credentials;
    this.api = api;
  }

  /**
   * The account of this machine's credentials.
   *
   * @throws io.gapwatch.infra.config.InfraException when there are none that can be used
   */
  public static Tenancy of(Map<String, String> environment) {
    Credentials credentials = Credentials.find(environment);
    return new Tenancy(credentials, new SignedApi(credentials, environment));
  }

  /** A region of the account. */
  public record HomeRegion(String name, boolean isOurs) {}

  /**
   * A VM that is there.
   *
   * @param shape as in {@code VM.Standard.A1.Flex}
   */
  public record Vm(String name, String id, String shape, double ocpus, double memoryGbs) {}

  /**
   * What of a limit is used, and what is left of it.
   *
   * @param quota what a policy of the account's own leaves of it, if there is one
   */
  public record Left(long used, OptionalLong available, OptionalLong quota) {}

  /**
   * A secret of a vault.
   *
   * @param version its current one
   * @param rotated when that version was made
   */
  public record SecretState(long version, Instant created, Instant rotated) {}

  /** What the vault says of a secret; never its value. */
  public SecretState secret(String id) {
    JsonNode secret = api.get(Service.VAULTS, "/20180608/secrets/" + id);
    long current = secret.path("currentVersionNumber").asLong();
    JsonNode version = api.get(Service.VAULTS, "/20180608/secrets/" + id + "/version/" + current);
    return new SecretState(current, time(secret), time(version));
  }

  private static Instant time(JsonNode thing) {
    try {
      return Instant.parse(thing.path("timeCreated").asText());
    } catch (DateTimeParseException e) {
      throw new InfraException("OCI's vaults service answered without a time; try again", e);
    }
  }

  /** Whose credentials these are. */
  public Credentials credentials() {
    return credentials;
  }

  /**
   * The home region, the only one with Always Free VMs. It is also the cheapest proof that the
   * credentials are good.
   */
  public HomeRegion homeRegion() {
    String tenancy = credentials.tenancyId();
    JsonNode regions =
        api.get(Service.IDENTITY, CORE + "tenancies/" + tenancy + "/regionSubscriptions");
    String home =
        elements(regions)
            .filter(each -> each.path("isHomeRegion").asBoolean())
            .findFirst()
            .map(each -> each.path("regionName").asText())
            .orElse("unknown");
    return new HomeRegion(home, home.equals(credentials.region()));
  }

  /** The region's domains, in their order. */
  public List<String> availabilityDomains() {
    JsonNode domains =
        api.get(
            Service.IDENTITY,
            CORE + "availabilityDomains?compartmentId=" + credentials.tenancyId());
    return elements(domains).map(each -> each.path("name").asText()).toList();
  }

  /** What is in a bucket. */
  public BucketContents bucket(String namespace, String name) {
    return new BucketContents(api, namespace, name);
  }

  /** Whether a compartment can be seen. */
  public boolean sees(String compartmentId) {
    try {
      api.get(Service.IDENTITY, CORE + "compartments/" + compartmentId);
      return true;
    } catch (RefusedException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** The account's A1 VMs that are not terminated, in all compartments that this user can see. */
  public List<Vm> a1Vms() {
    List<Vm> vms = new ArrayList<>();
    List<String> compartments = new ArrayList<>(List.of(credentials.tenancyId()));
    compartments().forEach(each -> compartments.add(each.id()));
    for (String compartment : compartments) {
      String path = CORE + "instances?limit=100&compartmentId=" + compartment;
      api.list(Service.COMPUTE, path, "").stream()
          .filter(each -> each.path("shape").asText().contains(".A1."))
          .filter(each -> !each.path("lifecycleState").asText().startsWith("TERMINAT"))
          .map(Tenancy::vm)
          .forEach(vms::add);
    }
    return List.copyOf(vms);
  }

  /**
   * A limit of a service.
   *
   * @param ofDomain whether each availability domain has its own
   */
  public record Limit(String service, String name, boolean ofDomain) {}

  /** The limit of this name, if the limits service knows one. */
  public Optional<Limit> limit(String name) {
    String path =
        "/20190729/limitDefinitions?compartmentId=%s&name=%s"
            .formatted(credentials.tenancyId(), SignedApi.encoded(name));
    return api.list(Service.LIMITS, path, "").stream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .map(
            each ->
                new Limit(
                    each.path("serviceName").asText(),
                    name,
                    each.path("scopeType").asText().equals("AD")));
  }

  /**
   * What is used and left of a limit.
   *
   * @param compartmentId whose share is asked for
   * @param domain where the limit is one of a domain, and not of the region
   */
  public Left left(Limit limit, String compartmentId, Optional<String> domain) {
    JsonNode answer =
        api.get(
            Service.LIMITS,
            "/20190729/services/%s/limits/%s/resourceAvailability?compartmentId=%s%s"
                .formatted(
                    limit.service(),
                    limit.name(),
                    compartmentId,
                    domain
                        .map(name -> "&availabilityDomain=" + SignedApi.encoded(name))
                        .orElse("")));
    return new Left(
        answer.path("used").asLong(),
        number(answer.path("available")),
        number(answer.path("effectiveQuotaValue")));
  }

  /**
   * What is used and left of one of compute's limits, in the whole account.
   *
   * @param limit as in {@code standard-a1-core-count}
   * @param domain where the limit is one of a domain, and not of the region
   */
  public Left left(String limit, Optional<String> domain) {
    return left(new Limit("compute", limit, domain.isPresent()), credentials.tenancyId(), domain);
  }

  private static OptionalLong number(JsonNode value) {
    return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  /**
   * A compartment that this user can see.
   *
   * @param name as the console shows it
   */
  public record Compartment(String name, String id) {}

  /** Those below the root. */
  public List<Compartment> compartments() {
    String path =
        CORE
            + "compartments?compartmentIdInSubtree=true&accessLevel=ACCESSIBLE&lifecycleState=ACTIVE&limit=1000&compartmentId="
            + credentials.tenancyId();
    return api.list(Service.IDENTITY, path, "").stream()
        .map(each -> new Compartment(each.path("name").asText(), each.path("id").asText()))
        .toList();
  }

  private static Vm vm(JsonNode instance) {
    JsonNode shape = instance.path("shapeConfig");
    return new Vm(
        instance.path("displayName").asText(),
        instance.path("id").asText(),
        instance.path("shape").asText(),
        shape.path("ocpus").asDouble(),
        shape.path("memoryInGBs").asDouble());
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
