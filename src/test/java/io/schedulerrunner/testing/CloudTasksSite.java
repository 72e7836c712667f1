package io.schedulerrunner.testing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cloud Tasks, a fake, with the issuer of its tokens, and what instances must know of both. */
public final class CloudTasksSite implements AutoCloseable {

  /** The instances' API key. */
  public static final String API_KEY = "not-a-real-key-1";

  private final RSAKey key = Issuer.rsa("one");
  private final Issuer issuer = new Issuer();
  private final FakeCloudTasks tasks = new FakeCloudTasks(this::token);

  /** With a key that is published. */
  public CloudTasksSite() {
    issuer.publish(key);
  }

  /** Delivers to these ports in turn from now on. */
  public void deliverTo(List<Integer> ports) {
    tasks.deliverTo(ports);
  }

  /** How often something was delivered. */
  public int deliveries() {
    return tasks.deliveries();
  }

  /** How many tasks were made. */
  public int tasks() {
    return tasks.tasks();
  }

  /** A service account's ID token, good now. */
  public String token(String account, String audience) {
    return Issuer.signed(
        JWSAlgorithm.RS256,
        key,
        issuer
            .claims(InstantSource.system().instant())
            .audience(audience)
            .claim("email", account)
            .build());
  }

  /** The environment of an instance that shares a store; endpoints are not in it. */
  public Map<String, String> environment(String store, String firestore) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DISPATCH", "cloud-tasks");
    environment.put("STORE_URL", store);
    environment.put("FIRESTORE_EMULATOR_HOST", firestore);
    environment.put("CLOUD_TASKS_EMULATOR_HOST", tasks.host());
    environment.put("CLOUD_TASKS_QUEUE", "projects/p/locations/l/queues/q");
    environment.put("CLOUD_TASKS_SERVICE_ACCOUNT", Issuer.ACCOUNT);
    environment.put("SERVICE_URL", "http://runner.invalid/");
    environment.put("OIDC_AUDIENCE", Issuer.AUDIENCE);
    environment.put("OIDC_SERVICE_ACCOUNTS", Issuer.ACCOUNT);
    environment.put("OIDC_ISSUER", issuer.uri().toString());
    environment.put("API_KEY", API_KEY);
    return environment;
  }

  /** Delivers no more. */
  public void stop() {
    tasks.close();
  }

  @Override
  public void close() {
    tasks.close();
    issuer.close();
  }
}
