package org.esgrima.optim;

import java.util.List;

class AdamTest extends UpdateRuleContract {
  @Override
  UpdateRule rule() {
    return Adam.dcgan();
  }

  @Override
  List<String> slots() {
    return List.of("first-moment", "second-moment");
  }
}
