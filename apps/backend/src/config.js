// What the process is told by its environment. A wrong environment is refused at start, all of it at once:
// the deployment then stops, and the release before goes on serving.

const SHORTEST_SECRET = 64; // characters
const KEY_BYTES = 32; // AES-256

/** The configuration, or an error whose message names everything that is wrong and shows no value. */
export function readConfig(env) {
  const problems = [
    ...secretProblems(env),
    ...numberProblems(env, "PORT", 1, 65535),
    ...numberProblems(env, "SHUTDOWN_TIMEOUT_SECONDS", 1, 110),
    ...numberProblems(env, "KEEP_ALIVE_TIMEOUT_SECONDS", 1, 4000),
  ];
  if (problems.length > 0) throw new Error(problems.join(" "));
  return {
    host: env.HOST ?? "0.0.0.0",
    port: Number(env.PORT ?? 3000),
    version: env.VERSION ?? "0.0.0",
    shutdownTimeoutMs: Number(env.SHUTDOWN_TIMEOUT_SECONDS ?? 25) * 1000,
    // Longer than the load balancer's idle timeout (60 s), or it would meet connections closed under it.
    keepAliveTimeoutMs: Number(env.KEEP_ALIVE_TIMEOUT_SECONDS ?? 65) * 1000,
  };
}

function secretProblems(env) {
  const problems = [];
  const length = (env.JWT_SECRET ?? "").length;
  if (length < SHORTEST_SECRET) {
    problems.push(`JWT_SECRET must have ${SHORTEST_SECRET} characters or more (has ${length}).`);
  }
  const bytes = Buffer.from(env.ENCRYPTION_KEY ?? "", "base64").length;
  if (bytes !== KEY_BYTES) {
    problems.push(`ENCRYPTION_KEY must be ${KEY_BYTES} bytes in Base64 (has ${bytes}).`);
  }
  return problems;
}

function numberProblems(env, name, low, high) {
  const text = env[name];
  const fine = text === undefined || (/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high);
  return fine ? [] : [`${name} must be ${low} to ${high} (is ${text}).`];
}
