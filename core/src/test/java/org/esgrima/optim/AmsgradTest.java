package org.esgrima.optim;

import java.util.List;

class AmsgradTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return new Adam(
        new Schedule.Cosine(1e-2, 1e-3, 0, 256),
        Schedule.constant(0.9),
        new Schedule.Cosine(0.9, 0.99, 0, 256),
        1e-3,
        0,
        true,
        true,
        Adam.EpsilonPlacement.HAT);
  }

  @Override
  List<String> slots() {
    return List.of("first-moment", "second-moment", "max-second-moment");
  }
}
