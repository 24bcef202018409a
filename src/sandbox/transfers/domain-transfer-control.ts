import type { SessionRequestContext } from "../request-context";
import { formatBlock, type Header, type Reply } from "../reply";
import { malformedParameterError, EppError } from "../epp-error";
import { getStateRules } from "./transfer-states";
import type { Transfer } from "./transfer-store";

type ActionHandler = (call: SessionRequestContext) => Reply;

const actionHandlers = new Map<string, ActionHandler>([
  ["list", listTransfers],
  ["show", showTransfer],
  ["resend-foa", resendFoa],
  ["cancel", cancelTransfer],
]);

const documentedColumns = ["domain", "state", "owner-email", "admin-email"];
const foreignColumns = ["domain-name", "Status", "owner_email", "adminEmail"];

/** domain-transfer-control with one of its four actions. */
export function domainTransferControl(context: SessionRequestContext): Reply {
  const name = context.parameters.required("action").toLowerCase();
  const handler = actionHandlers.get(name);
  if (!handler) throw malformedParameterError("action", [...actionHandlers.keys()].join(", "));
  return handler(context);
}

/** Whether a domain-transfer-control request modifies something. */
export function isModifyingAction({ parameters }: Pick<SessionRequestContext, "parameters">): boolean {
  return ["resend-foa", "cancel"].includes(parameters.text("action")?.toLowerCase() ?? "");
}

/** `domain state owner-email admin-email`, separated by tabs; an e-mail may be empty. Quirks send `Columns` or add one. */
function listTransfers({ sandbox }: SessionRequestContext): Reply {
  const { quirks } = sandbox;
  const columnsQuirk = quirks.find("transfer-columns-sent", "transfer-columns-foreign");
  const names = columnsQuirk === "transfer-columns-foreign" ? foreignColumns : documentedColumns;
  const insert = (fields: readonly string[], extra: string) =>
    quirks.has("transfer-extra-column") ? fields.toSpliced(columnsQuirk ? 2 : 4, 0, extra) : fields;
  const headers: Header[] = [
    ["Columns", insert(names, "priority").join(",")],
    ["Separator", "TAB"],
  ];
  const rows = sandbox.transfers
    .list()
    .map(({ domain, state, ownerEmail, adminEmail }) => insert([domain, state, ownerEmail, adminEmail], "normal"));
  return { code: 1000, headers: columnsQuirk ? headers : [], body: rows.map((row) => `${row.join("\t")}\n`).join("") };
}

function showTransfer(context: SessionRequestContext): Reply {
  const transfer = findNamedTransfer(context);
  const block = formatBlock([
    ["domain", transfer.domain],
    [context.sandbox.quirks.has("transfer-show-state-key") ? "state" : "status", transfer.state],
    ["owner_email", transfer.ownerEmail],
    ["admin_email", transfer.adminEmail],
    ["transfer-id", `${transfer.id}`],
  ]);
  return { code: 1000, body: block.trimEnd() + "\n" };
}

/** Only possible in FOA_BEEN_SENT (otherwise error 2304); the owner's five days start again. */
function resendFoa(context: SessionRequestContext): Reply {
  const transfer = findNamedTransfer(context);
  if (transfer.state !== "FOA_BEEN_SENT")
    throw wrongStateError(transfer, "the FOA can be resent only in FOA_BEEN_SENT");
  const text = `The FOA for ${transfer.domain} was sent again to ${transfer.ownerEmail}.`;
  return changeState(context, transfer, "FOA_BEEN_SENT", text);
}

/** Error 2304 if there is nothing left to cancel. Releases the reserved amount immediately. */
function cancelTransfer(context: SessionRequestContext): Reply {
  const transfer = findNamedTransfer(context);
  if (!getStateRules(transfer.state)?.isCancellable) throw wrongStateError(transfer, "it cannot be cancelled");
  const text = `Cancelation of the transfer of ${transfer.domain} was requested.`;
  return changeState(context, transfer, "REGISTRY_CANCELATION_PENDING", text);
}

function findNamedTransfer({ parameters, sandbox }: SessionRequestContext): Transfer {
  return sandbox.transfers.find(parameters.required("domain"));
}

function wrongStateError({ domain, state }: Transfer, why: string): EppError {
  return new EppError(2304, `Transfer of ${domain} is in state ${state}: ${why}`);
}

function changeState(
  { sandbox, parameters, at, trackingId }: SessionRequestContext,
  transfer: Transfer,
  state: string,
  text: string,
): Reply {
  const clTrId = parameters.text("cltrid") ?? "-";
  if (/\s/.test(clTrId)) throw malformedParameterError("cltrid", "text without spaces");
  sandbox.transfers.setState(transfer, state, at);
  const draft = { at, trackingId, type: "domain-transfer-control", object: transfer.domain, clTrId };
  const { procId } = sandbox.results.submit(draft, text);
  return { code: 1000, headers: [["Proc-ID", `${procId}`]] };
}
