package org.esgrima.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esgrima.Golden;
import org.esgrima.GoldenWeights;
import org.esgrima.io.ElementType;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/** The networks of one case with the reference's weights, in evaluation mode. */
public final class StyleGan2Case implements AutoCloseable {
  public final Golden golden;
  public final ElementType type;
  public final StyleGan2 gan;
  public final Conditioning conditioning;
  public final Network generator;
  public final Network discriminator;
  final Optional<Tensor> condition;
  private final List<Network> views = new ArrayList<>();

  /** A case whose weights have its own name. */
  public StyleGan2Case(String name, ElementType type) {
    this(name, name, type);
  }

  /** A case with these weights. */
  public StyleGan2Case(String name, String weights, ElementType type) {
    golden = Golden.open(name);
    this.type = type;
    JsonNode config = golden.config();
    gan = gan(config);
    conditioning = conditioning(config);
    int told = conditioning.toldGenerator();
    condition = told == 0 ? Optional.empty() : Optional.of(golden.tensor("c", type));
    try (RandomStream random = new RandomStream(0)) {
      Initializer start = Initializer.of(random);
      generator =
          Network.create(gan.generator(conditioning), Shape.of(gan.latent()), told, type, start);
      discriminator = Network.create(discriminator(gan), gan.sampleShape(), told, type, start);
    }
    load(weights + ".G", generator);
    load(weights + ".D", discriminator);
  }

  private static void load(String weights, Network network) {
    network.training(false);
    try (SafetensorsFile file = Golden.weights(weights)) {
      GoldenWeights.load(file, network.state());
    }
  }

  Layer discriminator(StyleGan2 sized) {
    return sized.discriminator(new Judging(conditioning, 1, 0));
  }

  /** Another description over the generator's weights. */
  Network view(Layer description, Shape input) {
    Network view =
        Network.over(description, input, conditioning.toldGenerator(), type, generator.state());
    views.add(view);
    return view.training(false);
  }

  /** Another description of the generator over its weights. */
  Network view(StyleGan2 sized, Truncation truncation) {
    return view(sized.generator(conditioning, truncation), Shape.of(gan.latent()));
  }

  /** The first half of the generator. */
  public Network mapping(Truncation truncation) {
    return view(gan.mapping(conditioning, truncation), Shape.of(gan.latent()));
  }

  /** The second half of the generator. */
  public Network synthesis() {
    Network view = Network.over(gan.synthesis(), gan.styleShape(), 0, type, generator.state());
    views.add(view);
    return view.training(false);
  }

  Tensor z() {
    return golden.tensor("z", type);
  }

  void assertLogits(Tensor logits, String expected) {
    golden.assertClose(logits.reshape(-1, 1), expected);
  }

  @Override
  public void close() {
    views.forEach(Network::close);
    generator.close();
    discriminator.close();
    golden.close();
  }

  /** The architecture of a case; its noise is constant, as in all cases. */
  public static StyleGan2 gan(JsonNode config) {
    return new StyleGan2(
        config.path("img_resolution").intValue(),
        config.path("img_channels").intValue(),
        config.path("z_dim").intValue(),
        config.path("w_dim").intValue(),
        config.path("mapping_layers").intValue(),
        config.path("lr_multiplier_mapping").doubleValue(),
        config.path("cmap_dim").intValue(),
        config.path("channel_base").intValue(),
        config.path("channel_max").intValue(),
        taps(config.path("resample_filter")),
        SynthesisInput.CONSTANT,
        SynthesisNoise.CONST,
        DiscriminatorLayout.RESIDUAL,
        0,
        config.path("mbstd_group_size").intValue(),
        config.path("mbstd_num_channels").intValue(),
        config.path("conv_clamp").doubleValue());
  }

  private static List<Double> taps(JsonNode filter) {
    List<Double> taps = new ArrayList<>();
    filter.forEach(tap -> taps.add(tap.doubleValue()));
    return taps;
  }

  /** Classes 0, 1 …, as many as the case has. */
  public static Conditioning conditioning(JsonNode config) {
    int classes = config.path("c_dim").intValue();
    List<String> names = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    return classes == 0 ? Conditioning.none() : new Projection("class", names);
  }
}
