// What the process is told by its environment. A wrong environment is refused at start, all of it at once.

/** The configuration, or an error whose message names everything that is wrong. */
export function readConfig(env) {
  const problems = [
    ...numberProblems(env, "PORT", 1, 65535),
    ...numberProblems(env, "SHUTDOWN_TIMEOUT_SECONDS", 1, 110),
    ...numberProblems(env, "KEEP_ALIVE_TIMEOUT_SECONDS", 1, 4000),
  ];
  if (problems.length > 0) throw new Error(problems.join(" "));
  return {
    host: env.HOSTNAME ?? "0.0.0.0",
    port: Number(env.PORT ?? 3000),
    version: env.VERSION ?? "0.0.0",
    title: env.NEXT_PUBLIC_APP_NAME ?? "Alicerce",
    language: env.NEXT_PUBLIC_DEFAULT_LOCALE ?? "pt-BR",
    shutdownTimeoutMs: Number(env.SHUTDOWN_TIMEOUT_SECONDS ?? 25) * 1000,
    // Longer than the load balancer's idle timeout (60 s), or it would meet connections closed under it.
    keepAliveTimeoutMs: Number(env.KEEP_ALIVE_TIMEOUT_SECONDS ?? 65) * 1000,
  };
}

function numberProblems(env, name, low, high) {
  const text = env[name];
  const fine = text === undefined || (/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high);
  return fine ? [] : [`${name} must be ${low} to ${high} (is ${text}).`];
}
