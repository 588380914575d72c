package org.esgrima.metric;

import java.util.List;
import java.util.Map;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Inputs;
import org.esgrima.nn.Network;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The training of one network, step by step. */
final class ClassifierSteps implements AutoCloseable {
  private final List<Integer> told;
  private final List<LabelColumn> columns;
  private final int batch;
  private final Loader loader;
  private final RandomShift shift;
  private final Network network;
  private final Optimizer optimizer;

  /**
   * Begins.
   *
   * @param told places of the label columns that are told; the network has one logit for each of
   *     their classes, in this order
   */
  ClassifierSteps(Dataset data, List<Integer> told, ConvNet net, ClassifierSettings settings) {
    this.told = told;
    this.columns = data.labelColumns();
    this.batch = settings.batch();
    long seed = settings.seed();
    shift = new RandomShift(settings.shift(), RandomStream.seedOf(seed, "augmentation"));
    try (RandomStream random = RandomStream.named(seed, "init")) {
      network = Network.create(net, net.imageShape(), ElementType.F32, Initializer.of(random));
    }
    optimizer = new Optimizer(rule(settings, data.size()), network.parameters());
    Sampler sampler = Sampler.shuffled(data, RandomStream.seedOf(seed, "data"));
    loader = new Loader(data, sampler, batch, 0);
  }

  private static Adam rule(ClassifierSettings settings, long size) {
    return new Adam(
        new Schedule.Cosine(settings.learningRate(), 0, 0, settings.epochs() * size),
        Schedule.constant(0.9), // β₁, β₂ and ε are those of Kingma and Ba 2015, Algorithm 1
        Schedule.constant(0.999),
        1e-8,
        settings.weightDecay(),
        true,
        false,
        Adam.EpsilonPlacement.OUTSIDE);
  }

  /**
   * Learns from the next batch.
   *
   * @return the mean cross entropy −log p(class) of the batch before the step in nats, also over
   *     the columns where there are several
   */
  double step() {
    try (Scope scope = Scope.open()) {
      Batch next = loader.next();
      long seen = loader.position() - batch;
      shift.apply(next);
      Tensor logits = network.forward(Inputs.of(next, ElementType.F32));
      Tensor loss = logProbability(logits, next.labels()).mul(-1.0 / (batch * told.size()));
      List<Tensor> gradients = Autograd.gradients(loss, network.parameters().values());
      optimizer.step(gradients, seen);
      return loss.item();
    }
  }

  /** Σ log p(class) over images and columns. */
  private Tensor logProbability(Tensor logits, float[] labels) {
    Tensor sum = null;
    int from = 0;
    for (int column : told) {
      int classes = columns.get(column).classNames().size();
      Tensor log = logits.narrow(1, from, classes).logSoftmax(1);
      Tensor part = log.mul(oneHot(labels, column, classes)).sum();
      sum = sum == null ? part : sum.add(part);
      from += classes;
    }
    return sum;
  }

  /** 1 at the class of each image, 0 elsewhere; [N,K]. */
  private Tensor oneHot(float[] labels, int column, int classes) {
    float[] rows = new float[batch * classes];
    for (int i = 0; i < batch; i++) {
      rows[i * classes + Math.round(labels[i * columns.size() + column])] = 1;
    }
    return Tensor.of(rows, Shape.of(batch, classes));
  }

  /** All tensors of the network, for a checkpoint. */
  Map<String, Tensor> state() {
    return network.state().asMap();
  }

  @Override
  public void close() {
    loader.close();
    optimizer.close();
    network.close();
  }
}
