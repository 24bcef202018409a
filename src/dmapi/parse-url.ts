/**
 * A URL, or undefined if the text is none. `URL.canParse` of Node.js 20, which zod uses, errs with texts beyond ASCII after
 * thousands of calls.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
