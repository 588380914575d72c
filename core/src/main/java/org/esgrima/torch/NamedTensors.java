package org.esgrima.torch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ordered map from name to tensor that owns its tensors: they live until it is closed, whatever
 * scope they were made in. Networks, optimisers and averages keep their state in one.
 */
public final class NamedTensors implements AutoCloseable {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /**
   * Adds a tensor and takes ownership.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public void put(String name, Tensor tensor) {
    if (tensors.containsKey(name)) {
      throw new IllegalArgumentException("tensor name is taken: " + name);
    }
    tensor.handle().retainReference();
    tensors.put(name, tensor);
  }

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor is named " + name + "; known: " + names());
    }
    return tensor;
  }

  /** Whether a tensor has that name. */
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /** All names, in the order in which they were added. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** All tensors, in the order of {@link #names}. */
  public List<Tensor> values() {
    return new ArrayList<>(tensors.values());
  }

  /** The map itself, read only. */
  public Map<String, Tensor> asMap() {
    return Collections.unmodifiableMap(tensors);
  }

  /** Number of tensors. */
  public int size() {
    return tensors.size();
  }

  /** Number of elements in all tensors together. */
  public long elements() {
    return tensors.values().stream().mapToLong(t -> t.shape().elements()).sum();
  }

  /** A copy with its own storage; without graphs. */
  public NamedTensors copy() {
    NamedTensors copy = new NamedTensors();
    try (Scope scope = Scope.open()) {
      tensors.forEach((name, tensor) -> copy.put(name, tensor.detach().copy()));
    }
    return copy;
  }

  /**
   * Overwrites every tensor with the one of the same name.
   *
   * @throws IllegalArgumentException if names or shapes differ
   */
  public void copyFrom(NamedTensors source) {
    if (!source.tensors.keySet().equals(tensors.keySet())) {
      throw new IllegalArgumentException(
          "names differ: expected " + names() + ", got " + source.names());
    }
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      tensors.forEach((name, tensor) -> tensor.copyFrom(source.get(name)));
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(tensor -> tensor.handle().releaseReference());
    tensors.clear();
  }
}
