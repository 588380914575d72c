package org.esgrima.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The lifetime of tensors: everything created while a scope is open is freed when it closes.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *   Tensor loss = model.forward(x).mean();
 *   return scope.keep(loss); // moves to the enclosing scope
 * }
 * }</pre>
 *
 * <table>
 * <caption>Who owns what</caption>
 * <tr><th>tensor</th><th>owner</th><th>freed</th></tr>
 * <tr><td>result of a method</td><td>the caller's innermost scope</td><td>when it closes</td></tr>
 * <tr><td>passed to {@link #keep}</td><td>the enclosing scope</td><td>when that closes</td></tr>
 * <tr><td>put into {@link NamedTensors}</td><td>that map</td><td>when it is closed</td></tr>
 * </table>
 *
 * <p>A scope belongs to the thread that opened it and is closed by it, innermost first, once.
 * Creating a tensor while no scope is open is an error. A tensor that was freed throws {@link
 * IllegalStateException} when it is used.
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<Scope> INNERMOST = new ThreadLocal<>();

  static {
    Native.load();
  }

  private final Scope outer;
  private final PointerScope pointers;

  private Scope(Scope outer) {
    this.outer = outer;
    this.pointers = new PointerScope();
  }

  /** Opens a scope on this thread, inside the innermost open one. */
  public static Scope open() {
    Scope scope = new Scope(INNERMOST.get());
    INNERMOST.set(scope);
    return scope;
  }

  /**
   * Moves a tensor to the enclosing scope, where it outlives this one.
   *
   * @return the same tensor
   * @throws IllegalStateException if there is no enclosing scope
   */
  public Tensor keep(Tensor tensor) {
    if (outer == null) {
      throw new IllegalStateException(
          "keep: this is the outermost scope of thread "
              + Thread.currentThread().getName()
              + "; open one around it, or read the value before it closes");
    }
    outer.pointers.attach(tensor.handle());
    return tensor;
  }

  @Override
  public void close() {
    if (INNERMOST.get() != this) {
      throw new IllegalStateException("scopes are closed innermost first, by their own thread");
    }
    INNERMOST.set(outer);
    pointers.close();
  }

  /** Number of native objects alive in this process; constant from step to step in a sound run. */
  public static long liveHandles() {
    return Pointer.totalCount();
  }

  /** Resident memory of this process in bytes, as the operating system counts it. */
  public static long residentBytes() {
    return Pointer.physicalBytes();
  }

  /**
   * The most resident memory that this process ever had, in bytes. Linux keeps count ({@code
   * VmHWM}); elsewhere it is what there is now.
   */
  public static long peakResidentBytes() {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      try (Stream<String> lines = Files.lines(status)) {
        return lines
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseGet(Scope::residentBytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return residentBytes();
  }

  static void requireOpen() {
    if (INNERMOST.get() == null) {
      throw new IllegalStateException(
          "no Scope is open on thread "
              + Thread.currentThread().getName()
              + ": wrap the code in try (Scope scope = Scope.open())");
    }
  }
}
