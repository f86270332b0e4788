package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Message INNER = Message.of("%,d MB (%s)", 2147, Advice.HEAP);
  private static final Message MESSAGE =
      Message.of(
          "%s takes %s, or (%s)", Path.of("pets"), INNER, Advice.SKIP_UNUSABLE.about(Path.of("p")));

  private static String shouted(Advice advice) {
    return advice + "!" + (advice == Advice.SKIP_UNUSABLE ? " 100%% of %s" : "");
  }

  @Test
  void adviceReadsAsJavaUnlessAnApplicationHasItsOwnWords() {
    assertThat(MESSAGE).hasToString("pets takes 2,147 MB (-Xmx4g), or (skippingAtMost(files))");
    assertThat(MESSAGE.in(MessageTest::shouted))
        .isEqualTo("pets takes 2,147 MB (HEAP!), or (SKIP_UNUSABLE! 100% of p)");
  }

  @Test
  void wordsForAdviceAreAFormatAlsoWhereItIsAboutNothing() {
    assertThat(Message.of("(%s)", Advice.SKIP_UNUSABLE).in(MessageTest::shouted))
        .isEqualTo("(SKIP_UNUSABLE! 100% of )");
  }

  @Test
  void numbersAreEnglishInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(INNER).hasToString("2,147 MB (-Xmx4g)");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void exceptionsKeepWhatTheyAdviseAlsoWhenTheyAreSerialised()
      throws IOException, ClassNotFoundException {
    GanException thrown = new GanException(MESSAGE, new IOException("why"));
    assertThat(thrown).hasMessage(MESSAGE.toString()).hasRootCauseMessage("why");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      GanException read = (GanException) in.readObject();
      assertThat(read.text().in(MessageTest::shouted)).isEqualTo(MESSAGE.in(MessageTest::shouted));
    }
  }

  @Test
  void plainTextsAreNoFormats() {
    assertThat(new GanException("100 %, so %").text()).hasToString("100 %, so %");
    assertThat(new GanException("5 %", new IOException())).hasMessage("5 %");
  }
}
