import java.util.List;

/** From nothing to the first answer. */
record ColdRows(Image image, Endpoints endpoints, Rounds rounds) {
  void into(Table table) throws Exception {
    List<Samples> all =
        Samples.inTurns(
            rounds.cold(), this::hello, this::health, () -> report(endpoints.plain()), () -> report(endpoints.secure()));
    double hello = all.get(0).median();
    double health = all.get(1).median();
    double plain = all.get(2).median();
    double secure = all.get(3).median();
    String against = " ms against %.0f ms of hello-world".formatted(hello);
    table.atMost("cold process → first report of 3 endpoints", plain / hello, 9, "%.0f".formatted(plain) + against);
    table.atMost("cold process → `/health`", health / hello, 6, "%.0f".formatted(health) + against);
    table.atMost("first HTTPS report, 3 TLS handshakes, against the plain one", secure / plain, 1.5,
        "%.0f ms against %.0f ms".formatted(secure, plain));
    table.figure("the image's files", "%.0f MB".formatted(image.megabytes()));
  }

  private double hello() throws Exception {
    try (Jvm hello = image.hello()) {
      return hello.millisToEnd();
    }
  }

  private double health() throws Exception {
    try (Jvm service = image.cold()) {
      service.ready();
      return service.millisSinceStart();
    }
  }

  private double report(String url) throws Exception {
    try (Jvm service = image.cold3(url)) {
      service.execute("", 3);
      return service.millisSinceStart();
    }
  }
}
