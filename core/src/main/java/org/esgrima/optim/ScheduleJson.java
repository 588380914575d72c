package org.esgrima.optim;

import org.esgrima.io.NumberOrObject;

/** A schedule as JSON: a plain number is a constant, an object with a type any other. */
final class ScheduleJson {
  private ScheduleJson() {}

  static final class Reader extends NumberOrObject.Reader<Schedule> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Schedule.class);
    }

    @Override
    protected Schedule ofNumber(double number) {
      return new Schedule.Constant(number);
    }
  }

  static final class ConstantWriter extends NumberOrObject.Writer<Schedule.Constant> {
    private static final long serialVersionUID = 1L;

    ConstantWriter() {
      super(Schedule.Constant.class);
    }

    @Override
    protected double toNumber(Schedule.Constant constant) {
      return constant.value();
    }
  }
}
