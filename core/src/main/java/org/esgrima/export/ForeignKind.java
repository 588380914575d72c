package org.esgrima.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esgrima.InputException;

/**
 * Networks whose weights can be read, under the names of their reference implementations in
 * PyTorch, and how the keys of an {@link org.esgrima.architecture.Architecture} are seen from them.
 */
public enum ForeignKind {
  /** The DCGAN of the PyTorch examples and tutorial: {@code main.0.weight} …. */
  DCGAN {
    @Override
    ObjectNode architecture(ForeignShapes shapes) {
      List<String> convolutions =
          IntStream.range(0, DEEPEST)
              .mapToObj(i -> "main." + 3 * i + ".weight")
              .filter(shapes::has)
              .toList();
      int count = Math.max(1, convolutions.size());
      String last = "main." + 3 * (count - 1) + ".weight";
      return typed("dcgan")
          .put("resolution", 2 << count)
          .put("channels", shapes.size(last, 1))
          .put("latent", shapes.size("main.0.weight", 0))
          .put("width", shapes.size(last, 0));
    }

    @Override
    int classes(ForeignShapes shapes) {
      return 0;
    }
  },
  /** StyleGAN2 of stylegan2-ada-pytorch: {@code synthesis.b4.const} …. */
  STYLEGAN2 {
    @Override
    ObjectNode architecture(ForeignShapes shapes) {
      int styles = shapes.size("mapping.fc0.weight", 0);
      int resolution = 4;
      while (shapes.has("synthesis.b" + 2 * resolution + ".conv1.weight")) {
        resolution *= 2;
      }
      int widest = shapes.size("synthesis.b4.conv1.weight", 0);
      int last = shapes.size("synthesis.b" + resolution + ".conv1.weight", 0);
      int embedded = classes(shapes) == 0 ? 0 : styles;
      return typed("stylegan2")
          .put("resolution", resolution)
          .put("channels", shapes.size("synthesis.b4.torgb.weight", 0))
          .put("latent", shapes.size("mapping.fc0.weight", 1) - embedded)
          .put("styles", styles)
          .put("mapping-layers", shapes.count("mapping.fc%d.weight"))
          .put("capacity", last * resolution)
          .put("max-width", widest)
          .put("noise", shapes.has("synthesis.b4.conv1.noise_strength") ? "random" : "none");
    }

    @Override
    int classes(ForeignShapes shapes) {
      return shapes.has("mapping.embed.weight") ? shapes.size("mapping.embed.weight", 1) : 0;
    }
  },
  /** R3GAN of its authors, without the prefix {@code Model.}: {@code MainLayers.0.Layers.0} …. */
  R3GAN {
    @Override
    ObjectNode architecture(ForeignShapes shapes) {
      ArrayNode widths = JsonNodeFactory.instance.arrayNode();
      ArrayNode cardinality = JsonNodeFactory.instance.arrayNode();
      ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
      int stages = shapes.count("MainLayers.%d.Layers.1.LinearLayer1.Layer.weight");
      for (int i = 0; i < stages; i++) {
        String stage = "MainLayers." + i + ".Layers.";
        int inside = shapes.size(stage + "1.LinearLayer1.Layer.weight", 0);
        widths.add(shapes.size(stage + "1.LinearLayer1.Layer.weight", 1));
        cardinality.add(inside / shapes.size(stage + "1.LinearLayer2.Layer.weight", 1));
        int block = 1;
        while (shapes.has(stage + block + ".LinearLayer1.Layer.weight")) {
          block++;
        }
        blocks.add(block - 1);
      }
      String first = "MainLayers.0.Layers.1.LinearLayer";
      int embedded = classes(shapes) == 0 ? 0 : shapes.size(EMBEDDING, 0);
      return typed("r3gan")
          .put("resolution", 2 << stages)
          .put("channels", shapes.size("AggregationLayer.Layer.weight", 0))
          .put("latent", shapes.size("MainLayers.0.Layers.0.LinearLayer.weight", 1) - embedded)
          .put("embedding", embedded)
          .put(
              "expansion",
              shapes.size(first + "1.Layer.weight", 0) / shapes.size(first + "1.Layer.weight", 1))
          .put("kernel", shapes.size(first + "2.Layer.weight", 2))
          .<ObjectNode>set("widths", widths)
          .<ObjectNode>set("cardinality", cardinality)
          .set("blocks", blocks);
    }

    @Override
    int classes(ForeignShapes shapes) {
      return shapes.has(EMBEDDING) ? shapes.size(EMBEDDING, 1) : 0;
    }
  };

  private static final int DEEPEST = 10;
  private static final String EMBEDDING = "EmbeddingLayer.weight";

  /** The keys of the architecture, as far as the weights tell them. */
  abstract ObjectNode architecture(ForeignShapes shapes);

  /** Number of classes that the generator is told; 0 = none. */
  abstract int classes(ForeignShapes shapes);

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  /** What it is called in settings and options. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a name.
   *
   * @throws InputException if there is none
   */
  public static ForeignKind of(String key) {
    return Arrays.stream(values())
        .filter(kind -> kind.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "unknown kind of weights",
                    "--as",
                    "one of " + keys(),
                    key,
                    "Choose the architecture that the weights belong to"));
  }

  /** All names, for people. */
  public static String keys() {
    return Arrays.stream(values()).map(ForeignKind::key).collect(Collectors.joining(", "));
  }
}
