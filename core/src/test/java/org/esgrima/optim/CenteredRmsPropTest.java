package org.esgrima.optim;

import java.util.List;

class CenteredRmsPropTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return new RmsProp(Schedule.constant(1e-3), 0.9, 1e-3, 0.5, true, 0, true);
  }

  @Override
  List<String> slots() {
    return List.of("mean-square", "mean-gradient", "momentum");
  }
}
