import type { Result, Transfer } from "../dmapi/model";

/** The current rows. */
interface CurrentRows {
  readonly transfers: { readonly value: readonly Transfer[] | undefined };
  readonly results: { readonly value: readonly Result[] | undefined };
}

/**
 * Returns a function that is true once an action on the transfers of `domains` has had a visible effect: each transfer is
 * in another state than now, or a new request about it has a result; and no new request is still pending. Rows that are not
 * loaded yet say nothing. Without domains it is never true.
 */
export function createCompletionPredicate(
  domains: readonly string[],
  { transfers, results }: CurrentRows,
): () => boolean {
  if (domains.length === 0) return () => false;
  const previousStates = new Map(transfers.value?.map(({ domain, state }) => [domain, state]));
  const knownProcIds = new Set(results.value?.map(({ procId }) => procId));
  const [hadTransfers, hadResults] = [transfers.value !== undefined, results.value !== undefined];
  const isNew = ({ procId }: Result) => hadResults && !knownProcIds.has(procId);
  return () => {
    const currentStates = new Map(transfers.value?.map(({ domain, state }) => [domain, state]));
    const findNewResults = (domain: string) =>
      (results.value ?? []).filter((row) => row.object === domain && isNew(row));
    return domains.every((domain) => {
      const newResults = findNewResults(domain);
      if (newResults.length > 0) return newResults.every(({ status }) => status !== "pending");
      return hadTransfers && previousStates.get(domain) !== currentStates.get(domain);
    });
  };
}
