package org.esgrima.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.esgrima.InputException;

/**
 * Records as JSON and YAML: components become keys in kebab-case, enum constants become lower case
 * words with dashes. Reading is strict: an unknown key, a missing required one or a value of the
 * wrong type is an {@link InputException} that names the key.
 */
public final class Json {
  private static final ObjectMapper JSON = strict(JsonMapper.builder());
  private static final ObjectMapper YAML =
      strict(
          YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  // A type is a key as in JSON; as a tag (!<adam>) a tree would lose it.
                  .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
                  .build()));

  private Json() {}

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> ObjectMapper strict(
      MapperBuilder<M, B> builder) {
    return builder
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .build();
  }

  /** A JSON text on one line. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** A YAML text. */
  public static String yaml(Object value) {
    try {
      return YAML.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as YAML: " + value, e);
    }
  }

  /** The tree of a record, for changing single keys. */
  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /**
   * Reads a JSON text.
   *
   * @param where the file or option it came from, for the message
   */
  public static JsonNode parseJson(String text, Object where) {
    return parse(JSON, "JSON", text, where);
  }

  /** Reads a YAML text. */
  public static JsonNode parseYaml(String text, Object where) {
    return parse(YAML, "YAML", text, where);
  }

  private static JsonNode parse(ObjectMapper mapper, String format, String text, Object where) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputException(
          "not readable as " + format,
          where,
          "valid " + format,
          position(e),
          "Correct it there",
          e);
    }
  }

  private static String position(JsonProcessingException e) {
    String at =
        e.getLocation() == null
            ? ""
            : " in line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return e.getOriginalMessage() + at;
  }

  /**
   * Makes a record of a tree.
   *
   * @throws InputException naming the key that does not fit
   */
  public static <T> T bind(JsonNode tree, Class<T> type, Object where) {
    if (tree.isNull() || tree.isMissingNode()) {
      throw new InputException(
          "nothing to read", where, "keys and values", "nothing", "Correct it there");
    }
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw unfit(e, where);
    }
  }

  private static InputException unfit(JsonProcessingException e, Object where) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException input) {
        return input;
      }
    }
    // A record's own constructor refused a value: its words are better than Jackson's around them.
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return new InputException(
          "unusable value",
          place(e, where),
          "a value in its range",
          e.getCause().getMessage(),
          "Correct it",
          e);
    }
    String place = place(e, where);
    if (e instanceof UnrecognizedPropertyException unknown) {
      List<String> known =
          unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      return new InputException(
          "unknown key",
          place,
          "one of " + known,
          unknown.getPropertyName(),
          "Correct its name",
          e);
    }
    if (e instanceof InvalidTypeIdException unknown) {
      return new InputException(
          "unknown type", place, "a known name", unknown.getTypeId(), firstLine(e), e);
    }
    return new InputException(
        "unusable value", place, "a value of the right kind", firstLine(e), "Correct it", e);
  }

  private static String place(JsonProcessingException e, Object where) {
    String key = e instanceof JsonMappingException mapping ? path(mapping) : "";
    return key.isEmpty() ? where.toString() : where + ": " + key;
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("no message");
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }
}
