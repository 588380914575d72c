package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Real samples: images or points, each with optional labels.
 *
 * <p>Images are {@link ElementType#U8} of shape {@code [C,H,W]} in [0, 255], with C = 1 (gray) or 3
 * (red, green, blue). Points are {@link ElementType#F32} of shape {@code [2]}. Reading is
 * thread-safe: loader threads call {@link #read} at the same time.
 */
public interface Dataset extends AutoCloseable {
  /** The {@link #size} of a set that is drawn by a program and never ends. */
  long UNLIMITED = Long.MAX_VALUE;

  /** A short name for people and for names of runs: {@code mnist}, {@code strokes}. */
  String name();

  /** Element type of every sample. */
  ElementType elementType();

  /** Shape of every sample, without the batch dimension. */
  Shape sampleShape();

  /** Number of samples, or {@link #UNLIMITED}. */
  long size();

  /** What is known about each sample; empty for a set without labels. */
  List<LabelColumn> labelColumns();

  /**
   * Writes sample {@code index} at the buffer's position, row by row, channel by channel.
   *
   * @param index from 0 to {@link #size} - 1
   * @param target has room for one sample; its byte order applies to {@link ElementType#F32}
   * @throws org.esgrima.InputException if the sample cannot be read
   */
  void read(long index, ByteBuffer target);

  /**
   * Writes the labels of sample {@code index}, one number for each of {@link #labelColumns}.
   *
   * @param target at least as long as {@code labelColumns()}
   */
  void readLabels(long index, float[] target);

  /**
   * A digest of the content (hexadecimal SHA-256) that changes whenever a sample or label changes;
   * for drawn sets, of the name, the version of the drawing program and its seed.
   */
  String fingerprint();

  /** Frees what the set holds; closing it again does nothing. */
  @Override
  void close();
}
