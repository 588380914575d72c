package org.esgrima.optim;

import java.util.List;

class NesterovSgdTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return new Sgd(Schedule.constant(0.1), Schedule.constant(0.9), 0, true, 0);
  }

  @Override
  List<String> slots() {
    return List.of("momentum");
  }
}
