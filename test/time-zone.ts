/** Runs the tests of the enclosing suite in an IANA time zone, and sets the one from before again. */
export function withTimeZone(zone: string): void {
  let restore: () => void = () => undefined;
  before(() => (restore = setTimeZone(zone)));
  after(() => restore());
}

/** Runs `work` in an IANA time zone, and sets the one from before again, also when it throws. */
export function inTimeZone<T>(zone: string, work: () => T): T {
  const restore = setTimeZone(zone);
  try {
    return work();
  } finally {
    restore();
  }
}

function setTimeZone(zone: string): () => void {
  const outer = process.env["TZ"];
  process.env["TZ"] = zone;
  return () => {
    if (outer === undefined) delete process.env["TZ"];
    else process.env["TZ"] = outer;
  };
}
