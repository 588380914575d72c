package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.labels;
import static org.esgrima.data.RawFiles.sample;

import org.junit.jupiter.api.Test;

class SubsetTest {
  private final NumberedDataset base = new NumberedDataset(10);

  @Test
  void isARangeOfTheBase() {
    Dataset part = Subset.of(base, 3, 4);
    assertThat(part.size()).isEqualTo(4);
    assertThat(sample(part, 0)[0]).isEqualTo((byte) 3);
    assertThat(labels(part, 3)).containsExactly(0f, 3f);
    assertThatThrownBy(() -> sample(part, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(Subset.of(base, 8, 0).size()).isEqualTo(2);
    assertThat(Subset.of(base, 0, 0)).isSameAs(base);
    part.close();
    assertThat(base.closed).isTrue();
  }

  @Test
  void fingerprintFollowsTheRange() {
    assertThat(Subset.of(base, 0, 4).fingerprint())
        .isEqualTo(Subset.of(base, 0, 4).fingerprint())
        .isNotEqualTo(Subset.of(base, 1, 4).fingerprint())
        .isNotEqualTo(Subset.of(base, 0, 5).fingerprint());
  }

  @Test
  void unlimitedSetsCanBeLimited() {
    Dataset unlimited = new NumberedDataset(Dataset.UNLIMITED);
    assertThat(Subset.of(unlimited, 5, 7).size()).isEqualTo(7);
    assertThat(Subset.of(unlimited, 5, 0).size()).isEqualTo(Dataset.UNLIMITED);
  }

  @Test
  void tooFewSamplesAreNamed() {
    expectRefused(() -> Subset.of(base, 8, 3), "at least 11 samples", "got 10");
    expectRefused(() -> Subset.of(base, 10, 0), "at least 11 samples");
  }
}
