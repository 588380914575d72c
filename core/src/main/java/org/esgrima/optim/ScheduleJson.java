package org.esgrima.optim;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** A schedule as JSON: a plain number is a constant, an object with a type any other. */
final class ScheduleJson {
  private ScheduleJson() {}

  /** Reads a number itself and leaves objects to the record of their type. */
  static final class Reader extends StdDeserializer<Schedule> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Schedule.class);
    }

    @Override
    public Schedule deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      if (!source.currentToken().isNumeric()) {
        return context.reportInputMismatch(
            Schedule.class, "'%s', where a number or an object stands", source.getText());
      }
      return new Schedule.Constant(source.getDoubleValue());
    }

    @Override
    public Schedule deserializeWithType(
        JsonParser source, DeserializationContext context, TypeDeserializer types)
        throws IOException {
      return source.isExpectedStartObjectToken()
          ? (Schedule) types.deserializeTypedFromObject(source, context)
          : deserialize(source, context);
    }
  }

  /** Writes a constant as its number. */
  static final class ConstantWriter extends StdSerializer<Schedule.Constant> {
    private static final long serialVersionUID = 1L;

    ConstantWriter() {
      super(Schedule.Constant.class);
    }

    @Override
    public void serialize(
        Schedule.Constant constant, JsonGenerator target, SerializerProvider provider)
        throws IOException {
      target.writeNumber(constant.value());
    }

    @Override
    public void serializeWithType(
        Schedule.Constant constant,
        JsonGenerator target,
        SerializerProvider provider,
        TypeSerializer types)
        throws IOException {
      serialize(constant, target, provider);
    }
  }
}
