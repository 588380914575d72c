package org.esgrima.optim;

import java.util.List;

class MomentumSgdTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return new Sgd(
        new Schedule.Exponential(0.1, 1.5, 64, 0), new Schedule.Linear(0, 0.7, 64, 256, 64));
  }

  @Override
  List<String> slots() {
    return List.of("momentum");
  }
}
