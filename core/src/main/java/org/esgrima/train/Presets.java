package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.Json;

/**
 * Named settings, stored as YAML resources that state only what differs from {@code defaults.yaml}.
 * Their first comment line says what they are.
 */
public final class Presets {
  /** The preset of {@code esgrima train} without options. */
  public static final String DEFAULT = "digits";

  private static final String DEFAULTS = "defaults";
  private static final List<String> NAMES =
      List.of(
          DEFAULT,
          "dcgan-mnist",
          "cdcgan-mnist",
          "acgan-mnist",
          "infogan-mnist",
          "wgan-gp-mnist",
          "goodfellow2014-mnist",
          "dcgan-cifar10",
          "sngan-cifar10",
          "dcgan64",
          "dcgan128",
          "dcgan-avatars64",
          "stylegan2-avatars64",
          "r3gan-avatars64",
          "dcgan-celeba64",
          "stylegan2-ffhq256",
          "r3gan-ffhq256",
          "stackedmnist-rpgan",
          "ring",
          "grid",
          "rpgan-r1r2-grid",
          "pacgan-grid",
          "unrolled-ring",
          "wgan-gp-toy",
          "stackedmnist-unrolled");

  private Presets() {}

  /** All names, the default first. */
  public static List<String> names() {
    return NAMES;
  }

  /** What a preset is, in one sentence. */
  public static String describe(String name) {
    return text(require(name)).lines().findFirst().orElseThrow().replaceFirst("^#\\s*", "");
  }

  /** The YAML text of a preset, with the source of each value. */
  public static String text(String name) {
    String resource = "presets/" + name + ".yaml";
    try (InputStream stream = Presets.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("preset is missing from the jar: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /**
   * All settings of a preset, with those that it leaves open taken from the defaults.
   *
   * @throws InputException if there is no preset of that name
   */
  public static ObjectNode tree(String name) {
    ObjectNode tree = defaults();
    overlay(tree, Json.parseYaml(text(require(name)), name));
    return tree;
  }

  /** What every preset starts from. */
  static ObjectNode defaults() {
    return (ObjectNode) Json.parseYaml(text(DEFAULTS), DEFAULTS);
  }

  /** The settings of a preset. */
  public static TrainingConfig config(String name) {
    return TrainingConfig.of(tree(name), "preset " + name);
  }

  /**
   * The settings of a preset with some of them changed.
   *
   * @param changes YAML as in a preset, for example {@code steps: 500} or {@code {batch: 32,
   *     architecture: {width: 16}}}
   * @throws InputException if there is no preset of that name, or a key or value does not fit
   */
  public static TrainingConfig config(String name, String changes) {
    ObjectNode tree = tree(name);
    String where = "changes of preset " + name;
    overlay(tree, Json.parseYaml(changes, where));
    return TrainingConfig.of(tree, where);
  }

  private static String require(String name) {
    if (!NAMES.contains(name)) {
      throw new InputException(
          "unknown preset", name, "one of " + NAMES, name, "See esgrima presets for what they are");
    }
    return name;
  }

  /**
   * Replaces values of a tree by those of another, key by key. An object whose {@code type} changes
   * is replaced as a whole, since its other keys belong to the old type.
   */
  public static void overlay(ObjectNode tree, JsonNode changes) {
    for (Map.Entry<String, JsonNode> field : changes.properties()) {
      JsonNode old = tree.get(field.getKey());
      boolean merge =
          old instanceof ObjectNode
              && field.getValue() instanceof ObjectNode
              && !changesType(old, field.getValue());
      if (merge) {
        overlay((ObjectNode) old, field.getValue());
      } else {
        tree.set(field.getKey(), field.getValue());
      }
    }
  }

  private static boolean changesType(JsonNode old, JsonNode changes) {
    return changes.has("type") && !changes.get("type").equals(old.get("type"));
  }
}
