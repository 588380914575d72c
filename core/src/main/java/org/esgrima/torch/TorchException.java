package org.esgrima.torch;

/**
 * libtorch refused an operation. The message is libtorch's own first line, with the path of our
 * layer in front where one is known: {@code main.3: mat1 and mat2 shapes cannot be multiplied}.
 */
public final class TorchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with its cause. */
  public TorchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same error, said to have happened in the layer at {@code path}. */
  public TorchException at(String path) {
    return path.isEmpty() ? this : new TorchException(path + ": " + getMessage(), getCause());
  }
}
