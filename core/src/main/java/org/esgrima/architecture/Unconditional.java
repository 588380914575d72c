package org.esgrima.architecture;

import java.util.List;
import java.util.function.Function;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

/** The game of 2014: the generator is told nothing but noise. */
public record Unconditional() implements Conditioning {
  @Override
  public int toldGenerator() {
    return 0;
  }

  @Override
  public int toldDiscriminator() {
    return 0;
  }

  @Override
  public int answers() {
    return 0;
  }

  @Override
  public List<String> classes() {
    return List.of();
  }

  @Override
  public Unconditional fitting(
      List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted) {
    return this;
  }
}
