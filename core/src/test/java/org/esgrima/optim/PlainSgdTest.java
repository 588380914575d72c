package org.esgrima.optim;

import java.util.List;

class PlainSgdTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return new Sgd(Schedule.constant(0.1));
  }

  @Override
  List<String> slots() {
    return List.of();
  }
}
