import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.BernoulliDistribution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The step of {@code Mlp} in training.py: the networks of Goodfellow et al. 2014, D then G, momentum
 * of 0.5. Two graphs share the weights of both players; the gradient of each player's loss is asked
 * for by its own weights only.
 */
final class Dl4jTraining {
  private static final int BATCH = 100;
  private static final int LATENT = 100;
  private static final int PIXELS = 784;
  private static final int HIDDEN = 1200;
  private static final int UNITS = 240;
  private static final int PIECES = 5;
  private static final int[] JUDGED = {PIXELS, UNITS, UNITS}; // inputs of D's dropout layers
  private static final double[] KEPT = {0.8, 0.5, 0.5};

  /** Weights, what momentum has gathered for each of them, and the learning rate. */
  private static final class Player {
    final Map<String, INDArray> weights = new LinkedHashMap<>();
    final Map<String, INDArray> velocities = new HashMap<>();
    final double rate;

    Player(double rate) {
      this.rate = rate;
    }

    void layer(String name, int inputs, int outputs, double bound) {
      weights.put(name + "/w", Nd4j.rand(DataType.FLOAT, inputs, outputs).subi(0.5).muli(2 * bound));
      weights.put(name + "/b", Nd4j.zeros(DataType.FLOAT, 1, outputs));
    }

    void update(Map<String, INDArray> gradients) {
      weights.forEach(
          (name, weight) -> {
            INDArray velocity =
                velocities.computeIfAbsent(name, key -> weight.ulike().assign(0)).muli(0.5);
            weight.subi(velocity.addi(gradients.get(name)).mul(rate));
          });
    }
  }

  private final Player generator = new Player(0.1);
  private final Player discriminator = new Player(0.05);
  private final INDArray reals = Nd4j.rand(DataType.FLOAT, BATCH, PIXELS);
  private final SameDiff judging = SameDiff.create();
  private final SameDiff deceiving = SameDiff.create();

  Dl4jTraining() {
    generator.layer("g0", LATENT, HIDDEN, 0.05);
    generator.layer("g1", HIDDEN, HIDDEN, 0.05);
    generator.layer("g2", HIDDEN, PIXELS, 0.05);
    discriminator.layer("d0", PIXELS, UNITS * PIECES, 0.005);
    discriminator.layer("d1", UNITS, UNITS * PIECES, 0.005);
    discriminator.layer("d2", UNITS, 1, 0.005);

    SDVariable real = judge(judging, judging.placeHolder("reals", DataType.FLOAT, BATCH, PIXELS), "r");
    SDVariable fake = judge(judging, judging.placeHolder("fakes", DataType.FLOAT, BATCH, PIXELS), "f");
    SDVariable loss =
        judging.nn().softplus(real.neg()).mean().add(judging.nn().softplus(fake).mean());
    judging.setLossVariables(loss);

    SDVariable made = forge(deceiving, deceiving.placeHolder("z", DataType.FLOAT, BATCH, LATENT));
    deceiving.setLossVariables(
        deceiving.nn().softplus(judge(deceiving, made, "f").neg()).mean());
  }

  private SDVariable linear(SameDiff graph, Player player, String name, SDVariable x) {
    SDVariable[] of = new SDVariable[2];
    String[] names = {name + "/w", name + "/b"};
    for (int i = 0; i < 2; i++) {
      of[i] = graph.hasVariable(names[i])
          ? graph.getVariable(names[i])
          : graph.var(names[i], player.weights.get(names[i]));
    }
    return x.mmul(of[0]).add(of[1]);
  }

  private SDVariable forge(SameDiff graph, SDVariable z) {
    SDVariable x = graph.nn().relu(linear(graph, generator, "g0", z), 0);
    x = graph.nn().relu(linear(graph, generator, "g1", x), 0);
    return graph.nn().sigmoid("images", linear(graph, generator, "g2", x));
  }

  private SDVariable judge(SameDiff graph, SDVariable x, String masks) {
    for (int i = 0; i < JUDGED.length; i++) {
      x = x.mul(graph.placeHolder(masks + i, DataType.FLOAT, BATCH, JUDGED[i]));
      x = linear(graph, discriminator, "d" + i, x);
      if (i < JUDGED.length - 1) {
        x = x.reshape(BATCH, UNITS, PIECES).max(2);
      }
    }
    return x;
  }

  /** Dropout: kept inputs are scaled, so that their sum is what it was. */
  private static void addMasks(Map<String, INDArray> inputs, String masks) {
    for (int i = 0; i < JUDGED.length; i++) {
      INDArray mask = Nd4j.createUninitialized(DataType.FLOAT, BATCH, JUDGED[i]);
      Nd4j.getExecutioner().exec(new BernoulliDistribution(mask, KEPT[i]));
      inputs.put(masks + i, mask.divi(KEPT[i]));
    }
  }

  private static INDArray noise() {
    return Nd4j.rand(DataType.FLOAT, BATCH, LATENT).subi(0.5).muli(2 * Math.sqrt(3));
  }

  void step() {
    Map<String, INDArray> inputs = new HashMap<>();
    inputs.put("z", noise());
    INDArray fakes = deceiving.output(Map.of("z", inputs.get("z")), "images").get("images");

    Map<String, INDArray> judged = new HashMap<>(Map.of("reals", reals, "fakes", fakes));
    addMasks(judged, "r");
    addMasks(judged, "f");
    discriminator.update(
        judging.calculateGradients(judged, List.copyOf(discriminator.weights.keySet())));

    addMasks(inputs, "f");
    generator.update(
        deceiving.calculateGradients(inputs, List.copyOf(generator.weights.keySet())));
  }

  /** The loss of D on one minibatch, to see that both learn. */
  double discriminatorLoss() {
    Map<String, INDArray> judged = new HashMap<>(Map.of("reals", reals));
    judged.put("fakes", deceiving.output(Map.of("z", noise()), "images").get("images"));
    addMasks(judged, "r");
    addMasks(judged, "f");
    String loss = new ArrayList<>(judging.getLossVariables()).get(0);
    return judging.output(judged, loss).get(loss).getDouble(0);
  }
}
