const claimed = new Set<string>();

/** Takes the right to do what `key` names; undefined while another has it. What is given gives it back. */
export function claim(key: string): (() => void) | undefined {
  if (claimed.has(key)) return undefined;
  claimed.add(key);
  return () => void claimed.delete(key);
}
