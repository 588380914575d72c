package org.esgrima.data.draw;

import java.util.Arrays;

/** Softens a mask within its box: two moving averages in each direction, together a tent. */
final class Blur {
  private final int whole;
  private final float part;
  private final float scale;
  private final int margin;

  /** Averages over windows that reach {@code radius} pixels (not only whole ones) to each side. */
  Blur(double radius) {
    whole = (int) radius;
    part = (float) (radius - whole);
    scale = (float) (1 / (2 * radius + 1));
    margin = whole + 1;
  }

  void apply(Mask mask) {
    int width = mask.right - mask.left;
    int height = mask.bottom - mask.top;
    float[] line = new float[Math.max(width, height) + 2 * margin];
    float[] spare = new float[line.length];
    for (int y = mask.top; y < mask.bottom; y++) {
      blur(mask.cover, y * mask.side + mask.left, 1, width, line, spare);
    }
    for (int x = mask.left; x < mask.right; x++) {
      blur(mask.cover, mask.top * mask.side + x, mask.side, height, line, spare);
    }
  }

  private void blur(float[] values, int first, int step, int n, float[] line, float[] spare) {
    for (int i = 0; i < n; i++) {
      line[margin + i] = values[first + i * step];
    }
    average(line, spare, n);
    average(spare, line, n);
    for (int i = 0; i < n; i++) {
      // A moving sum of floats may miss 0 and 1 by a little.
      values[first + i * step] = Math.max(0, Math.min(1, line[margin + i]));
    }
  }

  private void average(float[] in, float[] out, int n) {
    Arrays.fill(in, 0, margin, in[margin]);
    Arrays.fill(in, margin + n, n + 2 * margin, in[margin + n - 1]);
    float sum = 0;
    for (int i = 1; i <= 2 * whole; i++) {
      sum += in[i];
    }
    for (int i = 0; i < n; i++) {
      float last = in[i + 2 * margin - 1];
      out[margin + i] = scale * (sum + last + part * (in[i] + in[i + 2 * margin]));
      sum += last - in[i + 1];
    }
  }
}
