import type { SessionRequestContext } from "../request-context";
import type { Header, Reply } from "../reply";
import { EppError } from "../epp-error";
import { formatResultContent } from "./result-content";
import { createResultFormat } from "./result-format";
import { parseResultQuery } from "./result-query";
import type { Result } from "./result-store";

/** result-list: one line of seven columns, separated by spaces, per result; newest first. Quirks vary it. */
export function resultList({ parameters, sandbox, at }: SessionRequestContext): Reply {
  const { quirks } = sandbox;
  const query = parseResultQuery(parameters, at, quirks);
  const found = sandbox.results.listNewestFirst().filter(query.accepts);
  if (query.isCountOnly) {
    const headers: Header[] = quirks.has("records-in-body") ? [] : [["Row-Count", `${found.length}`]];
    return { code: 0, headers, body: `Records: ${found.length}\n` };
  }
  if (quirks.has("result-oldest-first")) found.reverse();
  const page = found.slice(query.offset, query.offset + query.limit);
  const { headers, formatRow } = createResultFormat(quirks);
  return {
    code: 0,
    headers: [...headers, ["Row-Count", `${page.length}`]],
    body: page.map((result) => `${formatRow(result)}\n`).join(""),
  };
}

/** result-retrieve: a second block about the result, an empty line, and the answer's text. */
export function resultRetrieve(context: SessionRequestContext): Reply {
  return { code: 0, body: formatResultContent(findResult(context), context.at, context.sandbox.quirks) };
}

/** result-delete: deletes the content, not the status. */
export function resultDelete(context: SessionRequestContext): Reply {
  const result = findResult(context);
  context.sandbox.results.delete(result);
  return { code: 0, body: `The result of request ${result.procId} (${result.type} ${result.object}) was deleted.\n` };
}

/** SvTrId has precedence over Proc-ID. Error 2003 if both are missing, 2303 if there is no such result. */
function findResult({ parameters, sandbox }: SessionRequestContext): Result {
  const trackingId = parameters.text("svtrid");
  const procId = parameters.text("proc-id");
  if (trackingId === undefined && procId === undefined)
    throw new EppError(2003, "Proc-ID or SvTrId: one of them is required");
  const found = sandbox.results.find((result) =>
    trackingId === undefined ? `${result.procId}` === procId : result.trackingId === trackingId.toLowerCase(),
  );
  if (!found) throw new EppError(2303, `There is no result ${trackingId ?? procId ?? ""}`);
  return found;
}
