package io.gapwatch.infra.cloud;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Property values on the wire and in Java. A value not yet known is the text {@link #UNKNOWN}. */
final class Values {
  /** What the engine's protocol writes for an unknown value. */
  static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  private Values() {}

  static Map<String, Object> map(Struct struct) {
    Map<String, Object> map = new TreeMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (name, value) -> {
              if (!value.hasNullValue()) {
                map.put(name, java(value));
              }
            });
    return map;
  }

  static Struct struct(Map<?, ?> map) {
    Struct.Builder struct = Struct.newBuilder();
    map.forEach((name, value) -> struct.putFields(name.toString(), wire(value)));
    return struct.build();
  }

  /** Whether any part of a value is not known yet. */
  static boolean holdsUnknown(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(Values::holdsUnknown);
    }
    return UNKNOWN.equals(value);
  }

  private static Object java(Value value) {
    return switch (value.getKindCase()) {
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case STRING_VALUE -> value.getStringValue();
      case LIST_VALUE -> value.getListValue().getValuesList().stream().map(Values::java).toList();
      case STRUCT_VALUE -> map(value.getStructValue());
      case NULL_VALUE, KIND_NOT_SET -> throw new IllegalArgumentException("no value");
    };
  }

  private static Value wire(Object value) {
    Value.Builder wire = Value.newBuilder();
    if (value instanceof Boolean truth) {
      return wire.setBoolValue(truth).build();
    } else if (value instanceof Number number) {
      return wire.setNumberValue(number.doubleValue()).build();
    } else if (value instanceof String text) {
      return wire.setStringValue(text).build();
    } else if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(each -> values.addValues(wire(each)));
      return wire.setListValue(values).build();
    } else if (value instanceof Map<?, ?> map) {
      return wire.setStructValue(struct(map)).build();
    }
    return wire.setNullValue(NullValue.NULL_VALUE).build();
  }
}
