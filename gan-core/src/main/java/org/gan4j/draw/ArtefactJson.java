package org.gan4j.draw;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gan4j.Generator;
import org.gan4j.ImageShape;
import org.gan4j.LatentSpace;
import org.gan4j.Latents;
import org.gan4j.SampleShape;
import org.gan4j.ValueRange;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What an artefact says of its networks: the file {@code artefact.json} in it.
 *
 * @param shape of the samples
 * @param range of their values: black and white in images
 * @param space what the latents are
 * @param labels the names of the classes, if any
 * @param given the shapes of what the discriminator takes beside samples, if it takes something;
 *     files of the first versions do not tell
 * @param provenance how the networks were made, if that is known
 */
record ArtefactJson(
    SampleShape shape,
    ValueRange range,
    LatentSpace space,
    ImmutableList<String> labels,
    ImmutableList<SampleShape> given,
    Optional<Provenance> provenance) {
  /** Raised when older programs would misread what newer ones write; that of samples. */
  static final int VERSION = 3;

  /** Of images, which programs of the first version read, too. */
  private static final int OF_IMAGES = 1;

  /** An image of 1024 x 1024 pixels in three colours has a fifth of it. */
  private static final long MOST_GIVEN = 1 << 24;

  /** Of other samples. */
  private static final int OF_SAMPLES = 2;

  static ArtefactJson of(TrainedGenerator trained) {
    Generator generator = trained.generator();
    return new ArtefactJson(
        generator.sampleShape(),
        generator.valueRange(),
        trained.space(),
        trained.labels(),
        trained
            .discriminator()
            .map(judge -> ImmutableList.copyOf(judge.given()))
            .orElse(ImmutableList.of()),
        trained.provenance());
  }

  byte[] bytes() {
    ObjectNode root = ArtefactFields.empty();
    boolean bounded = !range.equals(ValueRange.UNBOUNDED);
    root.put("version", version(bounded));
    write(shape, root.putObject(shape instanceof ImageShape ? "images" : "samples"));
    if (bounded) {
      root.putObject("range").put("min", range.min()).put("max", range.max());
    }
    ObjectNode latents = root.putObject("latents");
    latents.put("kind", space.kind().name()).put("size", space.noise());
    if (space.classes() > 0) {
      latents.put("classes", space.classes());
    }
    if (space.codes() > 0) {
      latents.put("codes", space.codes());
    }
    if (!space.shares().isEmpty()) {
      space.shares().stream().forEach(latents.putArray("shares")::add);
    }
    ArrayNode names = root.putArray("labels");
    labels.forEach(names::add);
    if (!given.isEmpty()) {
      ArrayNode shapes = root.putObject("discriminator").putArray("given");
      given.forEach(one -> write(one, shapes.addObject()));
    }
    provenance.ifPresent(made -> write(made, root.putObject("provenance")));
    return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(SampleShape shape, ObjectNode target) {
    if (shape instanceof ImageShape images) {
      target
          .put("channels", images.channels())
          .put("height", images.height())
          .put("width", images.width());
    } else {
      target.put("size", shape.size());
    }
  }

  /** Whether there is more to the latents than noise. */
  private boolean isAsked() {
    return space.size() > space.noise();
  }

  private int version(boolean bounded) {
    if (isAsked()) {
      return VERSION;
    }
    return bounded && shape instanceof ImageShape ? OF_IMAGES : OF_SAMPLES;
  }

  private static void write(Provenance made, ObjectNode target) {
    target
        .put("model", made.model())
        .put("data", made.data())
        .put("steps", made.steps())
        .put("seed", made.seed())
        .put("averaged", made.averaged())
        .put("created", made.created().toString())
        .put("version", made.version());
    made.recipe().ifPresent(text -> target.set("recipe", ArtefactFields.parse(text).tree()));
  }

  /**
   * Returns what a file says; fields that are not known are passed over.
   *
   * @throws IllegalArgumentException if something is missing or out of range; the message says what
   */
  static ArtefactJson parse(byte[] bytes) {
    ArtefactFields root = ArtefactFields.parse(new String(bytes, StandardCharsets.UTF_8));
    int version = root.count("version");
    checkArgument(
        version <= VERSION,
        "it is of version %s of its format, and this gan4j knows version %s: use a newer gan4j",
        version,
        VERSION);
    ArtefactFields latents = root.object("latents");
    return new ArtefactJson(
        root.optional("samples")
            .map(ArtefactJson::vector)
            .orElseGet(() -> image(root.object("images"))),
        version > OF_IMAGES && !root.has("range")
            ? ValueRange.UNBOUNDED
            : range(root.object("range")),
        new LatentSpace(
            latents.choice("kind", Latents.values()),
            latents.count("size"),
            some(latents, "classes"),
            some(latents, "codes"),
            latents.has("shares") ? latents.numbers("shares") : ImmutableDoubleArray.of()),
        root.has("labels") ? root.texts("labels") : ImmutableList.of(),
        root.optional("discriminator").map(ArtefactJson::given).orElse(ImmutableList.of()),
        root.optional("provenance").map(ArtefactJson::provenance));
  }

  private static int some(ArtefactFields latents, String name) {
    return latents.has(name) ? latents.count(name) : 0;
  }

  private static SampleShape vector(ArtefactFields samples) {
    return SampleShape.vector(samples.count("size"));
  }

  private static SampleShape image(ArtefactFields images) {
    return new ImageShape(images.count("channels"), images.count("height"), images.count("width"));
  }

  /** They are tried with arrays of zeros. */
  private static ImmutableList<SampleShape> given(ArtefactFields discriminator) {
    ImmutableList<SampleShape> shapes =
        discriminator.objects("given").stream()
            .map(one -> one.has("size") ? vector(one) : image(one))
            .collect(ImmutableList.toImmutableList());
    long values = shapes.stream().mapToLong(SampleShape::size).sum();
    checkArgument(
        values <= MOST_GIVEN,
        "discriminator.given is of %s values, more than %s",
        values,
        MOST_GIVEN);
    return shapes;
  }

  private static ValueRange range(ArtefactFields range) {
    return new ValueRange(range.number("min"), range.number("max"));
  }

  private static Provenance provenance(ArtefactFields made) {
    return new Provenance(
        made.text("model"),
        made.text("data"),
        made.whole("steps"),
        made.whole("seed"),
        made.flag("averaged"),
        made.time("created"),
        made.text("version"),
        made.optional("recipe").map(ArtefactFields::json));
  }
}
