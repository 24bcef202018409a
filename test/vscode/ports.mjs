// @ts-check
import { once } from "node:events";
import { createServer } from "node:net";

/** A free port on the loopback, the preferred one if it can be had. @param {number} [preferred] @returns {Promise<number>} */
export async function freePort(preferred = 0) {
  const server = createServer();
  try {
    server.listen(preferred, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    if (preferred === 0) throw error;
    return await freePort();
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
