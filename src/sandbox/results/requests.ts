import type { Call } from "../call";
import type { Reply } from "../reply";
import { Refusal } from "../refusal";
import { resultContent } from "./content";
import { formatResult, readResultQuery } from "./query";
import type { Result } from "./results";

/** result-list: one line of seven columns, separated by spaces, per result; newest first. */
export function resultList({ parameters, world, at }: Call): Reply {
  const query = readResultQuery(parameters, at);
  const found = world.results.newestFirst().filter(query.accepts);
  if (query.countOnly)
    return { code: 0, headers: [["Row-Count", `${found.length}`]], body: `Records: ${found.length}\n` };
  const shown = found.slice(query.offset, query.offset + query.limit);
  return { code: 0, body: shown.map((result) => `${formatResult(result)}\n`).join("") };
}

/** result-retrieve: a second block about the result, an empty line, and the answer's text. */
export function resultRetrieve(call: Call): Reply {
  return { code: 0, body: resultContent(findResult(call), call.at) };
}

/** result-delete: takes the content away, not the status. */
export function resultDelete(call: Call): Reply {
  const result = findResult(call);
  call.world.results.delete(result);
  return { code: 0, body: `The result of request ${result.procId} (${result.type} ${result.object}) was deleted.\n` };
}

/** SvTrId has precedence over Proc-ID. Error 2003 if both are missing, 2303 if there is no such result. */
function findResult({ parameters, world }: Call): Result {
  const trackingId = parameters.text("svtrid");
  const procId = parameters.text("proc-id");
  if (trackingId === undefined && procId === undefined)
    throw new Refusal(2003, "Proc-ID or SvTrId: one of them is required");
  const found = world.results.find((result) =>
    trackingId === undefined ? `${result.procId}` === procId : result.trackingId === trackingId.toLowerCase(),
  );
  if (!found) throw new Refusal(2303, `There is no result ${trackingId ?? procId ?? ""}`);
  return found;
}
