package io.gapwatch.infra.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The cloud in memory: creates, changes and deletes as Oracle's does, with its refusals. */
public final class StandInCloud {
  private static final String INSTANCE = "oci:Core/instance:Instance";
  private static final String SECRET = "oci:Vault/secret:Secret";
  private static final String OBJECT = "oci:ObjectStorage/storageObject:StorageObject";
  private static final String BUCKET = "oci:ObjectStorage/bucket:Bucket";
  private static final String ADDRESS = "oci:ObjectStorage/preauthrequest:Preauthrequest";
  private static final String KEY = "oci:Kms/key:Key";
  private static final String GROUP = "oci:Identity/dynamicGroup:DynamicGroup";
  private static final String POLICY = "oci:Identity/policy:Policy";

  /** Deleted later, not now: until then the name is taken. */
  private static final Set<String> DELETED_BY_SCHEDULE =
      Set.of("oci:Kms/vault:Vault", "oci:Kms/key:Key", SECRET);

  private static final int FREE_OCPUS = 2;

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Set<String> withoutCapacity = ConcurrentHashMap.newKeySet();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, Runnable> slow = new ConcurrentHashMap<>();
  private volatile String newestImage = "image-1";
  private volatile String refusal = "";
  private volatile String hidden = "";
  private volatile String storage = "https://objects.example";
  private boolean versioned;
  private int created;
  private int writes;
  private int launches;
  private int tooOften;
  private int unknownNames;

  /** No host for the shape in this domain. */
  public void exhaust(String availabilityDomain) {
    withoutCapacity.add(availabilityDomain);
  }

  /** Oracle brings out an image; whoever asks for the newest gets it from now on. */
  public void publishImage(String id) {
    newestImage = id;
  }

  /** Where the objects of new addresses are, and may be read and written. */
  public void storeAt(String address) {
    storage = address;
  }

  /** Whether somebody who has this address may write objects into the bucket. */
  public synchronized boolean mayWrite(String addressId, String bucket) {
    return living(ADDRESS)
        .filter(item -> item.id().equals(addressId) && item.text("bucket").equals(bucket))
        .anyMatch(item -> item.text("accessType").equals("AnyObjectWrite"));
  }

  /** Whether anybody may read an object of the bucket whose name they know. */
  public synchronized boolean mayRead(String bucket) {
    return living(BUCKET)
        .filter(item -> item.text("name").equals(bucket))
        .anyMatch(item -> item.text("accessType").startsWith("ObjectRead"));
  }

  /** Every question is refused in these words, until {@link #repair}. */
  public void refuseQuestions(String words) {
    refusal = words;
  }

  /** Every question about this compartment is refused. */
  public void hideCompartment(String id) {
    hidden = id;
  }

  void answerable(Map<String, Object> args) {
    if (!refusal.isEmpty()) {
      throw new IllegalStateException(refusal);
    }
    if (hidden.equals(args.get("compartmentId"))) {
      throw new CloudException(
          "404-NotAuthorizedOrNotFound",
          "Authorization failed or requested resource not found.",
          "ListAvailabilityDomains");
    }
  }

  String newestImage() {
    return newestImage;
  }

  /** Every create of this token fails until {@link #repair}. */
  public void breakCreating(String token) {
    broken.add(token);
  }

  /** Every create of this token first does this, and takes as long. */
  public void slowDownCreating(String token, Runnable slowly) {
    slow.put(token, slowly);
  }

  public void repair() {
    broken.clear();
    refusal = "";
  }

  /** What there is of a token now. */
  public synchronized List<Map<String, Object>> all(String token) {
    return living(token).map(Item::properties).toList();
  }

  /** The one thing of this token, with its id under {@code id}. */
  public synchronized Map<String, Object> only(String token) {
    List<Item> found = living(token).toList();
    if (found.size() != 1) {
      throw new AssertionError("there are " + found.size() + " of " + token);
    }
    Map<String, Object> properties = new TreeMap<>(found.get(0).properties());
    properties.put("id", found.get(0).id());
    return properties;
  }

  public synchronized long count() {
    return items.values().stream().filter(item -> !item.pendingDeletion()).count();
  }

  /** The next so many launches are refused as too many. */
  public synchronized void refuseAsTooOften(int times) {
    tooOften = times;
  }

  /** A new vault's address is in no DNS for so many requests. */
  public synchronized void forgetNames(int times) {
    unknownNames = times;
  }

  /** Somebody uploads something by hand. */
  public synchronized void upload(String bucket, String object) {
    items.put(object, new Item(object, OBJECT, Map.of("bucket", bucket, "object", object), false));
  }

  /** Somebody switches versioning on: what is deleted by its name alone leaves a mark. */
  public synchronized void keepVersions() {
    versioned = true;
  }

  /** Somebody removes it again. */
  public synchronized void removeUpload(String object) {
    items.remove(object);
  }

  /** How often a VM was asked for. */
  public synchronized int launches() {
    return launches;
  }

  /** How often anything was asked to change. */
  public synchronized int writes() {
    return writes;
  }

  Item create(String token, Map<String, Object> inputs) {
    slow.getOrDefault(token, () -> {}).run();
    return make(token, inputs);
  }

  private synchronized Item make(String token, Map<String, Object> inputs) {
    writes++;
    if (broken.contains(token)) {
      throw new CloudException("500-InternalError", "Internal server error", "Create");
    }
    refuseTakenName(token, inputs);
    if (token.equals(KEY) && unknownNames > 0) {
      unknownNames--;
      throw new CloudException(
          "Post \"https://v-management.kms.eu.example/20180608/keys\": dial tcp",
          "lookup v-management.kms.eu.example: no such host",
          "CreateKey");
    }
    if (token.equals(INSTANCE)) {
      refuseInstance(inputs);
    }
    if (token.equals(OBJECT)) {
      // A put overwrites: whatever had this name is no more.
      living(OBJECT)
          .filter(item -> item.text("object").equals(inputs.get("object")))
          .toList()
          .forEach(item -> items.remove(item.id()));
    }
    String id = id(token, inputs);
    Item item = new Item(id, token, Outputs.of(storage, token, id, inputs, 1), false);
    items.put(id, item);
    return item;
  }

  synchronized Item update(String token, String id, Map<String, Object> inputs) {
    writes++;
    Item before = existing(id);
    if (token.equals(INSTANCE) && diskGbs(inputs) < diskGbs(before.properties())) {
      throw new CloudException(
          "400-InvalidParameter", "the size of a volume can only be increased", "UpdateBootVolume");
    }
    int version = Outputs.version(before.properties());
    boolean changed =
        !inputs
            .getOrDefault("secretContent", "")
            .equals(before.properties().getOrDefault("secretContent", ""));
    Item after =
        new Item(
            id,
            token,
            Outputs.of(storage, token, before.id(), inputs, changed ? version + 1 : version),
            false);
    items.put(id, after);
    return after;
  }

  synchronized void delete(String id) {
    writes++;
    Item item = existing(id);
    if (item.token().equals(BUCKET)
        && living(OBJECT).anyMatch(each -> each.text("bucket").equals(item.text("name")))) {
      throw new CloudException("409-BucketNotEmpty", "Bucket is not empty", "DeleteBucket");
    }
    if (item.token().equals(GROUP) && living(INSTANCE).findAny().isPresent()) {
      throw new CloudException("412-PreconditionFailed", "Group is not empty", "DeleteGroup");
    }
    boolean marked =
        versioned
            && item.token().equals(OBJECT)
            && !Boolean.TRUE.equals(item.properties().get("deleteAllObjectVersions"));
    if (DELETED_BY_SCHEDULE.contains(item.token())) {
      items.put(id, item.toBeDeleted());
    } else if (!marked) {
      items.remove(id);
    }
  }

  private void refuseTakenName(String token, Map<String, Object> inputs) {
    String key =
        switch (token) {
          case SECRET -> "secretName";
          case GROUP, POLICY, BUCKET -> "name";
          default -> "";
        };
    boolean taken =
        !key.isEmpty()
            && items.values().stream()
                .filter(item -> item.token().equals(token))
                .filter(item -> !token.equals(SECRET) || same(item, inputs, "vaultId"))
                .anyMatch(item -> same(item, inputs, key));
    if (taken) {
      throw new CloudException("400-InvalidParameter", "name already exists", "Create");
    }
  }

  private void refuseInstance(Map<String, Object> inputs) {
    launches++;
    if (tooOften > 0) {
      tooOften--;
      throw new CloudException(
          "429-TooManyRequests", "Too many requests for the user", "LaunchInstance");
    }
    if (withoutCapacity.contains(String.valueOf(inputs.get("availabilityDomain")))) {
      throw new CloudException("500-InternalError", "Out of host capacity.", "LaunchInstance");
    }
    double used = living(INSTANCE).mapToDouble(item -> ocpus(item.properties())).sum();
    if (used + ocpus(inputs) > FREE_OCPUS) {
      throw new CloudException(
          "400-LimitExceeded",
          "The following service limits were exceeded: standard-a1-core-count",
          "LaunchInstance");
    }
  }

  private static double ocpus(Map<String, Object> instance) {
    return instance.get("shapeConfig") instanceof Map<?, ?> shape
            && shape.get("ocpus") instanceof Number ocpus
        ? ocpus.doubleValue()
        : 0;
  }

  private static int diskGbs(Map<String, Object> instance) {
    return instance.get("sourceDetails") instanceof Map<?, ?> disk
        ? Integer.parseInt(String.valueOf(disk.get("bootVolumeSizeInGbs")))
        : 0;
  }

  private static boolean same(Item item, Map<String, Object> inputs, String key) {
    return item.text(key).equals(String.valueOf(inputs.get(key)));
  }

  private Stream<Item> living(String token) {
    return items.values().stream()
        .filter(item -> item.token().equals(token) && !item.pendingDeletion());
  }

  /** Objects and buckets are known by their names, all else by a number that never comes again. */
  private String id(String token, Map<String, Object> inputs) {
    created++;
    return switch (token) {
      case OBJECT -> "n/ns/b/" + inputs.get("bucket") + "/o/" + inputs.get("object");
      case BUCKET -> "n/ns/b/" + inputs.get("name");
      default ->
          "ocid1."
              + token.substring(token.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT)
              + ".oc1.."
              + created;
    };
  }

  private Item existing(String id) {
    Item item = items.get(id);
    if (item == null || item.pendingDeletion()) {
      throw new CloudException("404-NotAuthorizedOrNotFound", id + " not found", "Get");
    }
    return item;
  }
}
