package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.esgrima.Golden;
import org.esgrima.GoldenWeights;
import org.esgrima.io.ElementType;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.nn.Ops;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pieces and whole networks against genforce, a PyTorch port of the authors' code. */
@ExtendWith(NoLeaks.class)
class StyleGanGoldenTest {
  /** A piece of a network by itself. */
  private record Piece(Body body) implements Layer {
    interface Body {
      <T> T apply(Ops<T> ops, T x);
    }

    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return body.apply(ops, x);
    }
  }

  private record Case(
      Golden golden, ElementType type, StyleGan gan, Network generator, Network discriminator)
      implements AutoCloseable {
    static Case open(ElementType type) {
      Golden golden = Golden.open("stylegan1/net");
      StyleGan gan = gan(golden.config());
      assertThat(golden.config().path("label_size").intValue()).isZero();
      try (RandomStream random = new RandomStream(0)) {
        Initializer start = Initializer.of(random);
        Network g = Network.create(gan.generator(), Shape.of(gan.latent()), type, start);
        Network d = Network.create(gan.discriminator(), gan.sampleShape(), type, start);
        load("stylegan1/net.G", g);
        load("stylegan1/net.D", d);
        return new Case(golden, type, gan, g, d);
      }
    }

    private static void load(String weights, Network network) {
      network.training(false);
      try (SafetensorsFile file = Golden.weights(weights)) {
        GoldenWeights.load(file, network.state());
      }
    }

    private static StyleGan gan(JsonNode config) {
      return new StyleGan(
          config.path("resolution").intValue(),
          3,
          config.path("z_dim").intValue(),
          config.path("w_dim").intValue(),
          config.path("mapping_layers").intValue(),
          config.path("mapping_fmaps").intValue(),
          config.path("mapping_lr_mul").doubleValue(),
          config.path("fmaps_base").intValue(),
          config.path("fmaps_max").intValue(),
          SynthesisNoise.CONST,
          config.path("fused_scale").booleanValue() ? 1 : 0,
          config.path("mbstd_group_size").intValue(),
          config.path("mbstd_num_channels").intValue());
    }

    Tensor z(String name) {
      return golden.tensor(name, type);
    }

    /** The result of another description over the generator's weights. */
    Tensor of(Layer description, Shape input, Tensor x) {
      return of(description, input, generator, x);
    }

    Tensor of(Layer description, Shape input, Network weights, Tensor x) {
      try (Network view = Network.over(description, input, type, weights.state())) {
        return view.training(false).forward(x);
      }
    }

    Tensor styles(Truncation truncation, Tensor z) {
      return of(gan.mapping(Conditioning.none(), truncation), Shape.of(gan.latent()), z);
    }

    Tensor images(double detail, Tensor styles) {
      return of(new StyleGanSynthesis(gan, detail), gan.styleShape(), styles);
    }

    @Override
    public void close() {
      generator.close();
      discriminator.close();
      golden.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void generatesLikeTheReference(ElementType type) {
    try (Scope scope = Scope.open();
        Case the = Case.open(type);
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor styles = the.styles(Truncation.NONE, the.z("z"));
      the.golden().assertClose(styles.select(1, 0), "w");
      for (String name : startingWith(the, "wp.psi", 1)) {
        String number = name.replaceAll("^wp\\.psi", "");
        // the reference keeps its factors in float32, also where all else is float64
        double psi = Float.parseFloat(number);
        int cutoff = the.golden().config().path("trunc_layers").intValue();
        Tensor truncated = the.styles(new Truncation(psi, cutoff), the.z("z"));
        the.golden().assertClose(truncated, name);
        the.golden().assertClose(the.images(0, truncated), "img.psi" + number);
      }
      the.golden().assertClose(the.generator().forward(the.z("z")), "img.lod0");
      for (String name : startingWith(the, "img.lod", 2)) {
        double detail = Double.parseDouble(name.replaceAll("^img\\.lod", ""));
        the.golden().assertClose(the.images(detail, styles), name);
      }
      long mixed = the.golden().config().path("cutoff").longValue();
      Tensor fine = the.styles(Truncation.NONE, the.z("z2"));
      long layers = the.gan().styleCount();
      Tensor both =
          Tensor.concat(
              List.of(styles.narrow(1, 0, mixed), fine.narrow(1, mixed, layers - mixed)), 1);
      the.golden().assertClose(the.images(0, both), "mix.img");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void judgesLikeTheReference(ElementType type) {
    try (Scope scope = Scope.open();
        Case the = Case.open(type);
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      for (String name : startingWith(the, "D.real.lod", 2)) {
        double detail = Double.parseDouble(name.replaceAll("^D\\.real\\.lod", ""));
        Layer judge = new StyleGanDiscriminator(the.gan(), Judging.PLAIN, detail);
        Tensor logits = the.of(judge, the.gan().sampleShape(), the.discriminator(), the.z("real"));
        the.golden().assertClose(logits.reshape(-1, 1), name);
      }
    }
  }

  private static List<String> startingWith(Case the, String prefix, int least) {
    List<String> names =
        the.golden().names().stream()
            .filter(name -> name.startsWith(prefix) && !name.endsWith(".f64"))
            .toList();
    assertThat(names).hasSizeGreaterThanOrEqualTo(least);
    return names;
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void piecesAreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("stylegan1/pieces");
        Scope scope = Scope.open()) {
      Tensor x = golden.tensor("x", type);
      Tensor w = golden.tensor("w", type);
      Tensor square = golden.tensor("xs", type);
      int channels = Math.toIntExact(x.shape().size(1));
      Map<String, Tensor> style = new TreeMap<>();
      style.put("style.weight", golden.tensor("style.weight", type));
      style.put("style.bias", golden.tensor("style.bias", type));
      Map<String, Tensor> conv = new TreeMap<>();
      conv.put("weight", golden.tensor("conv.weight", type));
      Map<String, Tensor> none = Map.of();
      BiFunction<Piece.Body, Tensor, Tensor> plain = (body, input) -> apply(body, input, none);
      golden.assertClose(
          plain.apply(
              new Piece.Body() {
                @Override
                public <T> T apply(Ops<T> ops, T y) {
                  return StyleGanParts.instanceNorm(ops, y);
                }
              },
              x),
          "instance_norm");
      golden.assertClose(
          plain.apply(
              new Piece.Body() {
                @Override
                public <T> T apply(Ops<T> ops, T y) {
                  return StyleGanParts.blurred(ops, y);
                }
              },
              x),
          "blur");
      golden.assertClose(
          apply(
              new Piece.Body() {
                @Override
                public <T> T apply(Ops<T> ops, T y) {
                  return StyleGanParts.dense(ops.at("style"), y, 2 * channels, 1, 1);
                }
              },
              w,
              style),
          "style");
      for (boolean fused : new boolean[] {false, true}) {
        golden.assertClose(
            apply(
                new Piece.Body() {
                  @Override
                  public <T> T apply(Ops<T> ops, T y) {
                    return StyleGanParts.doubled(ops, y, channels, fused);
                  }
                },
                square,
                conv),
            fused ? "upconv_fused" : "upconv_separate");
      }
      Tensor halved =
          apply(
              new Piece.Body() {
                @Override
                public <T> T apply(Ops<T> ops, T y) {
                  return StyleGanParts.halved(ops, y, channels);
                }
              },
              square,
              conv);
      golden.assertClose(halved, "downconv_separate");
      golden.assertClose(halved, "downconv_fused");
    }
  }

  /** A piece with given parameters; its other tensors are as they start. */
  private static Tensor apply(Piece.Body body, Tensor x, Map<String, Tensor> given) {
    long[] sizes = x.shape().sizes();
    long[] inner = Arrays.copyOfRange(sizes, 1, sizes.length);
    try (RandomStream random = new RandomStream(0);
        Network network =
            Network.create(
                new Piece(body), new Shape(inner), x.elementType(), Initializer.of(random));
        Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      NamedTensors state = network.state();
      given.forEach((name, tensor) -> state.get(name).copyFrom(tensor));
      return scope.keep(network.forward(x));
    }
  }
}
