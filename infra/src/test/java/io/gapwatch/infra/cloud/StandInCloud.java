package io.gapwatch.infra.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Hosts hosts = new Hosts();
  private final Outages outages = new Outages();
  private volatile String newestImage = "image-1";
  private volatile String storage = "https://objects.example";
  private boolean versioned;
  private int created;
  private int writes;

  /** Where VMs run. */
  public Hosts hosts() {
    return hosts;
  }

  /** What does not work, or not yet. */
  public Outages outages() {
    return outages;
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

  String newestImage() {
    return newestImage;
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

  /** How often anything was asked to change. */
  public synchronized int writes() {
    return writes;
  }

  Item create(String token, Map<String, Object> inputs) {
    outages.slowly(token);
    return make(token, inputs);
  }

  private synchronized Item make(String token, Map<String, Object> inputs) {
    writes++;
    outages.creatable(token);
    refuseTakenName(token, inputs);
    if (token.equals(KEY)) {
      outages.vaultKnown();
    }
    if (token.equals(INSTANCE)) {
      hosts.refuse(inputs, living(INSTANCE));
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
