import * as z from "zod/mini";
import {
  canCancel,
  canResendFoa,
  findStateInfo,
  isCancelDocumented,
  transferStateInfos,
} from "../state/transfer-states";
import {
  nextActionText,
  phaseText,
  stateActorText,
  stateDescription,
  stateLimitText,
  stateText,
} from "../state/transfer-texts";
import { line, ownWords, type Answer, type Line } from "./answer";
import { commandTitle } from "./command-titles";
import { toolNames } from "./tool-names";

export const transferStateSchema = z.strictObject({
  state: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
});

/** Explains a transfer state, or lists all of them. Sends nothing. */
export function explainTransferState({ state }: z.infer<typeof transferStateSchema>): Answer {
  if (state === undefined) return listStates();
  const info = findStateInfo(state.trim().toUpperCase());
  if (!info) {
    return {
      summary: [line`${state} is not a transfer state that this version of the extension knows.`],
      nextSteps: [line`Call ${ownWords(toolNames.transferState)} without a state for the list of states.`],
    };
  }
  const name = info.state;
  const limit = stateLimitText(name);
  const position = `Step ${info.stepNumber} of ${transferStateInfos.length}, phase ${phaseText(info.phase)}.`;
  return {
    summary: [
      line`${ownWords(name)} means: ${ownWords(stateText(name))}. ${ownWords(stateDescription(name))}`,
      line`Who must act: ${ownWords(stateActorText(name))}.`,
      line`What the reseller can do: ${ownWords(nextActionText(name))}`,
      limit ? line`How long it may last: ${ownWords(limit)}.` : line`DMAPI documents no limit for this state.`,
      ownWords(position),
      describeActions(name),
    ],
    nextSteps: [
      line`For the transfers in this state, call ${ownWords(toolNames.transfers)} with state ${ownWords(name)}.`,
      ...(canResendFoa({ state: name })
        ? [line`To send the FOA again, the user can run ${commandTitle("joker.transfer.resendFoa")}.`]
        : []),
    ],
  };
}

function describeActions(state: string): Line {
  const resend = canResendFoa({ state }) ? line`The FOA can be sent again.` : line`The FOA cannot be sent again.`;
  if (isCancelDocumented({ state })) return line`${resend} The transfer can be canceled.`;
  return canCancel({ state })
    ? line`${resend} DMAPI does not document that the transfer can be canceled in this state, and decides when asked.`
    : line`${resend} There is nothing left to cancel.`;
}

function listStates(): Answer {
  return {
    summary: [line`${transferStateInfos.length} transfer states are known, in the order of a transfer.`],
    lists: [
      {
        heading: line`States:`,
        items: transferStateInfos.map(({ state }) => {
          const actor = ownWords(stateActorText(state));
          return line`${ownWords(state)}: ${ownWords(stateText(state))}; waiting for ${actor}`;
        }),
      },
    ],
    nextSteps: [line`Call ${ownWords(toolNames.transferState)} with one of them for details.`],
  };
}
