package org.esgrima.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * A choice of records of which the simplest stands as a plain number: {@code 0.1} in place of
 * {@code {type: constant, value: 0.1}}. The others are objects with a {@code type}.
 *
 * <p>The interface names the {@link Reader}, each record that is an object takes a bare
 * {@code @JsonDeserialize} so that it does not inherit it, and the record of the plain number names
 * the {@link Writer}.
 */
public final class NumberOrObject {
  private NumberOrObject() {}

  /**
   * Reads a number itself and leaves objects to the record of their type.
   *
   * @param <T> the interface
   */
  public abstract static class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    /** A reader of the values of an interface. */
    protected Reader(Class<T> type) {
      super(type);
    }

    /**
     * The value that a plain number stands for.
     *
     * @throws IllegalArgumentException if there is none
     */
    protected abstract T ofNumber(double number);

    @Override
    public T deserialize(JsonParser source, DeserializationContext context) throws IOException {
      if (!source.currentToken().isNumeric()) {
        return context.reportInputMismatch(
            this, "'%s', where a number or an object stands", source.getText());
      }
      try {
        return ofNumber(source.getDoubleValue());
      } catch (IllegalArgumentException e) {
        throw context.instantiationException(handledType(), e);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // the types are those of the interface
    public T deserializeWithType(
        JsonParser source, DeserializationContext context, TypeDeserializer types)
        throws IOException {
      return source.isExpectedStartObjectToken()
          ? (T) types.deserializeTypedFromObject(source, context)
          : deserialize(source, context);
    }
  }

  /**
   * Writes a record as its number.
   *
   * @param <T> the record
   */
  public abstract static class Writer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    /** A writer of the records of a class. */
    protected Writer(Class<T> type) {
      super(type);
    }

    /** The plain number that stands for a value. */
    protected abstract double toNumber(T value);

    @Override
    public void serialize(T value, JsonGenerator target, SerializerProvider provider)
        throws IOException {
      target.writeNumber(toNumber(value));
    }

    @Override
    public void serializeWithType(
        T value, JsonGenerator target, SerializerProvider provider, TypeSerializer types)
        throws IOException {
      serialize(value, target, provider);
    }
  }
}
