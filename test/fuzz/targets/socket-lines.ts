import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import { accountSyncSchema } from "../../../src/accounts/storage-schema";
import { IpcConnection, serializeMessage } from "../../../src/ipc/ipc-connection";
import { Handshake } from "../../../src/ipc/ipc-handshake";
import { parseRows } from "../../../src/polling/shared-rows";
import type { FuzzTarget } from "../fuzz-target";
import { mutateText, mutateValue, randomText } from "../mutate";
import type { RandomSource } from "../random-source";

const secret = Buffer.alloc(32, 7);
const fields = [["domain", "example.com"]];
const origin = { account: "id", endpoint: "https://dmapi.joker.com", scope: "", at: 1_794_500_000_000 };
const messages = [
  {
    topic: "rows",
    message: {
      ...origin,
      name: "transfers",
      value: [{ domain: "example.com", state: "IN_DB", ownerEmail: "", adminEmail: "", fields }],
    },
  },
  {
    topic: "rows",
    message: {
      ...origin,
      name: "account",
      value: {
        balance: { available: "1", pending: "0", total: "1", currency: "USD" },
        access: "full",
        accessAsSent: "",
      },
    },
  },
  { topic: "account", message: { id: "id", record: "{}", revision: "revision-1" } },
] as const;

/** A socket that only records what is written. */
class FakeSocket extends EventEmitter {
  readonly written: string[] = [];
  destroyed = false;
  readonly writableLength = 0;
  setEncoding = () => this;
  write = (text: string) => this.written.push(text) > 0;
  destroy = () => {
    this.destroyed = true;
    return this;
  };
}

/** Lines in pieces of any size, as a socket delivers them. */
function* piecesOf(text: string, random: RandomSource): Generator<string> {
  for (let from = 0; from < text.length;) {
    const length = 1 + random.below(random.oneIn(2) ? 8 : text.length);
    yield text.slice(from, from + length);
    from += length;
  }
}

/** Nothing is a message before the peer has proven itself, and a connection ends at the first line that is none. */
function receive(random: RandomSource): void {
  const received: unknown[] = [];
  let isProven = false;
  const peer = new Handshake("follower", random.oneIn(4) ? Buffer.alloc(32, 8) : secret, "address");
  const socket = new FakeSocket();
  const listener = {
    onProven: () => (isProven = true),
    onMessage: (message: unknown) => {
      assert(isProven, "a message of a peer that has not proven itself");
      assert(!socket.destroyed, "a message after the end");
      received.push(message);
    },
    onClose: () => undefined,
  };
  const connection = new IpcConnection(
    socket as unknown as Socket,
    new Handshake("leader", secret, "address"),
    listener,
    1e6,
  );
  const send = (text: string) => {
    for (const piece of piecesOf(text, random)) socket.emit("data", piece);
  };
  const spoil = (text: string) => (random.oneIn(4) ? mutateText(text, random) : text);
  send(spoil(`${peer.start() ?? ""}\n`));
  const answer = socket.written.at(-1);
  if (answer !== undefined) {
    const reply = peer.receive(answer.trimEnd())?.reply;
    send(spoil(`${reply ?? randomText(random)}\n`));
  }
  for (let times = random.below(4); times > 0; times -= 1)
    send(spoil(`${JSON.stringify(mutateValue(random.pick(messages), random))}\n`));
  connection.close();
  socket.emit("close");
  for (const message of received) read(message);
}

/** A message is what it seems to be, or it is ignored. */
function read(received: unknown): void {
  const { message } = received as { readonly message: unknown };
  const rows = parseRows(message);
  if (rows) assert(!Number.isNaN(new Date(rows.at).getTime()), `the time ${rows.at}`);
  accountSyncSchema.safeParse(message);
  assert.equal(typeof serializeMessage({ topic: "again", message }), "string");
}

export const socketLines: FuzzTarget = { name: "socket-lines", run: receive };
