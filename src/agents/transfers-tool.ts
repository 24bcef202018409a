import * as z from "zod/mini";
import type { Transfer } from "../dmapi/model";
import { listTransfers } from "../dmapi/transfers";
import { toDisplayDomain } from "../idn/display-domain";
import { canCancel, canResendFoa, findStateInfo, type TransferActor } from "../state/transfer-states";
import { actorText, nextActionText, stateText, urgencyReasonText } from "../state/transfer-texts";
import { compareUrgency, createTransferStatus, type TransferStatus } from "../state/urgency";
import { formatUtcTime, type AgentTool } from "./agent-tool";
import { countOf, joinLines, line, ownWords, type Answer, type Line } from "./answer";
import { commandTitle } from "./command-titles";
import { toolNames } from "./tool-names";

/** Who has to act; `unknown` for a state that this version does not know. */
const actors = ["you", "owner", "registrar", "registry", "joker", "nobody", "unknown"] as const;
type Actor = (typeof actors)[number];

const inputSchema = z.strictObject({
  waitingFor: z.optional(z.enum(actors)),
  needsAction: z.optional(z.boolean()),
  domain: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  state: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  includeEmails: z.optional(z.boolean()),
  limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
});

export type TransfersInput = z.infer<typeof inputSchema>;

const defaultLimit = 25;

/** Lists the pending transfers with who has to act. */
export const transfersTool: AgentTool<TransfersInput> = {
  inputSchema,
  async answer({ firstSeenAt, now }, { id, call }, input, signal) {
    const transfers = await listTransfers(call, signal);
    return describeTransfers(transfers, input, now(), (domain, state) => firstSeenAt(id, domain, state));
  },
};

/**
 * Describes pending transfers, the most urgent first.
 * @param now epoch ms
 * @param firstSeenAt when a state was first seen (epoch ms)
 */
export function describeTransfers(
  transfers: readonly Transfer[],
  input: TransfersInput,
  now: number,
  firstSeenAt: (domain: string, state: string) => number | undefined,
): Answer {
  const readable = transfers.filter(({ isUnreadable }) => !isUnreadable);
  const statuses = readable.map((each) => createTransferStatus(each, firstSeenAt(each.domain, each.state), now));
  const matching = statuses.filter((status) => matchesInput(status, input)).sort(compareUrgency);
  const limit = input.limit ?? defaultLimit;
  const isFiltered = matching.length < statuses.length || matching.length === 0;
  return {
    summary: [
      line`${countOf(readable.length, "pending transfer")}. Transfers that were completed or canceled are not listed.`,
      ...describeUnreadable(transfers.length - readable.length),
      ...(statuses.length > 0 ? [describeActors(statuses)] : []),
      line`${countOf(countUrgent(statuses), "transfer needs", "transfers need")} action by the reseller now or soon.`,
      ...(isFiltered ? [line`${countOf(matching.length, "transfer matches", "transfers match")} the filter.`] : []),
    ],
    lists: [
      {
        heading: line`Transfers, the most urgent first:`,
        items: matching.slice(0, limit).map((status) => describeTransfer(status, input.includeEmails === true)),
        total: matching.length,
        more: line`Filter by waitingFor, state or domain, or raise limit (at most 100).`,
      },
    ],
    nextSteps: createNextSteps(matching),
  };
}

function matchesInput(status: TransferStatus, { waitingFor, needsAction, domain, state }: TransfersInput): boolean {
  const { transfer } = status;
  const names = [transfer.domain, toDisplayDomain(transfer.domain)].map((name) => name.toLowerCase());
  return (
    (waitingFor === undefined || getActor(status) === waitingFor) &&
    (needsAction === undefined || (status.urgency !== undefined) === needsAction) &&
    (domain === undefined || names.some((name) => name.includes(domain.toLowerCase()))) &&
    (state === undefined || transfer.state.toUpperCase() === state.toUpperCase())
  );
}

function getActor({ transfer }: TransferStatus): Actor {
  return findStateInfo(transfer.state)?.actor ?? "unknown";
}

function getActorWords(actor: Actor): Line {
  if (actor === "unknown") return line`unknown`;
  return actor === "you" ? line`you, the reseller` : ownWords(actorText(actor satisfies TransferActor));
}

function describeActors(statuses: readonly TransferStatus[]): Line {
  const counts = actors.map((actor) => ({
    actor,
    count: statuses.filter((status) => getActor(status) === actor).length,
  }));
  const used = counts.filter(({ count }) => count > 0);
  const words = used.map(({ actor, count }) => line`${getActorWords(actor)} (${ownWords(actor)}): ${count}`);
  return line`Who must act: ${joinLines(words, "; ")}.`;
}

function countUrgent(statuses: readonly TransferStatus[]): number {
  return statuses.filter(({ urgency }) => urgency !== undefined).length;
}

/** Rows of a list that could not be understood. */
export function describeUnreadable(count: number): Line[] {
  if (count === 0) return [];
  return [line`${countOf(count, "row")} of the list could not be read; the counts leave them out.`];
}

function describeTransfer(status: TransferStatus, includesEmails: boolean): Line {
  const { transfer, urgency, firstSeenAt, deadline } = status;
  const { domain, state, ownerEmail, adminEmail } = transfer;
  const facts = [
    line`${describeDomain(domain)}: ${state} (${ownWords(stateText(state))})`,
    line`waiting for ${getActorWords(getActor(status))}`,
    ...(urgency ? [line`needs action ${ownWords(urgency.when)}: ${ownWords(urgencyReasonText(urgency.reason))}`] : []),
    ...(firstSeenAt === undefined ? [] : [line`first seen in this state ${ownWords(formatUtcTime(firstSeenAt))}`]),
    ...(deadline === undefined ? [] : [line`deadline ${ownWords(formatUtcTime(deadline))} at the latest`]),
    line`what to do: ${ownWords(nextActionText(state))}`,
    ...(includesEmails ? [line`owner email ${ownerEmail}`, line`admin email ${adminEmail}`] : []),
  ];
  return joinLines(facts, "; ");
}

/** A domain as DMAPI names it, and in its script where that differs. */
export function describeDomain(domain: string): Line {
  const shown = toDisplayDomain(domain);
  return shown === domain ? line`${domain}` : line`${domain} (${shown})`;
}

function createNextSteps(statuses: readonly TransferStatus[]): Line[] {
  const transfers = statuses.map(({ transfer }) => transfer);
  return [
    ...(transfers.some(canResendFoa)
      ? [line`To remind an owner, the user can run ${commandTitle("joker.transfer.resendFoa")}.`]
      : []),
    ...(transfers.some(canCancel)
      ? [line`To cancel a transfer, the user can run ${commandTitle("joker.transfer.cancel")}, which asks first.`]
      : []),
    ...(transfers.length > 0
      ? [line`For what a state means, call ${ownWords(toolNames.transferState)}. To see one transfer's progress, the user can run ${commandTitle("joker.transfer.show")}.`] // prettier-ignore
      : [line`For transfers that have ended, call ${ownWords(toolNames.orders)} with type transfer, or ${ownWords(toolNames.results)}.`]), // prettier-ignore
  ];
}
