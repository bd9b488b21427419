// One JSON object a line on standard output: what CloudWatch Logs Insights takes apart by itself.

const SERVICE = "web";

/** Writes a line; `fields` must hold no secrets. */
export function log(level, message, fields = {}) {
  const line = { time: new Date().toISOString(), level, service: SERVICE, message, ...fields };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
