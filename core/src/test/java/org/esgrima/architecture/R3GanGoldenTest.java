package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.esgrima.Golden;
import org.esgrima.GoldenWeights;
import org.esgrima.io.ElementType;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.objective.Objective;
import org.esgrima.objective.R1;
import org.esgrima.objective.R2;
import org.esgrima.objective.RelativisticPairing;
import org.esgrima.objective.Verdict;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Both networks with the reference's weights, their gradients in both players' steps, and the
 * penalties, against the reference.
 */
@ExtendWith(NoLeaks.class)
class R3GanGoldenTest {
  /** Both networks with the weights of a case, and what they are told. */
  private record Game(Golden golden, ElementType type, Network g, Network d)
      implements AutoCloseable {
    static Game open(Golden golden, String name, ElementType type) {
      R3Gan gan = gan(golden);
      int classes = golden.config().path("ConditionDimension").asInt(0);
      Conditioning conditioning =
          classes == 0
              ? Conditioning.none()
              : new Projection("", IntStream.range(0, classes).mapToObj(i -> "c" + i).toList());
      Layer judge = gan.discriminator(new Judging(conditioning, 1, 0));
      try (RandomStream random = new RandomStream(1)) {
        Initializer start = Initializer.of(random);
        Network g =
            Network.create(
                gan.generator(conditioning), Shape.of(gan.latent()), classes, type, start);
        Network d = Network.create(judge, gan.sampleShape(), classes, type, start);
        Game game = new Game(golden, type, g, d);
        load(name + ".G", g);
        load(name + ".D", d);
        return game;
      }
    }

    private static void load(String name, Network network) {
      try (SafetensorsFile file = Golden.weights(name)) {
        GoldenWeights.load(file, network.state());
      }
    }

    Tensor input(String name) {
      return golden.tensor(name, type);
    }

    private Optional<Tensor> condition() {
      return golden.contains("c") ? Optional.of(input("c")) : Optional.empty();
    }

    /** What R3GAN's players minimise. */
    Objective objective() {
      double gamma = golden.config().path("gamma").doubleValue();
      return new Objective(
          new RelativisticPairing(), List.of(new R1(gamma), new R2(gamma)), List.of());
    }

    Tensor fakes() {
      return g.forward(input("z"), condition());
    }

    Tensor judge(Tensor samples) {
      return d.forward(samples, condition());
    }

    @Override
    public void close() {
      g.close();
      d.close();
    }
  }

  private static List<Integer> numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asInt).toList();
  }

  /** The discriminator's settings are the generator's in reverse, as our record has them. */
  private static List<Integer> mirrored(JsonNode config, String key) {
    List<Integer> numbers = numbers(config.path(key));
    List<Integer> reversed = new ArrayList<>(numbers(config.path("D_" + key)));
    Collections.reverse(reversed);
    assertThat(reversed).as(key).isEqualTo(numbers);
    return numbers;
  }

  private static R3Gan gan(Golden golden) {
    JsonNode config = golden.config();
    return new R3Gan(
        config.path("resolution").asInt(),
        (int) golden.shape("real").size(1),
        config.path("NoiseDimension").asInt(),
        mirrored(config, "WidthPerStage"),
        mirrored(config, "CardinalityPerStage"),
        mirrored(config, "BlocksPerStage"),
        config.path("ExpansionFactor").asInt(),
        config.path("KernelSize").asInt(),
        StreamSupport.stream(config.path("ResamplingFilter").spliterator(), false)
            .map(JsonNode::asDouble)
            .toList(),
        config.path("G_ConditionEmbeddingDimension").asInt(),
        config.path("D_ConditionEmbeddingDimension").asInt());
  }

  private static void compare(Game game, String player, Tensor loss, Network network) {
    List<Tensor> gradients = Autograd.gradients(loss, network.parameters().values());
    int i = 0;
    for (String name : network.parameters().names()) {
      game.golden().assertClose(gradients.get(i++), "grad." + player + "." + name);
    }
    long known =
        game.golden().names().stream().filter(name -> name.startsWith("grad." + player)).count();
    assertThat(i).isEqualTo((int) known).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"uncond,F32", "uncond,F64", "cond,F32", "cond,F64"})
  void generatorAndItsGradientsAreThoseOfTheReference(String name, ElementType type) {
    try (Golden golden = Golden.open("r3gan/" + name);
        Scope scope = Scope.open();
        Game game = Game.open(golden, "r3gan/" + name, type)) {
      Tensor fakes = game.fakes();
      golden.assertClose(fakes.detach(), "img");
      Tensor real = game.judge(game.input("real")).detach();
      Tensor fake = game.judge(fakes);
      golden.assertClose(real, "D.real");
      golden.assertClose(fake.detach(), "D.fake");
      Tensor relativistic = fake.sub(real);
      golden.assertClose(relativistic.detach(), "G.relativistic");
      Tensor losses = new RelativisticPairing().generator(fake, real);
      golden.assertClose(losses.detach(), "G.adv_per_sample");
      Tensor loss = game.objective().generator(Verdict.of(fake), real).total();
      golden.assertClose(loss.detach(), "G.loss");
      compare(game, "G", loss, game.g());
    }
  }

  @ParameterizedTest
  @CsvSource({"uncond,F32", "uncond,F64", "cond,F32", "cond,F64"})
  void discriminatorItsPenaltiesAndGradientsAreThoseOfTheReference(String name, ElementType type) {
    try (Golden golden = Golden.open("r3gan/" + name);
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Game game = Game.open(golden, "r3gan/" + name, type)) {
      Tensor reals = game.input("real").requireGrad(true);
      Tensor fakes = game.fakes().detach().requireGrad(true);
      Tensor real = game.judge(reals);
      Tensor fake = game.judge(fakes);
      Tensor r1 = squaredSlopes(real, reals);
      Tensor r2 = squaredSlopes(fake, fakes);
      golden.assertClose(r1.detach(), "D.r1");
      golden.assertClose(r2.detach(), "D.r2");
      golden.assertClose(real.sub(fake).detach(), "D.relativistic");
      Tensor losses = new RelativisticPairing().discriminator(real, fake);
      golden.assertClose(losses.detach(), "D.adv_per_sample");
      Tensor loss =
          game.objective()
              .discriminator(
                  new Objective.Judged(reals, fakes, Verdict.of(real), Verdict.of(fake)),
                  samples -> samples == reals ? real : fake,
                  0,
                  () -> random)
              .total();
      golden.assertClose(loss.detach(), "D.loss");
      compare(game, "D", loss, game.d());
    }
  }

  private static Tensor squaredSlopes(Tensor logits, Tensor samples) {
    Tensor slopes = Autograd.gradients(logits.sum(), List.of(samples), true).get(0);
    return slopes.reshape(samples.shape().size(0), -1).square().sum(1);
  }

  @ParameterizedTest
  @CsvSource({"uncond,F32", "uncond,F64", "cond,F32", "cond,F64"})
  void resamplingIsThatOfTheReference(String name, ElementType type) {
    try (Golden golden = Golden.open("r3gan/" + name);
        Scope scope = Scope.open()) {
      List<Double> taps = gan(golden).taps();
      assertThat(taps).hasSize(1 + golden.config().path("ResamplingFilter").size());
      Tensor images = golden.tensor("xr", type);
      int channels = (int) images.shape().size(1);
      golden.assertClose(
          apply(new R3GanParts.Doubling(channels, channels, taps), images), "resample.up");
      Tensor top = images.narrow(2, 0, 4).contiguous();
      golden.assertClose(
          apply(new R3GanParts.Halving(channels, channels, taps), top), "resample.down");
    }
  }

  private static Tensor apply(Layer layer, Tensor images) {
    long[] sizes = images.shape().sizes();
    try (RandomStream random = new RandomStream(1);
        Network network =
            Network.create(
                layer,
                Shape.of(sizes[1], sizes[2], sizes[3]),
                images.elementType(),
                Initializer.of(random))) {
      return network.forward(images);
    }
  }
}
