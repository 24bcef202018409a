import type { Result, Transfer } from "../dmapi/model";

/** The rows as they are at the moment. */
interface Rows {
  readonly transfers: { readonly value: readonly Transfer[] | undefined };
  readonly results: { readonly value: readonly Result[] | undefined };
}

/**
 * Gives a function that says whether an action on the transfers of `domains` has been seen to have an effect: each of
 * them is in another state than now, or a request about it that is new has an answer; and no new one is without.
 * Without domains nothing is expected in particular: that is never over.
 */
export function expectation(domains: readonly string[], { transfers, results }: Rows): () => boolean {
  if (domains.length === 0) return () => false;
  const states = new Map(transfers.value?.map(({ domain, state }) => [domain, state]));
  const known = new Set(results.value?.map(({ procId }) => procId));
  const hasResults = results.value !== undefined;
  const isNew = ({ procId }: Result) => hasResults && !known.has(procId);
  return () => {
    const now = new Map(transfers.value?.map(({ domain, state }) => [domain, state]));
    const about = (domain: string) => (results.value ?? []).filter((row) => row.object === domain && isNew(row));
    return domains.every((domain) => {
      const answers = about(domain);
      const isAnswered = answers.length > 0 && answers.every(({ status }) => status !== "pending");
      const isPending = answers.some(({ status }) => status === "pending");
      return isAnswered || (!isPending && states.get(domain) !== now.get(domain));
    });
  };
}
