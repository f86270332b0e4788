package org.gan4j.run;

import java.io.IOException;
import java.util.Optional;
import org.gan4j.models.Recipe;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.JsonDeserializer;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonSerializer;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializerProvider;

/** Recipes, which have a JSON of their own, inside of a record's; none is null. */
final class RecipeField {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecipeField() {}

  /** Writes what {@link Recipe#toJson} gives. */
  static final class Writer extends JsonSerializer<Optional<Recipe>> {
    @Override
    public void serialize(
        Optional<Recipe> recipe, JsonGenerator target, SerializerProvider provider)
        throws IOException {
      target.writeTree(MAPPER.readTree(recipe.map(Recipe::toJson).orElse("null")));
    }
  }

  /** Reads by {@link Recipe#parse}, whose errors it passes on. */
  static final class Reader extends JsonDeserializer<Optional<Recipe>> {
    @Override
    public Optional<Recipe> deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      try {
        return Optional.of(Recipe.parse(context.readTree(source).toString()));
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(source, e.getMessage(), e);
      }
    }

    @Override
    public Optional<Recipe> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
