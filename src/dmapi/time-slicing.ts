/** Longer work blocks what else runs in the extension host. */
const maxSliceMs = 25;
/** The clock is read only so often. */
const itemsPerCheck = 256;

/** Creates a function to await between items of work: it lets the event loop run when the last slice was long enough. */
export function createYielder(): () => Promise<void> | undefined {
  let items = 0;
  let sliceStart = performance.now();
  return () => {
    items += 1;
    if (items % itemsPerCheck !== 0 || performance.now() - sliceStart < maxSliceMs) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        sliceStart = performance.now();
        resolve();
      }),
    );
  };
}

/** Maps items in time slices. */
export async function mapInTimeSlices<T, R>(items: readonly T[], map: (item: T) => R): Promise<R[]> {
  const yieldIfDue = createYielder();
  const mapped: R[] = [];
  for (const item of items) {
    mapped.push(map(item));
    const pause = yieldIfDue();
    if (pause) await pause;
  }
  return mapped;
}
