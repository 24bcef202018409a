import { Agent, request } from "node:http";
import { now, type Exchange } from "./caching-proxy";

const lineEnd = 10;

/**
 * How long the same requests take without a client behind them, ms: as many at once as there were, with no more done to the
 * replies than to find their line ends.
 */
export async function measureLoopback(url: string, exchanges: readonly Exchange[]): Promise<number> {
  const bodies = exchanges.filter(({ request: name }) => !/^log(?:in|out)$/.test(name));
  const paths = bodies.map(({ request: name, body }) => ({ path: `/request/${name}`, body }));
  const agent = new Agent({ keepAlive: true });
  const startedAt = now();
  const next = async (): Promise<void> => {
    for (let one = paths.shift(); one; one = paths.shift()) countLines(await post(url + one.path, one.body, agent));
  };
  await Promise.all(Array.from({ length: mostAtOnce(exchanges) }, next));
  const ms = now() - startedAt;
  agent.destroy();
  return ms;
}

function mostAtOnce(exchanges: readonly Exchange[]): number {
  return Math.max(1, ...exchanges.map(({ startedAt: at }) => exchanges.filter((other) => other.startedAt <= at && at < other.endedAt).length)); // prettier-ignore
}

function post(url: string, body: string, agent: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
    const message = request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks)));
      response.on("error", reject);
    });
    message.on("error", reject);
    message.end(body);
  });
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineEnd); at >= 0; at = bytes.indexOf(lineEnd, at + 1)) lines += 1;
  return lines;
}
