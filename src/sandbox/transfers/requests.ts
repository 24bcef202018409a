import type { Call } from "../call";
import type { Reply } from "../reply";
import { writeBlock } from "../reply";
import { malformed, Refusal } from "../refusal";
import { stepOf } from "./states";
import type { Transfer } from "./transfers";

type Action = (call: Call) => Reply;

const actions = new Map<string, Action>([
  ["list", list],
  ["show", show],
  ["resend-foa", resendFoa],
  ["cancel", cancel],
]);

/** domain-transfer-control with one of its four actions. */
export function domainTransferControl(call: Call): Reply {
  const name = call.parameters.required("action").toLowerCase();
  const action = actions.get(name);
  if (!action) throw malformed("action", [...actions.keys()].join(", "));
  return action(call);
}

/** Whether a domain-transfer-control request changes something. */
export function changesTransfer({ parameters }: Pick<Call, "parameters">): boolean {
  return ["resend-foa", "cancel"].includes(parameters.text("action")?.toLowerCase() ?? "");
}

/** `domain state owner-email admin-email`, separated by tabs; an e-mail may be empty. */
function list({ world }: Call): Reply {
  const rows = world.transfers
    .list()
    .map(({ domain, state, ownerEmail, adminEmail }) => [domain, state, ownerEmail, adminEmail].join("\t"));
  return { code: 1000, body: rows.map((row) => `${row}\n`).join("") };
}

function show(call: Call): Reply {
  const transfer = named(call);
  const block = writeBlock([
    ["domain", transfer.domain],
    ["status", transfer.state],
    ["owner_email", transfer.ownerEmail],
    ["admin_email", transfer.adminEmail],
    ["transfer-id", `${transfer.id}`],
  ]);
  return { code: 1000, body: block.trimEnd() + "\n" };
}

/** Only possible in FOA_BEEN_SENT (error 2304 elsewhere); the owner's five days start anew. */
function resendFoa(call: Call): Reply {
  const transfer = named(call);
  if (transfer.state !== "FOA_BEEN_SENT") throw wrongState(transfer, "the FOA can be resent only in FOA_BEEN_SENT");
  const text = `The FOA for ${transfer.domain} was sent again to ${transfer.ownerEmail}.`;
  return change(call, transfer, "FOA_BEEN_SENT", text);
}

/** Error 2304 where there is nothing left to cancel. Money reserved for the transfer is free at once. */
function cancel(call: Call): Reply {
  const transfer = named(call);
  if (!stepOf(transfer.state)?.cancellable) throw wrongState(transfer, "it cannot be cancelled");
  const text = `Cancelation of the transfer of ${transfer.domain} was requested.`;
  return change(call, transfer, "REGISTRY_CANCELATION_PENDING", text);
}

function named({ parameters, world }: Call): Transfer {
  return world.transfers.find(parameters.required("domain"));
}

function wrongState({ domain, state }: Transfer, why: string): Refusal {
  return new Refusal(2304, `Transfer of ${domain} is in state ${state}: ${why}`);
}

function change({ world, parameters, at, trackingId }: Call, transfer: Transfer, state: string, text: string): Reply {
  const clTrId = parameters.text("cltrid") ?? "-";
  if (/\s/.test(clTrId)) throw malformed("cltrid", "text without spaces");
  world.transfers.enter(transfer, state, at);
  const draft = { at, trackingId, type: "domain-transfer-control", object: transfer.domain, clTrId };
  const { procId } = world.results.submit(draft, text);
  return { code: 1000, headers: [["Proc-ID", `${procId}`]] };
}
