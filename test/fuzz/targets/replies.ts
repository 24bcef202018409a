import assert from "node:assert/strict";
import { queryBalance, queryProfile } from "../../../src/dmapi/account";
import { DmapiError } from "../../../src/dmapi/errors";
import { parseLogin } from "../../../src/dmapi/login";
import { countRows, parseOrders } from "../../../src/dmapi/order-block";
import { queryOrderFile, queryOrders } from "../../../src/dmapi/orders";
import { parseFileReply, parseReply } from "../../../src/dmapi/reply";
import { listResults, retrieveResult } from "../../../src/dmapi/results";
import type { Call } from "../../../src/dmapi/session";
import { listTransfers, showTransfer } from "../../../src/dmapi/transfers";
import type { FuzzTarget } from "../fuzz-target";
import { mutateText, toBytes } from "../mutate";
import type { RandomSource } from "../random-source";

const ok = "Status-Code: 0\nStatus-Text: OK\nVersion: 1.2.41\nAccount-Balance: 975.00\nTracking-Id: 01d6\n";

const blocks = [
  `${ok}Auth-Sid: 0123456789abcdef\nSession-Timeout: 3600\nUser-Access: @full\nUser-Login: someone@example.com\n\ncom\nnet\nde\n`,
  `${ok}Columns: available,pending,total,currency\nRow-Count: 1\nSeparator: TAB\n\n975.00\t25.00\t1000.00\tUSD\n`,
  `${ok}Columns: domain,state,owner-email,admin-email\nRow-Count: 2\nSeparator: TAB\n\nexample.com\tFOA_BEEN_SENT\ta@example.com\tb@example.com\nexample.de\tIN_DB\t\t\n`,
  `${ok}Row-Count: 2\n\n20261101120000 01d6-1 4711 domain-register example.com ack cltrid\n20261102120000 01d6-2 4712 domain-renew xn--bcher-kva.example ? -\n`,
  `${ok}Columns: order_id,proc_id,created_at,status,type,amount_brutto,amount_netto,currency,identifier\nRow-Count: 2\nSeparator: TAB\n\n1\t2\t2026-11-01 12:00:00\tok\trenew\t11.90\t10.00\tEUR\texample.com\n3\t4\t2026-11-02 12:00:00\tpending\tcredit-increase\t-5.00\t-5.00\tUSD\tINV-1\n`,
  `${ok}\nCompletion-Status: ack\nObject-Name: example.com\nResult: done\n\nThe domain was registered.\n`,
  `Status-Code: 2200\nStatus-Text: Authentication error\nError: wrong credentials\n\n`,
  "<html><body>502 Bad Gateway</body></html>",
  "order_id\tproc_id\n1\t2\n",
] as const;

/** What reads replies. Each returns a value, or throws a `DmapiError`. */
const readers: readonly [(call: Call) => unknown, ...((call: Call) => unknown)[]] = [
  async (call) => parseLogin(await call("login")),
  (call) => queryBalance(call),
  (call) => queryProfile(call),
  (call) => listTransfers(call),
  (call) => showTransfer(call, "example.com"),
  (call) => listResults(call, {}),
  (call) => retrieveResult(call, { procId: "1" }),
  (call) => queryOrderFile(call, {}),
  async (call) => {
    const block = await queryOrders(call, {});
    const orders = parseOrders(block);
    assert.equal(orders.length, countRows(block), "the number of rows");
    for (const { fields, identifier } of orders) assert(fields instanceof Map && typeof identifier === "string");
  },
];

async function run(random: RandomSource): Promise<void> {
  const block = random.pick(blocks);
  const bytes = toBytes(random.oneIn(10) ? block : mutateText(block, random), random);
  const httpStatus = random.pick([200, 200, 200, 200, 401, 500]);
  const call: Call = (request, _params, options) => {
    const parse = options?.isFile === true ? parseFileReply : parseReply;
    return Promise.resolve().then(() => parse(request, httpStatus, bytes));
  };
  try {
    await random.pick(readers)(call);
  } catch (error) {
    if (!(error instanceof DmapiError)) throw error;
  }
}

export const replies: FuzzTarget = { name: "replies", run };
