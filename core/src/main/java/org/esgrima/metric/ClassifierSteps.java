package org.esgrima.metric;

import java.util.List;
import java.util.Map;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
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
  private final ConvNet net;
  private final int column;
  private final int columns;
  private final int batch;
  private final Loader loader;
  private final RandomShift shift;
  private final Network network;
  private final Optimizer optimizer;

  ClassifierSteps(Dataset data, int column, ConvNet net, ClassifierSettings settings) {
    this.net = net;
    this.column = column;
    this.columns = data.labelColumns().size();
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
   * @return the mean cross entropy −log p(class) of the batch before the step, in nats
   */
  double step() {
    try (Scope scope = Scope.open()) {
      Batch next = loader.next();
      long seen = loader.position() - batch;
      shift.apply(next);
      Tensor logits = network.forward(Inputs.of(next, ElementType.F32));
      Tensor loss = logits.logSoftmax(1).mul(oneHot(next.labels())).sum().mul(-1.0 / batch);
      List<Tensor> gradients = Autograd.gradients(loss, network.parameters().values());
      optimizer.step(gradients, seen);
      return loss.item();
    }
  }

  /** 1 at the class of each image, 0 elsewhere; [N,K]. */
  private Tensor oneHot(float[] labels) {
    float[] rows = new float[batch * net.classes()];
    for (int i = 0; i < batch; i++) {
      rows[i * net.classes() + Math.round(labels[i * columns + column])] = 1;
    }
    return Tensor.of(rows, Shape.of(batch, net.classes()));
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
