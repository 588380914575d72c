package org.esgrima.optim;

import java.util.List;

class RmsPropTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return new RmsProp(Schedule.constant(1e-3));
  }

  @Override
  List<String> slots() {
    return List.of("mean-square");
  }
}
