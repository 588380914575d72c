package org.esgrima.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Tensor;

/** Minibatches that stay the same for as long as a run is watched; closing frees them. */
final class Minibatches implements AutoCloseable {
  private final NamedTensors tensors = new NamedTensors();
  private int count;

  /** Keeps one more. */
  void add(Minibatch minibatch) {
    tensors.put("samples" + count, minibatch.samples());
    if (minibatch.condition().isPresent()) {
      tensors.put("condition" + count, minibatch.condition().get());
    }
    count++;
  }

  /** All of them. */
  List<Minibatch> all() {
    List<Minibatch> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String condition = "condition" + i;
      all.add(
          new Minibatch(
              tensors.get("samples" + i),
              tensors.contains(condition)
                  ? Optional.of(tensors.get(condition))
                  : Optional.empty()));
    }
    return all;
  }

  /** The samples of all [N,…], in the caller's scope. */
  Tensor samples() {
    return Tensor.concat(all().stream().map(Minibatch::samples).toList(), 0);
  }

  @Override
  public void close() {
    tensors.close();
  }
}
